"""The emotion curve alone: low, peak, end and the biggest drop; as it is beside as it should be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeyctl.analyse.emotion import counterpart
from journeyctl.i18n import _
from journeyctl.render.base import Cell, Picture, Sketch
from journeyctl.render.canvas import Canvas, empty
from journeyctl.render.curve import Chart, draw_curve, draw_drop, feelings, role_of, target_sample
from journeyctl.render.diagram import Diagram, Sample
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.metrics import Type, wrap
from journeyctl.render.poster import LANE_NAMES, STEP, TEXT, Band, Block, Lane, Part, bands, draw_band
from journeyctl.render.view import flow
from journeyctl.render.words import said, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Journey, Step
    from journeyctl.render.base import Drawing
    from journeyctl.render.curve import Feelings

SUBJECT = "journey"
LABEL = _("Emotion")
NAME = Type(17, 700, 22)
UNIT = 44.0
GAP = 32.0
HEADS = (_("Journey"), _("Step"), _("Feels"), _("Feeling"), _("Target"), _("Point"))
STRIP = (1122.0, 600.0)


def sketch(journey: Journey, drawing: Drawing) -> Sketch:
    """Sketch the emotion curve of a journey, and that of the journey it replaces or is replaced by."""
    other = counterpart(journey)
    pair = [journey] if other is None else sorted((journey, other), key=lambda one: one.spec.state)
    shown = [feelings(one) for one in pair]
    graph = flow.diagram(journey, drawing)
    words = partial(said, language=drawing.language)
    diagram = Diagram(
        "emotion", _title(journey, other, drawing),
        " ".join(_sentence(one, drawing) for one in shown), graph.nodes, graph.edges, graph.clusters,
        tuple(_legend(shown, drawing)),
        columns=tuple(words(head) for head in HEADS),
        rows=tuple(_row(one, step, drawing) for one in shown for step in one.journey.steps),
    )  # fmt: skip
    if not any(one.now or one.wanted for one in shown):
        return Sketch(diagram, lambda _layout: empty(diagram, diagram.description, drawing), NOWHERE)
    return Sketch(diagram, lambda _layout: _paint(shown, diagram, drawing), NOWHERE)


def _title(journey: Journey, other: Journey | None, drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    if other is None:
        return words(_("Emotion curve of {journey}", journey=words(journey.name)))
    return words(_("How it feels and how it should feel: {journey}", journey=words(journey.name)))


def _sentence(shown: Feelings, drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    name, points = words(shown.journey.name), shown.now or shown.wanted
    if points is None:
        return words(_("{journey}: nothing is scored yet. Write emotion: from -2 to 2 at a step.", journey=name))
    low, peak, end = (
        f"{signed(point.score, drawing.language)} ({words(point.step.name)})"
        for point in (points.low, points.peak, points.end)
    )
    return words(_("{journey}: low {low}, peak {peak}, end {end}.", journey=name, low=low, peak=peak, end=end))


def _row(shown: Feelings, step: Step, drawing: Drawing) -> tuple[Cell, ...]:
    words = partial(said, language=drawing.language)
    points = shown.now or shown.wanted
    feeling = step.emotion
    is_point = points is not None and any(point.step is step for point in points.points)
    target = feeling.target if feeling else None
    return (
        Cell(words(shown.journey.name), shown.journey.ref),
        Cell(words(step.name), step.ref),
        Cell(signed(step.score, drawing.language) if step.score is not None else ""),
        Cell(words(feeling.label if feeling else None)),
        Cell(signed(target, drawing.language) if target is not None else ""),
        Cell(words(role_of(step, points)) if points and is_point else ""),
    )


def _legend(shown: list[Feelings], drawing: Drawing) -> Iterator[Sample]:
    words = partial(said, language=drawing.language)
    if any(one.now for one in shown):
        yield Sample("feeling", words(_("how it feels now, from {low} to {high}", low=signed(-2, "en"), high="+2")))
    for sample in sorted({target_sample(one.wanted) for one in shown if one.wanted}):
        yield Sample(sample, words(_("how it should feel")))
    if any(one.now and len(one.now.points) < len(one.journey.steps) for one in shown):
        yield Sample("dot:open", words(_("not measured")))
    if any(one.now and one.now.drop for one in shown):
        yield Sample("drop", words(_("biggest drop")))


def _paint(shown: list[Feelings], diagram: Diagram, drawing: Drawing) -> Picture:
    canvas = Canvas(drawing)
    y, wide = 0.0, 600.0
    for one in shown:
        lanes = _lanes(one, drawing, "step" if one is shown[0] else f"step-{one.journey.id}-")
        rows = bands(one.journey.steps, lanes, STRIP) if one.journey.steps else ()
        wide = max([wide, *(band.width for band in rows)])
        y = _name(canvas, one, y, wide, is_alone=len(shown) == 1)
        for band in rows:
            y = draw_band(canvas, band, lanes, y) + GAP
    return canvas.picture(diagram, wide, y - GAP + 8)


def _name(canvas: Canvas, shown: Feelings, y: float, wide: float, *, is_alone: bool) -> float:
    """Write which of two journeys it is."""
    if is_alone:
        return y
    words = partial(said, language=canvas.drawing.language)
    state = _("as it should be") if shown.journey.spec.state == "to-be" else _("as it is now")
    y = canvas.text(wrap(words(shown.journey.name), wide, NAME), NAME, 0, y + 6, "t-phase")
    return canvas.text((words(state),), TEXT, 0, y, "t-text quiet-text") + 8


def _lanes(shown: Feelings, drawing: Drawing, key: str) -> list[Lane]:
    words = partial(said, language=drawing.language)

    def chart(band: Band) -> Chart:
        return Chart(shown, band, UNIT, drawing.language)

    def draw(canvas: Canvas, band: Band, top: float, high: float) -> None:
        box = Box(LANE_NAMES, top, band.width - LANE_NAMES, high)
        draw_curve(canvas, chart(band), box)
        draw_drop(canvas, chart(band), box)

    def name(step: Step) -> tuple[Block, ...]:
        return (Block((Part(str(step.number + 1), TEXT, "quiet-text"), Part(words(step.name), STEP)), ref=step.ref),)

    return [
        Lane("emotion", words(_("Feels")), lambda _step: (), lambda band: chart(band).height, draw),
        Lane(key, words(_("Step")), name, is_nodes=True),
    ]
