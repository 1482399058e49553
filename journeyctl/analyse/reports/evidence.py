"""Evidence: what is known about customers against what is supposed, how old it is, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.knowledge import age_in_days, links_by_evidence, tallies, uses_of_insights
from journeyctl.analyse.sheet import Chart, Column, Mark, Note, Sheet, Table, named, share
from journeyctl.analyse.terms import EVIDENCE, INSIGHTS, term
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Workspace

TOPIC = "organisation"
SUMMARY = _("facts against assumptions, how old they are, and what rests on them")


def report(workspace: Workspace, today: date) -> Sheet:
    """Tell how much is known, how much is supposed, and how old it is on a day."""
    tables = (_kinds(workspace, today), _links(workspace), _insights(workspace, today))
    return Sheet(
        _("Evidence"),
        _lead(workspace),
        tables,
        _notes(),
        tuple(_missing(workspace)),
        (_sorts(workspace, today), _rest(workspace)),
    )


def _lead(workspace: Workspace) -> Message:
    insights = workspace.insights.values()
    if not insights:
        return _("Not enough data: no insight is written down.")
    assumptions = sum(insight.spec.kind == "assumption" for insight in insights)
    return _(
        "Insights found among customers: {known}; assumptions: {supposed}.",
        known=len(insights) - assumptions,
        supposed=assumptions,
    )


def _kinds(workspace: Workspace, today: date) -> Table:
    columns = (
        Column("kind", _("Sort"), _("What sort of knowledge it is.")),
        Column("count", _("Insights"), _("How many there are."), "integer"),
        Column("share", _("Share"), _("Of all insights."), "number", "%", (0.0, 100.0)),
        Column("used", _("Used"), _("Those that something rests on."), "integer"),
        Column("dated", _("With a date"), _("Those with a date that has come."), "integer"),
        Column("age", _("Median age"), _("The median of days since they were found."), "number", _("days")),
    )
    total = len(workspace.insights)
    rows = tuple(
        (term(INSIGHTS, one.kind), one.number, share(one.number, total), one.used, one.dated, one.age)
        for one in tallies(workspace, today)
    )
    return Table("kinds", _("Known and supposed"), columns, rows)


def _sorts(workspace: Workspace, today: date) -> Chart:
    total = len(workspace.insights)
    marks = tuple(Mark(term(INSIGHTS, one.kind) or one.kind, one.number) for one in tallies(workspace, today))
    scale = (0.0, float(max(1, total)))
    return Chart("sorts", _("What we know, and what we suppose"), marks if total else (), _("insights"), scale)


def _rest(workspace: Workspace) -> Chart:
    counts = links_by_evidence(workspace)
    total = sum(counts.values())
    marks = tuple(Mark(term(EVIDENCE, one) or one, count) for one, count in counts.items())
    heading = _("What effects and business cases rest on")
    return Chart("rest", heading, marks if total else (), _("links and business cases"), (0.0, float(max(1, total))))


def _links(workspace: Workspace) -> Table:
    columns = (
        Column("evidence", _("Evidence"), _("How it is known; not stated counts as none.")),
        Column("count", _("Links"), _("Links of the KPI chain, and business cases, that rest on it."), "integer"),
        Column("share", _("Share"), _("Of all links and business cases."), "number", "%", (0.0, 100.0)),
    )
    counts = links_by_evidence(workspace)
    total = sum(counts.values())
    rows = tuple((term(EVIDENCE, one), count, share(count, total)) for one, count in counts.items())
    return Table("links", _("What the KPI chain and business cases rest on"), columns, rows if total else ())


def _insights(workspace: Workspace, today: date) -> Table:
    columns = (
        Column("insight", _("Insight"), _("The insight's id."), for_machines=True),
        Column("name", _("Insight"), _("The insight's name.")),
        Column("kind", _("Sort"), _("What sort of knowledge it is.")),
        Column("date", _("Date"), _("When it was found."), "date"),
        Column("age", _("Age"), _("Days since it was found."), "integer", _("days")),
        Column("n", _("People"), _("How many people it rests on."), "integer"),
        Column("confidence", _("Confidence"), _("How sure we are, 0 to 1."), "number"),
        Column("uses", _("Uses"), _("Steps, personas, expectations and opportunities that rest on it."), "integer"),
    )
    uses = uses_of_insights(workspace)
    rows = [
        (
            one.id,
            named(one),
            term(INSIGHTS, one.spec.kind),
            one.spec.date,
            age_in_days(one, today),
            one.spec.n,
            one.spec.confidence,
            uses[one.id],
        )
        for one in workspace.insights.values()
    ]
    rows.sort(key=lambda row: -uses[row[0]])
    return Table("insights", _("Insights, the most used first"), columns, tuple(rows))


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Age = days from `date` to today; the median is the middle one.")),
        Note("inputs", _("`insights`, the `evidence` that names them, `drives` of KPIs and `business_case`.")),
        Note(
            "left-out",
            _("How good a method was. A quote is no proof that many feel so: look at how many people it rests on."),
        ),
    )


def _missing(workspace: Workspace) -> Iterator[Message]:
    insights = workspace.insights.values()
    if not insights:
        yield _("Write `insights`, each with a `kind`, a `method`, a `date` and an `n`; name them where they count.")
    undated = sum(insight.spec.date is None for insight in insights)
    if undated:
        yield plural(
            "{count} insight has no `date`, so that nobody knows how old it is.",
            "{count} insights have no `date`, so that nobody knows how old they are.",
            undated,
        )
    unused = sum(not count for count in uses_of_insights(workspace).values())
    if unused:
        yield plural(
            "Nothing rests on {count} insight: name it at a step, a persona, an expectation or an opportunity.",
            "Nothing rests on {count} insights: name them at a step, a persona, an expectation or an opportunity.",
            unused,
        )
