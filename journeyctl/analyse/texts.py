"""Every text that a workspace says, with where it stands: for translation, and for what was left to fill in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from journeyctl.model import Note, Text, Workspace
from journeyctl.model.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.source import Place

WORDS = frozenset({"unit", "metric", "contact", "department", "tone", "conformance"})
"""Fields that hold words a person reads, though in one language."""


class TextAt(NamedTuple):
    """A text, the name of its field, and where it stands."""

    text: Text
    field: str
    place: Place


def texts(workspace: Workspace) -> Iterator[TextAt]:
    """Yield every text of a workspace in the order of its collections, retired journeys left out."""
    retired = {id(journey.spec) for journey in workspace.journeys.values() if journey.is_retired}
    for collection in workspace.entities.values():
        for entity in collection.values():
            if id(entity.spec) not in retired:
                yield from _inside(entity.spec, entity.place)
    if workspace.organisation:
        yield from _inside(workspace.organisation.spec, workspace.organisation.place)


def _inside(spec: Spec, place: Place) -> Iterator[TextAt]:
    for name in _fields(type(spec)):
        value = getattr(spec, name)
        if value is not None and value != ():
            yield from _of(value, name, place.at(name))


def _of(value: Any, name: str, place: Place) -> Iterator[TextAt]:
    if isinstance(value, Text):
        yield TextAt(value, name, place)
    elif isinstance(value, Spec):
        yield from _inside(value, place)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of(item, name, place.at(index))
    elif isinstance(value, Note):
        yield TextAt(value.text, name, place)
    elif isinstance(value, str) and name in WORDS:
        yield TextAt(Text(value), name, place)


@cache
def _fields(struct: type[Spec]) -> tuple[str, ...]:
    """Return the fields of a struct that may hold texts, so that the others are never looked at."""
    hints = get_type_hints(struct)
    return tuple(name for name in struct.__struct_fields__ if name in WORDS or _may_hold_text(hints[name]))


def _may_hold_text(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Text | Note | Spec):
        return True
    return any(_may_hold_text(inner) for inner in get_args(hint))
