"""`lint --since`: the whole model is compiled; findings are shown for what a change has to do with."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

JOURNEY = """journeys:
  {id}:
    name: A
    phases:
      - {{id: p, name: P, steps: [{{id: s, touchpoint: {{name: Form {words}, channel: web}}}}]}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with two journeys, both with gaps, of which one has changed since the commit."""
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeyctl.yaml").write_text("name: Test\n")
    for name in ("old", "new"):
        (tmp_path / "journeys" / f"{name}.yaml").write_text(JOURNEY.format(id=name, words="one"))
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "journeys" / "new.yaml").write_text(JOURNEY.format(id="new", words="two"))
    return tmp_path


def test_only_what_changed_is_told(run: Run, repository: Path) -> None:
    everything = run("lint", "--select", "OWN001", "--format", "concise", cwd=repository)
    changed = run("lint", "--select", "OWN001", "--format", "concise", "--since", "HEAD", cwd=repository)
    assert (everything.code, everything.out.count("OWN001")) == (1, 2)
    assert (changed.code, changed.out.count("OWN001")) == (1, 1)
    assert changed.out.startswith("journeys/new.yaml:5:")


def test_a_commit_that_does_not_exist_is_the_operators_mistake(run: Run, repository: Path) -> None:
    ran = run("lint", "--since", "HAED", cwd=repository)
    assert ran.code == 2
    assert "HAED" in ran.err
