"""Growth: broaden, deepen or align; what the strategy declares against what opportunities and journeys change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.growth import efforts, growth_paths
from journeyctl.analyse.lifecycle import first_stage, furthest_stage
from journeyctl.analyse.sheet import Chart, Column, Mark, Note, Sheet, Table, Term, named, share
from journeyctl.analyse.terms import PATHS, term, terms
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Journey, Workspace

TOPIC = "results"
SUMMARY = _("broaden, deepen or align: the declared growth path against what changes")
POINTS = _("points from -2 to 2")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell whether what changes follows the growth path that the strategy declares.

    Source: Homburg, Jozić & Kuehnl 2017.
    """
    tables = (_efforts(workspace), _journeys(workspace))
    return Sheet(_("Growth path"), _lead(workspace), tables, _notes(), tuple(_missing(workspace)), (_chart(workspace),))


def _declared(workspace: Workspace) -> str | None:
    strategy = workspace.organisation.spec.strategy if workspace.organisation else None
    return strategy.growth_path if strategy else None


def _lead(workspace: Workspace) -> Message:
    declared, found = _declared(workspace), efforts(workspace)
    total = sum(one.opportunities for one in found.values())
    if declared is None or not total:
        return _("Not enough data: the strategy or the opportunities do not say how to grow.")
    return _(
        "The strategy is to {path}; {some} of {all} opportunities that say so are about that.",
        path=term(PATHS, declared),
        some=found[declared].opportunities,
        all=total,
    )


def _efforts(workspace: Workspace) -> Table:
    columns = (
        Column("path", _("Growth path"), _("Broaden, deepen or align.")),
        Column("declared", _("Declared"), _("Whether it is the one that the strategy declares."), "boolean"),
        Column("opportunities", _("Opportunities"), _("Opportunities on this path."), "integer"),
        Column("share", _("Share"), _("Of the opportunities that name a path."), "number", "%", (0.0, 100.0)),
        Column("initiatives", _("Under way"), _("Initiatives for them in test, build or live."), "integer"),
        Column("journeys", _("To-be journeys"), _("To-be journeys that take this path."), "integer"),
    )
    found, declared = efforts(workspace), _declared(workspace)
    total = sum(one.opportunities for one in found.values())
    taken = [path for one in growth_paths(workspace) for path in one.taken]
    rows = tuple(
        (
            term(PATHS, one.path),
            one.path == declared,
            one.opportunities,
            share(one.opportunities, total),
            one.initiatives,
            taken.count(one.path),
        )
        for one in found.values()
    )
    has_any = bool(total or taken or declared)
    return Table("paths", _("What is declared and what is done"), columns, rows if has_any else ())


def _chart(workspace: Workspace) -> Chart:
    found = efforts(workspace)
    total = sum(one.opportunities for one in found.values())
    marks = tuple(Mark(term(PATHS, one.path) or one.path, one.opportunities) for one in found.values())
    heading = _("Where the opportunities lead")
    return Chart("chart", heading, marks if total else (), _("opportunities"), (0.0, float(max(1, total))))


def _journeys(workspace: Workspace) -> Table:
    columns = (
        Column("journey", _("Journey"), _("The id of the to-be journey."), for_machines=True),
        Column("name", _("To-be journey"), _("The name of the to-be journey.")),
        Column("replaces", _("Journey"), _("The id of the as-is journey."), for_machines=True),
        Column("replaces_name", _("Instead of"), _("The name of the as-is journey.")),
        Column("scope_now", _("From and to now"), _("First and furthest stage of the as-is journey."), "list"),
        Column("scope_later", _("From and to later"), _("First and furthest stage of the to-be journey."), "list"),
        Column(
            "outward",
            _("Broader by"),
            _("Stages that the start lies earlier plus stages that the end lies later."),
            "integer",
            _("stages"),
        ),
        Column("deeper", _("Deeper by"), _("Mean score to be minus mean score as it is."), "number", POINTS),
        Column("tighter", _("Aligned by"), _("Spread of scores as it is minus spread to be."), "number", POINTS),
        Column("paths", _("Growth path"), _("The paths with a figure above 0."), "list"),
    )
    rows = tuple(
        (
            one.later.id,
            named(one.later),
            one.now.id,
            named(one.now),
            _scope(one.now),
            _scope(one.later),
            one.outward,
            one.deeper,
            one.tighter,
            terms(PATHS, one.taken),
        )
        for one in growth_paths(workspace)
    )
    return Table("journeys", _("What is against what should be"), columns, rows)


def _scope(journey: Journey) -> tuple[Term, ...]:
    found = (first_stage(journey), furthest_stage(journey))
    return tuple(Term(stage.id, stage.name) for stage in found if stage)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Broader = stages that start and end move outward, together.")),
        Note("formula", _("Deeper = mean score to be - mean score as it is, of contacts, with three scores at least.")),
        Note(
            "formula",
            _("Aligned = standard deviation of the scores as it is - that of the scores to be; 0 is the same."),
        ),
        Note("inputs", _("`strategy`, `growth_path` of opportunities, `replaces`, `stage` and `emotion` of journeys.")),
        Note(
            "left-out",
            _(
                "A to-be journey says what is wanted, not what is reached. Its scores are wishes, and a target counts "
                "where it has no score."
            ),
        ),
        Note("source", "Homburg, Jozić & Kuehnl 2017"),
    )


def _missing(workspace: Workspace) -> Iterator[Message]:
    if _declared(workspace) is None:
        yield _("Write how the organisation wants to grow: `organisation`, `strategy`, `growth_path`.")
    opportunities = workspace.opportunities.values()
    if not opportunities:
        yield _("Write `opportunities`, each with a `growth_path`.")
    silent = sum(one.spec.growth_path is None for one in opportunities)
    if silent:
        yield plural(
            "{count} opportunity has no `growth_path`: broaden, deepen or align.",
            "{count} opportunities have no `growth_path`: broaden, deepen or align.",
            silent,
        )
    if not growth_paths(workspace):
        yield _("Write a journey with `state: to-be` that `replaces` the one that is.")
    if any(one.deeper is None for one in growth_paths(workspace)):
        yield _("Score three contacts at least, in the to-be journey and in the one it replaces.")
