"""Coverage: of all contact moments, how many have an owner, a KPI, a process and an insight; and which stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse import lifecycle
from journeyctl.analyse.coverage import ASPECTS, contact_moments, covered, looked_at, looked_at_in
from journeyctl.analyse.sheet import Cell, Chart, Column, Mark, Note, Sheet, Table, Term, named, share
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from journeyctl.model import Workspace

TOPIC = "whole"
SUMMARY = _("where somebody looks: owner, KPI, process and insight of every contact moment")
NAMES: Mapping[str, Message] = {
    "owner": _("an owner"),
    "kpi": _("a KPI"),
    "process": _("a process"),
    "insight": _("an insight"),
}
WHOLE = (0.0, 100.0)


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell where somebody looks, as a share of the contact moments of live journeys.

    Formula: contact moments with the aspect / all contact moments, in percent; a shared touchpoint counts once.
    """
    looked = looked_at(workspace)
    whole = [ref for ref, found in looked.items() if len(found) == len(ASPECTS)]
    lead = (
        _(
            "{some} of {all} contact moments have an owner, a KPI, a process and an insight.",
            some=len(whole),
            all=len(looked),
        )
        if looked
        else _("Not enough data: there is no contact moment yet.")
    )
    tables = (_aspects(looked), _journeys(workspace), _stages(workspace), _lacking(workspace))
    return Sheet(_("Coverage"), lead, tables, _notes(), tuple(_missing(looked)), (_chart(looked),))


def _aspects(looked: Mapping[str, frozenset[str]]) -> Table:
    columns = (
        Column("aspect", _("Has"), _("What is looked for at a contact moment.")),
        Column("covered", _("Covered"), _("Contact moments that have it."), "integer"),
        Column("all", _("Of"), _("All contact moments."), "integer"),
        Column("share", _("Share"), _("Covered / all."), "number", "%", WHOLE),
    )
    counts, total = covered(looked), len(looked)
    rows = tuple((Term(one, NAMES[one]), counts[one], total, share(counts[one], total)) for one in ASPECTS)
    return Table("aspects", _("What contact moments have"), columns, rows if total else ())


def _chart(looked: Mapping[str, frozenset[str]]) -> Chart:
    total = len(looked)
    marks = tuple(Mark(Term(one, NAMES[one]), count / total * 100) for one, count in covered(looked).items() if total)
    return Chart("chart", _("Share of contact moments that have it"), marks, "%", WHOLE)


def _journeys(workspace: Workspace) -> Table:
    columns = (
        Column("journey", _("Journey"), _("The journey's id."), for_machines=True),
        Column("name", _("Journey"), _("The journey's name.")),
        Column("contacts", _("Contact moments"), _("Its contact moments, a shared one once."), "integer"),
        *(
            Column(aspect, NAMES[aspect], _("The share of its contact moments that have it."), "number", "%")
            for aspect in ASPECTS
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    for journey in workspace.live:
        looked = looked_at_in(journey)
        shares = (share(count, len(looked)) for count in covered(looked).values())
        rows.append((journey.id, named(journey), len(looked), *shares))
    return Table("journeys", _("Journey by journey"), columns, tuple(rows))


def _stages(workspace: Workspace) -> Table:
    columns = (
        Column("stage", _("Stage"), _("The stage's id."), for_machines=True),
        Column("name", _("Stage"), _("The stage's name.")),
        Column("journeys", _("Journeys"), _("Live journeys with a phase in it."), "integer"),
        Column("hole", _("Hole"), _("No journey covers it, though stages before and after it are covered."), "boolean"),
    )
    found = lifecycle.coverage(workspace)
    holes = {stage.id for stage in lifecycle.holes(workspace)}
    rows = tuple(
        (stage.id, stage.name, len({phase.journey.id for phase in found.get(stage.id, ())}), stage.id in holes)
        for stage in workspace.stages.values()
    )
    return Table("stages", _("The customer lifecycle"), columns, rows if found else ())


def _lacking(workspace: Workspace) -> Table:
    columns = (
        Column("contact", _("Contact moment"), _("As findings name it."), for_machines=True),
        Column("name", _("Contact moment"), _("Its name.")),
        Column("lacks", _("Lacks"), _("What it has not."), "list"),
    )
    moments = contact_moments(workspace.contacts())
    lacks = {ref: [one for one in ASPECTS if one not in found] for ref, found in looked_at(workspace).items()}
    worst = sorted((ref for ref in lacks if lacks[ref]), key=lambda ref: -len(lacks[ref]))
    rows = tuple(
        (ref, named(moments[ref][0].shared or moments[ref][0]), tuple(Term(one, NAMES[one]) for one in lacks[ref]))
        for ref in worst
    )
    return Table("lacking", _("Where nobody looks, the emptiest first"), columns, rows)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Share = contact moments that have it / all contact moments.")),
        Note("inputs", _("`owner`, `monitored_by`, `kpis`, `processes`, `insights` and `emotion.evidence`.")),
        Note("left-out", _("Retired journeys, and what customers do alone. Having a KPI does not mean it is read.")),
    )


WRITE: Mapping[str, Callable[[int], Message]] = {
    "owner": lambda count: plural(
        "{count} contact moment has no owner: write `owner`.",
        "{count} contact moments have no owner: write `owner`.",
        count,
    ),
    "kpi": lambda count: plural(
        "{count} contact moment has no KPI: name under `kpis` what measures it.",
        "{count} contact moments have no KPI: name under `kpis` what measures them.",
        count,
    ),
    "process": lambda count: plural(
        "{count} contact moment has no process: name under `processes` what carries it.",
        "{count} contact moments have no process: name under `processes` what carries them.",
        count,
    ),
    "insight": lambda count: plural(
        "{count} contact moment rests on no insight: name under `insights` what customers say of it.",
        "{count} contact moments rest on no insight: name under `insights` what customers say of them.",
        count,
    ),
}


def _missing(looked: Mapping[str, frozenset[str]]) -> Iterator[Message]:
    if not looked:
        yield _("Write a journey with a step that has a `touchpoint`; `journeyctl init` shows one.")
    for aspect, count in covered(looked).items():
        if count < len(looked):
            yield WRITE[aspect](len(looked) - count)
