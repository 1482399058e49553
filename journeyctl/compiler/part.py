"""What one document says by itself: checked, decoded, and ready to be put together with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from journeyctl.compiler import loading
from journeyctl.compiler.checking import check_shape, check_value
from journeyctl.compiler.codes import diagnostic
from journeyctl.compiler.marks import Marked, marks
from journeyctl.diagnostics import Related
from journeyctl.i18n import _
from journeyctl.model import Entity, spec
from journeyctl.model.fields import REFERENCES
from journeyctl.model.values import EXTENSION, decoded
from journeyctl.source import Document, Place, limits, parse
from journeyctl.source.document import Recalled

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.source.files import Stamp
    from journeyctl.source.nodes import Nodes

OUTSIDE = frozenset({"path", "time-zone"})
"""Marks whose values are right or wrong by what stands outside the document, today."""


class StepPlaces(Mapping[str, Place]):
    """Where the steps of a journey stand; a place is made when somebody asks for it."""

    def __init__(self, journey: Place) -> None:
        self.journey = journey
        self.numbers: dict[str, tuple[int, int]] = {}  # of the phase, and in it

    def __getitem__(self, step: str) -> Place:
        phase, number = self.numbers[step]
        return self.journey.at("phases", phase, "steps", number, "id").value

    def __contains__(self, step: object) -> bool:
        return step in self.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


class Told(NamedTuple):
    """One entity as its document tells it.

    Args:
        entity: the entity.
        steps: where its steps stand, when it is a journey.
        expectations: the ids of the expectations in it, and where each stands.
        twice: what is written twice inside it.
    """

    entity: Entity[Any]
    steps: StepPlaces | None
    expectations: tuple[tuple[str, Place], ...]
    twice: tuple[Diagnostic, ...]


class Names(msgspec.Struct, array_like=True, frozen=True):
    """What a document names.

    Args:
        by_place: the marks whose meaning depends on where they stand: all but the plain ones.
        plain: what the plain ones name: collection and id.
    """

    by_place: tuple[Marked, ...]
    plain: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, marks: Iterable[Marked]) -> Names:
        """Return what the marks of a document name."""
        naming = [mark for mark in marks if mark.kind in REFERENCES]
        return cls(
            tuple(mark for mark in naming if mark.kind != "ref"),
            frozenset((mark.target, mark.value) for mark in naming if mark.kind == "ref"),
        )


NOTHING = Names.of(())


@dataclass(frozen=True, eq=False)
class Part:
    """What one document says.

    Args:
        document: where it says so.
        wrong: why it says nothing that can be used, if so.
        told: its entities, in the order written.
        names: what it names.
        outside: every mark whose value is right or wrong by what stands outside the document.
    """

    document: Document
    wrong: tuple[Diagnostic, ...] = ()
    told: tuple[Told, ...] = ()
    names: Names = NOTHING
    outside: tuple[Marked, ...] = ()

    @cached_property
    def journeys(self) -> frozenset[str] | None:
        """The journeys in it, when it holds nothing else; None when it does, or says nothing that can be used."""
        if self.wrong or any(told.entity.collection != "journeys" for told in self.told):
            return None
        return frozenset(told.entity.id for told in self.told)

    @cached_property
    def neighbours(self) -> frozenset[str]:
        """The journeys that it names."""
        by_step = {mark.value.partition("/")[0] for mark in self.names.by_place if mark.kind == "journey-step"}
        return frozenset(by_step | {name for target, name in self.names.plain if target == "journeys"})

    @cached_property
    def references(self) -> tuple[Marked, ...]:
        """Every mark that names something; looked for anew, because few documents name what is not there."""
        return tuple(mark for mark in _marks(self.document) if mark.kind in REFERENCES)

    @cached_property
    def uses_shared(self) -> bool:
        """Whether it names a shared touchpoint."""
        return any(target == "touchpoints" for target, _name in self.names.plain)

    def wrong_outside(self, root: Path) -> list[Diagnostic]:
        """Return what is wrong now with what it says about the world outside: files, time zones."""
        return [finding for mark in self.outside if (finding := check_value(self.document, mark, root))]


def part_of(document: Document, root: Path) -> Part:
    """Return what a document says, or what is wrong with it."""
    wrong, found = _checked(document, root)
    return Part(document, tuple(wrong)) if wrong else _told_by(document, found)


def _checked(document: Document, root: Path) -> tuple[list[Diagnostic], list[Marked]]:
    """Return what is wrong with a document, and, when nothing is, the marks in it."""
    wrong = [*loading.explain(document), *check_shape(document)]
    if wrong:
        return wrong, []
    found = _marks(document)
    inside = (finding for mark in found if (finding := check_value(document, mark, root)))
    return list(islice(inside, limits.PROBLEMS_PER_FILE + 1)), found


def _marks(document: Document) -> list[Marked]:
    return [mark for index, value in enumerate(document.values) if value for mark in marks(value, index)]


class Sound(msgspec.Struct, array_like=True, frozen=True):
    """A document that was found sound, as data that a file can hold.

    Args:
        values: one for each YAML document in it.
        collections: of each, the names in the order written; None when notes (`x-`) stand among entities.
        names: what it names.
        outside: every mark whose value is right or wrong by what stands outside the document.
    """

    values: msgspec.Raw
    collections: list[list[str]] | None
    names: Names
    outside: tuple[Marked, ...]


def sound_of(part: Part) -> Sound:
    """Return what a sound document says as data."""
    return _as_data(part.document, part.names, part.outside)


def sound_by_itself(document: Document, root: Path) -> Sound | None:
    """Return what a document says as data, without decoding it; None when something is wrong with it."""
    wrong, found = _checked(document, root)
    return None if wrong else _as_data(document, Names.of(found), _outside(found))


def _outside(found: list[Marked]) -> tuple[Marked, ...]:
    return tuple(mark for mark in found if mark.kind in OUTSIDE)


def _as_data(document: Document, names: Names, outside: tuple[Marked, ...]) -> Sound:
    values = document.values
    raw = msgspec.Raw(msgspec.msgpack.encode(values))
    is_plain = all(_entities_only(value or {}) == (value or {}) for value in values)
    collections = [list(value or ()) for value in values] if is_plain else None
    return Sound(raw, collections, names, outside)


def _told_by(document: Document, found: list[Marked]) -> Part:
    """Return what a sound document says, in which these marks stand."""
    written = [
        msgspec.convert(_entities_only(value or {}), spec.DocumentSpec, dec_hook=decoded) for value in document.values
    ]
    names = [list(value or ()) for value in document.values]
    told = tuple(_entities(document, written, names))
    return Part(document, (), told, Names.of(found), _outside(found))


def _told_again(document: Document, sound: Sound) -> Part:
    """Return what a sound document says by what was kept of it, without a look at its values."""
    if sound.collections is None:
        return _told_by(document, _marks(document))
    written = [one or spec.DocumentSpec() for one in _decoder().decode(sound.values)]
    told = tuple(_entities(document, written, sound.collections))
    return Part(document, (), told, sound.names, sound.outside)


@cache
def _decoder() -> msgspec.msgpack.Decoder[list[spec.DocumentSpec | None]]:
    return msgspec.msgpack.Decoder(list[spec.DocumentSpec | None], dec_hook=decoded)


def _entities(document: Document, read: Iterable[spec.DocumentSpec], names: Iterable[list[str]]) -> Iterator[Told]:
    for index, (written, collections) in enumerate(zip(read, names, strict=True)):
        top = Place(document, (index,))
        if written.organisation:
            place = top.at("organisation")
            yield Told(Entity("organisation", "organisation", written.organisation, place), None, (), ())
        for collection in (name for name in collections if name in spec.COLLECTIONS):
            for identity, entry in getattr(written, collection).items():
                yield _tell(Entity(collection, identity, entry, top.at(collection, identity)))


def _entities_only(value: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the x- keys of its collections, which are notes and no entities."""
    return {
        collection: {key: entry for key, entry in entries.items() if not key.startswith(EXTENSION)}
        for collection, entries in value.items()
        if not collection.startswith(EXTENSION)
    }


def _tell(entity: Entity[Any]) -> Told:
    expectations = tuple((expectation.id, place.at("id").value) for place, expectation in _expectations(entity))
    if not isinstance(entity.spec, spec.Journey):
        return Told(entity, None, expectations, ())
    steps = StepPlaces(entity.place)
    twice = tuple(_number_steps(entity, steps))
    return Told(entity, steps, expectations, twice)


def _number_steps(entity: Entity[spec.Journey], steps: StepPlaces) -> Iterator[Diagnostic]:
    """Note where each step stands; yield the phases and steps that are written twice."""
    phases: dict[str, Place] = {}
    for index, phase in enumerate(entity.spec.phases):
        where = entity.place.at("phases", index, "id").value
        if phase.id in phases:
            yield duplicate(_("the phase '{id}' of this journey", id=phase.id), where, phases[phase.id])
        phases.setdefault(phase.id, where)
        for number, step in enumerate(phase.steps):
            if step.id in steps.numbers:
                where = entity.place.at("phases", index, "steps", number, "id").value
                yield duplicate(_("the step '{id}' of this journey", id=step.id), where, steps[step.id])
            steps.numbers.setdefault(step.id, (index, number))


def _expectations(entity: Entity[Any]) -> Iterator[tuple[Place, spec.Expectation]]:
    for inside, written in _serving(entity.spec):
        for index, expectation in enumerate(written.expectations):
            yield entity.place.at(*inside, "expectations", index), expectation


def _serving(written: Any) -> Iterator[tuple[tuple[str | int, ...], spec.Serving]]:
    """Yield what serves customers in an entity, with the path to it: itself, its steps, and the contact in each."""
    if isinstance(written, spec.Serving):
        yield (), written
    for index, phase in enumerate(written.phases if isinstance(written, spec.Journey) else ()):
        for number, step in enumerate(phase.steps):
            inside = ("phases", index, "steps", number)
            yield inside, step
            if isinstance(step.touchpoint, spec.Touchpoint):
                yield (*inside, "touchpoint"), step.touchpoint


def duplicate(name: Any, place: Place, first: Place) -> Diagnostic:
    """Return the finding that something is written twice."""
    return diagnostic(
        place.document, place.span, "DOC008", _("{name} is written twice", name=name),
        help=_("give one of the two an id of its own, or make them one"),
        related=(Related(first.document, first.span, _("first written here")),),
    )  # fmt: skip


class Memory:
    """What was worked out, kept by one process from one compilation to the next: give it to each of them.

    A text that is the same as before is neither read nor checked nor decoded again, and what rules found in it that
    depends on nothing else is not looked for again. So after a change of one file, such as a keystroke in an editor,
    the whole workspace is judged anew in a small part of the time:

        memory = Memory()
        compiled = compile_workspace(root, settings, unsaved, memory=memory)
        findings = lint.run(compiled, selection, today, memory=memory)

    or `policy.judged(today, unsaved, memory=memory)`, which does both. One memory serves one workspace folder; it may
    be thrown away at any time. Threads do not share one.
    """

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.stamps: dict[str, Stamp | None] = {}
        self.judged: dict[str, dict[str, dict[bytes, Any]]] = {}
        self.judged_anew = False
        self.sound: dict[bytes, Sound] = {}  # documents that were found sound before, by digest
        self.nodes: dict[bytes, Nodes] = {}  # and where what is in them stands, of those that were read just now

    def part(self, document: Document, root: Path) -> Part:
        """Return what a document says; from memory when it is the one that was seen last."""
        known = self.parts.get(document.path)
        if known is None or known.document is not document or known.wrong_outside(root):
            known = self.parts[document.path] = self._part(document, root)
        return known

    def _part(self, document: Document, root: Path) -> Part:
        sound = self.sound.get(document.digest) if self.sound else None
        if sound is not None:
            part = _told_again(document, sound)
            if not part.wrong_outside(root):
                return part
        return part_of(document, root)

    def learn(self, digest: bytes, sound: Sound, nodes: Nodes) -> None:
        """Take in what another process found a document to say."""
        self.sound[digest], self.nodes[digest] = sound, nodes

    def is_new(self, blank: Document) -> bool:
        """Tell whether a text has to be read as YAML to know what it says."""
        return self._seen(blank) is None and blank.digest not in self.sound

    def read(self, blank: Document, stamp: Stamp | None = None) -> Document:
        """Return the document of which so far only the text is known; the one seen last when that says the same."""
        self.stamps[blank.path] = stamp
        return self._seen(blank) or self._recalled(blank) or parse(blank.path, blank.text)

    def _seen(self, blank: Document) -> Document | None:
        known = self.parts.get(blank.path)
        is_same = known is not None and known.document.text == blank.text and not known.document.problems
        return known.document if known and is_same else None

    def _recalled(self, blank: Document) -> Document | None:
        """Return a document that was found sound before, without reading its text again."""
        sound = self.sound.get(blank.digest) if self.sound else None
        return None if sound is None else Recalled(blank, sound.values, self.nodes.pop(blank.digest, None))

    def unchanged(self, path: str, stamp: Stamp | None) -> Document | None:
        """Return the document seen last when its file has not been touched since."""
        is_unchanged = stamp is not None and self.stamps.get(path) == stamp and path in self.parts
        return self.parts[path].document if is_unchanged else None

    def keep(self, paths: Iterable[str]) -> None:
        """Forget the documents that are no longer there."""
        self.parts = {path: self.parts[path] for path in paths if path in self.parts}
