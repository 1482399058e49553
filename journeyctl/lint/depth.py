"""Whether a workspace has begun to use something: a rule about it stays silent until then."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from journeyctl.model import by_itself, once, spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Workspace


@once
def uses_expectations_or_promises(workspace: Workspace) -> bool:
    """Whether it has begun to state what customers expect or are promised."""
    held: list[object] = [service.spec for service in workspace.services.values()]
    held += [touchpoint.spec for touchpoint in workspace.touchpoints.values()]
    return any(map(_expects_or_promises, held)) or any(_tells_what_to_expect(one.spec) for one in workspace.live)


@by_itself
def _tells_what_to_expect(journey: spec.Journey) -> bool:
    in_steps = (one for phase in journey.phases for step in phase.steps for one in (step, step.touchpoint))
    return any(map(_expects_or_promises, chain((journey,), in_steps)))


def _expects_or_promises(written: object) -> bool:
    return isinstance(written, spec.Serving) and bool(written.expectations or written.promises)


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
    shared = any(touchpoint.spec.contact for touchpoint in workspace.touchpoints.values())
    return shared or any(_has_contact(journey.spec) for journey in workspace.live)


@by_itself
def _has_contact(journey: spec.Journey) -> bool:
    return any(written.contact for written in _contacts(journey))


def uses_themes(workspace: Workspace) -> bool:
    """Whether the organisation has named its experience themes."""
    return bool(workspace.organisation and workspace.organisation.spec.themes)


@once
def uses_experience(workspace: Workspace) -> bool:
    """Whether it has begun to say what contacts do to a person."""
    shared = any(touchpoint.spec.experience for touchpoint in workspace.touchpoints.values())
    return shared or any(_has_experience(journey.spec) for journey in workspace.live)


@by_itself
def _has_experience(journey: spec.Journey) -> bool:
    return any(written.experience for written in _contacts(journey))


@once
def uses_accessibility(workspace: Workspace) -> bool:
    """Whether it has begun to say who can use its channels."""
    return any(channel.spec.accessibility for channel in workspace.channels.values())


@once
def uses_reviewed(workspace: Workspace) -> bool:
    """Whether it has begun to say when journeys were last reviewed."""
    return any(journey.spec.reviewed for journey in workspace.live)


def _contacts(journey: spec.Journey) -> Iterator[spec.Touchpoint | spec.Step]:
    """Yield what a journey says about contacts: steps that have one, and touchpoints in place."""
    for step in (step for phase in journey.phases for step in phase.steps):
        if step.touchpoint is not None:
            yield step
            if isinstance(step.touchpoint, spec.Touchpoint):
                yield step.touchpoint


def has_second_language(workspace: Workspace) -> bool:
    """Whether its texts are in more than one language."""
    return len(workspace.languages) > 1
