"""What is known about customers and what is supposed: insights, how old they are, and what rests on them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.gaps import quality
from journeyctl.model import Entity, Workspace, once, spec
from journeyctl.model.values import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

KINDS = ("fact", "quote", "story", "assumption")


class Tally(NamedTuple):
    """The insights of one kind.

    Args:
        kind: fact, quote, story or assumption.
        number: how many there are.
        used: how many of them something rests on.
        age: the median of their ages in days; None when none has a date.
        dated: how many have a date.
    """

    kind: str
    number: int
    used: int
    age: float | None
    dated: int


@once
def uses_of_insights(workspace: Workspace) -> Mapping[str, int]:
    """Return how many things rest on each insight: steps, emotions, personas, expectations, opportunities."""
    counts: dict[str, int] = dict.fromkeys(workspace.insights, 0)
    for names in _evidence(workspace):
        for name in dict.fromkeys(names):
            if name in counts:
                counts[name] += 1
    return counts


def _evidence(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    for step in workspace.steps():
        yield (*step.spec.insights, *(step.emotion.evidence if step.emotion else ()))
    for persona in workspace.personas.values():
        yield persona.spec.evidence
    for expectation in quality(workspace).expectations:
        yield expectation.spec.evidence
    for opportunity in workspace.opportunities.values():
        yield opportunity.spec.insights


def age_in_days(insight: Entity[spec.Insight], today: date) -> int | None:
    """Return how many days ago an insight was found; None without a date, or with one that is still to come."""
    if insight.spec.date is None:
        return None
    age = (today - day(insight.spec.date)).days
    return age if age >= 0 else None


def tallies(workspace: Workspace, today: date) -> tuple[Tally, ...]:
    """Return the insights counted by kind, with the median of their ages; kinds without any are left out."""
    found: dict[str, list[Entity[spec.Insight]]] = {kind: [] for kind in KINDS}
    for insight in workspace.insights.values():
        found[insight.spec.kind].append(insight)
    return tuple(_tally(workspace, kind, insights, today) for kind, insights in found.items() if insights)


def _tally(workspace: Workspace, kind: str, insights: list[Entity[spec.Insight]], today: date) -> Tally:
    ages = sorted(age for insight in insights if (age := age_in_days(insight, today)) is not None)
    used = sum(uses_of_insights(workspace)[insight.id] > 0 for insight in insights)
    return Tally(kind, len(insights), used, median(ages), len(ages))


def median(values: list[int]) -> float | None:
    """Return the middle of sorted values, or the mean of the two in the middle; None where there are none."""
    if not values:
        return None
    middle = len(values) // 2
    return float(values[middle]) if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def links_by_evidence(workspace: Workspace) -> Mapping[str, int]:
    """Return how many links of the KPI chain and business cases rest on each sort of evidence; unstated is none."""
    cases = (one.spec.business_case for one in workspace.initiatives.values())
    stated = chain(
        (drive.evidence for kpi in workspace.kpis.values() for drive in kpi.spec.drives),
        (case.evidence for case in cases if case),
    )
    counts = dict.fromkeys(("experiment", "correlation", "benchmark", "none"), 0)
    for evidence in stated:
        counts[evidence or "none"] += 1
    return counts
