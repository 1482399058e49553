"""Where somebody looks: of all contact moments, how many have an owner, a KPI, a process, an insight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.model import Step, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Mapping


@once
def contacts(workspace: Workspace) -> Mapping[str, tuple[Step, ...]]:
    """Return every contact moment with the steps that are it: a shared one once, one in place by itself."""
    found: dict[str, list[Step]] = {}
    for step in workspace.contacts():
        found.setdefault(step.shared.ref if step.shared else step.ref, []).append(step)
    return {ref: tuple(steps) for ref, steps in found.items()}


def looks(step: Step) -> dict[str, bool]:
    """Return what a step's contact has."""
    evidence = step.emotion.evidence if step.emotion else ()
    return {
        "owner": bool(step.owner or step.monitored_by),
        "kpi": bool(step.kpis),
        "process": bool(step.processes),
        "insight": bool(step.spec.insights or evidence),
    }


@once
def covered(workspace: Workspace) -> Mapping[str, int]:
    """Return how many contact moments have each; nothing where there is no contact moment."""
    counts: dict[str, int] = {}
    for steps in contacts(workspace).values():
        for name in ("owner", "kpi", "process", "insight"):
            counts[name] = counts.get(name, 0) + any(looks(step)[name] for step in steps)
    return counts


@once
def unseen(workspace: Workspace) -> tuple[Step, ...]:
    """Return the contact moments with the least looking at them, the emptiest first: one step each."""
    scored = [
        (sum(any(looks(step)[name] for step in steps) for name in ("owner", "kpi", "process", "insight")), steps[0])
        for steps in contacts(workspace).values()
    ]
    lacking = sorted(((has, number) for number, (has, _step) in enumerate(scored) if has < ENOUGH))
    return tuple(scored[number][1] for _has, number in lacking)


ENOUGH = 3
