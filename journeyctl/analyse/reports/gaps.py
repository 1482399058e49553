"""The five gaps of service quality: how many fall into each, and what customers perceive against what they expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.five_gaps import FiveGaps, five_gaps
from journeyctl.analyse.perception import perception_dimensions, perception_items
from journeyctl.analyse.sheet import Chart, Column, Mark, Note, Sheet, Table, share
from journeyctl.analyse.terms import DIMENSIONS, term
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.analyse.five_gaps import Count
    from journeyctl.model import Workspace

TOPIC = "experience"
SUMMARY = _("the five gaps of service quality, and perceived minus expected for each item and dimension")
POINTS = _("points on a scale of 1 to 7")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell how many expectations, standards and promises fall into each gap, and how large the last one is.

    Source: Parasuraman, Zeithaml & Berry 1985 and 1988.
    """
    found = five_gaps(workspace)
    tables = (_counts(found), _dimensions(workspace), _items(workspace))
    missing, pictures = tuple(_missing(found)), (_differences(workspace),)
    return Sheet(_("Gaps in service quality"), _lead(workspace, found), tables, _notes(), missing, pictures, "gaps")


def _lead(workspace: Workspace, found: FiveGaps) -> Message:
    if not found.disappointed.all:
        return _("Not enough data: no expectation says what customers expect and what they perceive.")
    worst = perception_items(workspace)[0]
    if worst.difference >= 0:
        return _("No expectation that was measured is disappointed.")
    return _(
        "{some} of {all} measured expectations are disappointed, most of all: {worst}.",
        some=found.disappointed.some,
        all=found.disappointed.all,
        worst=worst.expectation.text,
    )


def _counts(found: FiveGaps) -> Table:
    columns = (
        Column("gap", _("Gap"), _("Its number in the model."), "integer"),
        Column("name", _("Name"), _("What the gap is called.")),
        Column("what", _("What is counted"), _("What falls into the gap.")),
        Column("some", _("In the gap"), _("How many fall into it."), "integer"),
        Column("all", _("Of"), _("How many could: those with what it takes to judge them."), "integer"),
        Column("share", _("Share"), _("In the gap / of."), "number", "%", (0.0, 100.0)),
    )
    rows = tuple(
        (number, name, what, count.some, count.all, share(count.some, count.all))
        for number, name, what, count in _each(found)
        if count.all
    )
    return Table("gaps", _("The five gaps, counted"), columns, rows)


def _each(found: FiveGaps) -> Iterator[tuple[int, Message, Message, Count]]:
    knowledge, specification = _("knowledge gap"), _("specification gap")
    delivery, communication = _("delivery gap"), _("communication gap")
    yield 1, knowledge, _("expectations that rest on no insight, or on assumptions alone"), found.unfounded
    yield 1, knowledge, _("expectations that management estimates a point or more beside customers"), found.misjudged
    yield 2, specification, _("expectations that no standard meets"), found.unspecified
    yield 2, specification, _("standards that ask less than the expectation they meet"), found.loose
    yield 3, delivery, _("standards that the newest reading misses"), found.missed
    yield 3, delivery, _("standards that no process keeps"), found.unkept
    yield 4, communication, _("promises that no standard stands behind"), found.unbacked
    yield 4, communication, _("promises that ask more than the standard behind them"), found.broken
    yield 5, _("customer gap"), _("expectations that customers perceive as met less than expected"), found.disappointed


def _figures() -> tuple[Column, ...]:
    return (
        Column(
            "difference",
            _("Perceived minus expected"),
            _("Mean perceived minus mean expected; below 0 it disappoints."),
            "number",
            POINTS,
        ),
        Column(
            "low", _("From"), _("The lower end of the widest 95 % interval that the means allow."), "number", POINTS
        ),
        Column(
            "high", _("Up to"), _("The upper end of the widest 95 % interval that the means allow."), "number", POINTS
        ),
        Column("n", _("Answers"), _("The smallest number of answers behind it."), "integer"),
    )


def _with_interval(difference: float, margin: float | None, n: int | None) -> tuple[float | None, ...]:
    if margin is None:
        return (difference, None, None, n)
    return (difference, difference - margin, difference + margin, n)


def _dimensions(workspace: Workspace) -> Table:
    columns = (
        Column("dimension", _("Dimension"), _("The dimension of ServQual.")),
        Column("items", _("Items"), _("Expectations in it with both figures."), "integer"),
        *_figures(),
    )
    rows = tuple(
        (term(DIMENSIONS, one.name), one.items, *_with_interval(one.difference, one.margin, one.n))
        for one in perception_dimensions(workspace)
    )
    return Table("dimensions", _("Perceived minus expected, by dimension"), columns, rows)


def _differences(workspace: Workspace) -> Chart:
    marks = []
    for item in perception_items(workspace):
        low, high = (None, None) if item.margin is None else (-item.margin, item.margin)
        ends = (None, None) if low is None or high is None else (item.difference + low, item.difference + high)
        marks.append(Mark(item.expectation.text, item.difference, *ends))
    legend = _("Left of 0 customers get less than they expect. The line is the widest 95 % interval.")
    return Chart("differences", _("What customers get, minus what they expect"), tuple(marks), POINTS, None, legend, 1)


def _items(workspace: Workspace) -> Table:
    columns = (
        Column("expectation", _("Expectation"), _("The expectation's id."), for_machines=True),
        Column("text", _("Expectation"), _("The expectation in the customer's words.")),
        Column("dimension", _("Dimension"), _("The dimension of ServQual.")),
        Column("expected", _("Expected"), _("What customers expect, mean."), "number", POINTS, for_machines=True),
        Column("perceived", _("Perceived"), _("What customers perceive, mean."), "number", POINTS, for_machines=True),
        *_figures(),
    )
    rows = []
    for item in perception_items(workspace):
        one = item.expectation
        figures = (one.expected.mean if one.expected else None, one.perceived.mean if one.perceived else None)
        interval = _with_interval(item.difference, item.margin, item.n)
        rows.append((one.id, one.text, term(DIMENSIONS, one.dimension), *figures, *interval))
    return Table("items", _("Perceived minus expected, by expectation"), columns, tuple(rows))


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Perceived minus expected, both means from 1 to 7; a dimension is the mean of its items.")),
        Note(
            "formula",
            _(
                "Interval: 1.96 times the root of v1/n1 + v2/n2, with v the largest variance that a mean from 1 to 7 "
                "allows. A dimension's is the mean of its items', as if all erred in one direction. The real one is "
                "likely narrower."
            ),
        ),
        Note("inputs", _("`expectations`, `standards` and `promises` of services, touchpoints, journeys and steps.")),
        Note(
            "left-out",
            _(
                "What cannot be judged, such as a standard whose KPI was never read, is in no count. The two groups "
                "of answers are taken as independent. No weights: every item counts once."
            ),
        ),
        Note("source", "Parasuraman, Zeithaml & Berry 1985, 1988; Bhatia & Davis 2000"),
    )


def _missing(found: FiveGaps) -> Iterator[Message]:
    if not found.unspecified.all:
        yield _("Write what customers count on: `expectations`, with a `text` and a `dimension`.")
    lacking = found.unspecified.all - found.disappointed.all
    if lacking or not found.unspecified.all:
        yield plural(
            "Measure `expected` and `perceived` (each with `mean`, `n` and `date`) of {count} expectation.",
            "Measure `expected` and `perceived` (each with `mean`, `n` and `date`) of {count} expectations.",
            max(lacking, 1),
        )
    if not found.unkept.all:
        yield _("Write what is agreed to be delivered: `standards`, with a `measure`, `meets` and `kept_by`.")
    if not found.unbacked.all:
        yield _("Write what customers are told: `promises`, with a `text` and the `expectation` they answer.")
