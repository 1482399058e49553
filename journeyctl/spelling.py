"""Did you mean: the nearest known word."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    choices = {entry.casefold(): entry for entry in sorted(known)}
    return [choices[match] for match in get_close_matches(word.casefold(), choices, 3, LIKENESS)]


def hint(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return what to tell somebody whose word is not known: the nearest one, else `otherwise`, else all there are."""
    known = tuple(known)
    found = nearest(word, known)
    return f"did you mean '{found}'?" if found else otherwise or f"one of: {', '.join(known)}"
