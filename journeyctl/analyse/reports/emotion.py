"""Emotion: how each journey feels: its low, its peak, its end, its biggest drop, and how far it is from its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.emotion import Drop, curve
from journeyctl.analyse.sheet import FEWEST_POINTS, Cell, Chart, Column, Mark, Note, Series, Sheet, Table, mean, named
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Journey, Step, Workspace

TOPIC = "experience"
SUMMARY = _("how each journey feels: low, peak, end, biggest drop and distance to the target")
POINTS = _("points from -2 to 2")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell of each live journey the moments that people remember, the biggest drop first.

    Source: peak-end rule, Kahneman et al. 1993.
    """
    table = _journeys(workspace)
    steps = tuple(workspace.steps())
    unscored = sum(step.score is None for step in steps)
    lead = _lead(workspace)
    return Sheet(
        _("Emotion"),
        lead,
        (table, _distances(workspace)),
        _notes(),
        tuple(_missing(unscored, steps)),
        (_span(workspace),),
    )


def _lead(workspace: Workspace) -> Message:
    curves = [found for journey in workspace.live if (found := curve(journey))]
    if not curves:
        return _("Not enough data: no step says how the customer feels.")
    drops = [found.drop for found in curves if found.drop]
    if not drops:
        return _("Nowhere does a curve fall.")
    worst = max(drops, key=lambda drop: drop.size)
    step = worst.after.step
    return _("The biggest drop is at '{step}' in '{journey}'.", step=step.name, journey=step.journey.name)


def _journeys(workspace: Workspace) -> Table:
    columns = (
        Column("journey", _("Journey"), _("The journey's id."), for_machines=True),
        Column("name", _("Journey"), _("The journey's name.")),
        Column("curve", _("Curve"), _("The scores in the order of the steps."), "series", POINTS, (-2.0, 2.0)),
        Column("scored", _("Scored steps"), _("Steps with a score."), "integer"),
        Column("low", _("Low"), _("The lowest score."), "number", POINTS, for_machines=True),
        Column("low_step", _("Lowest at"), _("The step with the lowest score, the first of them.")),
        Column("peak", _("Peak"), _("The highest score."), "number", POINTS, for_machines=True),
        Column("peak_step", _("Highest at"), _("The step with the highest score, the last of them.")),
        Column("end", _("End"), _("The last score."), "number", POINTS),
        Column("drop", _("Biggest drop"), _("The largest fall between two scored steps."), "number", POINTS),
        Column("drop_step", _("Falls at"), _("The step at which it falls furthest.")),
        Column("distance", _("To the target"), _("Mean of target minus score."), "number", POINTS),
        Column("targets", _("Steps with both"), _("Steps with a score and a target."), "integer", for_machines=True),
    )
    rows = [row for journey in workspace.live if (row := _row(journey))]
    return Table("journeys", _("Journey by journey"), columns, tuple(rows))


def _row(journey: Journey) -> tuple[Cell, ...] | None:
    found = curve(journey)
    if found is None:
        return None
    distances = [distance for step in journey.steps if (distance := _distance(step)) is not None]
    return (
        journey.id,
        named(journey),
        Series(tuple(point.score for point in found.points)),
        len(found.points),
        found.low.score,
        named(found.low.step),
        found.peak.score,
        named(found.peak.step),
        found.end.score,
        *_fall(found.drop),
        mean(distances),
        len(distances),
    )


def _span(workspace: Workspace) -> Chart:
    """Return of each journey with enough scores what people remember: from its low to its peak, with the end marked."""
    found = [(journey, known) for journey in workspace.live if (known := curve(journey))]
    found = [(journey, known) for journey, known in found if len(known.points) >= FEWEST_POINTS]
    marks = tuple(Mark(named(one), known.end.score, known.low.score, known.peak.score) for one, known in found)
    legend = _("The mark is how it ends; the line runs from the lowest to the highest score.")
    return Chart("span", _("What people remember: low, peak and end"), marks, POINTS, (-2.0, 2.0), legend, 1)


def _fall(drop: Drop | None) -> tuple[Cell, Cell]:
    return (drop.size, named(drop.after.step)) if drop else (None, None)


def _distance(step: Step) -> float | None:
    """Return target minus score of a step; None unless both are stated."""
    emotion = step.emotion
    if emotion is None or emotion.score is None or emotion.target is None:
        return None
    return emotion.target - emotion.score


def _distances(workspace: Workspace) -> Table:
    columns = (
        Column("step", _("Step"), _("The step, as findings name it."), for_machines=True),
        Column("name", _("Step"), _("The step's name.")),
        Column("journey", _("Journey"), _("The journey's name.")),
        Column("score", _("Score"), _("How it feels."), "number", POINTS),
        Column("target", _("Target"), _("How it should feel."), "number", POINTS),
        Column("distance", _("Distance"), _("Target minus score."), "number", POINTS, (0.0, 4.0)),
        Column("moment_of_truth", _("Moment of truth"), _("Whether it is one."), "boolean"),
    )
    found = [(distance, step) for step in workspace.steps() if (distance := _distance(step)) is not None]
    worst = sorted((pair for pair in found if pair[0] > 0), key=lambda pair: -pair[0])
    rows = tuple(
        (
            step.ref,
            named(step),
            named(step.journey),
            step.score,
            step.emotion.target if step.emotion else None,
            distance,
            step.spec.moment_of_truth,
        )
        for distance, step in worst
    )
    return Table("distances", _("Steps below their target, the furthest first"), columns, rows)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Drop = score minus the next score, the largest. Distance = mean of target minus score.")),
        Note("inputs", _("`emotion` of the steps of live journeys, in the order written.")),
        Note(
            "left-out",
            _(
                "Steps without a score. A score is somebody's judgement unless `evidence` is beside it. There is no "
                "mean score of a journey: people remember the peak and the end."
            ),
        ),
        Note("source", "Kahneman, Fredrickson, Schreiber & Redelmeier 1993"),
    )


def _missing(unscored: int, steps: tuple[Step, ...]) -> Iterator[Message]:
    if unscored:
        yield plural(
            "{count} step has no score: write `emotion`, from -2 to 2.",
            "{count} steps have no score: write `emotion`, from -2 to 2.",
            unscored,
        )
    if not any(step.emotion and step.emotion.target is not None for step in steps):
        yield _("Write in `emotion` a `score`, a `target` and the `evidence` to see the distance to the target.")
