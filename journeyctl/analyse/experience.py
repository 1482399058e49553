"""How far two contacts lie apart in what they do to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from journeyctl.model import Step

SENSES = ("sensory", "emotional", "aesthetic", "cognitive", "relational")
BREAK = 3
"""How far two neighbours lie apart, on the scale of 0 to 5, when it feels like two organisations."""


class Difference(NamedTuple):
    """How far two contacts lie apart, 0 to 5, and in which sense."""

    size: float
    sense: str


def largest_difference(before: Step, after: Step) -> Difference | None:
    """Return the largest difference of the senses that two contacts both score; None where there is no such sense."""
    one, other = before.experience, after.experience
    if one is None or other is None:
        return None
    scored = ((sense, getattr(one, sense), getattr(other, sense)) for sense in SENSES)
    found = [
        Difference(abs(here - there), sense) for sense, here, there in scored if here is not None and there is not None
    ]
    return max(found, key=lambda difference: difference.size, default=None)
