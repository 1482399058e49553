"""Every page of the example, read as files: links, policy, weight, twins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.site.crawl import broken_links, pages, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

HEAVIEST = 120_000
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'"


def test_no_link_and_no_fragment_is_broken(example: Path) -> None:
    assert list(broken_links(example)) == []


def test_every_page_is_under_the_policy_and_has_nothing_inline(example: Path) -> None:
    assert {page.name for page in pages(example) if not read(page).policy.startswith(POLICY)} == set()
    assert {(page.name, one) for page in pages(example) for one in read(page).inline} == set()


def test_no_page_fetches_or_sends_anything_elsewhere(example: Path) -> None:
    schemes = {
        address.split(":", 1)[0]
        for page in pages(example)
        for address in read(page).addresses
        if ":" in address.split("/", 1)[0]
    }
    assert schemes <= {"https", "http", "mailto"}
    assert "url(http" not in (example / "assets" / "journeyctl.css").read_text("utf-8")


def test_no_page_is_heavier_than_120_kb(example: Path) -> None:
    assert {page.name: page.stat().st_size for page in pages(example) if page.stat().st_size > HEAVIEST} == {}


def test_no_id_stands_twice_on_a_page(example: Path) -> None:
    assert [page.name for page in pages(example) if len(set(read(page).ids)) != len(read(page).ids)] == []


def test_every_page_says_its_language_and_has_a_page_in_the_other(example: Path) -> None:
    for page in pages(example):
        path = page.relative_to(example).as_posix()
        language = "en" if path.startswith("en/") else "nl"
        other = path.removeprefix("en/") if language == "en" else f"en/{path}"
        assert read(page).language == language
        assert (example / other).is_file()


def test_every_page_has_a_machine_readable_twin(example: Path) -> None:
    for page in pages(example):
        twin = json.loads(page.with_suffix(".json").read_text("utf-8"))
        assert twin["version"] == 1
        assert twin["title"]
    journey = json.loads((example / "journeys" / "door-to-door.json").read_text("utf-8"))
    assert journey["entity"]["id"] == "door-to-door"
    assert journey["entity"]["written"]["name"] == {"nl": "Van deur tot deur", "en": "Door to door"}


def test_every_entity_has_its_page_at_its_address(example: Path) -> None:
    for path in (
        "journeys/season-ticket", "touchpoints/trip-planner", "channels/app", "owners/travel", "kpis/nps",
        "personas/commuter", "processes/trip-advice", "services/door-to-door-travel", "insights/door-diaries",
        "opportunities/tell-it-once", "data/location",
    ):  # fmt: skip
        assert (example / f"{path}.html").is_file()
        assert (example / "en" / f"{path}.html").is_file()


def test_words_in_another_language_than_the_page_are_marked(example: Path) -> None:
    assert '<h1 lang="nl">Meander app</h1>' in (example / "en" / "channels" / "app.html").read_text("utf-8")
    assert "<h1>Meander app</h1>" in (example / "channels" / "app.html").read_text("utf-8")


def test_what_to_write_stands_as_code_in_what_the_overview_asks(run: Run, tmp_path: Path) -> None:
    run("init", "library")
    assert run("--root", "library", "build", "--output", str(tmp_path / "site")).code == 0
    overview = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "in stage <code>exit</code>." in overview
