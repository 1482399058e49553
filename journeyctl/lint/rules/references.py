"""REF: what refers to what. A reference that leads nowhere, or back to where it began, or that nobody makes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.analyse.flow import strongly_connected
from journeyctl.compiler.marks import marks
from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, INFO, STRICT, compiler_rule, rule
from journeyctl.model.stages import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Workspace
    from journeyctl.source import Place

SHOWN = 8
ROOTS = frozenset({"journeys", "initiatives", "opportunities", "processes", "personas"})

unresolved_reference = compiler_rule(
    "REF001", "unresolved-reference",
    """A reference names something that does not exist.

    It stays silent when a file that failed to compile may hold the target: one mistake, one message. Other rules take
    an unresolved reference for a fact that is there.

    Why: The owner, the channel or the step that is meant is not told, not measured and not drawn.

    Bad:
        processes:
          refund: {name: Pay back, layer: backstage, owner: servise}
        owners:
          service: {name: Customer service, kind: team}

    Good:
        processes:
          refund: {name: Pay back, layer: backstage, owner: service}
        owners:
          service: {name: Customer service, kind: team}

    When not to use it: While a workspace is being moved in from elsewhere, file by file.
    """,
    fix="safe",
)  # fmt: skip


class Reference(NamedTuple):
    """One reference: from which entity, where it is written, and what it names."""

    source: str
    place: Place
    target: str


@rule(
    "REF002", "hierarchy-cycle", severity=ERROR, profile=CORE, since="0.1",
    why=_("nobody can tell what comes first"),
)  # fmt: skip
def hierarchy_cycle(workspace: Workspace) -> Iterator[Finding]:
    """Parents, dependencies, replacements or drivers lead back to where they began.

    One finding for each knot of entities, at a reference of the one that is written first. Retired journeys count:
    their references are judged as all are.

    Why: A journey that is part of itself, a process that waits for itself, or a figure that explains itself explains
    nothing; pictures and sums over it would never end.

    Bad:
        processes:
          pay-back: {name: Pay back, layer: backstage, owner: service, depends_on: [check]}
          check: {name: Check, layer: support, owner: service, depends_on: [pay-back]}

    Good:
        processes:
          pay-back: {name: Pay back, layer: backstage, owner: service, depends_on: [check]}
          check: {name: Check, layer: support, owner: service}

    When not to use it: Never; of two figures that move each other, write the direction for which there is evidence.
    """
    journeys, processes, kpis = (workspace.entities[name] for name in ("journeys", "processes", "kpis"))
    yield from _cycles(journeys, _single(journeys, "parent"), _("journey '{name}' is a part of itself: {path}"))
    yield from _cycles(journeys, _single(journeys, "replaces"), _("journey '{name}' replaces itself: {path}"))
    yield from _cycles(processes, _needed(processes), _("process '{name}' depends on itself: {path}"))
    yield from _cycles(kpis, _driven(kpis), _("KPI '{name}' drives itself: {path}"))


def _single(entities: Mapping[str, Entity[Any]], field: str) -> Iterator[Reference]:
    for entity in entities.values():
        target = getattr(entity.spec, field)
        if target is not None:
            yield Reference(entity.id, entity.place.at(field).value, target)


def _needed(processes: Mapping[str, Entity[Any]]) -> Iterator[Reference]:
    for process in processes.values():
        for index, target in enumerate(process.spec.depends_on):
            yield Reference(process.id, process.place.at("depends_on", index).value, target)


def _driven(kpis: Mapping[str, Entity[Any]]) -> Iterator[Reference]:
    for kpi in kpis.values():
        for index, drive in enumerate(kpi.spec.drives):
            yield Reference(kpi.id, kpi.place.at("drives", index, "kpi").value, drive.kpi)


def _cycles(entities: Mapping[str, Any], references: Iterable[Reference], sentence: Message) -> Iterator[Finding]:
    numbers = {identity: number for number, identity in enumerate(entities)}
    leaving: list[list[Reference]] = [[] for _entity in numbers]
    for reference in references:
        if reference.target in numbers:
            leaving[numbers[reference.source]].append(reference)
    successors = tuple(tuple(numbers[one.target] for one in out) for out in leaving)
    for knot in sorted(strongly_connected(successors)):
        if len(knot) > 1 or knot[0] in successors[knot[0]]:
            yield _cycle(_round(knot[0], leaving, numbers), sentence)


def _round(start: int, leaving: list[list[Reference]], numbers: Mapping[str, int]) -> list[Reference]:
    """Return the shortest way from an entity back to itself; there is one."""
    came_by: dict[int, Reference] = {}
    pending = [start]
    for number in pending:
        for reference in leaving[number]:
            target = numbers[reference.target]
            if target not in came_by:
                came_by[target] = reference
                pending.append(target)
    way = [came_by[start]]
    while numbers[way[0].source] != start:
        way.insert(0, came_by[numbers[way[0].source]])
    return way


def _cycle(way: list[Reference], sentence: Message) -> Finding:
    names = [one.source for one in way]
    shown = [*names[:SHOWN], "…"] if len(names) > SHOWN else names
    message = sentence.filled(name=names[0], path=" → ".join([*shown, names[0]]))
    related = tuple(
        (one.place, _("'{name}' leads on to '{other}'", name=one.source, other=one.target)) for one in way[1:SHOWN]
    )
    return Finding(way[0].place, message, _("take out the reference that is least true"), related)


@rule(
    "REF003", "unused-entity", severity=INFO, profile=STRICT, since="0.1", absence=True,
    why=_("what nobody uses, nobody keeps true"),
)  # fmt: skip
def unused_entity(workspace: Workspace) -> Iterator[Finding]:
    """Nothing refers to an entity: a touchpoint in no journey, an owner of nothing, an insight that informs nothing.

    Journeys, opportunities and initiatives are where references begin, and need none. Processes and personas have
    rules of their own (PRC005, PER005); a built-in stage with a new name may be kept for later. A retired journey
    uses what it names: without it, its references would lead nowhere.

    Why: A catalogue that grows and is never cleared shows customers contacts that no longer exist.

    Bad:
        channels:
          fax: {name: Fax, kind: other}

    Good:
        channels:
          web: {name: Website, kind: web}
        personas:
          commuter: {name: Commuter, prefers: [web]}

    When not to use it: When the catalogue is shared and other workspaces use what this one does not.
    """
    used = {pair for document in workspace.documents.values() for pair in _named_in(document.values)}
    names = {stage.id for stage in BUILT_IN}
    astray = {
        collection
        for collection, name in used
        if name not in workspace.entities.get(collection, {}) and not (collection == "stages" and name in names)
    }
    for entity in chain.from_iterable(entities.values() for entities in workspace.entities.values()):
        is_root = entity.collection in ROOTS or (entity.collection == "stages" and entity.id in names)
        if not is_root and entity.collection not in astray and (entity.collection, entity.id) not in used:
            message = _("'{name}' is not used: nothing refers to it", name=entity.ref)
            yield Finding(entity.place, message, _("refer to it where it belongs, or take it out"))


def _named_in(values: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """Yield (collection, id) of what is referred to, references of an entity to itself left out."""
    for index, value in enumerate(values):
        for mark in marks(value or {}, index):
            if mark.kind == "ref" and mark.path[1:3] != (mark.target, mark.value):
                yield mark.target, mark.value
