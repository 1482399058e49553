"""Folds a tall picture for paper: into columns beside each other, like a newspaper, at a size that can be read."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.render import Picture

# A4 within the margins of the stylesheet, in pixels of 1/96 inch, less what a heading takes.
SHEET_WIDTH, SHEET_HEIGHT = 672.0, 880.0
BETWEEN = 32.0
SMALLEST = 0.64  # of its size on a screen: the smallest letters are 6 points then
LARGEST = 0.8
MOST_COLUMNS = 3


class Fold(NamedTuple):
    """One column: where it starts in the picture and how high it is there, and its size on paper; all in pixels."""

    top: float
    height: float
    wide: float
    high: float


def folds(picture: Picture) -> tuple[Fold, ...]:
    """Return the columns that a picture is printed in; none where it fits a sheet as it is, or is too wide for one."""
    if not picture.gaps or is_wide(picture) or picture.height * min(1.0, SHEET_WIDTH / picture.width) <= SHEET_HEIGHT:
        return ()
    scale = _scale(picture)
    edges = (0.0, *_cuts(picture, SHEET_HEIGHT / scale), picture.height)
    return tuple(
        Fold(top, bottom - top, picture.width * scale, (bottom - top) * scale) for top, bottom in pairwise(edges)
    )


def is_wide(picture: Picture) -> bool:
    """Return whether a picture is only readable on a sheet of A3, lying on its side."""
    return picture.width * SMALLEST > SHEET_WIDTH


def _scale(picture: Picture) -> float:
    """Return how large a picture is printed: with as many columns as it has use for and as stay readable."""
    for columns in range(MOST_COLUMNS, 1, -1):
        scale = min(LARGEST, (SHEET_WIDTH - BETWEEN * (columns - 1)) / columns / picture.width)
        if scale >= SMALLEST and ceil(picture.height * scale / SHEET_HEIGHT) >= columns:
            return scale
    return min(LARGEST, SHEET_WIDTH / picture.width)


def _cuts(picture: Picture, room: float) -> Iterator[float]:
    """Yield where a picture is cut: each time at the gap, of those within reach, that divides the rest most evenly."""
    top = 0.0
    while (rest := picture.height - top) > room:
        even = top + rest / ceil(rest / room)
        within = [gap for gap in picture.gaps if top + room / 2 < gap <= top + room]
        top = min(within, key=lambda gap: abs(gap - even), default=top + room)
        yield top
