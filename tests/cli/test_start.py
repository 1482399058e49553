"""Starting is cheap: what a command does not need is not imported. Counted, not timed."""

from __future__ import annotations

import subprocess
import sys

import pytest

LISTED = "import sys; from journeyctl.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sorted(sys.modules))"


def modules(*args: str) -> set[str]:
    """Return the modules that are loaded when a command has run."""
    done = subprocess.run([sys.executable, "-c", LISTED, *args], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "heavy", ["jinja2", "jsonschema", "jsonschema_rs", "rich", "graphviz", "yaml", "msgspec", "markdown_it"]
)
def test_the_version_is_told_without_a_heavy_module(heavy: str) -> None:
    loaded = modules("--version")
    assert "journeyctl.cli.entry" in loaded
    assert heavy not in loaded


@pytest.mark.parametrize("heavy", ["jinja2", "jsonschema", "rich", "graphviz", "markdown_it"])
def test_sound_documents_are_judged_without_what_only_other_commands_need(heavy: str) -> None:
    args = ("--no-cache", "--today", "2026-11-23", "--fail-on", "never", "--format", "json")
    loaded = modules("--root", ".", "lint", *args)
    assert "journeyctl.lint.runner" in loaded
    assert heavy not in loaded


COUNTED = """
import atexit, gc, sys
from journeyctl.cli import main
seen = []
atexit.register(lambda: print("frozen", gc.get_freeze_count() > 10_000, "collected", len(seen)))
import journeyctl.cli.commands.lint
gc.callbacks.append(lambda phase, info: seen.append(info) if phase == "start" else None)
main(sys.argv[1:])
"""


def test_a_run_of_lint_does_not_look_for_cycles_in_what_it_keeps_nor_in_what_it_leaves_behind() -> None:
    args = ("--root", ".", "lint", "--no-cache", "--today", "2026-11-23", "--fail-on", "never", "--quiet")
    done = subprocess.run([sys.executable, "-c", COUNTED, *args], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "frozen True collected 0"
