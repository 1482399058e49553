"""What a workspace says, thing by thing, as values that compare by meaning.

Two ways of writing one fact give one value: a plain string and a mapping with the first language, a score and the long
form of an emotion, a `next` that says what no `next` means, a touchpoint's field written at the step or in place. Keys
have no order, and neither has a list inside a thing; the order of phases and steps is looked at by itself.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec

from journeyctl.model import Entity, Journey, Note, Step, Text, spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeyctl.model import Workspace
    from journeyctl.source import Place

EVERYONE = "everyone"
APART = frozenset({"id", "phases", "steps", "expectations", "readings"})
TOUCHPOINT_FIELDS = tuple(name for name in spec.Touchpoint.__struct_fields__ if name != "name")


class Key(NamedTuple):
    """A thing by its kind (a collection, `phases`, `steps`, `expectations`, `organisation`) and its id.

    Phases and steps have the id `JOURNEY/ID`. In a fact a key is a reference.
    """

    kind: str
    id: str


class Facts(tuple[tuple[str, Any], ...]):
    """The facts of something inside a thing: pairs of field and value, in the order of fields."""

    __slots__ = ()


class Bag(tuple[Any, ...]):
    """The items of a list, in an order that does not depend on the order written."""

    __slots__ = ()

    @classmethod
    def of(cls, items: Any) -> Bag:
        """Return items as a bag."""
        items = tuple(items)
        return cls(sorted(items, key=repr) if len(items) > 1 else items)


@dataclass(frozen=True, eq=False)
class Thing:
    """Something with an id, and what is said of it.

    Args:
        key: its kind and id.
        address: as findings name it, such as `journeys/trip/steps/ask-help`.
        name: what people call it.
        place: where it is written.
        source: the entity, phase, step or expectation itself.
        read: reads its facts; most things did not change, and are never read.
        parent: what it is a part of.
    """

    key: Key
    address: str
    name: Text
    place: Place
    source: Any
    read: Callable[[], dict[str, Any]]
    parent: Key | None = None

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """What is said of it, by field; what is not said is not there."""
        return self.read()

    @cached_property
    def written(self) -> Any:
        """What the document says there, as it is written."""
        value: Any = self.place.document.values
        for step in self.place.path:
            value = value[step]
        return value


def things(workspace: Workspace) -> dict[Key, Thing]:
    """Return everything that has an id, each thing after what it is a part of."""
    return {thing.key: thing for thing in _things(workspace)}


def _things(workspace: Workspace) -> Iterator[Thing]:
    language = workspace.languages[0]
    if workspace.organisation:
        yield from _entity(workspace.organisation, language)
    for collection, entities in workspace.entities.items():
        if collection == "journeys":
            continue
        for entity in entities.values():
            yield from _entity(entity, language, workspace.readings if collection == "kpis" else None)
    for journey in workspace.journeys.values():
        yield from _journey(journey, language)


def _entity(entity: Entity[Any], language: str, readings: Mapping[str, Any] | None = None) -> Iterator[Thing]:
    key = Key(entity.collection, entity.id)
    read = partial(_facts_of_entity, entity, language, readings)
    yield Thing(key, entity.ref, entity.name, entity.place, entity, read)
    yield from _expectations(entity.spec, key, entity.ref, entity.place, language)


def _facts_of_entity(entity: Entity[Any], language: str, readings: Mapping[str, Any] | None) -> dict[str, Any]:
    facts = _said(entity.spec, language)
    measured = valued(readings.get(entity.id, ()), None, language) if readings else ()
    return facts | ({"readings": measured} if measured else {})


def _journey(journey: Journey, language: str) -> Iterator[Thing]:
    yield from _entity(journey, language)
    for phase in journey.phases:
        key = Key("phases", f"{journey.id}/{phase.id}")
        read = partial(_said, phase.spec, language)
        yield Thing(key, phase.ref, phase.name, phase.place, phase, read, Key("journeys", journey.id))
        for step in phase.steps:
            yield from _step(step, key, language)


def _step(step: Step, phase: Key, language: str) -> Iterator[Thing]:
    key = Key("steps", f"{step.journey.id}/{step.id}")
    yield Thing(key, step.ref, step.name, step.place, step, partial(facts_of_step, step), phase)
    yield from _expectations(step.spec, key, step.ref, step.place, language)
    if isinstance(step.spec.touchpoint, spec.Touchpoint):
        yield from _expectations(step.spec.touchpoint, key, step.ref, step.place.at("touchpoint"), language)


def _expectations(written: Any, holder: Key, address: str, place: Place, language: str) -> Iterator[Thing]:
    for index, expectation in enumerate(getattr(written, "expectations", ())):
        key, where = Key("expectations", expectation.id), place.at("expectations", index)
        read = partial(_facts_of_expectation, expectation, holder, language)
        yield Thing(key, address, expectation.text, where, expectation, read, holder)


def _facts_of_expectation(expectation: spec.Expectation, holder: Key, language: str) -> dict[str, Any]:
    return _said(expectation, language) | {"of": holder}


def facts_of_step(step: Step, *, through: bool = False) -> dict[str, Any]:
    """Return what is said of a step, a touchpoint written in place included; with `through` a shared one's facts too.

    A step's own field wins over its touchpoint's; lists of the two add up.
    """
    language = step.workspace.languages[0]
    inner = step.touchpoint if through or isinstance(step.spec.touchpoint, spec.Touchpoint) else None
    own = _said(step.spec, language)
    facts = {name: value for name, value in own.items() if name not in ("touchpoint", "next", "emotion")}
    for name in TOUCHPOINT_FIELDS if inner else ():
        if not is_nothing(getattr(inner, name)):
            facts |= _merged(name, step, inner, language)
    special = {
        "phase": Key("phases", f"{step.journey.id}/{step.phase.id}"),
        "touchpoint": _touchpoint(step, language),
        "emotion": valued(step.emotion, None, language),
        "next": _next(step, language),
    }
    return {name: value for name, value in (facts | special).items() if value is not None and name != "expectations"}


def _merged(name: str, step: Step, inner: Any, language: str) -> dict[str, Any]:
    own, below = getattr(step.spec, name), getattr(inner, name)
    value = (*own, *below) if isinstance(own, tuple) else below if own is None else own
    fact = valued(value, targets(spec.Touchpoint).get(name), language)
    return {} if is_nothing(fact) else {name: fact}


def _touchpoint(step: Step, language: str) -> Any:
    written = step.spec.touchpoint
    if isinstance(written, spec.Touchpoint):
        return normal(written.name, language)
    return Key("touchpoints", written) if written is not None else None


def _next(step: Step, language: str) -> Any:
    """Return where a step leads when that is not simply the step after it."""
    following = step.number + 1
    implied = (spec.Edge(to=step.journey.steps[following].id),) if following < len(step.journey.steps) else ()
    if step.spec.next is None or step.spec.next == implied:
        return None
    return Bag.of(_edge(edge, step.journey.id, language) for edge in step.spec.next)


def _edge(edge: spec.Edge, journey: str, language: str) -> Facts:
    ends = {
        "to": Key("steps", f"{journey}/{edge.to}") if edge.to else None,
        "step": Key("steps", f"{edge.journey}/{edge.step}") if edge.step else None,
    }
    facts = dict(valued(edge, None, language)) | ends
    return Facts((name, value) for name, value in facts.items() if value is not None)


def _said(written: Any, language: str) -> dict[str, Any]:
    """Return the facts of a struct, by field; what is empty, and what is a thing of its own, left out."""
    kind: Any = type(written)
    aims = targets(kind)
    facts = {
        name: valued(value, aims.get(name), language)
        for name in written.__struct_fields__
        if name not in APART and not is_nothing(value := getattr(written, name))
    }
    if isinstance(written, spec.Opportunity) and written.steps:
        facts["steps"] = valued(written.steps, "steps", language)
    return facts


def is_nothing(value: Any) -> bool:
    """Tell whether a value is what a field that nobody wrote has."""
    return value is None or value is False or (isinstance(value, tuple | str) and not value)


def valued(value: Any, target: str | None, language: str) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Return a value as one that compares by meaning; a string in a field with a target is a reference to it."""
    if isinstance(value, Text):
        return normal(value, language)
    if isinstance(value, Note):
        taken = Key("opportunities", value.opportunity) if value.opportunity else None
        facts = (("text", normal(value.text, language)), ("opportunity", taken))
        return Facts(pair for pair in facts if pair[1] is not None)
    if isinstance(value, spec.DataUse):
        return Facts((("item", Key("data", value.item)), ("use", Bag.of(value.uses))))
    if isinstance(value, msgspec.Struct):
        return Facts(_said(value, language).items())
    if isinstance(value, tuple):
        return Bag.of(valued(item, target, language) for item in value)
    if isinstance(value, str) and target and value != EVERYONE:
        return Key(target, value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def normal(text: Text, language: str) -> Text:
    """Return a text by language: a plain string is one in the workspace's first language."""
    words = ((language, text.plain),) if text.plain is not None else text.words
    return Text(None, tuple(sorted((name, word.strip()) for name, word in words)))


@cache
def targets(struct: Any) -> dict[str, str]:
    """Return, for each field of a struct that refers to something, the collection it refers to."""
    hints = typing.get_type_hints(struct, include_extras=True)
    found = {name: next(_marked(hints[name]), None) for name in struct.__struct_fields__}
    return {name: target for name, target in found.items() if target}


def _marked(annotation: Any) -> Iterator[str]:
    if typing.get_origin(annotation) is Annotated:
        for meta in typing.get_args(annotation)[1:]:
            extra = getattr(meta, "extra", None) or {}
            if extra.get("mark") == "ref":
                yield extra["target"]
    for inner in typing.get_args(annotation):
        yield from _marked(inner)
