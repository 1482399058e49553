"""A build that finds the last one's pages gives the site that a build without them gives, byte for byte."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from msgspec import structs

from journeyctl.render import template
from journeyctl.site import build as build_site
from journeyctl.site import markup, workers
from journeyctl.site.kept import Record, written
from journeyctl.store import FOLDER, Store
from tests.history.repository import CATALOGUE, JOURNEY
from tests.site.building import SETTINGS, files, source, workspace
from tests.support import at_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTHER = """
journeys:
  renew:
    name: {en: Renew the card, nl: De pas verlengen}
    owner: web-team
    personas: everyone
    trigger: A letter comes
    outcome: Another year
    phases:
      - id: read
        name: Read
        steps:
          - {id: open, touchpoint: page, thinking: What is this?, emotion: -1}
          - id: pay
            touchpoint: {name: Pay, channel: website}
            next: [{journey: card}]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of two journeys and a catalogue, whose site has been built once."""
    at_home(tmp_path / "home", monkeypatch)
    made = workspace(tmp_path / "work", CATALOGUE, SETTINGS)
    (made / "journeys" / "card.yaml").write_text(JOURNEY, "utf-8")
    (made / "journeys" / "renew.yaml").write_text(OTHER, "utf-8")
    warm(made)
    return made


def warm(root: Path) -> dict[str, bytes]:
    """Build with what was kept; return the site."""
    build_site(source(root), root / "site", store=Store(root / FOLDER))
    return files(root / "site")


def cold(root: Path) -> dict[str, bytes]:
    """Build the same without anything kept."""
    output = root.parent / "cold"
    build_site(source(root), output)
    return files(output)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what changes words in a document."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


CARD, RENEW, ALL = "journeys/card.yaml", "journeys/renew.yaml", "journeys/all.yaml"
EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _root: None,
    "a thought": edit(RENEW, "What is this?", "Oh no"),
    "a feeling": edit(CARD, "emotion: 2", "emotion: -2"),
    "an owner of a journey": edit(RENEW, "owner: web-team", "owner: front-desk"),
    "the name of a journey": edit(RENEW, "De pas verlengen", "Verlengen"),
    "the name of a step": edit(CARD, "Sign up at the desk", "Become a member"),
    "where a step leads": edit(RENEW, "next: [{journey: card}]", "next: []"),
    "the name of an owner": edit(ALL, "Web team", "Team web"),
    "a shared contact moment": edit(ALL, "name: Borrowing", "name: Take a book home"),
    "an owner that is gone": edit(ALL, "    owner: web-team\n", ""),
    "another line": edit(CARD, "# A journey\n", "# A journey\n\n\n"),
    "a comment": lambda root: (root / CARD).write_text((root / CARD).read_text("utf-8") + "# More\n", "utf-8"),
    "a new journey": lambda root: (root / "journeys" / "more.yaml").write_text(
        OTHER.replace("renew:", "again:"), "utf-8"
    ),
    "a journey that is gone": lambda root: (root / RENEW).unlink(),
    "a state": edit(RENEW, "    owner: web-team", "    state: to-be\n    owner: web-team"),
    "the title": edit("journeyctl.yaml", "name: Test", "name: Another"),
    "the languages": edit("journeyctl.yaml", "[en, nl]", "[nl, en]"),
    "the accent": lambda root: (root / "journeyctl.yaml").write_text(
        SETTINGS + "site: {theme: {accent: '#7a1f5c'}}\n", "utf-8"
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_warm_build_after_an_edit_is_the_cold_one(root: Path, what: str) -> None:
    EDITS[what](root)
    assert warm(root) == cold(root)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": shutil.rmtree,
    "cut short": lambda cache: [file.write_bytes(file.read_bytes()[:100]) for file in kept(cache)],
    "another byte": lambda cache: [
        file.write_bytes(file.read_bytes()[:-9] + b"x" + file.read_bytes()[-8:]) for file in kept(cache)
    ],
    "emptied": lambda cache: [file.write_bytes(b"") for file in kept(cache)],
    "a folder": lambda cache: [folder_instead(file) for file in kept(cache)],
}


def folder_instead(file: Path) -> Path:
    file.unlink()
    (file / "inside").mkdir(parents=True)
    return file


def kept(cache: Path) -> list[Path]:
    found = [file for file in cache.iterdir() if file.name.startswith("site-")]
    assert found
    return found


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_cache_changes_nothing(root: Path, how: str) -> None:
    DAMAGE[how](root / FOLDER)
    assert warm(root) == cold(root)


def test_a_page_that_somebody_wrote_into_is_made_again(root: Path) -> None:
    page = root / "site" / "journeys" / "card.html"
    page.write_text("<script>alert(1)</script>", "utf-8")
    assert warm(root) == cold(root)


def planted(root: Path) -> Path:
    """Write a script into a page that stands, and a record that calls it our own; return the page."""
    page = root / "site" / "journeys" / "card.html"
    page.write_text("<script>alert(1)</script>", "utf-8")
    (record,) = kept(root / FOLDER)
    found = Store(root / FOLDER).read(record.name, Record)
    made = found.pages["en journeys/card.html"]
    files = tuple(written(root / "site", file.path) for file in made.files)
    pages = found.pages | {"en journeys/card.html": structs.replace(made, files=files)}
    Store(root / FOLDER).write(record.name, structs.replace(found, pages=pages))
    return page


def test_a_planted_record_would_keep_a_planted_page(root: Path) -> None:
    page = planted(root)
    warm(root)
    assert "<script>alert(1)</script>" in page.read_text("utf-8")


def test_a_planted_record_that_another_user_sealed_keeps_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(root)
    at_home(tmp_path / "another", monkeypatch)
    assert warm(root) == cold(root)


def test_a_cache_that_leads_out_of_the_workspace_is_left_alone(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / FOLDER)
    (tmp_path / "elsewhere").mkdir()
    (root / FOLDER).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert warm(root) == cold(root)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_only_what_an_edit_touches_is_made_again(root: Path) -> None:
    before = {path: (root / "site" / path).stat().st_ino for path in files(root / "site")}
    EDITS["a thought"](root)
    stayed = {path for path in warm(root) if (root / "site" / path).stat().st_ino == before.get(path)}
    assert {"journeys/card.html", "journeys/card.json", "nl/pictures/card-blueprint.html"} <= stayed
    assert not {path for path in stayed if "renew" in path}


ENGINES = {
    "nothing": [],
    "a comment": [1, 1],  # the flow of one journey, in each language
    "a thought": [1, 1, 1, 1],  # the same, and the picture of all KPIs
    "the name of a journey": [2, 1, 2, 1],  # the flows of the journey and of its neighbour, as of every handful
}


@pytest.mark.parametrize("what", ENGINES)
def test_engines_are_started_for_handfuls_of_what_an_edit_touches(
    root: Path, monkeypatch: pytest.MonkeyPatch, laid_out: list[int], what: str
) -> None:
    monkeypatch.setattr(workers, "can_copy", lambda: False)  # copies would start them out of sight
    EDITS[what](root)
    warm(root)
    assert laid_out == ENGINES[what]


def test_templates_are_compiled_once_for_all_languages_and_not_at_all_for_pages_that_stay(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def counted(self: jinja2.Environment, text: str, name: str, *args: Any, **named: Any) -> Any:
        compiled.append(name)
        return compile_(self, text, name, *args, **named)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    for memory in (template._environment, template._compiled, markup._our_environment):
        memory.cache_clear()
    warm(root)
    assert compiled == []
    shutil.rmtree(root / FOLDER)
    warm(root)
    assert {"page.html", "map.html", "sheet.svg"} <= set(compiled)
    assert len(compiled) == len(set(compiled))


def test_a_comment_has_only_the_pages_of_its_journey_made_again(root: Path) -> None:
    before = {path: (root / "site" / path).stat().st_ino for path in files(root / "site")}
    EDITS["a comment"](root)
    made = {path for path in warm(root) if (root / "site" / path).stat().st_ino != before.get(path)}
    pages = {path for path in made if path.endswith(".html") and not path.endswith(".embed.html")}
    names = ("journeys/card.html", "pictures/card-blueprint.html", "pictures/card-emotion.html")
    assert pages == {*names, *(f"nl/{name}" for name in names)}


def test_the_cache_keeps_itself_out_of_git(root: Path) -> None:
    assert (root / FOLDER / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"
