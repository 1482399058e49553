"""The customer lifecycle: the built-in stages, and those that a workspace adds or renames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.model.resolved import Entity, Stage
from journeyctl.model.values import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

MOMENTS = ("before", "commit", "after", "end")


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

    A written stage that states no order keeps the built-in one of its id, or follows the last stage of its moment.
    """
    stages = {stage.id: stage for stage in BUILT_IN}
    for entity in written.values():
        spec = entity.spec
        order = spec.order if spec.order is not None else _order(entity.id, spec.moment, stages)
        stages[entity.id] = Stage(entity.id, spec.name, spec.moment, order)
    return {stage.id: stage for stage in sorted(stages.values(), key=lambda stage: (stage.order, stage.id))}


def _order(stage: str, moment: str, stages: Mapping[str, Stage]) -> float:
    if stage in stages:
        return stages[stage].order
    of_moment = [known.order for known in stages.values() if known.moment == moment]
    return max(of_moment) + 0.5
