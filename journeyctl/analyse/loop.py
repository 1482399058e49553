"""The closed loop: from what customers say to an opportunity, an initiative, and a KPI that shows whether it helped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.kpis import newest_reading
from journeyctl.model import Entity, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Mapping

LINKS = ("insight", "initiative", "kpi", "reading")
UNDER_WAY = ("test", "build", "live")
"""The states of an initiative in which something is being done, or was."""


class Loop(NamedTuple):
    """How far one opportunity has come.

    Args:
        opportunity: the opportunity.
        found: the known insights it rests on that are no assumptions.
        initiatives: those in test, build or live that take it up.
        kpis: the known KPIs that these should move.
        read: how many of the KPIs were ever read.
    """

    opportunity: Entity[spec.Opportunity]
    found: tuple[str, ...]
    initiatives: tuple[str, ...]
    kpis: tuple[str, ...]
    read: int

    @property
    def open_at(self) -> str | None:
        """The first link that is missing: insight, initiative, kpi or reading; None when the loop is closed."""
        links = (self.found, self.initiatives, self.kpis, self.read)
        return next((name for name, link in zip(LINKS, links, strict=True) if not link), None)


@once
def loops(workspace: Workspace) -> tuple[Loop, ...]:
    """Return how far each opportunity has come from insight to a KPI that was read, in the order written."""
    taken = _taken_up(workspace)
    return tuple(_loop(workspace, one, taken.get(one.id, ())) for one in workspace.opportunities.values())


def _taken_up(workspace: Workspace) -> Mapping[str, tuple[Entity[spec.Initiative], ...]]:
    found: dict[str, list[Entity[spec.Initiative]]] = {}
    for initiative in workspace.initiatives.values():
        if initiative.spec.opportunity and initiative.spec.status in UNDER_WAY:
            found.setdefault(initiative.spec.opportunity, []).append(initiative)
    return {opportunity: tuple(initiatives) for opportunity, initiatives in found.items()}


def _loop(
    workspace: Workspace, opportunity: Entity[spec.Opportunity], initiatives: tuple[Entity[spec.Initiative], ...]
) -> Loop:
    insights = filter(None, map(workspace.insights.get, opportunity.spec.insights))
    names = dict.fromkeys(name for one in initiatives for name in one.spec.kpis)
    kpis = [workspace.kpis[name] for name in names if name in workspace.kpis]
    return Loop(
        opportunity,
        tuple(one.id for one in insights if one.spec.kind != "assumption"),
        tuple(one.id for one in initiatives),
        tuple(kpi.id for kpi in kpis),
        sum(newest_reading(workspace, kpi) is not None for kpi in kpis),
    )
