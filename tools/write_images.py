"""Draw the pictures of README and docs anew, from the example: `make images`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journeyctl.compiler import compile_workspace
from journeyctl.render import Drawing, draw
from journeyctl.render.raster import png
from journeyctl.settings import load_settings

CHECKOUT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
# The file, the view, and the journey it shows; light, as paper is.
IMAGES = (("journey.png", "map", "disturbed-trip"),)
WIDE = 1920  # pixels: sharp at twice the width of README's column


def main() -> None:
    """Write every picture."""
    workspace = compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace
    for file, view, journey in IMAGES:
        picture = draw(view, workspace.journeys[journey], Drawing("en", today=TODAY))
        (CHECKOUT / "docs" / "images" / file).write_bytes(png(picture, "light", WIDE / picture.width))


if __name__ == "__main__":
    main()
