"""Files → the resolved workspace, and what was found on the way.

Each stage returns values and findings, and never raises for what a document says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from journeyctl.compiler import loading, reading
from journeyctl.compiler.codes import diagnostic
from journeyctl.compiler.part import Memory, duplicate
from journeyctl.compiler.readings import BadReadings, readings_of
from journeyctl.compiler.references import ONE, Known, check_reference
from journeyctl.i18n import _
from journeyctl.model import Entity, Workspace, spec
from journeyctl.model.stages import BUILT_IN, lifecycle
from journeyctl.source import Place, limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from journeyctl.compiler.loading import Written
    from journeyctl.compiler.part import Part, StepPlaces, Told
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.settings import Settings
    from journeyctl.source import Document

# How many ids may be compared with misspelt ones, all told; beyond it a reference is reported without a suggestion.
PATIENCE = 20_000
Twice = tuple[str, tuple[str | int, ...]]
"""The path of a document, and in it that of an entity whose id stood elsewhere first."""


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
    twice: set[Twice] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_workspace(
    root: Path, settings: Settings, unsaved: Mapping[str, str] | None = None, *, memory: Memory | None = None
) -> Compiled:
    """Compile every document under the sources.

    Args:
        root: the workspace's folder.
        settings: its settings.
        unsaved: texts that stand for files, by path relative to the root.
        memory: what was worked out before, and is kept for the next time; see `Memory`.

    Raises:
        JourneyctlError: there is no document at all; never for what a document says.
    """
    written = loading.written(root, settings.sources, unsaved or {}, memory)
    return compile_written(written, root, settings, memory=memory)


def compile_written(
    written: Sequence[Written | Document], root: Path, settings: Settings, *, memory: Memory | None = None
) -> Compiled:
    """Compile texts that have been loaded, in the order of their paths."""
    memory = memory or Memory()
    return compile_documents(reading.documents(written, root, memory), root, settings, memory=memory)


def compile_documents(
    documents: Iterable[Document], root: Path, settings: Settings, *, memory: Memory | None = None
) -> Compiled:
    """Compile documents that have been read, or are read one by one."""
    memory = memory or Memory()
    parts = [memory.part(document, root) for document in documents]
    memory.keep(part.document.path for part in parts)
    gathered = Gathered()
    hidden: set[str] = set()
    for part in parts:
        found = [*part.wrong, *_gather(part, gathered)]
        if found:
            hidden |= _may_hold(part.document)
        gathered.diagnostics.extend(found)
    readings = _readings(gathered, root)
    broken = list(_broken_references(parts, _known(gathered, hidden), gathered.twice))
    complete = not gathered.diagnostics
    workspace = Workspace(
        settings.name, settings.languages, {part.document.path: part.document for part in parts}, gathered.entities,
        gathered.organisation, lifecycle(gathered.entities["stages"]), complete, readings,
        tuple(part.document.path for part in parts if part.wrong),
    )  # fmt: skip
    return Compiled(workspace, tuple(_bounded([*gathered.diagnostics, *broken])))


def _gather(part: Part, gathered: Gathered) -> Iterator[Diagnostic]:
    """Add what a document says; yield what is written twice."""
    for told in part.told:
        entity = told.entity
        if entity.collection == "organisation":
            if gathered.organisation:
                yield duplicate(_("the organisation"), entity.place, gathered.organisation.place)
            gathered.organisation = gathered.organisation or entity
        elif entity.id in gathered.entities[entity.collection]:
            gathered.twice.add((entity.place.document.path, entity.place.path))
            name = _("the {kind} '{id}'", kind=ONE[entity.collection], id=entity.id)
            yield duplicate(name, entity.place, gathered.entities[entity.collection][entity.id].place)
        else:
            gathered.entities[entity.collection][entity.id] = entity
            yield from _gather_inner(told, gathered)


def _gather_inner(told: Told, gathered: Gathered) -> Iterator[Diagnostic]:
    """Add the ids inside an entity: a journey's steps, and expectations."""
    if told.steps is not None:
        gathered.steps[told.entity.id] = told.steps
    yield from told.twice
    for identity, place in told.expectations:
        if identity in gathered.expectations:
            yield duplicate(_("the expectation '{id}'", id=identity), place, gathered.expectations[identity])
        else:
            gathered.expectations[identity] = place


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


def _broken_references(parts: Iterable[Part], known: Known, twice: set[Twice]) -> Iterator[Diagnostic]:
    patience = PATIENCE
    for part in parts:
        is_sound = all(value in known.places[target] for target, value in part.names.plain)
        broken = 0
        for mark in part.names.by_place if is_sound else part.references:
            if broken > limits.PROBLEMS_PER_FILE:
                break
            if twice and (part.document.path, mark.path[:3]) in twice:
                continue  # of the second entity of an id nothing counts: it is the first that does
            finding = check_reference(part.document, mark, known, is_thorough=patience > 0)
            if finding:
                patience -= known.size(mark)
                broken += 1
                yield finding


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
