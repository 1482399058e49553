"""Every id of a workspace: where it is defined, and where it is used; also of files that are half typed just now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.compiler.marks import marks
from journeyctl.model import spec
from journeyctl.model.fields import REFERENCES
from journeyctl.source import Document, Place, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.compiler.marks import Marked
    from journeyctl.source import Path

STEPS, PHASES, EXPECTATIONS = "steps", "phases", "expectations"
SERVING = ("journeys", "touchpoints", "services")
QUOTES = ("'", '"')


class Name(NamedTuple):
    """What an id names: its kind (a collection, `steps`, `phases`, `expectations`), and the id, `journey/id` in one."""

    kind: str
    id: str

    @property
    def last(self) -> str:
        """The id as it is written where the journey is known."""
        return self.id.rpartition("/")[2]


class Definition(NamedTuple):
    """Where an id is defined.

    Args:
        place: its key, or the value of `id`.
        written: what stands there.
    """

    name: Name
    place: Place
    written: Any

    @property
    def words(self) -> str:
        """What people call it, in the first language written."""
        field = "text" if self.name.kind == EXPECTATIONS else "name"
        said = self.written.get(field) if isinstance(self.written, dict) else None
        if isinstance(said, dict):
            said = next(iter(said.values()), "")
        return said if isinstance(said, str) else ""

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Where its id stands, without quotes."""
        positions = self.place.document.positions
        found = (positions.keys if self.place.part == "key" else positions.values).get(self.place.path)
        return _inside(self.place.document.text, found, 0, len(self.name.last)) if found else None


class Use(NamedTuple):
    """Where an id is referred to; `start` counts characters of the scalar before it."""

    name: Name
    document: Document
    path: Path
    start: int = 0
    length: int = 0

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Where the id stands, without quotes; None when it is written in a way that hides it."""
        found = self.document.positions.values.get(self.path)
        return _inside(self.document.text, found, self.start, self.length) if found else None


def _inside(text: str, found: tuple[int, int], start: int, length: int) -> tuple[int, int]:
    first = found[0] + text.startswith(QUOTES, found[0]) + start
    return first, first + length


@dataclass(frozen=True)
class Facts:
    """What one document defines and uses."""

    definitions: tuple[Definition, ...]
    uses: tuple[Use, ...]


class Names:
    """All ids of a workspace."""

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        self.definitions: dict[Name, Definition] = {}
        self.uses: dict[Name, list[Use]] = defaultdict(list)
        for one in facts.values():
            for definition in one.definitions:
                self.definitions.setdefault(definition.name, definition)
            for use in one.uses:
                self.uses[use.name].append(use)

    def of(self, kind: str) -> Iterator[Definition]:
        """Yield the definitions of a kind."""
        return (one for one in self.definitions.values() if one.name.kind == kind)


class Library:
    """Remembers the facts of each document, and the last version of it that could be read."""

    def __init__(self) -> None:
        self._good: dict[str, tuple[Document, Facts]] = {}
        self._last: tuple[tuple[int, ...], Names] | None = None

    def names(self, documents: Mapping[str, Document], texts: Mapping[str, str]) -> Names:
        """Return all ids.

        Args:
            documents: as they were judged, by path.
            texts: what is open, by path; it may have gone on since.
        """
        facts = {path: self._facts(path, one, texts.get(path)) for path, one in documents.items()}
        key = tuple(id(one) for one in facts.values())
        if self._last is None or self._last[0] != key:
            self._last = (key, Names(facts))
        return self._last[1]

    def _facts(self, path: str, document: Document, text: str | None) -> Facts:
        known = self._good.get(path)
        if known and (known[0] is document or text == known[0].text) and (text is None or text == known[0].text):
            return known[1]
        if text is not None and text != document.text:
            document = parse(path, text)
        if document.problems and known:
            return known[1]
        facts = facts_of(document)
        self._good[path] = (document, facts)
        return facts


def facts_of(document: Document) -> Facts:
    """Return what a document defines and uses; what does not fit the language is passed over."""
    definitions = [one for index, value in enumerate(document.values) for one in _definitions(document, index, value)]
    uses = [
        use
        for index, value in enumerate(document.values)
        for mark in marks(value, index)
        if mark.kind in REFERENCES
        for use in _uses(document, mark)
    ]
    return Facts(tuple(definitions), tuple(uses))


def _definitions(document: Document, index: int, value: Any) -> Iterator[Definition]:
    for collection in spec.COLLECTIONS:
        for identity, entry in _entries(value, collection):
            place = Place(document, (index, collection, identity))
            yield Definition(Name(collection, identity), place, entry)
            if collection in SERVING:
                yield from _expectations(place, entry)
            if collection == "journeys":
                yield from _parts(place, identity, entry)


def _parts(place: Place, journey: str, entry: Any) -> Iterator[Definition]:
    for phase, phase_place in _items(entry, "phases", place):
        if isinstance(phase.get("id"), str):
            yield Definition(Name(PHASES, f"{journey}/{phase['id']}"), phase_place.at("id").value, phase)
        for step, step_place in _items(phase, "steps", phase_place):
            if isinstance(step.get("id"), str):
                yield Definition(Name(STEPS, f"{journey}/{step['id']}"), step_place.at("id").value, step)
            yield from _expectations(step_place, step)
            yield from _expectations(step_place.at("touchpoint"), step.get("touchpoint"))


def _expectations(place: Place, entry: Any) -> Iterator[Definition]:
    for one, where in _items(entry, "expectations", place):
        if isinstance(one.get("id"), str):
            yield Definition(Name(EXPECTATIONS, one["id"]), where.at("id").value, one)


def _entries(value: Any, collection: str) -> list[tuple[str, Any]]:
    entries = value.get(collection) if isinstance(value, dict) else None
    return list(entries.items()) if isinstance(entries, dict) else []


def _items(entry: Any, field: str, place: Place) -> list[tuple[dict[str, Any], Place]]:
    items = entry.get(field) if isinstance(entry, dict) else None
    if not isinstance(items, list):
        return []
    return [(one, place.at(field, number)) for number, one in enumerate(items) if isinstance(one, dict)]


def _uses(document: Document, mark: Marked) -> Iterator[Use]:
    value, path = mark.value, mark.path
    if mark.kind == "ref":
        yield Use(Name(mark.target, value), document, path, 0, len(value))
    elif mark.kind == "step":
        yield Use(Name(STEPS, f"{path[2]}/{value}"), document, path, 0, len(value))
    elif mark.kind == "entry-step":
        yield Use(Name(STEPS, f"{_beside(document, path)}/{value}"), document, path, 0, len(value))
    else:
        journey, _slash, step = value.partition("/")
        yield Use(Name("journeys", journey), document, path, 0, len(journey))
        yield Use(Name(STEPS, value), document, path, len(journey) + 1, len(step))


def _beside(document: Document, path: Path) -> str:
    """Return the journey that a hand-over names beside the step where it is entered."""
    value: Any = document.values
    for step in path[:-1]:
        value = value[step]
    return str(value.get("journey", ""))
