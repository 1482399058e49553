"""Where a step's facts are written: at the step itself, at the touchpoint in place, or at the shared one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Step
    from journeyctl.source import Place


def home_of_touchpoint(step: Step) -> Place:
    """Return where the facts of a step's touchpoint are written."""
    return step.shared.place if step.shared else step.place.at("touchpoint")


def place_of(step: Step, field: str) -> Place:
    """Return where a field that a step may take from its touchpoint is written."""
    own = getattr(step.spec, field) is not None
    return (step.place if own else home_of_touchpoint(step)).at(field)


def items_of(step: Step, field: str) -> Iterator[tuple[Place, Any]]:
    """Yield the items of a list to which step and touchpoint add up, each with where it is written."""
    for index, item in enumerate(getattr(step.spec, field)):
        yield step.place.at(field, index), item
    for index, item in enumerate(getattr(step.touchpoint, field) if step.touchpoint else ()):
        yield home_of_touchpoint(step).at(field, index), item


def from_the_step(step: Step, field: str) -> Place:
    """Return where a step leads to a field: what it writes itself, in place or not, else its reference."""
    if getattr(step.spec, field) is not None:
        return step.place.at(field).value
    return step.place.at("touchpoint").value if step.shared else step.place.at("touchpoint", field).value
