"""How large a map's type may be so that it fills one A3 landscape sheet and does not run over.

The browser lays the map out; all we choose is a class with a type size. So we estimate how many lines each lane takes
at a size, from how wide its words are, and take the largest size at which they all fit, erring to the safe side.
"""

from __future__ import annotations

import math
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.render.metrics import Type, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyctl.site.map import StepView

SIZES = (11.0, 10.0, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # points; a class of the style sheet for each
MOST = 24  # steps beside each other; more are printed as a list
WIDTH, HEIGHT = 396.0 - 24.0, 273.0  # millimetres on an A3 sheet, the lane names and the margins left out
FIXED = 50.0 + 11.0 + 16.0 + 9.0  # the curve, the phases, the imprint, the legend
POINT = 0.3528
EM = Type(100, 400, 125)
HEAVY = Type(100, 700, 125)
INDENT_EM = 180.0
LARGE = 7.0  # points; below it, words in two pieces are the lesser evil
FILLED = 0.88  # how much of a line words fill, where there are several
LEADING = 1.24
PADDING = 3.4
INDENT = 4.8


def type_class(steps: Sequence[StepView]) -> str:
    """Return the class that sets the size of type in print."""
    if len(steps) > MOST:
        return "fit-more"
    lanes = list(zip(*(_lanes(step) for step in steps), strict=True))
    fitting = list(dropwhile(lambda size: _height(lanes, len(steps), size) > HEIGHT, SIZES)) or [SIZES[-1]]
    room = WIDTH / len(steps) - PADDING
    whole = [size for size in fitting if size >= LARGE and size * POINT * _longest_word(steps) <= room]
    return f"type-{(whole or fitting)[0] * 10:.0f}"


def _longest_word(steps: Sequence[StepView]) -> float:
    """Return how wide the longest word of the map is, in ems: a smaller type is better than a word in two pieces."""
    names = [word for step in steps for word in step.name.plain.split()]
    others = [word for step in steps for text in (step.doing.text, step.thinking.text) for word in text.split()]
    notes = [word for step in steps for note in (*step.pains, *step.gains) for word in note.words.text.split()]
    wide = [*(1.1 * width(word, HEAVY) for word in names), *(width(word, EM) for word in others)]
    return max([*wide, *(width(word, EM) + INDENT_EM for word in notes)], default=0.0) / EM.size


class Cell(NamedTuple):
    """What a step says in a lane.

    Args:
        wide: how wide each of its texts is, in ems.
        indent: how much less room they have, in millimetres.
        scale: how high one of their lines is.
        after: how many lines are left free after each.
        least: how many lines it takes beside them.
    """

    wide: tuple[float, ...]
    indent: float = 0.0
    scale: float = 1.0
    after: float = 0.0
    least: float = 0.0

    def lines(self, column: float, em: float) -> float:
        """Return how many lines it takes in a column of this width, in type of this size; both in millimetres."""
        room = (column - self.indent) / em
        counts = (math.ceil(wide / (room * FILLED)) if wide > room else 1 for wide in self.wide)
        return self.least + sum(self.scale * count + self.after for count in counts)


def _lanes(step: StepView) -> tuple[Cell, ...]:
    """Return what a step says in each lane."""
    notes = [note.words.text for note in (*step.pains, *step.gains)]
    readings = [f"{one.name.plain}: {one.value} {one.goal}" for one in step.kpis]
    channel = _ems(step.channel.plain) if step.channel.plain else ()
    return (
        Cell(_ems(step.name.plain), scale=1.1, least=1),
        Cell(_ems(step.doing.text)),
        Cell(_ems(step.thinking.text)),
        Cell(channel, INDENT, least=0.0 if channel else 2.0),
        Cell(_ems(*notes), INDENT, after=0.4),
        Cell(_ems(step.owner.plain), least=1.0),
        Cell(_ems(*readings), after=0.4),
        Cell(_ems(*(one.plain for one in step.opportunities)), INDENT, after=0.4),
        Cell(_ems(*(one.text for one in step.findings)), INDENT, after=0.4),
    )


def _ems(*texts: str) -> tuple[float, ...]:
    return tuple(width(text, EM) / EM.size for text in texts)


def _height(lanes: Sequence[Sequence[Cell]], count: int, size: float) -> float:
    """Return about how high a map of so many steps is in print, in millimetres, at a size of type in points."""
    column, em = WIDTH / count - PADDING, size * POINT
    most = [max(cell.lines(column, em) for cell in lane) for lane in lanes]
    return FIXED + sum(lines * size * POINT * LEADING + PADDING for lines in most)
