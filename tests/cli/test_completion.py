"""A shell completes commands, options and the ids of the workspace, after one command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

BIN = Path(sys.executable).parent


def completed(folder: Path, *words: str) -> list[str]:
    """Return what bash offers behind these words, as our own script answers it."""
    script = (
        'source <("$0" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '_journeyctl_completion journeyctl; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script, BIN / "journeyctl", "journeyctl", *words],
        cwd=folder, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    run("init", "library")
    return tmp_path / "library"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ren",), ["render"]),
        (("lint", "--fail-on", "w"), ["warning"]),
        (("lint", "--select", "OWN01"), ["OWN010"]),
        (("lint", "--format", "sa"), ["sarif"]),
        (("render", "lib"), ["library-card"]),
        (("render", "--view", "land"), ["landscape"]),
        (("list", "touch"), ["touchpoints"]),
        (("report", "bus"), ["business-case"]),
        (("explain", "no-lea"), ["no-leaving-journey"]),
        (("schema", "sett"), ["settings"]),
    ],
)
def test_bash_offers_what_may_come(workspace: Path, words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(workspace, *words) == offered


def test_outside_a_workspace_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    assert completed(tmp_path, "render", "lib") == []


def test_the_script_is_written_to_where_the_shell_looks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("SHELL", "/usr/bin/bash")
    installed = run("completion", "--install")
    file = tmp_path / "data" / "bash-completion" / "completions" / "journeyctl"
    assert installed.code == 0
    assert installed.err == f"wrote {file}\n"
    assert "open a new terminal" in installed.out
    assert file.read_text() == run("completion", "bash").out


PLACES = {
    "zsh": ("data/zsh/site-functions/_journeyctl", "#compdef journeyctl"),
    "fish": ("config/fish/completions/journeyctl.fish", "function _journeyctl_completion"),
}


@pytest.mark.parametrize("shell", PLACES)
def test_every_shell_has_its_place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert run("completion", shell, "--install").code == 0
    file, begins = PLACES[shell]
    assert (tmp_path / file).read_text().startswith(begins)


def test_a_shell_that_is_not_known_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    ran = run("completion")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "journeyctl: which shell you work in is not known\n  help: name it: bash, zsh, fish\n"
