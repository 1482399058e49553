"""Ten commits, ten kinds of change: `diff` and `breaking` tell them apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.history.repository import Repo, library

if TYPE_CHECKING:
    from tests.conftest import Run

CARD, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Build the repository, a tag at each commit."""
    repo = library(tmp_path_factory.mktemp("ten") / "library")
    repo.git("mv", CATALOGUE, "journeys/things.yaml")
    repo.commit("moved")
    things = "journeys/things.yaml"
    _reformat(repo)
    repo.commit("reformatted")
    for path in (CARD, things):
        repo.write(path, (repo.folder / path).read_text().replace("web-team", "web-crew"))
    repo.commit("renamed")
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.commit("owner-dropped")
    repo.replace(CARD, "              kpis: [ease]\n", "")
    repo.commit("kpi-dropped")
    repo.replace(things, "at_most: PT5M", "at_most: PT9M")
    repo.commit("loosened")
    repo.replace(CARD, "stage: use", "stage: onboarding")
    repo.commit("drawn-inward")
    repo.replace(things, "used_for: [service]", "used_for: [service, analysis]")
    repo.commit("wider")
    repo.replace(things, "  chat:\n    name: Chat\n    channel: website\n    owner: web-crew\n", "")
    repo.commit("removed")
    return repo


def _reformat(repo: Repo) -> None:
    """Say the same with other keys first, other quotes, other ways of writing, comments, and Windows' line ends."""
    repo.replace(CARD, "# A journey\n", "# The same journey\n\n")
    repo.replace(
        CARD, "    owner: front-desk\n    personas: everyone\n", "    personas: 'everyone'\n    owner: \"front-desk\"\n"
    )
    repo.replace(
        CARD, "            emotion: 2\n", "            emotion: {score: 2.0}\n            next: [{to: borrow}]\n"
    )
    repo.replace(CARD, "name: Wonder\n", "name: {en: Wonder}\n")
    repo.replace(
        CARD,
        "data: [{item: address, use: ask}]",
        "data:\n                - use: [ask]\n                  item: address",
    )
    text = (repo.folder / CARD).read_text()
    (repo.folder / CARD).write_text(text.replace("\n", "\r\n"), newline="")


def difference(run: Run, repo: Repo, base: str, head: str) -> dict[str, Any]:
    ran = run("diff", base, head, "--format", "json", "--today", "2026-11-23", cwd=repo.folder)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def entries(found: dict[str, Any]) -> list[str]:
    """Return the entries of a comparison, short: `changed touchpoints/page owner`."""
    lines = [f"{word} {one['kind']}/{one['id']}" for word in ("added", "removed") for one in found[word]]
    lines += [f"renamed {one['kind']}/{one['from']} → {one['to']}" for one in found["renamed"]]
    return lines + [f"changed {one['kind']}/{one['id']} {' '.join(one['fields'])}" for one in found["changed"]]


def breaks(run: Run, repo: Repo, base: str, head: str) -> list[str]:
    """Return the breaks of a commit, which is checked out for it."""
    repo.git("checkout", "--quiet", head)
    ran = run("breaking", "--against", base, "--format", "json", "--today", "2026-11-23", cwd=repo.folder)
    found = json.loads(ran.out)["findings"]
    assert ran.code == (1 if found else 0), ran.err
    assert all(one["severity"] == "error" for one in found)
    return [f"{one['code']} {one['entity']} {one['path']}:{one['line']}" for one in found]


THINGS = "journeys/things.yaml"
SIGN_UP = "journeys/card/steps/sign-up"
Commit = tuple[str, str, list[str], list[str]]
COMMITS: list[Commit] = [
    ("start", "moved", [], []),
    ("moved", "reformatted", [], []),
    ("start", "reformatted", [], []),
    ("reformatted", "renamed", ["renamed owners/web-team → web-crew"], [f"BRK002 owners/web-team {THINGS}:24"]),
    ("renamed", "owner-dropped", ["changed steps/card/sign-up owner"], [f"BRK003 {SIGN_UP} {CARD}:24"]),
    ("owner-dropped", "kpi-dropped", ["changed steps/card/sign-up kpis"], [f"BRK004 {SIGN_UP} {CARD}:24"]),
    ("kpi-dropped", "loosened", ["changed touchpoints/borrowing standards"],
     [f"BRK006 touchpoints/borrowing {THINGS}:11"]),
    ("loosened", "drawn-inward", ["changed phases/card/read stage"], [f"BRK005 journeys/card/phases/read {CARD}:35"]),
    ("drawn-inward", "wider", ["changed data/address used_for"], [f"BRK007 data/address {THINGS}:36"]),
    ("wider", "removed", ["removed touchpoints/chat"], [f"BRK001 touchpoints/chat {THINGS}:1"]),
]  # fmt: skip


@pytest.mark.parametrize("commit", COMMITS, ids=lambda commit: f"{commit[0]}-{commit[1]}")
def test_each_commit_is_told_for_what_it_is(run: Run, repo: Repo, commit: Commit) -> None:
    base, head, changes, broken = commit
    assert entries(difference(run, repo, base, head)) == changes
    assert breaks(run, repo, base, head) == broken


@pytest.mark.parametrize("head", ["moved", "reformatted"])
def test_moving_and_reformatting_are_no_entry_at_all(run: Run, repo: Repo, head: str) -> None:
    ran = run("diff", "start", head, "--exit-code", cwd=repo.folder)
    assert (ran.code, "Nothing changed in meaning." in ran.out) == (0, True)
    assert run("diff", "start", "renamed", "--exit-code", cwd=repo.folder).code == 1


def test_findings_are_introduced_and_resolved_across_moves_and_renames(run: Run, repo: Repo) -> None:
    renamed = difference(run, repo, "start", "renamed")["findings"]
    assert renamed == {"introduced": [], "resolved": []}
    dropped = difference(run, repo, "renamed", "owner-dropped")["findings"]
    assert [(one["code"], one["entity"]) for one in dropped["introduced"]] == [("OWN001", SIGN_UP)]
    back = difference(run, repo, "owner-dropped", "renamed")["findings"]
    assert [one["code"] for one in back["resolved"]] == ["OWN001"]


def test_values_are_told_in_words(run: Run, repo: Repo) -> None:
    (change,) = difference(run, repo, "renamed", "owner-dropped")["changed"]
    assert change["values"] == [{"field": "owner", "before": "Front desk", "after": "nothing"}]
    (change,) = difference(run, repo, "kpi-dropped", "loosened")["changed"]
    assert change["values"][0]["before"] == "queue ≤ PT5M"


def test_the_whole_way_is_told_in_text_of_80_columns(run: Run, repo: Repo) -> None:
    ran = run("diff", "start", "removed", "--today", "2026-11-23", cwd=repo.folder)
    assert "- touchpoint 'Sign up at the desk' lost its owner; it was Front desk" in ran.out
    assert "journey 'From a full shelf to a library card' now ends at Onboarding" in ran.out
    assert "  owners/web-team → web-crew  Web team" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_what_a_customer_loses_comes_first_in_markdown(run: Run, repo: Repo) -> None:
    lines = run("diff", "start", "removed", "--format", "markdown", cwd=repo.folder).out.splitlines()
    assert lines[2] == "### What changes for customers"
    assert lines[4] == "- Touchpoint 'Sign up at the desk' lost its owner; it was Front desk"
    assert any(line.startswith("| Chat `touchpoints/chat` | **gone**") for line in lines)


def test_breaks_come_in_the_formats_of_lint(run: Run, repo: Repo) -> None:
    repo.git("checkout", "--quiet", "owner-dropped")
    ran = run("breaking", "--against", "renamed", "--format", "sarif", cwd=repo.folder)
    (result,) = json.loads(ran.out)["runs"][0]["results"]
    assert result["ruleId"] == "BRK003"
    text = run("breaking", "--against", "renamed", cwd=repo.folder).out
    assert "BRK003 owner-lost" in text
    assert "^^^^^^^^^^ nobody is told any more when this fails" in text


def test_going_back_breaks_nothing_but_ids(run: Run, repo: Repo) -> None:
    assert breaks(run, repo, "removed", "reformatted") == ["BRK002 owners/web-crew journeys/things.yaml:24"]
