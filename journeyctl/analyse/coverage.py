"""Where somebody looks: of all contact moments, how many have an owner, a KPI, a process, an insight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.model import Journey, Step, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ASPECTS = ("owner", "kpi", "process", "insight")
ENOUGH = 3


def looks(step: Step) -> frozenset[str]:
    """Return which aspects a step's contact has; on a channel that is not ours, who listens in counts as owner."""
    evidence = step.emotion.evidence if step.emotion else ()
    facts = {
        "owner": step.owner or step.monitored_by,
        "kpi": step.kpis,
        "process": step.processes,
        "insight": step.spec.insights or evidence,
    }
    return frozenset(name for name, fact in facts.items() if fact)


def contact_moments(steps: Iterable[Step]) -> Mapping[str, tuple[Step, ...]]:
    """Return the contact moments among steps: a shared one once, with all steps that are it; one in place by itself."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.is_contact:
            found.setdefault(step.shared.ref if step.shared else step.ref, []).append(step)
    return {ref: tuple(same) for ref, same in found.items()}


@once
def moments(workspace: Workspace) -> Mapping[str, tuple[Step, ...]]:
    """Return the contact moments of live journeys, each with the steps that are it."""
    return contact_moments(workspace.contacts())


@once
def looked_at(workspace: Workspace) -> Mapping[str, frozenset[str]]:
    """Return, for each contact moment of live journeys, which aspects any of its steps has."""
    return _looked_at(moments(workspace))


def unseen(workspace: Workspace) -> tuple[Step, ...]:
    """Return the contact moments that have fewer than three of the four aspects, the emptiest first: one step each."""
    found = looked_at(workspace)
    lacking = sorted((ref for ref in found if len(found[ref]) < ENOUGH), key=lambda ref: len(found[ref]))
    return tuple(moments(workspace)[ref][0] for ref in lacking)


def looked_at_in(journey: Journey) -> Mapping[str, frozenset[str]]:
    """Return the same for the contact moments of one journey, as they are in that journey."""
    return _looked_at(contact_moments(journey.steps))


def _looked_at(moments: Mapping[str, tuple[Step, ...]]) -> Mapping[str, frozenset[str]]:
    return {ref: frozenset().union(*map(looks, steps)) for ref, steps in moments.items()}


def covered(looked: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    """Return how many contact moments have each aspect."""
    return {aspect: sum(aspect in found for found in looked.values()) for aspect in ASPECTS}
