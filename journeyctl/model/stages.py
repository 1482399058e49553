"""The customer lifecycle: the built-in stages, and those that a workspace adds or renames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.model.resolved import Entity, Stage
from journeyctl.model.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOMENTS = ("before", "commit", "after", "end")
STEP = 0.5


def _stage(order: int, stage: str, moment: str, english: str, dutch: str) -> Stage:
    return Stage(stage, Text(None, (("en", english), ("nl", dutch))), moment, order)


BUILT_IN = (
    _stage(10, "need", "before", "Need", "Behoefte"),
    _stage(20, "awareness", "before", "Awareness", "Bewustwording"),
    _stage(30, "discovery", "before", "Discovery", "Ontdekking"),
    _stage(40, "consideration", "before", "Consideration", "Overweging"),
    _stage(50, "purchase", "commit", "Purchase", "Aankoop"),
    _stage(60, "onboarding", "after", "Onboarding", "Welkom"),
    _stage(70, "use", "after", "Use", "Gebruik"),
    _stage(80, "service", "after", "Service", "Service"),
    _stage(90, "renewal", "after", "Renewal", "Verlenging"),
    _stage(100, "advocacy", "after", "Advocacy", "Aanbeveling"),
    _stage(110, "exit", "end", "Leaving", "Vertrek"),
)


def lifecycle(written: Mapping[str, Entity[Any]]) -> dict[str, Stage]:
    """Return the built-in stages and the written ones, by id, in the order of the lifecycle.

    A written stage that states no order keeps the built-in one of its id, or follows the last stage of its moment; two
    of those share a place, so that the order of files and lines says nothing.
    """
    stages = {stage.id: stage for stage in BUILT_IN}
    placed = {entity.id: entity for entity in written.values() if entity.id in stages or entity.spec.order is not None}
    for entity in placed.values():
        order = entity.spec.order if entity.spec.order is not None else stages[entity.id].order
        stages[entity.id] = Stage(entity.id, entity.spec.name, entity.spec.moment, order)
    ends = {moment: _end(moment, stages.values()) for moment in MOMENTS}
    for entity in written.values():
        if entity.id not in placed:
            order = ends[entity.spec.moment] + STEP
            stages[entity.id] = Stage(entity.id, entity.spec.name, entity.spec.moment, order)
    return {stage.id: stage for stage in sorted(stages.values(), key=lambda stage: (stage.order, stage.id))}


def _end(moment: str, stages: Iterable[Stage]) -> float:
    """Return the order of the last stage of a moment; of the built-in ones where the workspace moved them all away."""
    orders = [stage.order for stage in stages if stage.moment == moment]
    return max(orders or [stage.order for stage in BUILT_IN if stage.moment == moment])
