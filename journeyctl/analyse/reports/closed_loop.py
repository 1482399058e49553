"""Closed loop: whether what customers say leads to an opportunity, an initiative and a KPI that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.loop import LINKS, Loop, loops
from journeyctl.analyse.pains import open_pains
from journeyctl.analyse.sheet import Chart, Column, Mark, Note, Sheet, Table, Term, named, share
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.model import Workspace

TOPIC = "organisation"
SUMMARY = _("from what customers say to an opportunity, an initiative and a KPI that is read")
NAMES: Mapping[str, Message] = {
    "insight": _("an insight that is no assumption"),
    "initiative": _("an initiative that is under way"),
    "kpi": _("a KPI it should move"),
    "reading": _("a reading of that KPI"),
}


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell of each opportunity how far it has come, and which pains nobody takes up."""
    found = loops(workspace)
    tables = (_opportunities(found), _links(found), _pains(workspace))
    return Sheet(_("Closed loop"), _lead(found), tables, _notes(), tuple(_missing(workspace, found)), (_far(found),))


def _lead(found: tuple[Loop, ...]) -> Message:
    if not found:
        return _("Not enough data: no opportunity is written down.")
    closed = sum(one.open_at is None for one in found)
    return _("{some} of {all} opportunities go all the way from insight to a reading.", some=closed, all=len(found))


def _opportunities(found: tuple[Loop, ...]) -> Table:
    columns = (
        Column("opportunity", _("Opportunity"), _("The opportunity's id."), for_machines=True),
        Column("name", _("Opportunity"), _("The opportunity's name.")),
        Column("insights", _("Insights"), _("Insights it rests on that are no assumptions."), "integer"),
        Column("initiatives", _("Initiatives"), _("Initiatives for it in test, build or live."), "integer"),
        Column("kpis", _("KPIs"), _("KPIs that these should move."), "integer"),
        Column("read", _("Read"), _("Of those, the ones that were ever read."), "integer"),
        Column("open_at", _("Lacks first"), _("The first link that is missing; nothing when the loop is closed.")),
    )
    rows = tuple(
        (
            one.opportunity.id,
            named(one.opportunity),
            len(one.found),
            len(one.initiatives),
            len(one.kpis),
            one.read,
            Term(one.open_at, NAMES[one.open_at]) if one.open_at else None,
        )
        for one in sorted(found, key=lambda one: one.open_at is None)
    )
    return Table("opportunities", _("Opportunity by opportunity, the open ones first"), columns, rows)


def _links(found: tuple[Loop, ...]) -> Table:
    columns = (
        Column("link", _("Has"), _("The link, when all links before it are there.")),
        Column("count", _("Opportunities"), _("Opportunities that come this far."), "integer"),
        Column("share", _("Share"), _("Of all opportunities."), "number", "%", (0.0, 100.0)),
    )
    rows = tuple((Term(link, NAMES[link]), count, share(count, len(found))) for link, count in _reached(found).items())
    return Table("links", _("How far they come"), columns, rows if found else ())


def _reached(found: tuple[Loop, ...]) -> dict[str, int]:
    """Return of each link how many opportunities have it and all links before it."""
    reached = [LINKS.index(one.open_at) if one.open_at else len(LINKS) for one in found]
    return {link: sum(far > number for far in reached) for number, link in enumerate(LINKS)}


def _far(found: tuple[Loop, ...]) -> Chart:
    marks = tuple(Mark(Term(link, NAMES[link]), count) for link, count in _reached(found).items())
    scale = (0.0, float(len(found)))
    return Chart("far", _("How far opportunities come"), marks if found else (), _("opportunities"), scale)


def _pains(workspace: Workspace) -> Table:
    columns = (
        Column("step", _("Step"), _("The step, as findings name it."), for_machines=True),
        Column("name", _("Step"), _("The step's name.")),
        Column("journey", _("Journey"), _("The journey's name.")),
        Column("pain", _("Pain"), _("What hurts.")),
    )
    rows = tuple(
        (one.step.ref, named(one.step), named(one.step.journey), one.note.text) for one in open_pains(workspace)
    )
    return Table("pains", _("Pains that nobody takes up"), columns, rows)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Closed = an insight, then an initiative under way, then a KPI, then a reading.")),
        Note("inputs", _("`opportunities`, their `insights`, `initiatives` with `kpis`, `readings`, and `pains`.")),
        Note(
            "left-out",
            _("Whether it helped: look at the KPI itself. Initiatives that are an idea or were stopped do not count."),
        ),
    )


def _missing(workspace: Workspace, found: tuple[Loop, ...]) -> Iterator[Message]:
    if not found:
        yield _("Write `opportunities` with the `insights` they rest on, and `initiatives` that take them up.")
    pains = len(open_pains(workspace))
    if pains:
        yield plural(
            "{count} pain is taken up by no opportunity: list its step under `steps` of one.",
            "{count} pains are taken up by no opportunity: list their steps under `steps` of one.",
            pains,
        )
