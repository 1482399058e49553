"""A picture as a file of its own: with its heading, its colours for light and dark, and no page around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from journeyctl.render.diagram import PADDING
from journeyctl.render.metrics import Type, wrap
from journeyctl.render.paint import text_lines
from journeyctl.render.palette import ACCENT, FONT, PALETTE, PRINT, accents
from journeyctl.render.template import render
from journeyctl.resources import resource

if TYPE_CHECKING:
    from journeyctl.render.base import Picture

Theme = Literal["auto", "light", "dark", "print"]

HEADING = Type(20, 700, 26)
EDGE = 16.0
OWN = f"""svg {{ font-family: {FONT}; }}
.sheet {{ fill: var(--paper); }}
.heading {{ font-size: 20px; font-weight: 650; fill: var(--ink); }}
"""
# Converters to PDF paint the outline of a letter over the letter.
HALO = re.compile(r"paint-order: stroke; stroke: [^;]*; stroke-width: [^;]*; stroke-linejoin: round;")
BETWEEN = re.compile(r"/\* graph: begin.*?\*/(.*?)/\* graph: end", re.DOTALL)
VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What only a page with a pointer or a keyboard has, and what converters do not know.
INTERACTIVE = re.compile(r":(hover|focus|target|has|is)\b")


def standalone(picture: Picture, theme: Theme = "auto", accent: str = ACCENT) -> str:
    """Return a picture as a complete SVG file.

    Args:
        picture: what `draw` returned.
        theme: `auto` follows the reader's light or dark; `light` `dark` and `print` fix it.
        accent: the colour of the workspace, `#rrggbb`.
    """
    room = picture.width - 2 * PADDING
    lines = () if picture.has_heading else wrap(picture.title, room, HEADING)
    top = EDGE + (len(lines) * HEADING.leading + 6 if lines else 0)
    return render(
        "standalone.svg",
        style=Markup(_styles(theme, accent)),  # noqa: S704 - our own stylesheet
        width=picture.width + 2 * EDGE,
        height=picture.height + top + EDGE,
        heading=text_lines(lines, HEADING, EDGE + 2, EDGE + 20),
        left=EDGE,
        top=top,
        picture=Markup(picture.svg),  # noqa: S704 - markup that our own templates escaped
        title=picture.title,
        linked="<a href=" in picture.svg,
        description=picture.description,
    )


@cache
def _styles(theme: Theme, accent: str) -> str:
    """Return the rules of the picture chapter with concrete colours."""
    rules = OWN + picture_rules()
    if theme != "auto":
        return _coloured(rules, theme, accent)
    dark = _coloured(rules, "dark", accent)
    return f"{_coloured(rules, 'light', accent)}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _coloured(rules: str, theme: str, accent: str) -> str:
    palette = {**PALETTE, "accent": accents(accent)}
    colours = {name: dark if theme == "dark" else light for name, (light, dark) in palette.items()}
    if theme == "print":
        colours |= PRINT
        rules = HALO.sub("", rules)
    # Converters know the hundreds only.
    return VARIABLE.sub(lambda found: colours[found[1]], rules).replace("weight: 650", "weight: 700")


@cache
def picture_rules() -> str:
    """Return the rules between the marks `graph: begin` and `graph: end` of the page's stylesheet, one a line."""
    text = resource("templates", "assets", "journeyctl.css").read_text("utf-8")
    found = BETWEEN.search(text)
    lines = COMMENT.sub("", found[1] if found else "").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip() and not INTERACTIVE.search(line))
