"""Installs what a test needs from a registry, once, into .cache/ of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

CACHE = CHECKOUT / ".cache" / "npm"


def trusting() -> dict[str, str]:
    """Return an environment in which Node trusts the certificates that the machine trusts, as pip and git do."""
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-openssl-ca".strip()
    return {**os.environ, "NODE_OPTIONS": options}


@cache
def npm(package: str, version: str) -> Path:
    """Return the folder of an npm package; its scripts are never run."""
    prefix = CACHE / f"{package}-{version}"
    folder = prefix / "node_modules" / package
    if not (folder / "package.json").is_file():
        prefix.mkdir(parents=True, exist_ok=True)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", str(prefix)]
        command = [str(shutil.which("npm")), "install", *options, f"{package}@{version}"]
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=trusting())
    return folder
