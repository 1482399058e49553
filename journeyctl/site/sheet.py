"""How large a map's type may be so that it fills one A3 landscape sheet and does not run over.

The browser lays the map out; all we choose is a class with a type size. So we estimate how many lines each lane takes
at a size, and take the largest size at which they all fit. The estimate errs to the safe side.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyctl.site.map import StepView

SIZES = (11.0, 10.0, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # points; a class of the style sheet for each
MOST = 24  # steps beside each other; more are printed as a list
WIDTH, HEIGHT = 396.0 - 24.0, 273.0  # millimetres on an A3 sheet, the lane names and the margins left out
FIXED = 44.0 + 11.0 + 16.0 + 9.0  # the curve, the phases, the imprint, the legend
POINT = 0.3528
LETTER = 0.53  # width of a letter, in ems, with some air
LEADING = 1.24
PADDING = 3.4
INDENT = 4.8


def type_class(steps: Sequence[StepView]) -> str:
    """Return the class that sets the size of type in print."""
    if len(steps) > MOST:
        return "fit-more"
    size = next((size for size in SIZES if height(steps, size) <= HEIGHT), SIZES[-1])
    return f"type-{size * 10:.0f}"


def height(steps: Sequence[StepView], size: float) -> float:
    """Return about how high a map is in print, in millimetres, at a size of type in points."""
    column = WIDTH / len(steps) - PADDING
    lanes = zip(*(_lanes(step, column, size) for step in steps), strict=True)
    most: list[float] = [max(lines) for lines in lanes]
    return FIXED + sum(lines * size * POINT * LEADING + PADDING for lines in most)


def _lanes(step: StepView, column: float, size: float) -> tuple[float, ...]:
    """Return how many lines a step takes in each lane."""

    def lines(text: str, indent: float = 0.0) -> int:
        letters = max(4.0, (column - indent) / (LETTER * size * POINT))
        return math.ceil(len(text) / letters) + (len(text) > letters)

    notes = [note.words.text for note in (*step.pains, *step.gains)]
    return (
        1 + 1.1 * lines(step.name.plain),
        lines(step.doing.text),
        lines(step.thinking.text),
        lines(step.channel.plain, INDENT) if step.channel.plain else 2.0,
        sum(lines(note, INDENT) + 0.4 for note in notes),
        lines(step.owner.plain) + 1.0,
        sum(lines(f"{one.name.plain}: {one.value} {one.goal}") + 0.4 for one in step.kpis),
        sum(lines(one.plain, INDENT) + 0.4 for one in step.opportunities),
        sum(lines(one.text, INDENT) + 0.4 for one in step.findings),
    )
