"""The five gaps of service quality, drawn as the model that named them, with the counts of this workspace.

Source: Parasuraman, Zeithaml & Berry 1985.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.five_gaps import FiveGaps, five_gaps
from journeyctl.i18n import Message, _
from journeyctl.render.base import Cell, Sketch
from journeyctl.render.canvas import Canvas
from journeyctl.render.diagram import Diagram, Edge, Node, Sample
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.metrics import Type, wrap
from journeyctl.render.words import said, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.five_gaps import Count
    from journeyctl.model import Workspace
    from journeyctl.render.base import Drawing, Picture

SUBJECT = "workspace"
LABEL = _("Gaps")
NAME = Type(14, 700, 18)
GAP = Type(15, 700, 20)
TEXT = Type(12.5, 400, 17)
BOX = (200.0, 56.0)
LEFT = 272.0
RIGHT = LEFT + BOX[0] + 232.0
NOTES = 240.0
RISE = 152.0
WIDE = RIGHT + BOX[0] + 2
PLACES = {
    "expected": (_("Expected service"), Box(LEFT, 16, *BOX)),
    "perceived": (_("Perceived service"), Box(LEFT, 16 + RISE, *BOX)),
    "delivered": (_("Service delivered"), Box(LEFT, 16 + 2 * RISE, *BOX)),
    "specified": (_("Standards specified"), Box(LEFT, 16 + 3 * RISE, *BOX)),
    "believed": (_("What we believe customers expect"), Box(LEFT, 16 + 4 * RISE, *BOX)),
    "promised": (_("What we tell customers"), Box(RIGHT, 16 + 2 * RISE, *BOX)),
}
BORDER = 16 + 1.5 * RISE + BOX[1] / 2 + 12


class Gap(NamedTuple):
    """One gap: its number, name, the two things it lies between, and what was counted."""

    number: int
    name: Message
    between: tuple[str, str]
    counts: tuple[tuple[Message, Count], ...]
    mean: tuple[Message, float | None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything falls into it."""
        return any(count.some for _words, count in self.counts)


def gaps_of(counted: FiveGaps) -> tuple[Gap, ...]:
    """Return the five gaps with their counts."""
    return (
        Gap(1, _("Knowledge gap"), ("expected", "believed"), (
            (_("expectations that no insight supports"), counted.unfounded),
            (_("expectations that we misjudge"), counted.misjudged),
        ), (_("estimate minus expectation, mean"), counted.misjudgement)),
        Gap(2, _("Specification gap"), ("specified", "believed"), (
            (_("expectations without a standard"), counted.unspecified),
            (_("standards looser than the expectation"), counted.loose),
        )),
        Gap(3, _("Delivery gap"), ("delivered", "specified"), (
            (_("standards missed at the last reading"), counted.missed),
            (_("standards that no process keeps"), counted.unkept),
        )),
        Gap(4, _("Communication gap"), ("delivered", "promised"), (
            (_("promises without a standard"), counted.unbacked),
            (_("promises stricter than their standard"), counted.broken),
        )),
        Gap(5, _("Customer gap"), ("expected", "perceived"), (
            (_("expectations that customers find disappointed"), counted.disappointed),
        ), (_("perception minus expectation, mean"), counted.disappointment)),
    )  # fmt: skip


def sketch(workspace: Workspace, drawing: Drawing) -> Sketch:
    """Sketch the five gaps of a workspace."""
    gaps = gaps_of(five_gaps(workspace))
    words = partial(said, language=drawing.language)
    diagram = Diagram(
        "gaps", words(_("The five gaps of service quality")), _description(gaps, drawing),
        tuple(Node(f"place-{key}", words(name)) for key, (name, _box) in PLACES.items()),
        tuple(_edge(gap, drawing) for gap in gaps), legend=tuple(_legend(drawing)),
        columns=tuple(words(head) for head in (_("Gap"), _("What was counted"), _("How many"), _("Of"))),
        rows=tuple(row for gap in gaps for row in _rows(gap, drawing)),
    )  # fmt: skip
    return Sketch(diagram, lambda _layout: _paint(gaps, diagram, drawing), NOWHERE)


def _description(gaps: tuple[Gap, ...], drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    names = tuple(words(gap.name) for gap in gaps if gap.is_open)
    if not names:
        return words(_("Nothing falls into any of the five gaps."))
    return words(_("Between what customers expect and what they get: {gaps}.", gaps=names))


def _edge(gap: Gap, drawing: Drawing) -> Edge:
    label = said(_("gap {number}: {name}", number=gap.number, name=gap.name), drawing.language)
    tail, head = gap.between
    return Edge(f"gap-{gap.number}", f"place-{tail}", f"place-{head}", (label,), "losing" if gap.is_open else "normal")


def _legend(drawing: Drawing) -> Iterator[Sample]:
    yield Sample("gap:losing", said(_("a gap that something falls into"), drawing.language))
    yield Sample("gap:part", said(_("a gap that nothing known falls into"), drawing.language))
    yield Sample("edge:part", said(_("one follows from the other"), drawing.language))
    yield Sample("border", said(_("above it the customer, below it the organisation"), drawing.language))


def _rows(gap: Gap, drawing: Drawing) -> Iterator[tuple[Cell, ...]]:
    words = partial(said, language=drawing.language)
    name = f"{gap.number} {words(gap.name)}"
    for text, count in gap.counts:
        yield Cell(name), Cell(words(text)), Cell(str(count.some)), Cell(str(count.all))
    if gap.mean and gap.mean[1] is not None:
        yield Cell(name), Cell(words(gap.mean[0])), Cell(signed(gap.mean[1], drawing.language)), Cell("")


def _paint(gaps: tuple[Gap, ...], diagram: Diagram, drawing: Drawing) -> Picture:
    canvas = Canvas(drawing)
    canvas.line(0, BORDER, WIDE, BORDER, "border")
    for tail, head in (("believed", "specified"), ("specified", "delivered"), ("delivered", "perceived")):
        _follows(canvas, PLACES[tail][1], PLACES[head][1])
    _told(canvas)
    for gap in gaps:
        _gap(canvas, gap)
    for key, (name, box) in PLACES.items():
        _place(canvas, key, said(name, drawing.language), box)
    return canvas.picture(diagram, WIDE, PLACES["believed"][1].bottom + 16)


def _place(canvas: Canvas, key: str, name: str, box: Box) -> None:
    canvas.open(f"place-{key}", "row", name)
    canvas.rect(box, "gap-box", 6)
    lines = wrap(name, box.width - 24, NAME)
    canvas.text(lines, NAME, box.centre.x, box.centre.y - len(lines) * NAME.leading / 2, "t-step at-middle")
    canvas.close()


def _follows(canvas: Canvas, tail: Box, head: Box) -> None:
    """Draw that one follows from the other, upwards, a little left of the middle."""
    x = tail.centre.x - 56
    canvas.line(x, tail.y, x, head.bottom + 6, "thread")
    canvas.head_up(x, head.bottom + 1, "hand-head")


def _told(canvas: Canvas) -> None:
    """Draw that what customers are told shapes what they expect."""
    promised, expected = PLACES["promised"][1], PLACES["expected"][1]
    canvas.path(f"M{promised.centre.x} {promised.y}V{expected.centre.y}H{expected.right + 6}", "thread")
    canvas.path(f"M{expected.right + 1} {expected.centre.y}l8 -4v8z", "hand-head")


def _gap(canvas: Canvas, gap: Gap) -> None:
    look = "losing" if gap.is_open else "part"
    tail, head = (PLACES[key][1] for key in gap.between)
    canvas.open(f"gap-{gap.number}", f"edge {look}")
    if gap.between == ("expected", "believed"):
        x, y = 24.0, (tail.centre.y + head.centre.y) / 2 - 48
        canvas.path(f"M{tail.x} {tail.centre.y}H{LEFT - 28}V{head.centre.y}H{head.x}", "gap-line")
        _note(canvas, gap, x - 24, y, NOTES - 8)
    elif gap.between == ("delivered", "promised"):
        canvas.path(f"M{tail.right} {tail.centre.y}H{head.x}", "gap-line")
        _note(canvas, gap, head.x, head.bottom + 8, head.width)
    else:
        x = tail.centre.x
        canvas.path(f"M{x} {tail.bottom}V{head.y}", "gap-line")
        _note(canvas, gap, x + 14, tail.bottom + 6, RIGHT - x - 40)
    canvas.close()


def _note(canvas: Canvas, gap: Gap, x: float, y: float, room: float) -> None:
    """Write what was counted beside a gap."""
    words = partial(said, language=canvas.drawing.language)
    title = f"{gap.number}  {words(gap.name)}"
    y = canvas.text(wrap(title, room, GAP), GAP, x, y, "t-gap is-error halo" if gap.is_open else "t-gap halo")
    for text, count in gap.counts:
        known = _("{some} of {all} {what}", some=count.some, all=count.all, what=words(text))
        unknown = _("no figures yet: {what}", what=words(text))
        y = canvas.text(wrap(words(known if count.all else unknown), room, TEXT), TEXT, x, y, "t-text halo")
    if gap.mean and gap.mean[1] is not None:
        mean = f"{signed(gap.mean[1], canvas.drawing.language)} {words(gap.mean[0])}"
        canvas.text(wrap(mean, room, TEXT), TEXT, x, y, "t-text halo")
