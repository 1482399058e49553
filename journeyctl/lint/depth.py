"""Whether a workspace has begun to use something: a rule about it stays silent until then."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from journeyctl.model import once, spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Workspace


@once
def uses_expectations_or_promises(workspace: Workspace) -> bool:
    """Whether it has begun to state what customers expect or are promised."""
    held: list[object] = [service.spec for service in workspace.services.values()]
    held += [touchpoint.spec for touchpoint in workspace.touchpoints.values()]
    held += [journey.spec for journey in workspace.live]
    in_steps = (one for step in workspace.written_steps() for one in (step, step.touchpoint))
    return any(isinstance(one, spec.Serving) and (one.expectations or one.promises) for one in chain(held, in_steps))


def uses_opportunities(workspace: Workspace) -> bool:
    """Whether it has begun to record opportunities."""
    return bool(workspace.opportunities)


def uses_initiatives(workspace: Workspace) -> bool:
    """Whether it has begun to record initiatives."""
    return bool(workspace.initiatives)


@once
def uses_drives(workspace: Workspace) -> bool:
    """Whether it has begun to say which KPI drives which."""
    return any(kpi.spec.drives for kpi in workspace.kpis.values())


@once
def uses_follow_up(workspace: Workspace) -> bool:
    """Whether it has begun to say how agreements are followed up."""
    return any(process.spec.follow_up for process in workspace.processes.values())


@once
def uses_contact(workspace: Workspace) -> bool:
    """Whether it has begun to describe a contact strategy."""
    return any(written.contact for written in _contacts(workspace))


def uses_themes(workspace: Workspace) -> bool:
    """Whether the organisation has named its experience themes."""
    return bool(workspace.organisation and workspace.organisation.spec.themes)


@once
def uses_experience(workspace: Workspace) -> bool:
    """Whether it has begun to say what contacts do to a person."""
    return any(written.experience for written in _contacts(workspace))


@once
def uses_accessibility(workspace: Workspace) -> bool:
    """Whether it has begun to say who can use its channels."""
    return any(channel.spec.accessibility for channel in workspace.channels.values())


@once
def uses_reviewed(workspace: Workspace) -> bool:
    """Whether it has begun to say when journeys were last reviewed."""
    return any(journey.spec.reviewed for journey in workspace.live)


def _contacts(workspace: Workspace) -> Iterator[spec.Touchpoint | spec.Step]:
    """Yield what is written about contacts: shared touchpoints, those in place, and the steps that have one."""
    yield from (touchpoint.spec for touchpoint in workspace.touchpoints.values())
    for step in workspace.written_steps():
        if step.touchpoint is not None:
            yield step
            if isinstance(step.touchpoint, spec.Touchpoint):
                yield step.touchpoint


def has_second_language(workspace: Workspace) -> bool:
    """Whether its texts are in more than one language."""
    return len(workspace.languages) > 1
