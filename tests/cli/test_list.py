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
          - {id: think, action: Think, emotion: -1, importance: 4, tags: [failure, night]}
          - {id: doubt, action: Doubt, emotion: 0.5}
kpis:
  effort: {name: Effort, kind: ces, baseline: 5, scale: {min: 1, max: 7}}
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


@pytest.mark.parametrize(
    ("condition", "steps"),
    [
        ("emotion=-1", ["buy/think"]),
        ("emotion=-1.0", ["buy/think"]),
        ("emotion=0.5", ["buy/doubt"]),
        ("emotion=", ["buy/form"]),
        ("emotion=bad", []),
        ("importance=4", ["buy/think"]),
        ("tags=failure", ["buy/think"]),
        ("moment_of_truth=1", []),
    ],
)
def test_steps_are_found_by_what_is_written_of_them(
    run: Run, workspace: Path, condition: str, steps: list[str]
) -> None:
    listed = json.loads(run("list", "steps", "--where", condition, "--format", "json", cwd=workspace).out)
    assert [step["id"] for step in listed] == steps


def test_a_number_is_listed_and_found_as_it_is_written(run: Run, workspace: Path) -> None:
    assert '"baseline": 5,' in run("list", "kpis", "--where", "baseline=5", "--format", "json", cwd=workspace).out
    assert ',"{""min"": 1, ""max"": 7}",' in run("list", "kpis", "--format", "csv", cwd=workspace).out


def test_what_a_name_would_do_to_a_terminal_is_written_out(run: Run, workspace: Path) -> None:
    (workspace / "journeys" / "more.yaml").write_text(
        'owners:\n  a: {name: "two\\nlines\\u001b[31m", kind: team}\n  b: {name: "\\u202Eback", kind: team}\n'
    )
    listed = run("list", "owners", cwd=workspace).out.splitlines()
    assert [line.split("  ")[1].strip() for line in listed[1:]] == ["two lines\\u001b[31m", "\\u202eback"]


def test_the_columns_of_csv_are_the_same_where_nothing_is_found(run: Run, workspace: Path) -> None:
    some, none = (
        run("list", "steps", "--where", f"channel={name}", "--format", "csv", cwd=workspace).out.splitlines()
        for name in ("web", "pigeon")
    )
    assert (none, len(some)) == (some[:1], 2)


def test_a_field_that_is_none_is_a_mistake_also_behind_a_condition_that_nothing_meets(
    run: Run, workspace: Path
) -> None:
    ran = run("list", "steps", "--where", "channel=pigeon", "--where", "chanel=web", cwd=workspace)
    assert (ran.code, "did you mean 'channel'?" in ran.err) == (2, True)


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
