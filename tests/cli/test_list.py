"""`list`: entities as a table, JSON or CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

DOCUMENT = """
channels:
  web: {name: {nl: Website, en: Site}, kind: web}
  desk: {name: "=1+1", kind: store}
journeys:
  buy:
    name: Buy
    phases:
      - id: order
        name: Order
        stage: purchase
        steps:
          - {id: form, touchpoint: {name: Form, channel: web}, moment_of_truth: true}
          - {id: think, action: Think}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Write a small workspace."""
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "all.yaml").write_text(DOCUMENT)
    (tmp_path / "journeyctl.yaml").write_text("languages: [nl, en]\n")
    return tmp_path


def test_entities_are_listed_in_the_language_asked_for(run: Run, workspace: Path) -> None:
    dutch, english = (run("--lang", language, "list", "channels", cwd=workspace).out for language in ("nl", "en"))
    assert dutch.splitlines()[1].split() == ["web", "Website", "web"]
    assert english.splitlines()[1].split() == ["web", "Site", "web"]


def test_steps_are_filtered_by_what_they_inherit(run: Run, workspace: Path) -> None:
    listed = json.loads(run("list", "steps", "--where", "channel=web", "--format", "json", cwd=workspace).out)
    assert [(step["id"], step["moment_of_truth"], step["line"]) for step in listed] == [("buy/form", True, 13)]


def test_a_formula_in_a_name_stays_text_in_csv(run: Run, workspace: Path) -> None:
    rows = run("list", "channels", "--format", "csv", cwd=workspace).out.splitlines()
    assert rows[0].startswith("id,name,")
    assert rows[2].startswith("desk,'=1+1,")


def test_built_in_stages_are_listed(run: Run, workspace: Path) -> None:
    assert "advocacy" in run("list", "stages", cwd=workspace).out


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["chanels"], "did you mean 'channels'?"),
        (["channels", "--where", "knd=web"], "did you mean 'kind'?"),
        (["channels", "--where", "web"], "write FIELD=VALUE"),
    ],
)
def test_what_is_misspelt_is_met_with_a_hint(run: Run, workspace: Path, args: list[str], hint: str) -> None:
    ran = run("list", *args, cwd=workspace)
    assert ran.code == 2
    assert hint in ran.err


def test_nothing_found_is_said(run: Run, workspace: Path) -> None:
    assert run("list", "owners", cwd=workspace).out == ""
