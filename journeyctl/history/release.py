"""The commit that news is told from when nobody names one: the last release, else where this work began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.errors import JourneyctlError
from journeyctl.history.git import HEAD, shown
from journeyctl.history.sides import SHORT, parting
from journeyctl.i18n import Message

if TYPE_CHECKING:
    from journeyctl.history.git import Repository


def last_release(repository: Repository) -> tuple[str, Message]:
    """Return the commit of the last tag, and what people call it; of a release itself, that of the one before.

    Without tags: where HEAD parted from the default branch; on that branch itself, the commit before.

    Raises:
        JourneyctlError: there is no earlier commit, or the clone is too shallow to tell.
    """
    here = repository.commit(HEAD)
    tag = _tag(repository, here)
    if tag and repository.commit(f"refs/tags/{tag}") == here and _is_as_committed(repository):
        tag = _tag(repository, f"{here}^")
    if tag:
        return repository.commit(f"refs/tags/{tag}"), _named(tag)
    try:
        commit, name = parting(repository)
    except JourneyctlError:
        commit, name = here, _named("")
    if commit == here:
        commit = repository.commit(f"{here}^")
        name = _named(commit[:SHORT])
    return commit, name


def _named(ref: str) -> Message:
    return Message("{ref}", (("ref", shown(ref)),))


def _is_as_committed(repository: Repository) -> bool:
    """Tell whether no file that git follows says something else than the commit does."""
    return repository.ask("diff", "--quiet", "--no-ext-diff", HEAD, "--", ".").code == 0


def _tag(repository: Repository, commit: str) -> str:
    """Return the nearest tag of a commit or before it; nothing where there is none."""
    answer = repository.ask("describe", "--tags", "--abbrev=0", commit)
    return answer.text if answer.code == 0 else ""
