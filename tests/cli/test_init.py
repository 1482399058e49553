"""`init`: a workspace that compiles, with two honest gaps."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_new_workspace_compiles_and_has_two_gaps_that_are_warnings(run: Run, tmp_path: Path, language: str) -> None:
    assert run("--lang", language, "init", "mine").code == 0
    linted = run("lint", "--format", "json", "--today", "2026-11-23", cwd=tmp_path / "mine")
    assert linted.code == 0
    assert (linted.out.count('"severity": "warning"'), linted.out.count('"severity": ')) == (2, 2)


def test_the_editor_finds_the_schema_that_the_first_line_names(run: Run, tmp_path: Path) -> None:
    run("init")
    (journey,) = (tmp_path / "journeys").iterdir()
    schema = journey.read_text().splitlines()[0].partition("$schema=")[2]
    assert (journey.parent / schema).is_file()


def test_only_the_schemas_that_an_editor_reads_are_written(run: Run, tmp_path: Path) -> None:
    run("init")
    assert sorted(file.name for file in (tmp_path / "schemas").iterdir()) == [
        "document.schema.json", "settings.schema.json",
    ]  # fmt: skip


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "library-card.yaml").write_text("mine")
    ran = run("init")
    assert ran.code == 2
    assert "would be overwritten" in ran.err
    assert (tmp_path / "journeys" / "library-card.yaml").read_text() == "mine"
    assert not (tmp_path / "journeyctl.yaml").exists()


def test_a_second_init_says_that_there_is_a_workspace(run: Run) -> None:
    assert run("init").code == 0
    ran = run("init")
    assert ran.code == 2
    assert "exists already" in ran.err


def test_ci_and_pre_commit_can_be_added_to_a_workspace(run: Run, tmp_path: Path) -> None:
    run("init")
    assert run("init", "--ci", "github", "--pre-commit").code == 0
    assert (tmp_path / ".github" / "workflows" / "journeys.yml").is_file()
    assert (tmp_path / ".pre-commit-config.yaml").is_file()
    assert run("init", "--ci", "gitlab").code == 0
    assert (tmp_path / ".gitlab-ci.yml").is_file()


def test_the_commands_to_go_on_with_can_be_pasted_where_the_folder_has_blanks(run: Run, tmp_path: Path) -> None:
    said = run("init", "my first journeys").out
    command = next(line for line in said.splitlines() if "cd " in line).strip().partition(" &&")[0]
    done = subprocess.run(["sh", "-c", f"{command} && pwd"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path / 'my first journeys'}\n"


def test_what_is_read_at_the_top_of_a_repository_only_is_told_to_be_moved_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ran = run("init", "service/journeys", "--ci", "github", "--pre-commit")
    assert ran.err.splitlines()[-2:] == [
        "journeyctl: nobody looks in service/journeys for .github/workflows/journeys.yml, .pre-commit-config.yaml",
        "  help: move it to the top of the repository, and write `journeyctl --root service/journeys` in it",
    ]
    assert run("init", "service/journeys", "--ci", "gitlab").err.splitlines()[-2] == (
        "journeyctl: nobody looks in service/journeys for .gitlab-ci.yml"
    )
    assert "nobody" not in run("init", "--ci", "github").err
    assert "nobody" not in run("init", "service/other").err


def test_an_unknown_example_is_met_with_a_suggestion(run: Run) -> None:
    ran = run("init", "--example", "meander-rial")
    assert ran.code == 2
    assert "did you mean 'meander-rail'?" in ran.err
