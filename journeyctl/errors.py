"""The operator's mistakes: the only exceptions that reach the command line.

An author's mistake, in a document, is never one of these: it is a diagnostic with a place.
"""

from __future__ import annotations

import errno
from typing import NamedTuple

from journeyctl.i18n import SOURCE, Localised, _


class Where(NamedTuple):
    """Where in a file of the operator's a mistake stands; lines and columns count from 1.

    Args:
        path: relative to the workspace, with `/`.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class JourneyctlError(Exception):
    """Something the person at the terminal can mend; the command line prints it, in its language, and exits with 2.

    It is one of the values with words in several languages; as a string, and in a log, it is English.

    Args:
        what: what is wrong and why, in one sentence without a full stop.
        advice: what to do next; None where there is nothing to add.
        where: it stands, if it is in a file.
    """

    def __init__(self, what: Localised, advice: Localised | None = None, where: Where | None = None) -> None:
        super().__init__(what, advice, where)
        self.what = what
        self.advice = advice
        self.where = where

    def __str__(self) -> str:
        return self.message

    def in_language(self, language: str) -> str:
        """Return where and what is wrong."""
        sentence = self.what.in_language(language)
        return f"{self.where}: {sentence}" if self.where else sentence

    @property
    def message(self) -> str:
        """Where and what is wrong, in English."""
        return self.in_language(SOURCE)

    @property
    def hint(self) -> str:
        """What to do next, in English; empty when there is nothing to add."""
        return self.advice.in_language(SOURCE) if self.advice else ""


REFUSALS = {
    errno.ENOENT: _("No such file or directory"),
    errno.EACCES: _("Permission denied"),
    errno.EPERM: _("Operation not permitted"),
    errno.EEXIST: _("File exists"),
    errno.ENOTDIR: _("Not a directory"),
    errno.EISDIR: _("Is a directory"),
    errno.ENOSPC: _("No space left on device"),
    errno.EROFS: _("Read-only file system"),
    errno.ENAMETOOLONG: _("File name too long"),
    errno.ELOOP: _("Too many levels of symbolic links"),
    errno.EADDRNOTAVAIL: _("Cannot assign requested address"),
}
"""What the system says most, in its own words, which are English."""


def refusal(error: OSError) -> Localised | str:
    """Return why the system refuses something; what it seldom says is in English only."""
    return REFUSALS.get(error.errno or 0) or error.strerror or str(error)
