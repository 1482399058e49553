"""`--settings-from REF`: a change is judged by settings that it cannot change itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.history.repository import SETTINGS

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.history.repository import Repo

UNOWNED = "kpis: {calls: {name: Calls, kind: count, target: {at_most: 9}}}\n"
ARGS = ("lint", "--format", "concise", "journeys/kpis.yaml")
FOUND = "journeys/kpis.yaml:1:8: warning: KPI 'calls' has no owner  OWN004 unowned-kpi\n"


def test_a_change_does_not_soften_what_it_is_judged_by(run: Run, repo: Repo) -> None:
    repo.write("journeys/kpis.yaml", UNOWNED)
    repo.write("journeyctl.yaml", f"{SETTINGS}lint: {{ignore: [OWN004], plugins: [evil]}}\n")
    assert run(*ARGS, cwd=repo.folder).err.startswith("journeyctl: there is no plugin 'evil'")
    for args in (("--settings-from", "start", *ARGS), (*ARGS, "--settings-from", "start")):
        ran = run(*args, cwd=repo.folder)
        assert (ran.code, ran.out) == (0, f"{FOUND}Found 1 warning in 1 file.\n")


def test_what_settings_extend_comes_from_the_same_commit(run: Run, repo: Repo) -> None:
    repo.write("journeyctl.yaml", f"{SETTINGS}extends: [house.yaml]\n")
    repo.write("house.yaml", "lint: {severity: {OWN004: error}}\n")
    repo.write("journeys/kpis.yaml", UNOWNED)
    repo.commit("strict")
    repo.write("house.yaml", "lint: {severity: {OWN004: off}}\n")
    assert run(*ARGS, cwd=repo.folder).code == 0
    assert run(*ARGS, "--settings-from", "strict", cwd=repo.folder).code == 1


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("nowhere", "git knows no commit 'nowhere'"),
        ("wrong", "at wrong: journeyctl.yaml:1:1: there is no field 'nmae'"),
    ],
)
def test_a_ref_that_has_no_settings_to_judge_by_is_a_mistake(run: Run, repo: Repo, ref: str, said: str) -> None:
    repo.write("journeyctl.yaml", "nmae: x\n")
    repo.commit("wrong")
    repo.write("journeyctl.yaml", SETTINGS)
    ran = run("lint", "--settings-from", ref, cwd=repo.folder)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def test_a_commit_before_there_was_a_workspace_has_no_settings(run: Run, repo: Repo) -> None:
    repo.write("empty.txt", "")
    repo.git("rm", "--quiet", "--cached", "-r", "journeyctl.yaml")
    repo.git("commit", "--quiet", "-m", "none")
    ran = run("lint", "--settings-from", "HEAD", cwd=repo.folder)
    assert (ran.code, "there is no workspace at 'HEAD'" in ran.err) == (2, True)
