"""KPIs: the newest reading against the target, and the chain of KPIs from culture to result."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.model import Entity, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.source import Place

NPS_SCALE = spec.Scale(min=-100, max=100)
RESULTS = ("revenue", "cost")
Kpi = Entity[spec.Kpi]


class ReadingAt(NamedTuple):
    """A reading, and where it is written."""

    reading: spec.Reading
    place: Place
    in_file: bool

    def at(self, name: str) -> Place:
        """Return where one of its values stands: a file of readings is pointed at as a whole."""
        return self.place.value if self.in_file else self.place.at(name).value


def readings_at(workspace: Workspace, kpi: Kpi) -> Iterator[ReadingAt]:
    """Yield a KPI's readings, the oldest first, with where they are written: in place, or in a file of readings."""
    place = kpi.place.at("readings")
    if isinstance(kpi.spec.readings, spec.ReadingsFile):
        file = place.at("file")
        yield from (ReadingAt(reading, file, in_file=True) for reading in workspace.readings.get(kpi.id, ()))
    else:
        written = sorted(enumerate(kpi.spec.readings or ()), key=lambda pair: pair[1].date)
        yield from (ReadingAt(reading, place.at(index), in_file=False) for index, reading in written)


def newest_reading(workspace: Workspace, kpi: Kpi) -> ReadingAt | None:
    """Return a KPI's newest reading, when it was ever read."""
    newest = None
    for newest in readings_at(workspace, kpi):  # noqa: B007 - the last one is meant
        pass
    return newest


def misses(target: spec.Target, value: float) -> bool:
    """Tell whether a value, in the KPI's unit, is not good enough."""
    if target.at_least is not None:
        return value < target.at_least
    return target.at_most is not None and value > target.at_most


def on_target(kpi: spec.Kpi, value: float) -> bool | None:
    """Tell whether a value, in the KPI's unit, is good enough; None where nobody says what is."""
    return None if kpi.target is None else not misses(kpi.target, value)


def scale_of(kpi: spec.Kpi) -> spec.Scale | None:
    """Return the lowest and highest value a KPI can have: an NPS runs from -100 to 100, others as they declare.

    Source: Reichheld 2003: promoters (9, 10) minus detractors (0 to 6), in percentages of all answers.
    """
    return NPS_SCALE if kpi.kind == "nps" else kpi.scale


def direction_of(kpi: spec.Kpi) -> str | None:
    """Return which way is better, `up` or `down`: as stated, else as the target implies."""
    if kpi.direction or kpi.target is None:
        return kpi.direction
    return "up" if kpi.target.at_least is not None else "down"


def is_result(kpi: spec.Kpi) -> bool:
    """Tell whether a KPI is a result: it says so, or it says no level and counts money."""
    return kpi.level == "result" or (kpi.level is None and kpi.kind in RESULTS)


@once
def reaching_result(workspace: Workspace) -> frozenset[str]:
    """Return the KPIs from which some chain of `drives` reaches a result, results themselves included.

    A reference to a KPI that is not known counts as reaching: it has a finding of its own.

    Source: PwC 2019, from employees through customers to results.
    """
    before: dict[str, list[str]] = {}
    for kpi in workspace.kpis.values():
        for drive in kpi.spec.drives:
            before.setdefault(drive.kpi, []).append(kpi.id)
    reaching = {kpi.id for kpi in workspace.kpis.values() if is_result(kpi.spec)}
    reaching |= {driven for driven in before if driven not in workspace.kpis}
    pending = list(reaching)
    while pending:
        fresh = [earlier for earlier in before.get(pending.pop(), ()) if earlier not in reaching]
        reaching.update(fresh)
        pending.extend(fresh)
    return frozenset(reaching & workspace.kpis.keys())


@once
def worked_on(workspace: Workspace) -> frozenset[str]:
    """Return the KPIs that an initiative in test, build or live names: among its KPIs, or as a benefit."""
    named: set[str] = set()
    for initiative in workspace.initiatives.values():
        if initiative.spec.status in ("test", "build", "live"):
            case = initiative.spec.business_case
            named.update(initiative.spec.kpis)
            named.update(benefit.kpi for benefit in (case.benefits if case else ()))
    return frozenset(named)
