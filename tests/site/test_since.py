"""What changed since the last release: told on the overview in a reader's words, each thing linked."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.history.repository import ENVIRONMENT, Repo, library
from tests.site.building import command, files

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a repository with a small workspace in two languages, released as `start`."""
    made = library(tmp_path / "library")
    made.replace("journeyctl.yaml", "languages: [en]", "languages: [en, nl]")
    made.commit("v1.0")
    return made


def changed(repo: Repo) -> Repo:
    """Change an owner, a feeling and a name, add a channel, take a contact moment away."""
    repo.replace(JOURNEY, "emotion: 2\n            moment", "emotion: -1\n            moment")
    repo.replace(JOURNEY, "              owner: front-desk\n", "")
    repo.replace(CATALOGUE, "  email: {", "  letter: {name: Letter, kind: post}\n  email: {")
    repo.replace(CATALOGUE, "  chat:\n    name: Chat\n    channel: website\n    owner: web-team\n", "")
    return repo


def built(repo: Repo, output: Path, *options: str) -> str:
    """Build a draft, and return the part of the overview that tells what changed."""
    done = command(repo.folder, "--draft", "--output", str(output), *options)
    assert done.returncode == 0, done.stderr
    return told(output / "index.html")


def told(page: Path) -> str:
    found = re.search(r'<section class="block" id="since">(.*?)</section>', page.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def said(html: str, title: str) -> str:
    """Return the words behind a title."""
    found = re.search(rf"<dt>{re.escape(title)}</dt><dd[^>]*>(.*?)</dd>", html, re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", found[1]).split())) if found else ""


def test_the_overview_tells_what_changed_since_the_last_tag(repo: Repo, tmp_path: Path) -> None:
    html = built(changed(repo), tmp_path / "site")
    assert "<h2>What changed since v1.0</h2>" in html
    assert "'Sign up at the desk' feels worse: -1, it was 2" in said(html, "What customers notice")
    assert said(html, "New") == "Letter Channel"
    assert said(html, "Changed") == "Sign up at the desk Step in From a full shelf to a library card"
    assert said(html, "Gone") == "Chat Contact moment"
    assert "Sign up at the desk" in said(html, "New findings")
    assert '<a href="channels/letter.html">Letter</a>' in html
    assert '<a href="journeys/card.html#step-sign-up">Sign up at the desk</a>' in html
    assert "touchpoints/chat.html" not in html


def test_the_other_language_tells_it_in_its_own_words(repo: Repo, tmp_path: Path) -> None:
    built(changed(repo), tmp_path / "site")
    html = told(tmp_path / "site" / "nl" / "index.html")
    assert "<h2>Wat er veranderd is sinds v1.0</h2>" in html
    assert "'Sign up at the desk' slechter: -1, dat was 2" in said(html, "Wat klanten merken")
    assert said(html, "Verdwenen") == "Chat Contactmoment"


def test_a_finding_that_is_mended_is_told_as_solved(repo: Repo, tmp_path: Path) -> None:
    changed(repo).commit("v1.1")
    repo.replace(
        JOURNEY, "              channel: desk\n", "              channel: desk\n              owner: front-desk\n"
    )
    html = built(repo, tmp_path / "site")
    assert "has no owner" in said(html, "Solved")
    assert said(html, "New findings") == ""


def test_a_release_is_told_from_the_one_before_it(repo: Repo, tmp_path: Path) -> None:
    changed(repo).commit("v1.1")
    html = built(repo, tmp_path / "site")
    assert "since v1.0" in html
    assert said(html, "Gone") == "Chat Contact moment"


def test_since_names_another_commit_and_what_is_none_is_the_operators_mistake(repo: Repo, tmp_path: Path) -> None:
    changed(repo).commit("v1.1")
    assert "Nothing has changed since then." in built(repo, tmp_path / "site", "--since", "v1.1")
    done = command(repo.folder, "--draft", "--output", str(tmp_path / "other"), "--since", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere" in done.stderr
    assert not (tmp_path / "other").exists()


def test_without_tags_the_commit_before_is_what_it_is_told_from(repo: Repo, tmp_path: Path) -> None:
    repo.git("tag", "--delete", "v1.0", "start")
    before = repo.git("rev-parse", "HEAD")
    changed(repo).commit("later")
    repo.git("tag", "--delete", "later")
    assert f"since {before[:7]}<" in built(repo, tmp_path / "site")


def test_without_git_it_says_what_to_do(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "plain")
    repo.write("journeyctl.yaml", "name: Plain\n")
    repo.write("journeys/all.yaml", "channels:\n  web: {name: Website, kind: web}\n")
    html = built(repo, tmp_path / "site")
    assert "<h2>What changed</h2>" in html
    assert "Keep the journeys in git and tag each release" in html


def test_many_changes_are_counted_and_a_hostile_name_stays_words(repo: Repo, tmp_path: Path) -> None:
    many = "".join(f"  c{number}: {{name: '<b>{number}</b>', kind: web}}\n" for number in range(12))
    repo.replace(CATALOGUE, "channels:\n", f"channels:\n{many}")
    html = built(repo, tmp_path / "site")
    assert said(html, "New").endswith("and 4 more")
    assert "<b>0</b>" not in html
    assert "&lt;b&gt;0&lt;/b&gt;" in html


def test_two_builds_of_one_commit_are_byte_identical(repo: Repo, tmp_path: Path) -> None:
    changed(repo).commit("v1.1")
    repo.git("clone", "--quiet", str(repo.folder), str(tmp_path / "clone"))
    built(repo, tmp_path / "one")
    built(Repo(tmp_path / "clone"), tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
