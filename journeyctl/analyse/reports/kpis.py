"""The KPI chain: from culture to result, the newest reading against the target, and the evidence on every link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.intervals import nps_margin
from journeyctl.analyse.kpis import direction_of, newest_reading, on_target, reaching_result, readings_at
from journeyctl.analyse.sheet import Cell, Column, Note, Series, Sheet, Table, named
from journeyctl.analyse.terms import EVIDENCE, LEVELS, term
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.analyse.kpis import Kpi
    from journeyctl.model import Workspace

TOPIC = "results"
SUMMARY = _("the chain from culture to result, readings against targets, and the evidence on every link")
OWN_UNIT = _("the KPI's own unit")
LOWEST, HIGHEST = -100.0, 100.0


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell where each KPI stands, and what is known of what drives what.

    Source: Reichheld 2003 and Keiningham et al. 2007 on what an NPS does and does not tell.
    """
    tables = (_kpis(workspace), _links(workspace))
    return Sheet(_("KPI chain"), _lead(workspace), tables, _notes(), tuple(_missing(workspace)), view="kpis")


def _lead(workspace: Workspace) -> Message:
    verdicts = [verdict for kpi in workspace.kpis.values() if (verdict := _meets(workspace, kpi)) is not None]
    if not verdicts:
        return _("Not enough data: no KPI has both a target and a reading.")
    links = [drive for kpi in workspace.kpis.values() for drive in kpi.spec.drives]
    proven = sum((drive.evidence or "none") != "none" for drive in links)
    return _(
        "{some} of {all} KPIs with a target and a reading reach their target; evidence stands on {proven} of {links} "
        "links.",
        some=sum(verdicts),
        all=len(verdicts),
        proven=proven,
        links=len(links),
    )


def _meets(workspace: Workspace, kpi: Kpi) -> bool | None:
    """Tell whether the newest reading is good enough; None without a target or a reading."""
    newest = newest_reading(workspace, kpi)
    return on_target(kpi.spec, newest.reading.value) if newest else None


def _kpis(workspace: Workspace) -> Table:
    columns = (
        Column("kpi", _("KPI"), _("The KPI's id."), for_machines=True),
        Column("name", _("KPI"), _("The KPI's name.")),
        Column("level", _("Level"), _("Its link in the chain from culture to result.")),
        Column("owner", _("Owner"), _("The id of who acts on it."), for_machines=True),
        Column("unit", _("Unit"), _("The unit of its figures.")),
        Column("trend", _("Trend"), _("All readings, the oldest first."), "series", OWN_UNIT, for_machines=False),
        Column("newest", _("Newest"), _("The newest reading."), "number", OWN_UNIT),
        Column("date", _("Date"), _("The day of the newest reading."), "date"),
        Column("n", _("Answers"), _("How many answers the newest reading rests on."), "integer", for_machines=True),
        Column(
            "low",
            _("From"),
            _("NPS only: the lower end of the widest 95 % interval that the figure and its n allow."),
            "number",
            OWN_UNIT,
        ),
        Column(
            "high",
            _("Up to"),
            _("NPS only: the upper end of the widest 95 % interval that the figure and its n allow."),
            "number",
            OWN_UNIT,
        ),
        Column("baseline", _("Baseline"), _("Where it stood at the start."), "number", OWN_UNIT),
        Column("target", _("Target"), _("What is good enough."), "number", OWN_UNIT),
        Column(
            "direction", _("Better"), _("Whether higher (`up`) or lower (`down`) is better."), "text", for_machines=True
        ),
        Column("reached", _("Reached"), _("Whether the newest reading is as good as the target."), "boolean"),
        Column("informs", _("Informs only"), _("NPS: it informs, and is not the goal."), "boolean", for_machines=True),
    )
    levels = [*LEVELS, None]
    sorted_ = sorted(workspace.kpis.values(), key=lambda kpi: levels.index(kpi.spec.level))
    return Table("kpis", _("From culture to result"), columns, tuple(_row(workspace, kpi) for kpi in sorted_))


def _row(workspace: Workspace, kpi: Kpi) -> tuple[Cell, ...]:
    written = kpi.spec
    readings = tuple(one.reading for one in readings_at(workspace, kpi))
    newest = readings[-1] if readings else None
    target = written.target
    return (
        kpi.id,
        named(kpi),
        term(LEVELS, written.level),
        written.owner,
        written.unit,
        Series(tuple(reading.value for reading in readings)) if readings else None,
        newest.value if newest else None,
        newest.date if newest else None,
        newest.n if newest else None,
        *_interval(kpi, newest.value if newest else None, newest.n if newest else None),
        written.baseline,
        (target.at_least if target.at_least is not None else target.at_most) if target else None,
        direction_of(written),
        _meets(workspace, kpi),
        written.kind == "nps",
    )


def _interval(kpi: Kpi, value: float | None, n: int | None) -> tuple[float | None, float | None]:
    margin = nps_margin(value, n) if kpi.spec.kind == "nps" and value is not None and n else None
    if margin is None or value is None:
        return None, None
    return max(LOWEST, value - margin), min(HIGHEST, value + margin)


def _links(workspace: Workspace) -> Table:
    columns = (
        Column("from", _("KPI"), _("The id of the KPI that drives."), for_machines=True),
        Column("from_name", _("When this moves"), _("The name of the KPI that drives.")),
        Column("to", _("KPI"), _("The id of the KPI that is driven."), for_machines=True),
        Column("to_name", _("this moves along"), _("The name of the KPI that is driven.")),
        Column("evidence", _("Evidence"), _("How it is known; not stated counts as none.")),
        Column(
            "effect",
            _("Effect"),
            _("By how much the driven KPI moves for one unit of the driving one."),
            "number",
            _("the unit of the driven KPI, for one of the driving one"),
        ),
        Column("reaches_result", _("Leads to a result"), _("Whether some chain goes on to a result."), "boolean"),
    )
    reaching = reaching_result(workspace)
    rows = []
    for kpi in workspace.kpis.values():
        for drive in kpi.spec.drives:
            driven = workspace.kpis.get(drive.kpi)
            evidence = term(EVIDENCE, drive.evidence or "none")
            name = named(driven) if driven else drive.kpi
            reaches = driven is None or driven.id in reaching
            rows.append((kpi.id, named(kpi), drive.kpi, name, evidence, drive.effect, reaches))
    return Table("links", _("What drives what"), columns, tuple(rows))


def _notes() -> tuple[Note, ...]:
    return (
        Note(
            "formula",
            _(
                "Interval of an NPS: 1.96 times 100 times the root of (1 - (NPS/100)^2) / n. It is the widest there "
                "can be, as if nobody were passive, because the shares of promoters and detractors are not written."
            ),
        ),
        Note("inputs", _("`level`, `target`, `baseline`, `readings` and `drives` of `kpis`.")),
        Note(
            "left-out",
            _(
                "Effects are not multiplied along the chain and figures of different KPIs not averaged: their units "
                "differ. A correlation is no cause."
            ),
        ),
        Note("left-out", _("An NPS informs and is not the goal: act on what lies beneath it.")),
        Note("source", "Reichheld 2003; Keiningham et al. 2007; Rocks 2016"),
    )


def _missing(workspace: Workspace) -> Iterator[Message]:
    kpis = workspace.kpis.values()
    if not kpis:
        yield _("Write `kpis`: each with a `level`, a `target`, `readings` and the KPIs that it `drives`.")
        return
    unread = sum(newest_reading(workspace, kpi) is None for kpi in kpis)
    if unread:
        yield plural(
            "{count} KPI was never read: write `readings`, each with `date`, `value` and `n`.",
            "{count} KPIs were never read: write `readings`, each with `date`, `value` and `n`.",
            unread,
        )
    unproven = sum((drive.evidence or "none") == "none" for kpi in kpis for drive in kpi.spec.drives)
    if unproven:
        yield plural(
            "{count} link rests on no evidence: test it, and write `evidence` in `drives`.",
            "{count} links rest on no evidence: test them, and write `evidence` in `drives`.",
            unproven,
        )
    if not any(kpi.spec.drives for kpi in kpis):
        yield _("Write which KPI `drives` which, or no chain can be seen.")
