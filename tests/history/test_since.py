"""`lint --since`: findings on what changed, and on what refers to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.compiler import compile_workspace
from journeyctl.history.since import only_since
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.settings import load_settings
from tests.support import TODAY

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.history.repository import Repo

CARD, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"


def since(repo: Repo, ref: str) -> list[str]:
    """Return the findings since a ref."""
    settings = load_settings(repo.folder)
    compiled = compile_workspace(repo.folder, settings)
    selection = select(built_in(), settings.lint, Choice(select=("OWN001", "CHN001", "LIF001", "REF001")))
    findings = run(compiled, selection, TODAY)
    return [f"{one.code} {one.entity}" for one in only_since(repo.folder, ref, compiled, findings)]


def test_an_old_finding_is_not_shown_and_a_new_one_is(repo: Repo) -> None:
    repo.replace(
        CATALOGUE,
        "    name: Chat\n    channel: website\n    owner: web-team\n",
        "    name: Chat\n    channel: website\n",
    )
    repo.commit("old-gap")
    assert since(repo, "old-gap") == []
    repo.replace(CATALOGUE, "    channel: desk\n    owner: front-desk\n", "    channel: desk\n")
    assert since(repo, "old-gap") == ["OWN001 touchpoints/borrowing"]
    assert since(repo, "start") == ["OWN001 touchpoints/borrowing", "OWN001 touchpoints/chat"]
    assert since(repo, "old-gap...") == ["OWN001 touchpoints/borrowing"]


def test_what_refers_to_something_changed_is_shown_too(repo: Repo) -> None:
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.commit("old-gap")
    repo.replace(CATALOGUE, "desk: {name: Desk in the library", "desk: {name: Desk")
    assert since(repo, "old-gap") == ["OWN001 journeys/card/steps/sign-up"]


def test_a_journey_is_concerned_when_a_step_of_it_goes(repo: Repo) -> None:
    text = (repo.folder / CARD).read_text()
    (repo.folder / CARD).write_text(text[: text.index("      - id: read")])
    assert since(repo, "start") == ["LIF001 journeys/card"]


def test_a_reference_to_something_gone_is_shown_where_it_stands(repo: Repo) -> None:
    repo.replace(CATALOGUE, "  page:\n    name: Page about membership\n    channel: website\n    owner: web-team\n", "")
    assert since(repo, "start") == ["REF001 journeys/card/steps/look-up"]


def test_a_document_that_fails_is_always_shown(repo: Repo) -> None:
    repo.replace(CATALOGUE, "name: Chat\n", "nmae: Chat\n")
    repo.commit("broken")
    assert since(repo, "broken") == ["DOC005 touchpoints/chat"]


def test_that_nothing_is_found_is_said_of_what_was_asked_only(run: Run, repo: Repo) -> None:
    repo.write("journeys/kpis.yaml", "kpis: {calls: {name: Calls, kind: count}}\n")
    repo.commit("old-gap")
    assert run("lint", "--since", "old-gap", cwd=repo.folder).out == "No gaps in what changed, among 3 files.\n"
    assert run("breaking", "--against", "old-gap", cwd=repo.folder).out == "No promise is broken in 3 files.\n"
