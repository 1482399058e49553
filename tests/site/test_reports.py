"""The reports as pages: found, readable without a terminal, and honest where there is little to say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.reports import names
from tests.site.building import build, workspace

if TYPE_CHECKING:
    from pathlib import Path

FORM = """
    journeys:
      buy: {name: Buy, phases: [{id: p, name: P, steps: [{id: a, touchpoint: {name: Form}}]}]}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of one minimal journey."""
    folder = tmp_path_factory.mktemp("small")
    build(workspace(folder / "workspace", FORM), folder / "site")
    return folder / "site"


def page(site: Path, name: str, folder: str = "en/") -> str:
    return (site / f"{folder}reports/{name}.html").read_text("utf-8")


def section(html: str, identity: str) -> str:
    found = re.search(rf'<section class="block" id="{identity}">(.*?)</section>', html, re.DOTALL)
    assert found, identity
    return found[1]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_report_is_listed_by_subject_and_stands_in_the_menu_and_on_the_overview(example: Path) -> None:
    listed = page(example, "index")
    assert [name for name in names() if f'href="../reports/{name}.html"' not in listed] == []
    overview = (example / "en" / "index.html").read_text("utf-8")
    assert '<a href="reports/index.html">Reports</a>' in overview
    assert "8 of 29 KPIs with a target and a reading reach their target" in section(overview, "reports")


@pytest.mark.parametrize("name", names())
def test_a_report_says_its_sentence_large_and_how_it_came_about(example: Path, name: str) -> None:
    html = page(example, name)
    twin = json.loads((example / "en" / "reports" / f"{name}.json").read_text("utf-8"))
    assert '<div class="lede is-verdict">' in html
    assert not twin["about"].startswith("Not enough data")
    assert "What it leaves out" in section(html, "notes")
    assert any(part["kind"] == "table" and part["rows"] for part in twin["sections"])


def test_a_name_in_a_table_or_a_picture_leads_to_its_page(example: Path) -> None:
    html = page(example, "business-case")
    for part in ("picture-worth-eur", "table-scenarios", "table-benefits"):
        assert '<a href="../initiatives/one-source.html">One source for every disruption</a>' in section(html, part)
    assert 'href="../kpis/' in section(html, "table-benefits")
    steps = section(page(example, "emotion"), "table-journeys")
    assert 'href="../journeys/first-trip-with-wheelchair.html#step-' in steps


def test_a_range_is_drawn_from_low_to_high_on_one_scale_with_its_figures_in_words(example: Path) -> None:
    drawn = section(page(example, "business-case"), "picture-worth-eur")
    # -1,000,000 to 3,000,000: 546,753 lies at (546,753 + 1,000,000) / 4,000,000 = 38.67 %.
    row = re.search(r'<tr><th scope="row"><a[^>]*>One source.*?</tr>', drawn)
    assert row
    assert '<circle class="dot" cx="38.67%"' in row[0]
    assert words(row[0]).endswith("546,753 23,889 to 1,159,484")


def test_a_bar_begins_at_nothing_and_its_cap_stands_beside_it(example: Path) -> None:
    drawn = section(page(example, "contacts"), "picture-pressure")
    # 1.5 and a cap of 4 on a scale of 0 to 4.
    assert '<rect class="fill" x="0.0%" y="6" width="37.5%"' in drawn
    assert '<line class="limit" x1="100.0%"' in drawn
    assert "1.5 against 4" in words(drawn)


def test_a_matrix_shows_what_comes_along_from_channel_to_channel(example: Path) -> None:
    drawn = section(page(example, "channels"), "picture-grid")
    assert 'class="list matrix"' in drawn
    assert "1 of 3" in drawn


@pytest.mark.parametrize("name", names())
def test_a_report_without_data_says_what_to_write_and_draws_nothing(small: Path, name: str) -> None:
    html = page(small, name, "")
    assert re.search("<code>.+?</code>", section(html, "more"))
    if "Not enough data" in html:
        assert 'class="list chart"' not in html
        assert 'class="picture' not in html


def test_a_span_of_time_is_said_in_words(example: Path) -> None:
    assert re.search(r'data-label="Retention">30 days</td>', section(page(example, "privacy"), "table-register"))


def test_a_report_is_found_by_what_it_says(example: Path) -> None:
    index = (example / "assets" / "search" / "nl.js").read_text("utf-8")
    assert '"reports/kpis.html"' in index


def test_a_name_that_is_markup_stays_text(tmp_path: Path) -> None:
    text = FORM.replace("name: Form", "name: '<script>alert(1)</script>'")
    build(workspace(tmp_path / "workspace", text), tmp_path / "site")
    html = page(tmp_path / "site", "coverage", "")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
