"""Runs the real command line in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def journeyctl(*args: str, cwd: Path, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run journeyctl in a folder and return what it printed and how it ended."""
    environment = os.environ | {"NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1795392000", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "journeyctl", *args]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=timeout
    )


def heed_interruptions() -> None:
    """Let a process that is about to start heed interruptions: a shell has its background jobs ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
