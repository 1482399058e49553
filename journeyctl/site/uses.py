"""Who uses what: every link of the workspace read backwards, so that a page can say where its subject is used."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journeyctl.analyse.flow import followers
from journeyctl.model import Journey, Step, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.model import Entity


def _lists() -> dict[str, list[Any]]:
    return defaultdict(list)


@dataclass(frozen=True)
class Uses:
    """For each kind of link, by the id that is linked to, what links to it, in the order written."""

    steps_of_channel: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_owner: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_kpi: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_process: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_system: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_data: dict[str, list[Step]] = field(default_factory=_lists)
    steps_of_insight: dict[str, list[Step]] = field(default_factory=_lists)
    journeys_of_persona: dict[str, list[Journey]] = field(default_factory=_lists)
    journeys_of_service: dict[str, list[Journey]] = field(default_factory=_lists)
    journeys_of_kpi: dict[str, list[Journey]] = field(default_factory=_lists)
    drivers_of: dict[str, list[tuple[Entity[Any], Any]]] = field(default_factory=_lists)
    opportunities_of_step: dict[str, list[str]] = field(default_factory=_lists)
    opportunities_of_touchpoint: dict[str, list[str]] = field(default_factory=_lists)
    initiatives_of_opportunity: dict[str, list[Entity[Any]]] = field(default_factory=_lists)
    initiatives_of_kpi: dict[str, list[Entity[Any]]] = field(default_factory=_lists)
    led_to: dict[str, list[Journey]] = field(default_factory=_lists)


@once
def uses(workspace: Workspace) -> Uses:
    """Return the links of the live journeys and the catalogue, read backwards."""
    found = Uses()
    for journey in workspace.live:
        _of_journey(found, journey)
    for step in workspace.steps():
        _of_step(found, step)
    _of_catalogue(found, workspace)
    return found


def _of_journey(found: Uses, journey: Journey) -> None:
    _add(found.journeys_of_persona, journey.personas, journey)
    _add(found.journeys_of_kpi, journey.spec.kpis, journey)
    _add(found.journeys_of_service, [journey.spec.service], journey)
    _add(found.led_to, followers(journey), journey)


def _of_step(found: Uses, step: Step) -> None:
    evidence = step.emotion.evidence if step.emotion else ()
    _add(found.steps_of_channel, [step.channel], step)
    _add(found.steps_of_owner, [step.owner if step.is_contact else None], step)
    _add(found.steps_of_kpi, step.kpis, step)
    _add(found.steps_of_process, step.processes, step)
    _add(found.steps_of_system, step.systems, step)
    _add(found.steps_of_data, [use.item for use in step.data], step)
    _add(found.steps_of_insight, (*step.spec.insights, *evidence), step)
    for note in step.pains + step.gains:
        if note.opportunity:
            _add(found.opportunities_of_step, [f"{step.journey.id}/{step.id}"], note.opportunity)


def _of_catalogue(found: Uses, workspace: Workspace) -> None:
    for opportunity in workspace.opportunities.values():
        _add(found.opportunities_of_step, opportunity.spec.steps, opportunity.id)
        _add(found.opportunities_of_touchpoint, opportunity.spec.touchpoints, opportunity.id)
    for initiative in workspace.initiatives.values():
        _add(found.initiatives_of_opportunity, [initiative.spec.opportunity], initiative)
        _add(found.initiatives_of_kpi, initiative.spec.kpis, initiative)
    for kpi in workspace.kpis.values():
        for drive in kpi.spec.drives:
            _add(found.drivers_of, [drive.kpi], (kpi, drive))


def _add(lists: dict[str, list[Any]], keys: Iterable[str | None], value: Any) -> None:
    for key in dict.fromkeys(keys):
        if key is not None:
            lists[key].append(value)
