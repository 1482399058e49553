"""Run a command some times; tell how long its whole process took, and how much memory it had at most."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KIB = 1024
MIB = KIB * KIB
EVERY = 0.02
"""Seconds between two looks at how much memory is held."""


@dataclass(frozen=True)
class Measured:
    """What a command took.

    Args:
        best: seconds of wall time, the least of all runs.
        median: seconds, the middle one.
        peak: the most memory of all runs, in MiB. Where helpers count, it is what all processes hold together, with
            shared pages counted once, in a run of its own, since asking takes time.
        times: how many runs there were.
    """

    best: float
    median: float
    peak: float
    times: int


def measure(
    command: Sequence[str], times: int, before: Callable[[], object] = lambda: None, *, has_helpers: bool = False
) -> Measured:
    """Run a command so often, doing something before each run that does not count.

    Args:
        command: what to run.
        times: how often.
        before: what to do before each run.
        has_helpers: whether it starts processes that do a share of its work; their memory counts too.

    Raises:
        RuntimeError: it ends with an error of its own, not with findings.
    """
    seconds, peaks = [], []
    for _time in range(times):
        before()
        took, peak = _once(command)
        seconds.append(took)
        peaks.append(peak)
    if has_helpers:
        before()
        peaks.append(_once(command, is_watched=True)[1])
    return Measured(min(seconds), statistics.median(seconds), max(peaks), times)


def _once(command: Sequence[str], *, is_watched: bool = False) -> tuple[float, float]:
    # As on a user's machine, where a program's second start finds its modules compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ours
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    together = _watch(process.pid) if is_watched else 0.0
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    return took, max(together, used.ru_maxrss * (1 if sys.platform == "darwin" else KIB) / MIB)


def _watch(pid: int) -> float:
    """Return the most memory that a process and its descendants held together until it ended, in MiB."""
    most = 0.0
    while _held(pid) is not None:
        most = max(most, sum(_held(one) or 0.0 for one in _family(pid)))
        time.sleep(EVERY)
    return most


def _family(pid: int) -> list[int]:
    """Return a process and all that it started, as far as they still run; only Linux tells."""
    with suppress(OSError):
        return [pid] + [
            descendant
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text("ascii").split()
            for descendant in _family(int(child))
        ]
    return [pid]


def _held(pid: int) -> float | None:
    """Return the share of memory of one process, in MiB; None when it has ended, or nobody can tell."""
    with suppress(OSError):
        held = re.search(r"^Pss: +([0-9]+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"), re.MULTILINE)
        return int(held[1]) / KIB if held else None
    return None
