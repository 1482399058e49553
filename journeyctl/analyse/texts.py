"""Every text that a workspace says, with where it stands: for translation, and for what was left to fill in."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from journeyctl.model import Note, Text, Workspace
from journeyctl.model.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyctl.source import Path, Place

WORDS = frozenset({"unit", "metric", "contact", "department", "tone", "conformance"})
"""Fields that hold words a person reads, though in one language."""


class TextAt(NamedTuple):
    """A text, the name of its field, and where it stands."""

    text: Text
    field: str
    place: Place


def texts(workspace: Workspace, wanted: Callable[[Text], bool]) -> Iterator[TextAt]:
    """Yield the texts of a workspace that are `wanted`, in the order of its collections; retired journeys left out.

    Places are made for those alone: most texts of a large workspace are only looked at.
    """
    retired = {id(journey.spec) for journey in workspace.journeys.values() if journey.is_retired}
    for entity in chain.from_iterable(collection.values() for collection in workspace.entities.values()):
        if id(entity.spec) not in retired:
            yield from _search(entity.spec, entity.place, wanted)
    if workspace.organisation:
        yield from _search(workspace.organisation.spec, workspace.organisation.place, wanted)


def _search(spec: Spec, place: Place, wanted: Callable[[Text], bool]) -> list[TextAt]:
    found: list[TextAt] = []
    pending: list[tuple[Any, str, Path]] = [(spec, "", ())]
    while pending:
        value, field, path = pending.pop()
        if isinstance(value, Spec):
            pending.extend(
                (inner, name, (*path, name)) for name in _fields(type(value)) if (inner := getattr(value, name))
            )
        elif isinstance(value, tuple):
            pending.extend((item, field, (*path, index)) for index, item in enumerate(value))
        elif (text := _text(value, field)) is not None and wanted(text):
            found.append(TextAt(text, field, _place(place.at(*path), value)))
    return found[::-1]


def _text(value: Any, field: str) -> Text | None:
    if isinstance(value, Text):
        return value
    if isinstance(value, Note):
        return value.text
    return Text(value) if isinstance(value, str) and field in WORDS else None


def _place(place: Place, value: Any) -> Place:
    return place.at("text") if isinstance(value, Note) and _has_text(place) else place


def _has_text(place: Place) -> bool:
    """Tell whether a note is written in its long form, `{text: …}`."""
    value: Any = place.document.values
    for step in place.path:
        value = value[step]
    return isinstance(value, dict) and "text" in value


@cache
def _fields(struct: type[Spec]) -> tuple[str, ...]:
    """Return the fields of a struct that may hold texts, so that the others are never looked at."""
    hints = get_type_hints(struct)
    return tuple(name for name in struct.__struct_fields__ if name in WORDS or _may_hold_text(hints[name]))


def _may_hold_text(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Text | Note | Spec):
        return True
    return any(_may_hold_text(inner) for inner in get_args(hint))
