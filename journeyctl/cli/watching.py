"""Does something again whenever a file of the workspace changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from journeyctl.cli.mistakes import complain
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.settings import FILE
from journeyctl.source import discover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from journeyctl.cli.context import Context

SECONDS = 0.3

Snapshot = frozenset[tuple[str, int, int]]


def watch(context: Context, once: Callable[[Context], object]) -> None:
    """Do something now and after each change, until the operator interrupts it.

    Looks at names, times and sizes; watching what the system reports would save little, for a workspace is small, and
    does not work on network folders.

    Args:
        context: says where the workspace is.
        once: what to do; what is wrong with the settings is told, and waits for the next change like everything else.
    """
    from dataclasses import replace

    while True:
        before = snapshot(context)
        try:
            once(replace(context))
        except JourneyctlError as error:
            complain(error, context.language)
        context.log(_("watching; interrupt to stop"))
        while snapshot(context) == before:
            time.sleep(SECONDS)


def snapshot(context: Context) -> Snapshot:
    """Return what tells whether a file of the workspace has changed."""
    from dataclasses import replace

    return frozenset(states(_files(context.root, replace(context))))


def _files(root: Path, context: Context) -> Iterator[Path]:
    yield root / FILE
    try:
        settings = context.settings
        yield from (found.file for found in discover(root, settings.sources))
    except JourneyctlError:
        return  # the settings are being written; their own time tells when they change
    if settings.lint.baseline:
        yield root / settings.lint.baseline


def states(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Yield the name, time and size of each file."""
    for file in files:
        try:
            state = file.stat()
        except (OSError, ValueError):  # it has gone, or no file can be called so
            continue
        yield str(file), state.st_mtime_ns, state.st_size
