"""Measure the shipped font and write the width table that sizes the boxes in pictures.

Run from the checkout, with the development dependencies (fontTools and brotli):

    python tools/font_widths.py           # write journeyctl/render/widths.json
    python tools/font_widths.py --check   # exit 1 when the committed table differs

The table is data, so drawing needs no font library and gives the same boxes on every machine.
Advances are for default figures and without kerning. Measured in Chromium on Dutch and English names,
the table's sum lies between 0.3 % under and 5 % over the drawn width, so a box needs one per cent of air.
"""

from __future__ import annotations

import json
import math
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "templates" / "assets" / "fonts"
TABLE = ROOT / "journeyctl" / "render" / "widths.json"
FAMILY = "Atkinson Hyperlegible Next"
FILES = ("atkinson-hyperlegible-next-latin", "atkinson-hyperlegible-next-latin-ext")
WEIGHTS = (400, 700)
BLOCKS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0100),  # Latin-1 Supplement
    range(0x0100, 0x0180),  # Latin Extended-A
    range(0x0300, 0x0370),  # Combining Diacritical Marks
    range(0x2000, 0x2070),  # General Punctuation
    range(0x20A0, 0x20C1),  # Currency Symbols
    range(0x2190, 0x2200),  # Arrows
    range(0x2212, 0x2213),  # Minus sign
)
# A glyph from some other font: as wide as this font's wide capitals, so that the box still holds it.
DEFAULT = 620
ZERO_WIDTH = {"Mn", "Me", "Cf"}
# Fonts agree on these to the unit: the spaces of typography are fractions of the em by name.
SPACES = {0x2000: 500, 0x2001: 1000, 0x2002: 500, 0x2003: 1000, 0x2004: 334, 0x2005: 250, 0x2006: 167,
          0x2007: 660, 0x2008: 280, 0x2009: 200, 0x200A: 100, 0x202F: 200, 0x205F: 223}  # fmt: skip
# Arrows come from the reader's system font; the widest common ones are one em.
ARROW = 1000


def widths(codepoint: int, fonts: list[TTFont]) -> list[int]:
    """Return the advance of one character for each weight, in 1/1000 em, rounded up."""
    if unicodedata.category(chr(codepoint)) in ZERO_WIDTH:
        return [0] * len(WEIGHTS)
    for font in fonts:
        glyph = font.getBestCmap().get(codepoint)
        if glyph is not None:
            return [_advance(font, glyph, weight) for weight in WEIGHTS]
    return [_substitute(codepoint)] * len(WEIGHTS)


def _advance(font: TTFont, glyph: str, weight: int) -> int:
    width: float = font.getGlyphSet(location={"wght": weight})[glyph].width
    per_em: int = font["head"].unitsPerEm
    return math.ceil(width * 1000 / per_em)


def _substitute(codepoint: int) -> int:
    if codepoint in range(0x2190, 0x2200):
        return ARROW
    return SPACES.get(codepoint, DEFAULT)


def table() -> str:
    """Return the width table as JSON text, one character a line so that a diff shows what moved."""
    fonts = [TTFont(FONTS / f"{name}-wght-normal.woff2") for name in FILES]
    measured = {
        chr(code): widths(code, fonts) for block in BLOCKS for code in block if unicodedata.category(chr(code)) != "Cn"
    }
    head = {"family": FAMILY, "unit": "1/1000 em", "weights": list(WEIGHTS), "default": DEFAULT, "wide": 2 * DEFAULT}
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    cells = [f"    {json.dumps(char)}: {json.dumps(value)}" for char, value in measured.items()]
    return "{\n" + ",\n".join(lines) + ',\n  "widths": {\n' + ",\n".join(cells) + "\n  }\n}\n"


def main() -> int:
    """Write the table, or with ``--check`` say whether the committed one is current."""
    text = table()
    if "--check" in sys.argv[1:]:
        return 0 if TABLE.is_file() and TABLE.read_text("utf-8") == text else 1
    TABLE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
