"""Did you mean: the nearest known word."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.i18n import Message

LIKENESS = 0.6
LONGEST_WORD = 64


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` most likely stands for, or None when none is near."""
    found = near(word, known)
    return found[0] if found else None


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three known words that resemble `word`, the nearest first."""
    if len(word) > LONGEST_WORD:
        return []
    word, choices = word.casefold(), {entry.casefold(): entry for entry in sorted(known)}
    found = get_close_matches(word, choices, 3, LIKENESS)
    found.sort(key=lambda match: sorted(match) != sorted(word))  # letters that only changed places: the likeliest slip
    return [choices[match] for match in found]


def hint(word: str, known: Iterable[str], otherwise: Message | None = None) -> Message:
    """Return what to tell somebody whose word is not known: the nearest one, else `otherwise`, else all there are."""
    known = tuple(known)
    found = nearest(word, known)
    if found:
        return _("did you mean '{name}'?", name=found)
    return otherwise or one_of(known)


def one_of(known: Iterable[str]) -> Message:
    """Return what to tell somebody who has to choose."""
    return _("one of: {known}", known=", ".join(known))
