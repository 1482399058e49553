"""Short ways to build a site in tests: without a process for speed, with one where that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

from journeyctl.compiler import compile_workspace
from journeyctl.history.changed import last_changes
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.settings import load_settings
from journeyctl.site import Built, Source
from journeyctl.site import build as build_site
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "version: 1\nname: Test\nlanguages: [en, nl]\n"


def source(root: Path) -> Source:
    """Return what the site of a workspace is built from."""
    settings = load_settings(root)
    compiled = compile_workspace(root, settings)
    rules = built_in()
    findings = run(compiled, select(rules, settings.lint, Choice()), TODAY)
    records = {rule.code: rule for rule in rules}
    changes = last_changes(root)
    changed = {path: change.day for path, change in changes.items()}
    commits = {path: change.commit for path, change in changes.items()}
    return Source(root, settings, compiled.workspace, findings, records, TODAY, changed, commits=commits)


def build(root: Path, output: Path) -> Built:
    """Build the site of a workspace."""
    return build_site(source(root), output)


def workspace(root: Path, text: str, settings: str = SETTINGS) -> Path:
    """Write a workspace of one document; return its folder."""
    (root / "journeys").mkdir(parents=True, exist_ok=True)
    (root / "journeyctl.yaml").write_text(settings, "utf-8")
    (root / "journeys" / "all.yaml").write_text(dedent(text), "utf-8")
    return root


def command(root: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `journeyctl build` in a process of its own."""
    call = [sys.executable, "-m", "journeyctl", "--root", str(root), "build", "--today", TODAY.isoformat(), *options]
    return subprocess.run(call, capture_output=True, text=True, check=False, env=os.environ | variables)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
