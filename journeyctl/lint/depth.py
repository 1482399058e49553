"""Whether a workspace has begun to use something: a rule about it stays silent until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.gaps import quality
from journeyctl.model import once

if TYPE_CHECKING:
    from journeyctl.model import Workspace


def uses_expectations_or_promises(workspace: Workspace) -> bool:
    """Whether it has begun to state what customers expect or are promised."""
    stated = quality(workspace)
    return bool(stated.expectations or stated.promises)


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
    return shared or any(step.contact for step in workspace.contacts())


def uses_themes(workspace: Workspace) -> bool:
    """Whether the organisation has named its experience themes."""
    return bool(workspace.organisation and workspace.organisation.spec.themes)


@once
def uses_experience(workspace: Workspace) -> bool:
    """Whether it has begun to say what contacts do to a person."""
    shared = any(touchpoint.spec.experience for touchpoint in workspace.touchpoints.values())
    return shared or any(step.experience for step in workspace.contacts())


@once
def uses_accessibility(workspace: Workspace) -> bool:
    """Whether it has begun to say who can use its channels."""
    return any(channel.spec.accessibility for channel in workspace.channels.values())


@once
def uses_reviewed(workspace: Workspace) -> bool:
    """Whether it has begun to say when journeys were last reviewed."""
    return any(journey.spec.reviewed for journey in workspace.live)


def has_second_language(workspace: Workspace) -> bool:
    """Whether its texts are in more than one language."""
    return len(workspace.languages) > 1
