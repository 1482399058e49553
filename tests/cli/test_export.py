"""`journeyctl export`: a whole manifest on standard output or in a file, or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.process import journeyctl
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

SMALL = "owners: {a: {name: A, kind: team}}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "a.yaml").write_text(SMALL)
    return tmp_path


def test_the_manifest_of_the_example_goes_to_standard_output() -> None:
    done = journeyctl("export", "json", cwd=CHECKOUT)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["version"] == 1


def test_the_manifest_goes_to_a_file(workspace: Path) -> None:
    done = journeyctl("export", "json", "-o", "out/manifest.json", cwd=workspace)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((workspace / "out" / "manifest.json").read_text())["written"]["owners"] == {
        "a": {"kind": "team", "name": "A"}
    }
    assert [file.name for file in (workspace / "out").iterdir()] == ["manifest.json"]


def test_a_workspace_that_does_not_compile_has_no_manifest(workspace: Path) -> None:
    (workspace / "journeys" / "b.yaml").write_text("owners: {b: {name: B}}\n")
    done = journeyctl("export", "json", "-o", "manifest.json", cwd=workspace)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("journeys/b.yaml:1:10: error: the field 'kind' is missing  DOC006 missing-field\n")
    assert not (workspace / "manifest.json").exists()


def test_a_format_that_does_not_exist_is_the_operators_mistake(workspace: Path) -> None:
    done = journeyctl("export", "jsno", cwd=workspace)
    assert done.returncode == 2
    assert done.stderr == "journeyctl: there is no format 'jsno' to export to\n  help: did you mean 'json'?\n"


def test_a_file_that_cannot_be_written_is_the_operators_mistake(workspace: Path) -> None:
    done = journeyctl("export", "json", "-o", "journeys", cwd=workspace)
    assert done.returncode == 2
    assert done.stderr.startswith("journeyctl: cannot write 'journeys': Is a directory\n")


def test_what_people_may_have_worked_on_is_replaced_only_when_asked(workspace: Path) -> None:
    (workspace / "m.csv").write_text("old")
    refused = journeyctl("export", "csv", "-o", "m.csv", cwd=workspace)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "journeyctl: 'm.csv' exists already\n  help: name another, or add `--force`\n"
    assert (workspace / "m.csv").read_text() == "old"
    assert journeyctl("export", "csv", "-o", "m.csv", "--force", cwd=workspace).returncode == 0
    assert (workspace / "m.csv").read_text() != "old"


def test_the_manifest_is_made_anew_at_every_run_and_keeps_its_rights(workspace: Path) -> None:
    (workspace / "m.json").write_text("old")
    (workspace / "m.json").chmod(0o640)
    assert journeyctl("export", "json", "-o", "m.json", cwd=workspace).returncode == 0
    assert (workspace / "m.json").stat().st_mode & 0o777 == 0o640
    assert (workspace / "m.json").read_text().startswith("{")


@pytest.mark.parametrize("args", [("markdown",), ("mermaid",), ("markdown", "-o", "wiki/"), ("mermaid", "-o", "d/")])
def test_pages_and_diagrams_of_no_journey_are_not_written(workspace: Path, args: tuple[str, ...]) -> None:
    done = journeyctl("export", *args, cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "journeyctl: there are no journeys yet\n  help: `journeyctl init example` makes one to look at\n"
    )
    assert sorted(file.name for file in workspace.iterdir()) == ["journeyctl.yaml", "journeys"]
