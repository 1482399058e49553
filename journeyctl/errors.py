"""The operator's mistakes: the only exceptions that reach the command line.

An author's mistake, in a document, is never one of these: it is a diagnostic with a place.
"""

from __future__ import annotations


class JourneyctlError(Exception):
    """Something the person at the terminal can mend; the command line prints it and exits with 2.

    Args:
        message: what is wrong and why, in one sentence without a full stop.
        hint: what to do next.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
