"""The contributors' guide is right: each kind of part is one file, and is found where it lies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

PART = re.compile(r"`(journeyctl/[a-z_/]+\.py)`.*?^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


def parts() -> dict[str, str]:
    """Return the files that the guide shows whole, by their paths."""
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    return dict(PART.findall(guide[guide.index("## Add a format") :]))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package with every part of the guide in its place, and a workspace beside it."""
    folder = tmp_path_factory.mktemp("grown")
    shutil.copytree(CHECKOUT / "journeyctl", folder / "journeyctl", ignore=shutil.ignore_patterns("__pycache__"))
    for shared in ("schemas", "locale", "templates"):
        (folder / shared).symlink_to(CHECKOUT / shared)
    for path, text in parts().items():
        assert not (folder / path).exists()
        (folder / path).write_text(text)
    shutil.copytree(CHECKOUT / "templates" / "init" / "starter" / "en", folder / "library")
    return folder


def journeyctl(grown: Path, *words: str) -> str:
    """Run the command line of the copy."""
    done = subprocess.run(
        [sys.executable, "-m", "journeyctl", *words], cwd=grown / "library", capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(grown)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guide_shows_one_of_each_kind() -> None:
    assert [path.rpartition("/")[0] for path in parts()] == [
        "journeyctl/report", "journeyctl/render/view", "journeyctl/analyse/reports", "journeyctl/cli/commands",
        "journeyctl/exchange",
    ]  # fmt: skip


def test_a_format_is_one_file(grown: Path) -> None:
    assert journeyctl(grown, "lint", "--format", "codes") == "LIF008\nOWN004\n"


def test_a_view_is_one_file(grown: Path) -> None:
    assert "Sign up at the desk" in journeyctl(grown, "render", "library-card", "--view", "steps")
    assert journeyctl(grown, "render", "library-card", "--view", "steps", "-f", "mermaid").startswith("flowchart")


def test_a_report_is_one_file(grown: Path) -> None:
    assert "lengths" in journeyctl(grown, "report")
    assert journeyctl(grown, "report", "lengths", "--format", "csv") == (
        "journey,steps\nFrom a full shelf to a library card,5\n"
    )


def test_a_command_is_one_file(grown: Path) -> None:
    assert "count " in journeyctl(grown, "--help")
    assert journeyctl(grown, "count") == "1\n"


def test_an_export_is_one_file(grown: Path) -> None:
    assert journeyctl(grown, "export", "ids") == "library-card\n"
