"""When each file of a workspace was last changed, in one pass over its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.errors import JourneyctlError
from journeyctl.history.git import HEAD, find_repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from journeyctl.history.git import Repository

LOG = (
    "log", "-z", "--format=%x01%cs %h", "--abbrev=8", "--name-only", "--relative", "--no-renames", "--no-ext-diff",
    "--no-color", "--no-decorate", "--no-show-signature", HEAD, "--", ".",
)  # fmt: skip


class Change(NamedTuple):
    """The last change of a file: its day, and the short name of its commit."""

    day: date
    commit: str


def last_changes(root: Path) -> Mapping[str, Change]:
    """Return the last commit that changed each file, by its path in the workspace.

    Nothing is known outside git, nor in a clone whose history was cut off: its oldest commit seems to change all.
    """
    try:
        repository = find_repository(root)
        return {} if repository.is_shallow else _newest(repository)
    except JourneyctlError:
        return {}


def _newest(repository: Repository) -> dict[str, Change]:
    answer = repository.ask(*LOG)
    found: dict[str, Change | None] = {}
    for path, change in _changes(answer.out) if answer.code == 0 else ():
        found.setdefault(path, change)
    return {path: change for path, change in found.items() if change}


def _changes(log: bytes) -> Iterator[tuple[str, Change | None]]:
    """Yield paths with their commit, the newest first: a day and a commit behind a mark, then its paths."""
    change = None
    for part in log.split(b"\0"):
        word = part.strip(b"\n").decode("utf-8", "replace")
        if word.startswith("\x01"):
            day, _blank, commit = word[1:].partition(" ")
            change = _change(day, commit)
        elif word:
            yield word, change


def _change(day: str, commit: str) -> Change | None:
    """Return a change; None on a day that no calendar has: whoever makes a commit may give it any, even in 10000."""
    try:
        return Change(date.fromisoformat(day), commit)
    except ValueError:
        return None
