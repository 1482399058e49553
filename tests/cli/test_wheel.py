"""The built wheel, installed in an empty environment away from the checkout, does its work."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.registry, pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout, with an environment that knows nothing of it."""
    environment = {key: value for key, value in os.environ.items() if key.startswith("PIP_") or key == "HOME"}
    environment |= {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def journeyctl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it in a fresh environment, and return its command."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    assert built.returncode == 0, built.stderr
    made = run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    installed = run(folder / "venv" / "bin" / "pip", "install", "--quiet", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    return folder / "venv" / "bin" / "journeyctl"


def test_init_lint_render_build_schema_and_explain_work_from_the_wheel(journeyctl: Path, tmp_path: Path) -> None:
    assert run(journeyctl, "init", "mine", cwd=tmp_path).returncode == 0
    mine = tmp_path / "mine"

    linted = run(journeyctl, "lint", cwd=mine)
    assert (linted.returncode, linted.stdout.count(" warning: ")) == (0, 2)

    drawn = run(journeyctl, "render", "library-card", "--view", "flow", "-f", "svg", cwd=mine)
    assert (drawn.returncode, drawn.stdout.lstrip()[:4] in ("<svg", "<?xm")) == (0, True)

    built = run(journeyctl, "build", cwd=mine)
    assert built.returncode == 0, built.stderr
    assert (mine / "site" / "index.html").is_file()
    assert (mine / "site" / "journeys" / "library-card.html").is_file()

    assert '"journeyctl document"' in run(journeyctl, "schema", cwd=tmp_path).stdout
    assert "unowned-touchpoint" in run(journeyctl, "explain", "OWN001", cwd=tmp_path).stdout


def test_the_example_travels_with_the_wheel_and_lints_clean(journeyctl: Path, tmp_path: Path) -> None:
    assert run(journeyctl, "init", "rail", "--example", "meander-rail", cwd=tmp_path).returncode == 0
    linted = run(journeyctl, "lint", "--today", "2026-11-23", cwd=tmp_path / "rail")
    assert (linted.returncode, "No gaps found" in linted.stdout) == (0, True), linted.stdout
