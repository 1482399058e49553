"""What many rules share: grouping contacts by where their touchpoint is written, naming choices, asking for depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.i18n import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def choices(entities: Mapping[str, Entity[Any]]) -> Message:
    """Return the ids one may write, and where the first is defined."""
    if not entities:
        return _("none is defined yet")
    first = next(iter(entities.values())).place
    return _("{ids} ({path}:{line})", ids=tuple(entities), path=first.document.path, line=first.span.line)


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
