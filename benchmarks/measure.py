"""Run a command some times; tell how long its whole process took, and how much memory it had at most."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KIB = 1024
MIB = KIB * KIB


@dataclass(frozen=True)
class Measured:
    """What a command took.

    Args:
        best: seconds of wall time, the least of all runs.
        median: seconds, the middle one.
        peak: the most memory of all runs, in MiB; of the process itself, without those that it starts.
    """

    best: float
    median: float
    peak: float


def measure(command: Sequence[str], times: int, before: Callable[[], object] = lambda: None) -> Measured:
    """Run a command so often, doing something before each run that does not count.

    Raises:
        RuntimeError: it ends with an error of its own, not with findings.
    """
    runs = []
    for _time in range(times):
        before()
        runs.append(_once(command))
    seconds = [took for took, _peak in runs]
    return Measured(min(seconds), statistics.median(seconds), max(peak for _took, peak in runs))


def _once(command: Sequence[str]) -> tuple[float, float]:
    # As on a user's machine, where a program's second start finds its modules compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ours
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    return took, used.ru_maxrss * (1 if sys.platform == "darwin" else KIB) / MIB
