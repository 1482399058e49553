"""The extension for VS Code packs with the official tool, and holds what it needs to run."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.registry import npm, trusting
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.registry


def test_the_extension_packs_with_the_official_tool(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(CHECKOUT / "editors" / "vscode", folder, ignore=shutil.ignore_patterns("node_modules", "*.vsix"))
    packer = npm("@vscode/vsce", "4.1.0") / "vsce"
    install = [str(shutil.which("npm")), "install", "--ignore-scripts", "--no-audit", "--no-fund"]
    pack = [str(shutil.which("node")), str(packer), "package", "--out", str(tmp_path / "it.vsix")]
    for command in (install, pack):
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300, env=trusting())
    with zipfile.ZipFile(tmp_path / "it.vsix") as packed:
        names = set(packed.namelist())
    assert {"extension/package.json", "extension/extension.js", "extension/readme.md", "extension/LICENSE.txt"} <= names
    assert "extension/node_modules/vscode-languageclient/node.js" in names
