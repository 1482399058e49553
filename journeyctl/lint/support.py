"""What many rules share: grouping contacts by where their touchpoint is written, naming choices, asking for depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.i18n import Message, _
from journeyctl.model import by_itself, spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeyctl.model import Entity, Step, Text, Workspace
    from journeyctl.source import Place


class Group(NamedTuple):
    """Contacts that lack one and the same thing: all uses of a shared touchpoint, or one written in place."""

    place: Place
    name: Text
    uses: tuple[Step, ...]
    is_shared: bool

    @property
    def related(self) -> tuple[tuple[Place, Message], ...]:
        """The uses of a shared touchpoint, as related places."""
        if not self.is_shared:
            return ()
        return tuple(
            (step.place.at("touchpoint").value, _("used in {journey}", journey=step.journey.name)) for step in self.uses
        )


def contacts_that_lack(workspace: Workspace, lacks: Callable[[Step], bool]) -> list[Group]:
    """Return the contacts for which `lacks` holds, grouped by the touchpoint they share.

    What a catalogue's entry lacks is one finding, at the entry. A reference to nothing known counts as complete.
    """
    groups: dict[int, list[Step]] = {}
    for step in workspace.contacts():
        if not step.is_unresolved and lacks(step):
            groups.setdefault(id(step.shared or step), []).append(step)
    return [
        Group(uses[0].touchpoint_place, uses[0].contact_name, tuple(uses), uses[0].shared is not None)
        for uses in groups.values()
    ]


def unused_touchpoints(workspace: Workspace) -> Iterator[Entity[spec.Touchpoint]]:
    """Yield the catalogue's touchpoints that no live journey uses: nobody but the entry itself says their facts.

    None while a document fails: it may hold the step that uses one and says what the entry lacks.
    """
    for touchpoint in workspace.touchpoints.values() if workspace.complete else ():
        if not workspace.uses_of(touchpoint.id):
            yield touchpoint


def workspace_place(workspace: Workspace) -> Place | None:
    """Return where a finding about the workspace as a whole stands: the organisation, else the first live journey."""
    if workspace.organisation:
        return workspace.organisation.place.key
    return workspace.live[0].place if workspace.live else None


def choices(entities: Mapping[str, Entity[Any]], collection: str) -> Message:
    """Return the ids one may write, and where the first is defined; where to write the first when there is none."""
    if not entities:
        return _("there is none yet, define it under `{collection}:`", collection=collection)
    first = next(iter(entities.values())).place
    return _("{ids} ({path}:{line})", ids=tuple(entities), path=first.document.path, line=first.span.line)


def change_of(step: Step, following: Step) -> Message | None:
    """Say what changes between two contacts, the channel or the owner; None when neither is known to."""
    if not (step.is_contact and following.is_contact):
        return None
    workspace = step.workspace
    if _differ(workspace.channels, step.channel, following.channel):
        return _("from channel '{one}' to '{other}'", one=step.channel, other=following.channel)
    if _differ(workspace.owners, step.owner, following.owner):
        return _("from owner '{one}' to '{other}'", one=step.owner, other=following.owner)
    return None


def _differ(known: Mapping[str, Entity[Any]], one: str | None, other: str | None) -> bool:
    return one != other and one in known and other in known


def uses_kpis(workspace: Workspace) -> bool:
    """Whether the workspace has begun to measure."""
    return bool(workspace.kpis)


def uses_processes(workspace: Workspace) -> bool:
    """Whether the workspace has begun to describe processes."""
    return bool(workspace.processes)


def uses_data(workspace: Workspace) -> bool:
    """Whether the workspace has begun to describe data."""
    return bool(workspace.data)


def uses_insights(workspace: Workspace) -> bool:
    """Whether the workspace has begun to record insights."""
    return bool(workspace.insights)


def uses_mandate(workspace: Workspace) -> bool:
    """Whether the workspace has begun to say what owners may decide."""
    return any(owner.spec.mandate for owner in workspace.owners.values())


def uses_organisation(workspace: Workspace) -> bool:
    """Whether the workspace has begun to describe the organisation."""
    return workspace.organisation is not None


def uses_quality(workspace: Workspace) -> bool:
    """Whether the workspace has begun to say how well steps go."""
    return any(_tells_quality(journey.spec) for journey in workspace.live)


@by_itself
def _tells_quality(journey: spec.Journey) -> bool:
    return any(step.quality is not None for phase in journey.phases for step in phase.steps)


def uses_opening(workspace: Workspace) -> bool:
    """Whether the workspace has begun to say when channels are open."""
    return any(channel.spec.open for channel in workspace.channels.values())
