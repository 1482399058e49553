"""What a printer makes of the pages: a journey's map on one sheet that can hang on a wall, its tables behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

UPRIGHT, WIDE = "A4", "A3 landscape"
SHEETS = {(595, 842): UPRIGHT, (1191, 842): WIDE}  # points


def sheets(browser: Browser, page: Path) -> list[str]:
    """Return the size of each sheet of a printed page."""
    printed = browser.new_page()
    printed.goto(page.as_uri())
    pdf = printed.pdf(prefer_css_page_size=True)
    printed.close()
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [SHEETS[round(float(width)), round(float(height))] for width, height in sizes]


@pytest.mark.parametrize("journey", ["season-ticket", "unlock-bike", "disturbed-trip-to-be"])
def test_a_journeys_map_is_printed_on_one_wide_sheet_of_its_own(browser: Browser, example: Path, journey: str) -> None:
    printed = sheets(browser, example / "journeys" / f"{journey}.html")
    assert printed[:3] == [UPRIGHT, WIDE, UPRIGHT]
    assert printed.count(WIDE) == 1


def test_a_flow_too_wide_for_a4_has_a_wide_sheet_too(browser: Browser, example: Path) -> None:
    printed = sheets(browser, example / "journeys" / "complaint.html")
    assert printed[:4] == [UPRIGHT, WIDE, WIDE, UPRIGHT]
    assert printed.count(WIDE) == 2


@pytest.mark.parametrize("picture", ["season-ticket-blueprint", "complaint-emotion", "landscape", "kpis"])
def test_a_page_about_one_picture_is_printed_wide(browser: Browser, example: Path, picture: str) -> None:
    assert set(sheets(browser, example / "pictures" / f"{picture}.html")) == {WIDE}


def test_other_pages_are_printed_upright(browser: Browser, example: Path) -> None:
    assert set(sheets(browser, example / "index.html")) == {UPRIGHT}


JOURNEYS = ("business-account", "complaint", "disturbed-trip", "disturbed-trip-to-be", "door-to-door",
            "family-day-out", "first-trip-with-wheelchair", "season-ticket", "unlock-bike")  # fmt: skip
POINTS = 72 / 96
SHEET = round((210 - 2 * 16) / 25.4 * 96)  # what the margins leave of A4
BROAD = round((420 - 2 * 12) / 25.4 * 96)  # and of A3 on its side
# How each drawing of the flow lies on paper: its scale, and from where to where it shows the picture.
PRINTED = """() => [...document.querySelectorAll('#flow-figure :is(.picture-folds, .picture-canvas) > svg')]
    .filter(svg => getComputedStyle(svg).visibility === 'visible' && svg.getBoundingClientRect().height)
    .map(svg => { const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
                  return [Math.min(box.width / view.width, box.height / view.height), view.y, view.y + view.height,
                          box.height]; })"""
BOXES = """() => [...document.querySelectorAll('#flow-figure .picture-canvas .node .box')]
    .filter(box => !box.closest('.legend-of'))
    .map(box => { const at = box.getBBox(); return [at.y, at.y + at.height]; })"""


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_flow_on_paper_can_be_read_and_cuts_no_box(browser: Browser, example: Path, journey: str) -> None:
    printed = browser.new_page(viewport={"width": SHEET, "height": 1000})
    printed.goto((example / "journeys" / f"{journey}.html").as_uri())
    if printed.locator(".block > .is-wide").count():
        printed.set_viewport_size({"width": BROAD, "height": 1000})
    boxes = printed.evaluate(BOXES)
    printed.emulate_media(media="print")
    columns = printed.evaluate(PRINTED)
    printed.close()
    assert boxes
    assert min(scale for scale, *_rest in columns) * 12.5 * POINTS >= 6
    assert max(high for *_rest, high in columns) <= 940
    assert all(any(low <= top and bottom <= high for _scale, low, high, _on in columns) for top, bottom in boxes)


@pytest.mark.parametrize("journey", ["season-ticket", "business-account"])
def test_no_name_in_a_printed_table_is_broken_within_a_word(browser: Browser, example: Path, journey: str) -> None:
    printed = browser.new_page(viewport={"width": SHEET, "height": 1000})
    printed.goto((example / "journeys" / f"{journey}.html").as_uri())
    printed.emulate_media(media="print")
    names = printed.evaluate(
        "() => [...document.querySelectorAll('.list .chip a')]"
        ".map(link => [link.textContent.trim().split(/\\s+/).length, link.getClientRects().length])"
    )
    printed.close()
    assert names
    assert all(lines <= words for words, lines in names)
