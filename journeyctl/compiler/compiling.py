"""Files → the resolved workspace, and what was found on the way.

Each stage returns values and findings, and never raises for what a document says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.compiler import loading
from journeyctl.compiler.checking import check_shape, check_value
from journeyctl.compiler.codes import diagnostic
from journeyctl.compiler.marks import Marked, marks
from journeyctl.compiler.readings import BadReadings, readings_of
from journeyctl.compiler.references import ONE, Known, check_reference
from journeyctl.diagnostics import Diagnostic, Related
from journeyctl.i18n import _
from journeyctl.model import Entity, Workspace, spec
from journeyctl.model.stages import BUILT_IN, lifecycle
from journeyctl.model.values import EXTENSION
from journeyctl.source import Document, Place, limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from journeyctl.settings import Settings

# How many ids may be compared with misspelt ones, all told; beyond it a reference is reported without a suggestion.
PATIENCE = 20_000
REFERENCES = frozenset({"ref", "step", "entry-step", "journey-step"})


@dataclass(frozen=True)
class Compiled:
    """What a folder of documents says, and what is wrong with it."""

    workspace: Workspace
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class Gathered:
    """What the documents say together, while it is being gathered."""

    entities: dict[str, dict[str, Entity[Any]]] = field(
        default_factory=lambda: {collection: {} for collection in spec.COLLECTIONS}
    )
    organisation: Entity[spec.Organisation] | None = None
    expectations: dict[str, Place] = field(default_factory=dict)
    steps: dict[str, StepPlaces] = field(default_factory=dict)
    twice: set[tuple[str, tuple[str | int, ...]]] = field(default_factory=set)
    marked: list[tuple[Document, Marked]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_workspace(root: Path, settings: Settings, unsaved: Mapping[str, str] | None = None) -> Compiled:
    """Compile every document under the sources.

    Args:
        root: the workspace's folder.
        settings: its settings.
        unsaved: texts that stand for files, by path relative to the root.

    Raises:
        JourneyctlError: there is no document at all; never for what a document says.
    """
    documents = loading.load(root, settings.sources, unsaved or {})
    return compile_documents(documents, root, settings)


def compile_documents(documents: Iterable[Document], root: Path, settings: Settings) -> Compiled:
    """Compile documents that have been read."""
    documents = list(documents)
    gathered = Gathered()
    hidden: set[str] = set()
    for document in documents:
        found = [*loading.explain(document), *check_shape(document)]
        if not found:
            found = _gather(document, root, gathered)
        if found:
            hidden |= _may_hold(document)
        gathered.diagnostics.extend(found)
    readings = _readings(gathered, root)
    known = _known(gathered, hidden)
    broken = list(_broken_references(gathered, known))
    complete = not gathered.diagnostics
    workspace = Workspace(
        settings.name, settings.languages, {document.path: document for document in documents}, gathered.entities,
        gathered.organisation, lifecycle(gathered.entities["stages"]), complete, readings,
    )  # fmt: skip
    return Compiled(workspace, tuple(_bounded([*gathered.diagnostics, *broken])))


def _gather(document: Document, root: Path, gathered: Gathered) -> list[Diagnostic]:
    """Add what a well-formed document says; return what is wrong with its values, adding nothing then."""
    found = [mark for index, value in enumerate(document.values) if value for mark in marks(value, index)]
    values = (finding for mark in found if (finding := check_value(document, mark, root)))
    wrong = list(islice(values, limits.PROBLEMS_PER_FILE + 1))
    if wrong:
        return wrong
    gathered.marked.extend((document, mark) for mark in found if mark.kind in REFERENCES)
    duplicates: list[Diagnostic] = []
    for index, value in enumerate(document.values):
        written = msgspec.convert(_entities_only(value or {}), spec.DocumentSpec, dec_hook=_decode)
        duplicates.extend(_add(document, index, written, gathered))
    return duplicates


def _entities_only(value: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the x- keys of its collections, which are notes and no entities."""
    return {
        collection: {key: entry for key, entry in entries.items() if not key.startswith(EXTENSION)}
        for collection, entries in value.items()
        if not collection.startswith(EXTENSION)
    }


def _decode(kind: type, value: Any) -> Any:
    return kind.of(value)  # type: ignore[attr-defined] # Text and Note, the two values with a form of their own


def _add(document: Document, index: int, written: spec.DocumentSpec, gathered: Gathered) -> Iterator[Diagnostic]:
    top = Place(document, (index,))
    if written.organisation:
        if gathered.organisation:
            yield _duplicate(_("the organisation"), top.at("organisation"), gathered.organisation.place)
        else:
            gathered.organisation = Entity("organisation", "organisation", written.organisation, top.at("organisation"))
    for collection in (name for name in document.values[index] or () if name in gathered.entities):
        entities = gathered.entities[collection]
        for identity, entry in getattr(written, collection).items():
            entity = Entity(collection, identity, entry, top.at(collection, identity))
            if identity in entities:
                gathered.twice.add((document.path, entity.place.path))
                name = _("the {kind} '{id}'", kind=ONE[collection], id=identity)
                yield _duplicate(name, entity.place, entities[identity].place)
            else:
                entities[identity] = entity
                yield from _add_inner(entity, gathered)


def _add_inner(entity: Entity[Any], gathered: Gathered) -> Iterator[Diagnostic]:
    """Note the ids inside an entity: a journey's phases and steps, and expectations."""
    if isinstance(entity.spec, spec.Journey):
        yield from _add_steps(entity, gathered)
    for place, expectation in _expectations(entity):
        if expectation.id in gathered.expectations:
            name = _("the expectation '{id}'", id=expectation.id)
            yield _duplicate(name, place.at("id").value, gathered.expectations[expectation.id])
        else:
            gathered.expectations[expectation.id] = place.at("id").value


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


def _add_steps(entity: Entity[spec.Journey], gathered: Gathered) -> Iterator[Diagnostic]:
    steps = gathered.steps[entity.id] = StepPlaces(entity.place)
    phases: dict[str, Place] = {}
    for index, phase in enumerate(entity.spec.phases):
        where = entity.place.at("phases", index, "id").value
        if phase.id in phases:
            yield _duplicate(_("the phase '{id}' of this journey", id=phase.id), where, phases[phase.id])
        phases.setdefault(phase.id, where)
        for number, step in enumerate(phase.steps):
            if step.id in steps.numbers:
                where = entity.place.at("phases", index, "steps", number, "id").value
                yield _duplicate(_("the step '{id}' of this journey", id=step.id), where, steps[step.id])
            steps.numbers.setdefault(step.id, (index, number))


def _expectations(entity: Entity[Any]) -> Iterator[tuple[Place, spec.Expectation]]:
    yield from _own_expectations(entity.spec, entity.place)
    if isinstance(entity.spec, spec.Journey):
        for index, phase in enumerate(entity.spec.phases):
            for number, step in enumerate(phase.steps):
                inside = ("phases", index, "steps", number)
                yield from _own_expectations(step, entity.place, *inside)
                yield from _own_expectations(step.touchpoint, entity.place, *inside, "touchpoint")


def _own_expectations(written: Any, place: Place, *inside: str | int) -> Iterator[tuple[Place, spec.Expectation]]:
    if isinstance(written, spec.Serving):
        for index, expectation in enumerate(written.expectations):
            yield place.at(*inside, "expectations", index), expectation


def _duplicate(name: Any, place: Place, first: Place) -> Diagnostic:
    return diagnostic(
        place.document, place.span, "DOC008", _("{name} is written twice", name=name),
        help=_("give one of the two an id of its own, or make them one"),
        related=(Related(first.document, first.span, _("first written here")),),
    )  # fmt: skip


def _may_hold(document: Document) -> set[str]:
    """Return the collections of which a failed document may hold entities: all when it could not be read."""
    values = [value for value in document.values if value is not None]
    if document.problems or not all(isinstance(value, dict) for value in values):
        return {"*"}
    keys = set(chain.from_iterable(values))
    if any(key not in spec.COLLECTIONS and key != "organisation" and not key.startswith("x-") for key in keys):
        return {"*"}
    serving = {"expectations"} if keys & {"journeys", "touchpoints", "services"} else set()
    return keys | serving


def _readings(gathered: Gathered, root: Path) -> dict[str, tuple[spec.Reading, ...]]:
    readings: dict[str, tuple[spec.Reading, ...]] = {}
    for kpi in gathered.entities["kpis"].values():
        try:
            readings[kpi.id] = readings_of(kpi.spec, root)
        except BadReadings as error:
            place = kpi.place.at("readings", "file").value
            help_ = _("write one reading a line, such as `2026-10-31,31,420`")
            finding = diagnostic(place.document, place.span, "DOC007", error.message, help=help_)
            gathered.diagnostics.append(finding)
    return readings


def _known(gathered: Gathered, hidden: set[str]) -> Known:
    places: dict[str, dict[str, Place | None]] = defaultdict(dict)
    for collection, entities in gathered.entities.items():
        places[collection] = {identity: entity.place for identity, entity in entities.items()}
    places["expectations"] = dict(gathered.expectations)
    for stage in BUILT_IN:
        places["stages"].setdefault(stage.id, None)
    return Known(places, gathered.steps, frozenset(hidden))


def _broken_references(gathered: Gathered, known: Known) -> Iterator[Diagnostic]:
    patience = PATIENCE
    broken: Counter[str] = Counter()
    places = known.places
    for document, mark in gathered.marked:
        if mark.kind == "ref" and mark.value in places[mark.target]:
            continue
        if broken[document.path] > limits.PROBLEMS_PER_FILE or _is_twice(document, mark, gathered):
            continue
        finding = check_reference(document, mark, known, is_thorough=patience > 0)
        if finding:
            patience -= known.size(mark)
            broken[document.path] += 1
            yield finding


def _is_twice(document: Document, mark: Marked, gathered: Gathered) -> bool:
    """Tell whether a reference is part of the second entity of an id: it is the first that counts."""
    return bool(gathered.twice) and (document.path, mark.path[:3]) in gathered.twice


def _bounded(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings in order; of a file with very many only the first, and that there are more."""
    told: Counter[str] = Counter()
    for finding in sorted(found, key=lambda one: one.order):
        told[finding.path] += 1
        if told[finding.path] <= limits.PROBLEMS_PER_FILE:
            yield finding
        elif told[finding.path] == limits.PROBLEMS_PER_FILE + 1:
            message = _("there are more than {count} mistakes in this file", count=limits.PROBLEMS_PER_FILE)
            help_ = _("mend those above first; the others are told then")
            yield diagnostic(finding.document, finding.span, "DOC009", message, help=help_)
