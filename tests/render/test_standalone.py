"""A picture as a file: the page's colours without the page, light and dark, and formats made of it."""

from __future__ import annotations

import re
import struct
import sys

import pytest

from journeyctl.errors import JourneyctlError
from journeyctl.render import standalone
from journeyctl.render.missing import is_covered, patched, spelled_out, type_of
from journeyctl.render.palette import PALETTE, PRINT, accents
from journeyctl.render.raster import SMALLEST_SCALE, pdf, png, sheet
from journeyctl.resources import resource
from tests.render.pictures import pictured

CSS = resource("templates", "assets", "journeyctl.css").read_text("utf-8")
PAIR = re.compile(r"^  --([a-z0-9-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);", re.MULTILINE)


def test_on_paper_it_is_what_the_pages_print() -> None:
    printed = CSS[CSS.index("@media print") :]
    assert dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", printed)) == PRINT
    text = standalone(pictured("map", "disturbed-trip"), "print")
    assert "paint-order" not in text
    assert patched(text).count('<rect class="sheet"') == 1 + text.count(" halo")


def test_the_palette_is_that_of_the_pages() -> None:
    written = {name: (light, dark) for name, light, dark in PAIR.findall(CSS)}
    assert {name: pair for name, pair in PALETTE.items() if name != "accent"} == written
    assert PALETTE["accent"][0] == (re.findall(r"--accent-base: (#[0-9a-f]{6})", CSS))[0]


@pytest.mark.parametrize("name", ["ink", "muted", "accent", "error", "warning", "info", "good"])
def test_text_has_enough_contrast(name: str) -> None:
    for column in (0, 1):
        assert contrast(PALETTE[name][column], PALETTE["paper"][column]) >= 4.5
        assert contrast(PALETTE[name][column], PALETTE["tint"][column]) >= 4.5


@pytest.mark.parametrize("name", ["rule", "e-n2", "e-n1", "e-0", "e-p1", "e-p2"])
def test_marks_have_enough_contrast(name: str) -> None:
    assert all(contrast(PALETTE[name][column], PALETTE["paper"][column]) >= 3 for column in (0, 1))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_class_that_a_picture_uses_has_a_rule() -> None:
    used = {name for view in ("flow", "map", "emotion", "blueprint") for name in _classes(view, "disturbed-trip")}
    used |= {name for view in ("landscape", "owners", "kpis", "gaps") for name in _classes(view, "")}
    style = standalone(pictured("gaps", ""))
    unruled = {name for name in used if f".{name}" not in style}
    assert unruled <= {
        "node", "edge", "way", "name", "row", "cell", "screen", "person", "message", "plain", "normal", "legend-of",
        "unstated", "full", "as-is", "met", "contact",
    }  # fmt: skip


def _classes(view: str, journey: str) -> set[str]:
    return {name for names in re.findall(r'class="([^"]*)"', pictured(view, journey).svg) for name in names.split()}


def test_a_theme_can_be_fixed() -> None:
    picture = pictured("flow", "disturbed-trip")
    assert PALETTE["paper"][1] not in standalone(picture, "light")
    assert PALETTE["paper"][0] not in standalone(picture, "dark")
    assert "@media" not in standalone(picture, "light")


@pytest.mark.parametrize("accent", ["#00666e", "#ffff00", "#ffffff", "#000000", "#ff9900"])
def test_a_picture_has_the_accent_of_the_workspace_as_far_as_it_can_be_read(accent: str) -> None:
    light, dark = accents(accent)
    text = standalone(pictured("flow", "disturbed-trip"), accent=accent)
    assert light in text
    assert dark in text
    assert PALETTE["accent"][0] not in text
    assert contrast(light, PALETTE["paper"][0]) >= 4.5
    assert contrast(dark, PALETTE["paper"][1]) >= 4.5


def test_nothing_is_fetched_from_elsewhere() -> None:
    text = standalone(pictured("map", "door-to-door"))
    assert set(re.findall(r'(?:href|src)="([^#"][^"]*)"', text)) == set()
    assert "url(" not in text.replace("url(#", "")


def test_a_png_is_twice_as_fine_as_the_picture() -> None:
    picture = pictured("flow", "unlock-bike")
    made = png(picture)
    width, height = struct.unpack(">II", made[16:24])
    assert made.startswith(b"\x89PNG")
    assert (width, height) == pytest.approx((2 * (picture.width + 32), 2 * (picture.height + 60)), abs=40)
    assert png(picture) == made


def test_a_character_that_the_font_lacks_does_not_take_its_line_along() -> None:
    assert not is_covered("CO₂")
    svg = spelled_out(
        '<text class="t-step at-middle" x="100" y="20">CO₂ &amp; zo</text><text class="sub" x="1" y="2">ok</text>'
    )
    assert re.findall(r'<tspan x="([\d.]+)" xml:space="preserve">([^<]*)<', svg) == [
        ("68.5", "CO"), ("88.3", "₂"), ("97.1", " &amp; zo"),
    ]  # fmt: skip
    assert svg.endswith('<text class="sub" x="1" y="2">ok</text>')


def test_the_sizes_that_boxes_are_made_for_are_those_of_the_stylesheet() -> None:
    from journeyctl.render import curve, diagram, poster

    sizes = {
        "name": diagram.NAME, "sub": diagram.SUB, "edge-name": diagram.LABEL, "cluster-name": diagram.CLUSTER,
        "t-phase": poster.PHASE, "t-step": poster.STEP, "t-text": poster.TEXT, "t-strong": poster.STRONG,
        "t-strong halo": curve.SCORE, "t-text halo": curve.WORD,
    }  # fmt: skip
    assert {classes: type_of(classes)[:2] for classes in sizes} == {name: type_[:2] for name, type_ in sizes.items()}


@pytest.mark.parametrize(("module", "make"), [("resvg_py", png), ("weasyprint", pdf)])
def test_a_missing_converter_says_what_to_install(module: str, make: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(JourneyctlError) as raised:
        make(pictured("gaps", ""))  # type: ignore[operator] # one of two functions
    assert "pip install 'journeyctl[" in raised.value.hint


def test_a_map_is_printed_on_a3_and_a_small_picture_on_a4() -> None:
    assert sheet(pictured("map", "disturbed-trip")) == (420, 297)
    assert sheet(pictured("gaps", "")) == (210, 297)
    wide, high = sheet(pictured("flow", "season-ticket"))
    assert min((wide - 24) / pictured("flow", "season-ticket").width, 1) * 96 / 25.4 >= SMALLEST_SCALE
    assert high >= 297
