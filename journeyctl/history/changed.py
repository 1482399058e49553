"""When each file of a workspace was last changed, in one pass over its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journeyctl.errors import JourneyctlError
from journeyctl.history.git import HEAD, find_repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from journeyctl.history.git import Repository

LOG = (
    "log", "-z", "--format=%x01%cs", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "--no-color",
    "--no-decorate", "--no-show-signature", HEAD, "--", ".",
)  # fmt: skip


def last_changed(root: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed each file, by its path in the workspace.

    Nothing is known outside git, nor in a clone whose history was cut off: its oldest commit seems to change all.
    """
    try:
        repository = find_repository(root)
        return {} if repository.is_shallow else _days(repository)
    except JourneyctlError:
        return {}


def _days(repository: Repository) -> dict[str, date]:
    answer = repository.ask(*LOG)
    found: dict[str, date] = {}
    for path, day in _changes(answer.out) if answer.code == 0 else ():
        found.setdefault(path, day)
    return found


def _changes(log: bytes) -> Iterator[tuple[str, date]]:
    """Yield paths with the day of their commit, the newest first: a day behind a mark, then its paths."""
    day = date.min
    for part in log.split(b"\0"):
        word = part.strip(b"\n").decode("utf-8", "replace")
        if word.startswith("\x01"):
            day = date.fromisoformat(word[1:])
        elif word:
            yield word, day
