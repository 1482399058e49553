"""`journeyctl lint --baseline` and `--write-baseline` from outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.workspaces import DESK, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_a_baseline_is_written_used_and_kept_short(run: Run, desk: Path, tmp_path: Path) -> None:
    args = ("lint", "--select", "OWN001,HYG")
    known = tmp_path / ".journeyctl-baseline.json"
    ran = run(*args, "--write-baseline", cwd=desk)
    assert (ran.code, ran.out) == (0, "No new gaps in 1 file; 1 known one in .journeyctl-baseline.json.\n")
    assert ran.err.startswith("wrote 1 finding to .journeyctl-baseline.json\n")
    before = known.read_bytes()
    assert run(*args, "--baseline", "../.journeyctl-baseline.json", cwd=desk).code == 0
    assert run(*args, cwd=desk).code == 1
    (tmp_path / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{baseline: .journeyctl-baseline.json}}\n")
    (desk / "desk.yaml").write_text("# a line\n" * 50 + DESK)
    assert run(*args, cwd=desk).code == 0
    assert run(*args, "--write-baseline", cwd=desk).code == 0
    assert known.read_bytes() == before
    (desk / "desk.yaml").write_text(DESK.replace("store}\n", "store, owner: sales}\n"))
    stale = run(*args, "--format", "concise", "--fail-on", "warning", cwd=desk)
    assert stale.code == 1
    assert stale.out.startswith(".journeyctl-baseline.json:4:5: warning: OWN001 no longer occurs at touchpoints/desk")
    assert run(*args, "--fix", "--fail-on", "info", cwd=desk).code == 0
    assert json.loads(known.read_text()) == {"version": 1, "findings": []}


def test_a_baseline_keeps_what_rules_that_did_not_run_know(run: Run, desk: Path, tmp_path: Path) -> None:
    (desk / "desk.yaml").write_text("touchpoints: {desk: {name: Desk}}\n")
    run("lint", "--select", "CHN001", "--write-baseline", cwd=desk)
    run("lint", "--select", "OWN001", "--write-baseline", cwd=desk)
    rules = [entry["rule"] for entry in json.loads((tmp_path / ".journeyctl-baseline.json").read_text())["findings"]]
    assert rules == ["CHN001", "OWN001"]


def test_a_baseline_does_not_forgive_what_does_not_compile(run: Run, desk: Path) -> None:
    (desk / "desk.yaml").write_text("touchpoints: {desk: {naam: Desk}}\n")
    assert run("lint", "--write-baseline", cwd=desk).code == 1


def test_a_baseline_keeps_what_is_out_of_sight_while_a_document_does_not_compile(run: Run, desk: Path) -> None:
    (desk / "desk.yaml").write_text("personas: {nobody: {name: Nobody}}\n")  # PER005 asks the whole workspace
    args = ("lint", "--select", "PER005,HYG007", "--write-baseline")
    run(*args, cwd=desk)
    known = (desk.parent / ".journeyctl-baseline.json").read_text()
    (desk / "broken.yaml").write_text("journeys: {trip: {naam: Trip}}\n")
    assert run(*args, cwd=desk).code == 1
    assert (desk.parent / ".journeyctl-baseline.json").read_text() == known
    assert '"PER005"' in known


def test_a_baseline_outside_the_workspace_is_not_named_by_settings(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{baseline: ../known.json}}\n")
    ran = run("lint", cwd=desk)
    assert ran.code == 2
    assert "lies outside the workspace" in ran.err


def test_a_baseline_that_is_none_is_the_operators_mistake(run: Run, desk: Path) -> None:
    (desk / "known.json").write_text("[1]")
    ran = run("lint", "--baseline", "known.json", cwd=desk)
    assert ran.code == 2
    assert "is no baseline that can be read" in ran.err


def test_a_baseline_that_settings_name_already_or_cannot_name_asks_for_no_more(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    args = ("lint", "--select", "OWN001", "--write-baseline", "--baseline")
    (tmp_path / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{baseline: known.json}}\n")
    assert run(*args, "../known.json", cwd=desk).err == "wrote 1 finding to known.json\n"
    outside = tmp_path.parent / f"{tmp_path.name}-known.json"
    assert run(*args, str(outside), cwd=desk).err == f"wrote 1 finding to {outside}\n"


def test_a_baseline_that_the_settings_do_not_name_says_how_it_is_used(run: Run, desk: Path, tmp_path: Path) -> None:
    args = ("lint", "--select", "OWN001", "--write-baseline")
    said = "Next: write `baseline: .journeyctl-baseline.json` under `lint:` in journeyctl.yaml, and commit both\n"
    assert said in run(*args, cwd=desk).err
    (tmp_path / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{baseline: .journeyctl-baseline.json}}\n")
    assert said not in run(*args, cwd=desk).err
