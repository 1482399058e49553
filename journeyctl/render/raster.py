"""PNG and PDF of our own SVG, by converters that are extras: nothing else needs them.

PNG: resvg, with static cuts of the shipped font (it reads no woff2 and knows no variable fonts).
PDF: WeasyPrint, on the smallest sheet on which the type stays readable.
"""

from __future__ import annotations

import math
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.render.missing import patched, spelled_out
from journeyctl.render.palette import ACCENT
from journeyctl.render.standalone import standalone

if TYPE_CHECKING:
    from journeyctl.render.base import Picture
    from journeyctl.render.standalone import Theme

FONTS = Path(__file__).with_name("fonts")
DPI = 96
MOST_PIXELS = 60_000_000
LARGEST_SIDE = 30_000
# Sheets as (width, height) in millimetres inside their margins, the smallest first.
MARGIN = 12
SHEETS = ((210, 297), (297, 210), (297, 420), (420, 297))
MM_A_PIXEL = 25.4 / DPI
SMALLEST_SCALE = 6 / (12.5 * 0.75)


def png(picture: Picture, theme: Theme = "light", zoom: float = 2.0, accent: str = ACCENT) -> bytes:
    """Return a picture as PNG, twice as fine as a screen's pixel unless it would become too large.

    Raises:
        JourneyctlError: the extra is not installed, or the picture cannot be converted.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise JourneyctlError(
            _("cannot write a PNG: resvg-py is not installed"), _("run `pip install 'journeyctl[png]'`")
        ) from error
    text = spelled_out(standalone(picture, theme, accent))
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=text,
            dpi=DPI,
            zoom=_zoom(picture, zoom),
            font_files=[str(file) for file in sorted(FONTS.glob("*.ttf"))],
        )
    except (ValueError, OSError) as error:
        message = _("cannot write a PNG: {reason}", reason=str(error))
        raise JourneyctlError(message, _("write it as svg instead")) from error
    return bytes(made)


def _zoom(picture: Picture, zoom: float) -> float:
    """Return the zoom at which the picture stays within what converters and viewers can hold."""
    by_area = math.sqrt(MOST_PIXELS / (picture.width * picture.height))
    return min(zoom, by_area, LARGEST_SIDE / max(picture.width, picture.height))


def pdf(picture: Picture, language: str = "en", accent: str = ACCENT) -> bytes:
    """Return a picture as PDF on one sheet: the smallest of A4 and A3 with type of at least 6 points, else its own.

    Raises:
        JourneyctlError: the extra is not installed, or the picture cannot be converted.
    """
    try:
        import weasyprint  # type: ignore[import-not-found, import-untyped, unused-ignore] # an extra
    except (ImportError, OSError) as error:
        raise JourneyctlError(
            _("cannot write a PDF: WeasyPrint is not installed"), _("run `pip install 'journeyctl[pdf]'`")
        ) from error
    width, height = sheet(picture)
    try:
        document = weasyprint.HTML(string=_page(picture, width, height, language, accent), url_fetcher=_only_inline())
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    except (ValueError, OSError) as error:
        message = _("cannot write a PDF: {reason}", reason=str(error))
        raise JourneyctlError(message, _("write it as svg instead")) from error
    return made


def sheet(picture: Picture) -> tuple[float, float]:
    """Return the sheet to print on, in millimetres; one as large as the picture where type would be too small on A3."""
    for width, height in SHEETS:
        if _scale(picture, width, height) >= SMALLEST_SCALE:
            return width, height
    room = 2 * MARGIN
    return picture.width * MM_A_PIXEL + room + 10, picture.height * MM_A_PIXEL + room + 20


def _scale(picture: Picture, width: float, height: float) -> float:
    across = (width - 2 * MARGIN) / (picture.width * MM_A_PIXEL)
    return min(across, (height - 2 * MARGIN) / (picture.height * MM_A_PIXEL), 1.0)


def _page(picture: Picture, width: float, height: float, language: str, accent: str) -> str:
    """Return a page with the picture as its only content, with the font that it is set in."""
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible Next";src:url("{_inline(file)}");'
        f"font-weight:{weight};font-style:{style}}}"
        for file, weight, style in (
            ("regular.ttf", 400, "normal"),
            ("bold.ttf", 700, "normal"),
            ("italic.ttf", 400, "italic"),
        )
    )
    style = (
        f"{faces}@page{{size:{width:.2f}mm {height:.2f}mm;margin:{MARGIN}mm}}html,body{{margin:0}}"
        f"svg.file{{width:{width - 2 * MARGIN:.2f}mm;max-height:{height - 2 * MARGIN - 1:.2f}mm;display:block}}"
    )
    svg = patched(standalone(picture, "print", accent)).replace("<svg ", '<svg class="file" ', 1)
    title = escape(picture.title)
    return (
        f'<!doctype html><html lang="{language}"><title>{title}</title><style>{style}</style><body>{svg}</body></html>'
    )


def _inline(file: str) -> str:
    return f"data:font/ttf;base64,{b64encode((FONTS / file).read_bytes()).decode()}"


def _only_inline() -> Any:
    """Return what fetches nothing but data in the page itself."""
    from weasyprint.urls import URLFetcher  # type: ignore[import-not-found, import-untyped, unused-ignore] # an extra

    return URLFetcher(allowed_protocols=("data",))
