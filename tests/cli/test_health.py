"""`report health`: with git, how it stood before; as a badge, for a README."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

JOURNEY = """insights: {{i: {{name: I, kind: fact}}}}
owners: {{o: {{name: O, kind: team}}}}
journeys:
  buy:
    name: Buy
    trigger: A wish
    outcome: It is mine
    phases:
      - id: p
        name: P
        steps:
          - {{id: s, insights: [i], touchpoint: {{name: Form{owner}}}}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository in which a contact moment has got an owner since the commit."""
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeyctl.yaml").write_text("name: Test\nlanguages: [en]\n")
    document = tmp_path / "journeys" / "all.yaml"
    document.write_text(JOURNEY.format(owner=""))
    who = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "one"], ["tag", "first"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    document.write_text(JOURNEY.format(owner=", owner: o"))
    return tmp_path


def test_each_part_stands_beside_what_it_was_at_a_ref(run: Run, repository: Path) -> None:
    printed = run("report", "health", "--since", "first", "--format", "json", cwd=repository)
    assert printed.code == 0
    parts, sums = json.loads(printed.out)["tables"]
    told = {row["part"]: (row["share"], row["share_before"], row["change"]) for row in parts["rows"]}
    # The journey has no owner; of it and its one contact moment now one has, then none had.
    assert told["ownership"] == (50, 0, 50)
    assert told["start-and-end"] == (100, 100, 0)
    assert told["promises"] == (None, None, None)
    # Weights 15 + 10 + 15 + 15 + 10 = 65. Now 15 * 50 + 10 * 100 + 15 * 100 = 3250, then 2500: 50 and 38.46.
    assert [(row["when"], row["score"], row["judged"]) for row in sums["rows"]] == [
        ("now", 50, 65),
        ("first", 38.461538, 65),
    ]
    assert (
        "50 of 100, +12 since first. The weakest part is"
        in run("report", "health", "--since", "first", cwd=repository).out
    )


def test_without_a_ref_nothing_is_said_of_before(run: Run, repository: Path) -> None:
    printed = run("report", "health", cwd=repository).out
    assert "50 of 100. The weakest part is" in printed
    assert "Share before" not in printed


def test_a_badge_is_the_same_picture_each_time_and_says_the_sum(run: Run, repository: Path) -> None:
    printed = run("report", "health", "--format", "badge", cwd=repository)
    assert printed.out == run("report", "health", "--format", "badge", cwd=repository).out
    root = ET.fromstring(printed.out)  # noqa: S314 - our own markup
    assert root.get("aria-label") == "journey health: 50 of 100"
    dutch = run("--lang", "nl", "report", "health", "--format", "badge", cwd=repository)
    assert 'aria-label="gezondheid klantreizen: 50 van 100"' in dutch.out


def test_a_badge_of_nothing_says_so(run: Run, repository: Path) -> None:
    (repository / "journeys" / "all.yaml").write_text("insights: {i: {name: I, kind: fact}}\n")
    assert "journey health: not enough data" in run("report", "health", "--format", "badge", cwd=repository).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["report", "gaps", "--since", "first"], "'gaps' has no --since first"),
        (["report", "gaps", "--format", "badge"], "'gaps' has no --format badge"),
        (["report", "health", "--since", "frist"], "frist"),
    ],
)
def test_what_cannot_be_asked_is_the_operators_mistake(run: Run, repository: Path, args: list[str], said: str) -> None:
    ran = run(*args, cwd=repository)
    assert ran.code == 2
    assert said in ran.err


def test_a_ref_without_a_workspace_is_the_operators_mistake(run: Run, repository: Path) -> None:
    empty = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit-tree", "-m", "empty",
         "4b825dc642cb6eb9a060e54bf8d69288fbee4904"],
        cwd=repository, check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    ran = run("report", "health", "--since", empty, cwd=repository)
    assert ran.code == 2
    assert "there was no workspace at" in ran.err


def test_a_repeated_report_of_health_judges_both_days_by_the_rules_of_now(run: Run, repository: Path) -> None:
    (repository / "journeyctl.yaml").write_text("name: Test\nlanguages: [en]\nlint: {ignore: [OWN001, OWN002]}\n")
    printed = run("report", "health", "--since", "first", "--format", "json", cwd=repository)
    parts, _sums = json.loads(printed.out)["tables"]
    (findings,) = [row for row in parts["rows"] if row["part"] == "findings"]
    assert findings["share"] == findings["share_before"]


@pytest.mark.parametrize(
    ("severity", "sound"),
    [("{}", 100), ("{LIF005: error}", 0), ("{LIF005: warning}", 0), ("{LIF005: info}", 100)],
)
def test_a_tip_does_not_count_unless_the_settings_make_it_more(
    run: Run, repository: Path, severity: str, sound: float
) -> None:
    # LIF005, that a phase names no stage, is all that is left to find, and by itself a tip.
    lint = f"{{profile: core, ignore: [OWN002, CHN001, PER001], select: [LIF005], severity: {severity}}}"
    (repository / "journeyctl.yaml").write_text(f"name: Test\nlanguages: [en]\nlint: {lint}\n")
    assert "LIF005" in run("lint", "--format", "concise", cwd=repository).out
    parts, _sums = json.loads(run("report", "health", "--format", "json", cwd=repository).out)["tables"]
    assert [row["share"] for row in parts["rows"] if row["part"] == "findings"] == [sound]
