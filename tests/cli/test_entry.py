"""Global options, lazy commands, and what each exit code means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeyctl import __version__
from journeyctl.cli import entry

if TYPE_CHECKING:
    from tests.conftest import Run

STARTS_WITHOUT = """
import sys, journeyctl.cli.entry as entry
module = sys.argv.pop()
try:
    entry.main(["--version"])
except SystemExit:
    sys.exit(module in sys.modules)
"""


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"journeyctl {__version__}\n", "")


def test_every_command_has_help_with_an_example(run: Run) -> None:
    commands = entry.Commands().list_commands(None)  # type: ignore[arg-type] # the list needs no context
    assert "lint" in commands
    for command in commands:
        ran = run(command, "--help")
        assert (command, ran.code, "Example" in ran.out) == (command, 0, True)


def test_a_misspelt_command_is_the_operators_mistake_with_a_hint(run: Run) -> None:
    ran = run("lnt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "journeyctl: there is no command 'lnt'\n  help: did you mean 'lint'?\n"


def test_a_misspelt_option_is_the_operators_mistake(run: Run) -> None:
    ran = run("lint", "--formt", "json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "journeyctl: there is no option '--formt'\n  help: did you mean '--format'?\n"


def test_global_options_may_stand_behind_the_command(run: Run) -> None:
    run("init", "here")
    before = run("--root", "here", "--lang", "nl", "lint")
    assert "heeft geen eigenaar" in before.out
    assert run("lint", "--root", "here", "--lang", "nl") == before
    assert run("lint", "--root", "here", "--lang", "de").code == 2


def test_a_language_for_every_command_is_set_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "here")
    monkeypatch.setenv("JOURNEYCTL_LANG", "nl")
    assert "heeft geen eigenaar" in run("lint", "--root", "here").out
    assert "has no owner" in run("lint", "--root", "here", "--lang", "en").out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out, ran.err) == (2, run("--help").out, "")


def test_outside_a_workspace_one_is_told_how_to_start(run: Run) -> None:
    ran = run("lint")
    assert ran.code == 2
    assert "journeyctl init" in ran.err


def test_a_defect_is_an_apology_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry.Commands, "get_command", _fail)
    ran = run("lint")
    assert ran.code == 3
    assert "sorry" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in run("-v", "lint").err


@pytest.mark.parametrize(
    "command", [["lint"], ["list", "steps"], ["export", "json"], ["--version"], ["--help"], ["rules"]]
)
def test_a_full_disk_under_standard_output_is_no_defect(run: Run, tmp_path: Path, command: list[str]) -> None:
    run("init")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "journeyctl", *command], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "journeyctl: cannot write to standard output: No space left on device",
        "  help: make room, or send it elsewhere",
    ]


def test_without_a_standard_output_the_verdict_is_the_exit_code(run: Run, tmp_path: Path) -> None:
    run("init")
    for fail_on, code in (("error", 0), ("warning", 1)):
        command = f"exec {sys.executable} -m journeyctl lint --fail-on {fail_on} >&-"
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr) == (code, "")


def test_an_interruption_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry.Commands, "get_command", _interrupt)
    assert run("lint").code == 130


@pytest.mark.parametrize("module", ["jinja2", "jsonschema", "jsonschema_rs", "rich", "graphviz", "yaml", "msgspec"])
def test_starting_imports_nothing_heavy(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", STARTS_WITHOUT, module], capture_output=True, check=False)
    assert done.returncode == 0


def _fail(*_args: object) -> None:
    raise ZeroDivisionError


def _interrupt(*_args: object) -> None:
    raise KeyboardInterrupt
