"""Processes behind contacts: what depends on what, who follows up, and which layer of the blueprint is skipped.

Source: Shostack 1984; Bitner, Ostrom & Morgan 2008 (service blueprint).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from journeyctl.analyse.gaps import quality
from journeyctl.model import Entity, Step, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Mapping

Insight = Entity[spec.Insight]


@once
def _needs(workspace: Workspace) -> Mapping[str, frozenset[str]]:
    return {process: _reach(workspace, process) for process in workspace.processes}


def _reach(workspace: Workspace, process: str) -> frozenset[str]:
    seen, pending = {process}, [process]
    while pending:
        found = workspace.processes.get(pending.pop())
        fresh = [other for other in (found.spec.depends_on if found else ()) if other not in seen]
        seen.update(fresh)
        pending.extend(fresh)
    return frozenset(seen)


def needed_by(workspace: Workspace, process: str) -> frozenset[str]:
    """Return all that a process depends on, directly or through others, itself included."""
    return _needs(workspace).get(process, frozenset({process}))


def follows_up(workspace: Workspace, process: str) -> bool:
    """Tell whether a process, or one that it depends on, follows up agreements; one not known counts as such."""
    needed = (workspace.processes.get(one) for one in needed_by(workspace, process))
    return any(one is None or one.spec.follow_up for one in needed)


def skipped_layers(step: Step) -> frozenset[str]:
    """Return the support processes of a contact that none of its front- or backstage processes depends on.

    Nothing is skipped where one of its processes is not known.
    """
    processes = step.workspace.processes
    known = [processes.get(process) for process in step.processes]
    if None in known:
        return frozenset()
    layers = {one.id: one.spec.layer for one in known if one is not None}
    between = (needed_by(step.workspace, process) for process, layer in layers.items() if layer != "support")
    covered = frozenset(chain.from_iterable(between))
    return frozenset(process for process, layer in layers.items() if layer == "support") - covered


def latest_insight(workspace: Workspace, process: str) -> Insight | None:
    """Return the newest dated insight on the steps of live journeys that a process serves."""
    return _latest_insights(workspace).get(process)


@once
def _latest_insights(workspace: Workspace) -> Mapping[str, Insight]:
    latest: dict[str, Insight] = {}
    for step in workspace.contacts():
        names = (*step.spec.insights, *(step.emotion.evidence if step.emotion else ()))
        for insight in filter(None, map(workspace.insights.get, names)):
            for process in step.processes:
                known = latest.get(process)
                if insight.spec.date and (known is None or insight.spec.date > (known.spec.date or "")):
                    latest[process] = insight
    return latest


@once
def named_processes(workspace: Workspace) -> frozenset[str]:
    """Return the processes that something needs: a touchpoint, a contact of a live journey, a standard, a process."""
    at_touchpoints = chain.from_iterable(touchpoint.spec.processes for touchpoint in workspace.touchpoints.values())
    at_steps = chain.from_iterable(step.processes for step in workspace.steps())
    at_standards = chain.from_iterable(standard.spec.kept_by for standard in quality(workspace).standards)
    at_processes = (
        other for process in workspace.processes.values() for other in process.spec.depends_on if other != process.id
    )
    return frozenset(chain(at_touchpoints, at_steps, at_standards, at_processes))
