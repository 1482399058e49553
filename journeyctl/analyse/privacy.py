"""What happens to data: where it is asked, shown and stored, and which systems keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.model import Text, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.source import Place


class DataAt(NamedTuple):
    """One use of a data item.

    Args:
        item: the data item's id.
        uses: `ask`, `show`, `store`; none when it does not say.
        ref: the contact, as findings name it.
        name: of the contact.
        place: where it is written.
    """

    item: str
    uses: tuple[str, ...]
    ref: str
    name: Text
    place: Place


@once
def data_uses(workspace: Workspace) -> Mapping[str, tuple[DataAt, ...]]:
    """Return the uses of data at shared touchpoints and at the steps of live journeys, by data item, as written."""
    found: dict[str, list[DataAt]] = {}
    for use in _uses(workspace):
        found.setdefault(use.item, []).append(use)
    return {item: tuple(uses) for item, uses in found.items()}


def _uses(workspace: Workspace) -> Iterator[DataAt]:
    for touchpoint in workspace.touchpoints.values():
        yield from _written(touchpoint.spec.data, touchpoint.ref, touchpoint.name, touchpoint.place)
    for step in workspace.steps():
        yield from _written(step.spec.data, step.ref, step.name, step.place)
        if isinstance(step.spec.touchpoint, spec.Touchpoint):
            yield from _written(step.spec.touchpoint.data, step.ref, step.name, step.place.at("touchpoint"))


def _written(data: tuple[spec.DataUse, ...], ref: str, name: Text, place: Place) -> Iterator[DataAt]:
    for index, use in enumerate(data):
        yield DataAt(use.item, use.uses, ref, name, place.at("data", index))


@once
def kept_by_systems(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return the systems that keep each data item, by its id."""
    kept: dict[str, list[str]] = {}
    for system in workspace.systems.values():
        for item in system.spec.stores:
            kept.setdefault(item, []).append(system.id)
    return {item: tuple(systems) for item, systems in kept.items()}


def lacks(item: spec.Data) -> tuple[str, ...]:
    """Return the fields that the register asks of an item and that are empty.

    Source: GDPR articles 5, 6, 7, 9 and 30.
    """
    asked = {
        "purpose": True,
        "legal_basis": True,
        "retention": True,
        "withdrawal": item.legal_basis == "consent",
        "safeguards": item.special_category,
    }
    return tuple(field for field, is_asked in asked.items() if is_asked and not getattr(item, field))
