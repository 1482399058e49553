"""What a finding is about, by ids and never by lines: an entity, and the path inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from journeyctl.model import Workspace
    from journeyctl.source import Place


class Address(NamedTuple):
    """An entity such as `journeys/trip` or `journeys/trip/steps/ask-help`, and the path inside it, such as `owner`."""

    entity: str
    inside: str

    def is_in_draft(self, workspace: Workspace) -> bool:
        """Tell whether it lies in a journey that is still a draft."""
        parts = self.entity.split("/")
        journey = workspace.journeys.get(parts[1]) if parts[0] == "journeys" and len(parts) > 1 else None
        return journey is not None and journey.is_draft


def entity_of(place: Place) -> Address:
    """Return what a place is about; list items are known by their `id`, else by their index."""
    if len(place.path) == 0:
        return Address("", "")
    value = place.document.values[int(place.path[0])] if place.document.values else None
    names: list[str] = []
    for step in place.path[1:]:
        value = _inner(value, step)
        names.append(_name(value, step))
    return _split(names)


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _name(value: Any, step: str | int) -> str:
    if isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    return str(step)


def _split(names: list[str]) -> Address:
    """Cut a path of names into the entity and the rest: steps and phases are entities of their own."""
    if names[:1] == ["organisation"]:
        return Address("organisation", "/".join(names[1:]))
    entity, inside = names[:2], names[2:]
    if entity[:1] == ["journeys"] and inside[:1] == ["phases"] and len(inside) > 1:
        if inside[2:3] == ["steps"] and len(inside) > 3:  # noqa: PLR2004 - phases/PHASE/steps/STEP
            return Address("/".join([*entity, "steps", inside[3]]), "/".join(inside[4:]))
        return Address("/".join([*entity, "phases", inside[1]]), "/".join(inside[2:]))
    return Address("/".join(entity), "/".join(inside))
