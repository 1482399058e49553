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


@pytest.mark.parametrize("picture", ["season-ticket-blueprint", "complaint-emotion", "landscape", "kpis"])
def test_a_page_about_one_picture_is_printed_wide(browser: Browser, example: Path, picture: str) -> None:
    assert set(sheets(browser, example / "pictures" / f"{picture}.html")) == {WIDE}


def test_other_pages_are_printed_upright(browser: Browser, example: Path) -> None:
    assert set(sheets(browser, example / "index.html")) == {UPRIGHT}
