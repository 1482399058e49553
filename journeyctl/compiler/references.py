"""References: does what is named exist, and if not, what was most likely meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeyctl.compiler.codes import diagnostic
from journeyctl.diagnostics import Edit, Fix, Related
from journeyctl.i18n import Message, _
from journeyctl.shape import shown_key
from journeyctl.spelling import near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.compiler.marks import Marked
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.source import Document, Place

ONE: dict[str, Message] = {
    "journeys": _("journey"),
    "touchpoints": _("touchpoint"),
    "channels": _("channel"),
    "owners": _("owner"),
    "kpis": _("KPI"),
    "personas": _("persona"),
    "stages": _("stage"),
    "services": _("service"),
    "processes": _("process"),
    "systems": _("system"),
    "data": _("data item"),
    "insights": _("insight"),
    "opportunities": _("opportunity"),
    "initiatives": _("initiative"),
    "expectations": _("expectation"),
    "steps": _("step"),
}
A: dict[str, Message] = {
    "journeys": _("a journey"),
    "touchpoints": _("a touchpoint"),
    "channels": _("a channel"),
    "owners": _("an owner"),
    "kpis": _("a KPI"),
    "personas": _("a persona"),
    "stages": _("a stage"),
    "services": _("a service"),
    "processes": _("a process"),
    "systems": _("a system"),
    "data": _("a data item"),
    "insights": _("an insight"),
    "opportunities": _("an opportunity"),
    "initiatives": _("an initiative"),
    "expectations": _("an expectation"),
    "steps": _("a step"),
}


@dataclass(frozen=True)
class Known:
    """What can be referred to.

    Args:
        places: where each id stands, by collection and id; `expectations` is one of them. None for what is built in.
        steps: where each step stands, by journey and id.
        hidden: collections of which a failed document may hold more; `*` for all of them.
    """

    places: Mapping[str, Mapping[str, Place | None]]
    steps: Mapping[str, Mapping[str, Place]]
    hidden: frozenset[str]

    def size(self, marked: Marked) -> int:
        """Return about how many things a reference may name."""
        if marked.kind == "journey-step":
            return sum(map(len, self.steps.values()))
        return len(self.places.get(marked.target, ()))

    def may_hold(self, collection: str) -> bool:
        """Tell whether a document that failed may hold what is not known."""
        return "*" in self.hidden or collection in self.hidden


@dataclass(frozen=True)
class Target:
    """What a reference may name: the collection it wants, and the candidates."""

    collection: str
    candidates: Mapping[str, Place | None]
    prefix: str = ""


def check_reference(document: Document, marked: Marked, known: Known, *, is_thorough: bool = True) -> Diagnostic | None:
    """Return a finding when a reference names nothing; nothing when it does, or when that cannot be known.

    Args:
        document: where it stands.
        marked: the reference.
        known: what it may name.
        is_thorough: whether to look for what was most likely meant, which takes time where there is much to choose.
    """
    target = _target(marked, known, document, is_thorough=is_thorough)
    if target is None or marked.value in target.candidates:
        return None
    if not is_thorough:
        return diagnostic(document, document.value_span(marked.path), "REF001", _no_such(marked, target), why=_WHY)
    return _unresolved(document, marked, target, known)


def _no_such(marked: Marked, target: Target) -> Message:
    return _("there is no {kind} '{id}'", kind=ONE[target.collection], id=shown_key(marked.value))


def _target(marked: Marked, known: Known, document: Document, *, is_thorough: bool) -> Target | None:
    if marked.kind == "step":
        return Target("steps", known.steps.get(str(marked.path[2]), {}))
    if marked.kind == "entry-step":
        return _entry(marked, known, document)
    if marked.kind == "journey-step":
        return _journey_step(marked, known, is_thorough=is_thorough)
    return None if known.may_hold(marked.target) else Target(marked.target, known.places[marked.target])


def _entry(marked: Marked, known: Known, document: Document) -> Target | None:
    """Return the steps of the journey that a hand-over names; nothing when that is not known or not named."""
    edge: Any = document.values[int(marked.path[0])]
    for step in marked.path[1:-1]:
        edge = edge[step]
    steps = known.steps.get(edge.get("journey", ""))
    return None if steps is None else Target("steps", steps)


def _journey_step(marked: Marked, known: Known, *, is_thorough: bool) -> Target | None:
    journey, _slash, step = marked.value.partition("/")
    if step and step in known.steps.get(journey, ()):
        return None
    if journey not in known.steps and (known.may_hold("journeys") or journey in known.places["journeys"]):
        return None
    if not is_thorough:
        return Target("steps", {})
    named = {journey: known.steps[journey]} if journey in known.steps else known.steps
    return Target("steps", {f"{name}/{step}": place for name, steps in named.items() for step, place in steps.items()})


def _unresolved(document: Document, marked: Marked, target: Target, known: Known) -> Diagnostic:
    span = document.value_span(marked.path)
    message = _no_such(marked, target)
    elsewhere = _elsewhere(marked, target, known)
    if elsewhere:
        return diagnostic(document, span, "REF001", message, help=elsewhere, why=_WHY)
    similar = _similar(marked.value, target)
    if not similar:
        return diagnostic(document, span, "REF001", message, help=_nothing_near(target), why=_WHY)
    return diagnostic(
        document, span, "REF001", message, why=_WHY,
        help=_("did you mean '{name}'?", name=similar[0]),
        related=_defined(target.candidates[similar[0]], similar[0]),
        fix=_respelled(document, marked, similar[0]) if len(similar) == 1 else None,
    )  # fmt: skip


_WHY = _("this points at nothing")


def _similar(written: str, target: Target) -> list[str]:
    """Return what was most likely meant, the nearest first; a step without its journey is meant in full."""
    in_full = [name for name in target.candidates if name.endswith(f"/{written}")]
    return in_full[:3] or near(written, target.candidates)


def _elsewhere(marked: Marked, target: Target, known: Known) -> Message | None:
    """Say so when the id exists, but as something else."""
    if marked.kind == "step":
        return _in_another_journey(marked, known)
    for collection, places in known.places.items():
        if collection != target.collection and marked.value in places:
            return _(
                "there is {other} '{id}', but '{field}' wants {kind}",
                other=A[collection], id=marked.value, field=_field(marked), kind=A[target.collection],
            )  # fmt: skip
    return None


def _in_another_journey(marked: Marked, known: Known) -> Message | None:
    for journey, steps in known.steps.items():
        if marked.value in steps:
            return _(
                "it is a step of '{journey}'; to go there, write `journey: {journey}` and `step: {step}`",
                journey=journey, step=marked.value,
            )  # fmt: skip
    return None


def _field(marked: Marked) -> str:
    return next(str(step) for step in reversed(marked.path) if isinstance(step, str))


def _nothing_near(target: Target) -> Message:
    if target.candidates:
        return _("choose from: {names}", names=tuple(sorted(target.candidates)))
    if target.collection == "expectations":
        return _("there is none yet: write one under `expectations:` of a journey, touchpoint or service")
    return _("there is none yet: add it under `{collection}:`", collection=target.collection)


def _defined(place: Place | None, name: str) -> tuple[Related, ...]:
    if place is None:
        return ()
    return (Related(place.document, place.key.span, _("'{name}' is defined here", name=name)),)


def _respelled(document: Document, marked: Marked, name: str) -> Fix | None:
    found = document.value_offsets(marked.path)
    return Fix(_("write '{name}'", name=name), (Edit(document, *found, name),)) if found else None
