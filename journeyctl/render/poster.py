"""A poster of lanes: one column a step, one line a lane, in as many bands as print best on an A3 sheet.

It knows sizes and places; what stands in a lane is the view's.
"""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.render.metrics import Type, count_lines, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyctl.model import Phase, Step
    from journeyctl.render.canvas import Canvas

PHASE = Type(17, 700, 21)
STEP = Type(14, 700, 17.5)
TEXT = Type(12.5, 400, 16)
STRONG = Type(12.5, 700, 16)
LOOKS = {PHASE: "t-phase", STEP: "t-step", TEXT: "t-text", STRONG: "t-strong"}

LANE_NAMES = 112.0
INSET = 10.0
ABOVE = 8.0
BELOW = 10.0
BETWEEN = 6.0
INDENT = 18.0
SHEET = (1122.0, 774.0)
NARROW = 148.0
WIDE = 232.0
FILL = 1150.0
MOST_BANDS = 8
NEARLY = 0.88
# Pixels of a poster to points of an A3 sheet: at this scale the smallest type prints at 6.5 points.
LEGIBLE = 0.52
FEWEST_COLUMNS = 5
MOST_COLUMNS = 24


class Part(NamedTuple):
    """Some text of a block, in one type and one look."""

    text: str
    type_: Type = TEXT
    look: str = ""


@dataclass(frozen=True)
class Block:
    """One thing in a cell: an icon, some text, and what it leads to."""

    parts: tuple[Part, ...]
    icon: str = ""
    icon_look: str = "glyph"
    ref: str = ""

    def lines(self, room: float) -> list[tuple[tuple[str, ...], Part]]:
        """Return its text broken into lines that fit in a column's room."""
        room -= INDENT if self.icon else 0
        return [(wrap(part.text, room, part.type_), part) for part in self.parts if part.text]

    def height(self, room: float) -> float:
        """Return how high it is in a column's room."""
        room -= INDENT if self.icon else 0
        written = (part for part in self.parts if part.text)
        return sum(count_lines(part.text, room, part.type_) * part.type_.leading for part in written)


@dataclass(frozen=True)
class Lane:
    """One lane of the poster.

    Args:
        key: its name in ids.
        label: what stands at its left.
        blocks: what stands in it at a step.
        height: how high it is in a band whatever stands in it; without it its blocks decide.
        draw: draws the whole lane of a band, beside the blocks: canvas, band, top and height.
        border: what the line above it is called, when it has a name, such as the line of visibility.
        is_nodes: whether what stands in it are the nodes of the picture, so that each has an id to lead to.
    """

    key: str
    label: str
    blocks: Callable[[Step], tuple[Block, ...]]
    height: Callable[[Band], float] | None = None
    draw: Callable[[Canvas, Band, float, float], None] | None = None
    border: str = ""
    is_nodes: bool = False
    _written: dict[int, tuple[Block, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _measured: dict[float, dict[int, float]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at(self, step: Step) -> tuple[Block, ...]:
        """Return what stands in it at a step; worked out once, as a poster tries many bands before it takes some."""
        if step.number not in self._written:
            self._written[step.number] = self.blocks(step)
        return self._written[step.number]

    def high(self, band: Band) -> float:
        """Return how high it is in a band; 0 where the band has nothing to show in it."""
        if self.height:
            return self.height(band)
        known = self._measured.setdefault(band.column, {})
        highest = max(self._cell(step, band.column, known) for step in band.steps)
        return highest + ABOVE + BELOW if highest else 0.0

    def _cell(self, step: Step, column: float, known: dict[int, float]) -> float:
        if step.number not in known:
            known[step.number] = stack_height(self.at(step), column - 2 * INSET + 4)
        return known[step.number]


@dataclass(frozen=True)
class Band:
    """Some steps beside each other: the whole journey, or as much of it as a line of the poster holds."""

    steps: tuple[Step, ...]
    column: float

    @property
    def first(self) -> int:
        """The number of its first step."""
        return self.steps[0].number

    @property
    def width(self) -> float:
        """How wide it is, its lane names included."""
        return LANE_NAMES + len(self.steps) * self.column

    def left(self, step: Step) -> float:
        """Return where the column of a step begins."""
        return LANE_NAMES + (step.number - self.first) * self.column

    def middle(self, number: int) -> float:
        """Return the middle of a column, also of one that lies outside the band."""
        return LANE_NAMES + (number - self.first + 0.5) * self.column


def stack_height(blocks: Sequence[Block], room: float) -> float:
    """Return how high blocks under each other are."""
    return sum(block.height(room) for block in blocks) + BETWEEN * max(len(blocks) - 1, 0)


def bands(steps: Sequence[Step], lanes: Sequence[Lane], sheet: tuple[float, float] = SHEET) -> tuple[Band, ...]:
    """Divide a journey into the bands that print large on a sheet, whole phases together where they fit.

    One band where that still prints in legible type, as a curve is easiest to follow unbroken. Else of the divisions
    that print about as large the one with the fewest bands, and of these the evenest.
    """
    count = len(steps)
    fewest = min(max(FEWEST_COLUMNS, math.ceil(count / MOST_BANDS)), count)
    divided = (_divided(steps, most) for most in range(max(min(count, MOST_COLUMNS), fewest), fewest - 1, -1))
    found = list(dict.fromkeys(divided))
    scales = _scales(found, lanes, sheet)
    scaled, large = list(zip(found, scales, strict=True)), NEARLY * max(scales)
    whole: list[tuple[Band, ...]] = [rows for rows, scale in scaled if len(rows) == 1 and scale >= min(large, LEGIBLE)]
    good = whole or [rows for rows, scale in scaled if scale >= large]
    return min(good, key=lambda rows: (len(rows), max(len(row.steps) for row in rows)))


def _scales(found: Sequence[tuple[Band, ...]], lanes: Sequence[Lane], sheet: tuple[float, float]) -> list[float]:
    """Return how large each division prints; 0 for one that is too wide to print as large as another does."""
    scales = [0.0] * len(found)
    for index in sorted(range(len(found)), key=lambda index: _width(found[index])):
        if sheet[0] / _width(found[index]) >= min(NEARLY * max(scales), LEGIBLE):
            scales[index] = _scale(found[index], lanes, sheet)
    return scales


def _divided(steps: Sequence[Step], most: int) -> tuple[Band, ...]:
    rows: list[list[Step]] = [[]]
    for step in steps:
        phase = step.phase.steps
        starts_phase = step is phase[0] and len(rows[-1]) + min(len(phase), most) > most
        if rows[-1] and (starts_phase or len(rows[-1]) >= most):
            rows.append([])
        rows[-1].append(step)
    widest = max(len(row) for row in rows)
    column = min(max(FILL / widest, NARROW), WIDE)
    return tuple(Band(tuple(row), min(widest * column / len(row), WIDE)) for row in rows)


def _width(found: tuple[Band, ...]) -> float:
    return max(band.width for band in found)


def _scale(found: tuple[Band, ...], lanes: Sequence[Lane], sheet: tuple[float, float]) -> float:
    high = sum(sum(lane.high(band) for lane in lanes) + 2 * PHASE.leading + 40 for band in found)
    return min(sheet[0] / _width(found), sheet[1] / high)


def draw_band(canvas: Canvas, band: Band, lanes: Sequence[Lane], top: float) -> float:
    """Draw one band: phases, lane names, hairlines, cells; return where it ends."""
    y = _phases(canvas, band, top)
    highs = [lane.high(band) for lane in lanes]
    _uprights(canvas, band, top, y, y + sum(highs))
    for index, (lane, high) in enumerate(zip(lanes, highs, strict=True)):
        if not high:
            continue
        canvas.line(0, y, band.width, y, "border" if lane.border else "axis zero" if index == 0 else "axis")
        _lane_name(canvas, lane, y)
        if lane.draw:
            lane.draw(canvas, band, y, high)
        for step in band.steps:
            with canvas.group(f"{lane.key}-{step.id}") if lane.is_nodes else nullcontext():
                stack(canvas, lane.at(step), band.left(step) + INSET, y + ABOVE, band.column - 2 * INSET + 4)
        y += high
    canvas.line(0, y, band.width, y, "axis zero")
    return y


def _lane_name(canvas: Canvas, lane: Lane, top: float) -> None:
    room = LANE_NAMES - 16
    y = canvas.text(wrap(lane.border, room, TEXT), TEXT, 0, top + 4, "t-text voice") + 6 if lane.border else top + ABOVE
    canvas.text(wrap(lane.label, room, TEXT), TEXT, 0, y, "t-text quiet-text")


def _phases(canvas: Canvas, band: Band, top: float) -> float:
    """Write the names of the phases over their columns; return where the lanes begin."""
    groups = [(phase, [step for step in band.steps if step.phase is phase]) for phase in _phases_of(band)]
    language = canvas.drawing.language
    written = []
    for phase, steps in groups:
        room = len(steps) * band.column - 2 * INSET
        names = wrap(phase.name.in_language(language), room, PHASE)
        stage = phase.stage.name.in_language(language) if phase.stage else ""
        written.append((phase, names, wrap(stage, room, TEXT), band.left(steps[0]) + INSET))
    high = max(len(names) * PHASE.leading + len(stage) * TEXT.leading for _phase, names, stage, _x in written) + 14
    for phase, names, stages, x in written:
        y = top + high - 8 - len(names) * PHASE.leading - len(stages) * TEXT.leading
        canvas.text(stages, TEXT, x, canvas.text(names, PHASE, x, y, "t-phase"), "t-text quiet-text")
        canvas.link_text(x, y, names, PHASE, phase.ref)
    return top + high


def _phases_of(band: Band) -> list[Phase]:
    return list(dict.fromkeys(step.phase for step in band.steps))


def _uprights(canvas: Canvas, band: Band, top: float, start: float, end: float) -> None:
    canvas.line(LANE_NAMES, top, LANE_NAMES, end, "axis zero")
    for step in band.steps[1:]:
        if step is step.phase.steps[0]:
            canvas.line(band.left(step), top, band.left(step), end, "axis zero")
    canvas.line(0, top, band.width, top, "axis zero")
    canvas.line(LANE_NAMES, start, band.width, start, "axis zero")


def stack(canvas: Canvas, blocks: Sequence[Block], x: float, y: float, room: float) -> float:
    """Write blocks under each other; return where they end."""
    for index, block in enumerate(blocks):
        y = write(canvas, block, x, y + (BETWEEN if index else 0), room)
    return y


def write(canvas: Canvas, block: Block, x: float, y: float, room: float) -> float:
    """Write one block; return where it ends."""
    indent = INDENT if block.icon else 0
    if block.icon:
        canvas.icon(block.icon, x - 1, y + 1, 14, block.icon_look)
    top = y
    for lines, part in block.lines(room):
        y = canvas.text(lines, part.type_, x + indent, y, f"{LOOKS[part.type_]} {part.look}".strip())
    if block.ref:
        first, part = block.lines(room)[0]
        canvas.link_text(x + indent, top, first, part.type_, block.ref)
    return y
