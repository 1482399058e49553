"""The language server in a real editor: Neovim, set up as our page says, finds, mends, renames and writes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.process import journeyctl
from tests.support import CHECKOUT

STORY = Path(__file__).parent / "story.lua"
CHANNELS = "channels:\n  web: {name: Website, kind: web}\nowners:\n  team: {name: Team, kind: team}\n"
DESK = "touchpoints:\n  desk: {name: '😀', channel: wbe, owner: team}\n"


def set_up(folder: Path) -> Path:
    """Write the `init.lua` that our page gives to those whose Neovim is older."""
    page = (CHECKOUT / "docs" / "how-to" / "editor.md").read_text("utf-8")
    (found,) = re.findall(r"^Older versions.*?\n```lua\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    init = folder / "init.lua"
    init.write_text(found)
    return init


def test_neovim_finds_mends_renames_and_writes_and_the_workspace_lints_clean(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    (root / "journeys").mkdir(parents=True)
    (root / "journeyctl.yaml").write_text("version: 1\n")
    (root / "journeys" / "channels.yaml").write_text(CHANNELS)
    (root / "journeys" / "desk.yaml").write_text(DESK)
    options = ("--headless", "-n", "-i", "NONE", "-u", str(set_up(tmp_path)), "-S", str(STORY))
    homes = {name: str(tmp_path / name) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [str(shutil.which("nvim")), *options], cwd=root, env=os.environ | homes | {"PATH": path},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "1:32 there is no channel 'wbe': this points at nothing" in ran.stderr  # Neovim counts bytes, from nought
    assert "write 'web'" in ran.stderr
    assert (root / "journeys" / "desk.yaml").read_text() == DESK.replace("wbe", "website")
    assert (root / "journeys" / "channels.yaml").read_text() == CHANNELS.replace("web:", "website:")
    linted = journeyctl("lint", "--profile", "core", cwd=root)
    assert linted.returncode == 0, linted.stdout
