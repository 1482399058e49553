"""Cut static TrueType fonts from the shipped variable ones, for the converter that makes PNG (it reads no woff2).

Run from the checkout with fontTools and brotli, after the shipped fonts changed:

    python tools/font_statics.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "templates" / "assets" / "fonts"
STATIC = ROOT / "journeyctl" / "render" / "fonts"
PARTS = ("latin", "latin-ext")
# (name, style of the shipped file, weight, whether it counts as bold)
CUTS = (("regular", "normal", 400, False), ("bold", "normal", 650, True), ("italic", "italic", 400, False))
# Nothing about the day on which this ran, in seconds since 1904: the same fonts give the same bytes.
MADE = 3_000_000_000
HINTS = ("GDEF", "GPOS", "GSUB", "DSIG", "STAT", "HVAR", "MVAR", "avar", "gasp", "prep", "fpgm", "cvt ")


def _cut(style: str, weight: int, folder: Path) -> list[str]:
    files = []
    for part in PARTS:
        font = TTFont(SHIPPED / f"atkinson-hyperlegible-next-{part}-wght-{style}.woff2")
        static = instantiateVariableFont(font, {"wght": weight})
        for table in HINTS:
            if table in static and table != "GPOS":
                del static[table]
        static.flavor = None
        files.append(str(folder / f"{part}.ttf"))
        static.save(files[-1])
    return files


def _name(font: TTFont, name: str, *, is_bold: bool) -> None:
    subfamily = name.capitalize()
    family = "Atkinson Hyperlegible Next"
    names = ((1, family), (2, subfamily), (4, f"{family} {subfamily}"), (6, f"{family.replace(' ', '')}-{subfamily}"))
    for record, text in names:
        font["name"].setName(text, record, 3, 1, 0x409)
    for record in (16, 17, 25):
        font["name"].removeNames(nameID=record)
    is_italic = name == "italic"
    font["OS/2"].usWeightClass = 700 if is_bold else 400
    font["OS/2"].fsSelection = 0x20 if is_bold else 0x01 if is_italic else 0x40
    font["head"].macStyle = (1 if is_bold else 0) | (2 if is_italic else 0)
    font["head"].created = font["head"].modified = MADE


def main() -> int:
    """Write the static fonts."""
    STATIC.mkdir(exist_ok=True)
    for name, style, weight, is_bold in CUTS:
        with tempfile.TemporaryDirectory() as folder:
            merged = Merger().merge(_cut(style, weight, Path(folder)))
        _name(merged, name, is_bold=is_bold)
        merged.recalcTimestamp = False
        merged.save(STATIC / f"{name}.ttf")
    covered = sorted(TTFont(STATIC / "regular.ttf").getBestCmap())
    (STATIC / "coverage.txt").write_text("".join(map(chr, covered)) + "\n", "utf-8", newline="\n")
    (STATIC / "OFL.txt").write_text((SHIPPED / "OFL.txt").read_text("utf-8"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
