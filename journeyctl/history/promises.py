"""What customers no longer get: somebody who answers, a moment of truth that is measured, a standard as strict."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.analyse.measures import TIME, are_comparable, is_stricter, limit_of
from journeyctl.history.facts import Key
from journeyctl.history.record import Break, breaking_change, counted
from journeyctl.history.scope import kind_of
from journeyctl.i18n import Message, _
from journeyctl.lint.support import choices
from journeyctl.model import Text, spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.history.changes import Comparison
    from journeyctl.history.facts import Thing
    from journeyctl.model import Entity, Step
    from journeyctl.source import Place

OWNED = ("journeys", "kpis", "processes", "services", "systems", "initiatives")
HOLDERS = ("journeys", "touchpoints", "services", "steps")


@breaking_change("BRK003", "owner-lost", _("nobody is told any more when this fails"))
def owner_lost(comparison: Comparison) -> Iterator[Break]:
    """Something that had an owner has none: a contact, a journey, a KPI, a process, a service, a system, an initiative.

    A contact is owned by its step, its touchpoint or its phase; a shared touchpoint is one break, at its entry. On an
    earned channel `monitored_by` takes the owner's place.

    Why: Where nobody answers for a contact, what goes wrong in it is everyone's and therefore no one's.

    Bad:
        touchpoints:
          desk: {name: Service desk, channel: store, owner: service}
        ---
        touchpoints:
          desk: {name: Service desk, channel: store}

    Good:
        touchpoints:
          desk: {name: Service desk, channel: store, owner: service}
        ---
        touchpoints:
          desk: {name: Service desk, channel: store, owner: stores}

    When not to use it: When a contact is about to go: accept it until the day it does.
    """
    lost: dict[tuple[Any, ...], list[tuple[Step, Step]]] = defaultdict(list)
    for then, now in counted(comparison, "steps"):
        if then.source.is_contact and then.source.owner and _has_nobody(now.source):
            place = now.source.touchpoint_place
            lost[place.document.path, place.path].append((then.source, now.source))
    for uses in lost.values():
        yield _contact_lost(comparison, uses)
    yield from _entities_lost(comparison)


def _has_nobody(step: Step) -> bool:
    channel = step.channel_spec
    is_watched = channel is not None and channel.control == "earned" and step.monitored_by
    return step.is_contact and not step.is_unresolved and step.owner is None and not is_watched


def _contact_lost(comparison: Comparison, uses: list[tuple[Step, Step]]) -> Break:
    then, now = uses[0]
    related = tuple(
        (step.place.at("touchpoint").value, _("used in {journey}", journey=step.journey.name))
        for _then, step in uses if step.shared
    )  # fmt: skip
    message = _(
        "touchpoint '{name}' lost its owner; it was {owner}",
        name=now.contact_name,
        owner=_owner(comparison, then.owner),
    )
    return Break(now.touchpoint_place, message, _whom(comparison), related)


def _called(step: Step) -> Text:
    return step.shared.name if step.shared else step.name


def _entities_lost(comparison: Comparison) -> Iterator[Break]:
    for kind in (*OWNED, "touchpoints"):
        for then, now in counted(comparison, kind):
            is_used = kind == "touchpoints" and comparison.head.uses_of(now.key.id)
            if then.source.spec.owner and now.source.spec.owner is None and not is_used:
                owner = _owner(comparison, then.source.spec.owner)
                message = _(
                    "{kind} '{id}' lost its owner; it was {owner}", kind=kind_of(now), id=now.key.id, owner=owner
                )
                yield Break(now.place, message, _whom(comparison))


def _owner(comparison: Comparison, owner: str | None) -> Text:
    known: Entity[spec.Owner] | None = comparison.base.owners.get(owner or "")
    return known.name if known else Text(owner or "")


def _whom(comparison: Comparison) -> Message:
    return _("name who answers for it now: {choices}", choices=choices(comparison.head.owners, "owners"))


@breaking_change("BRK004", "moment-unmeasured", _("at a moment of truth the customer decides what to think of us"))
def moment_unmeasured(comparison: Comparison) -> Iterator[Break]:
    """A KPI no longer measures a moment of truth.

    What was a moment of truth before the change counts. A KPI dropped at a shared touchpoint is one break, there.

    Why: What decides whether customers stay is what one wants to know first when it gets worse.

    Bad:
        journeys:
          order: {name: Order, owner: service, phases: [{id: buy, name: Buy, stage: purchase, steps: [
            {id: pay, touchpoint: {name: Pay, channel: web, owner: service, kpis: [ease]}, moment_of_truth: true}]}]}
        ---
        journeys:
          order: {name: Order, owner: service, phases: [{id: buy, name: Buy, stage: purchase, steps: [
            {id: pay, touchpoint: {name: Pay, channel: web, owner: service}, moment_of_truth: true}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, phases: [{id: buy, name: Buy, stage: purchase, steps: [
            {id: pay, touchpoint: {name: Pay, channel: web, owner: service, kpis: [ease]}, moment_of_truth: true}]}]}
        ---
        journeys:
          order: {name: Order, owner: service, phases: [{id: buy, name: Buy, stage: purchase, steps: [
            {id: pay, touchpoint: {name: Pay, channel: web, owner: service, kpis: [ease, nps]},
              moment_of_truth: true}]}]}

    When not to use it: When a better KPI takes over: accept it, and name the other in the reason.
    """
    seen: dict[tuple[Any, ...], Break] = {}
    for then, now in counted(comparison, "steps"):
        if then.source.spec.moment_of_truth and not now.source.is_unresolved:
            for one in _unmeasured(comparison, then.source, now.source):
                seen.setdefault((one.place.document.path, one.place.path), one)
    yield from seen.values()


def _unmeasured(comparison: Comparison, then: Step, now: Step) -> Iterator[Break]:
    dropped = tuple(kpi for kpi in dict.fromkeys(then.kpis) if _now(comparison, "kpis", kpi) not in now.kpis)
    if not dropped:
        return
    shared = now.shared if then.shared and set(dropped) <= set(then.shared.spec.kpis) else None
    names = tuple(comparison.base.kpis[kpi].name if kpi in comparison.base.kpis else kpi for kpi in dropped)
    name = shared.name if shared else now.name
    message = _("moment of truth '{name}' is no longer measured by {kpis}", name=name, kpis=names)
    in_place = now.place.at("touchpoint") if isinstance(now.spec.touchpoint, spec.Touchpoint) else now.place
    home = shared.place if shared else in_place
    help_ = _("add `kpis: [{ids}]` again, or another KPI that tells the same", ids=dropped)
    yield Break(home.at("kpis").key, message, help_)


def _now(comparison: Comparison, kind: str, identity: str) -> str:
    return comparison.partner.get(Key(kind, identity), Key(kind, identity)).id


class Norm(NamedTuple):
    """A standard as written: what it says, where, and what it is held for."""

    standard: spec.Standard
    place: Place
    holder: Key


@breaking_change("BRK006", "looser-standard", _("customers may be served worse than was agreed"))
def looser_standard(comparison: Comparison) -> Iterator[Break]:
    """A service standard asks less than it did, or is gone.

    Standards of one journey, touchpoint, service or step are compared when metric and unit agree and both are a most,
    or both a least; the same time counted in opening hours instead of on the clock is looser. What is now written
    elsewhere, as strict, has only moved. A target of a KPI is no standard.

    Why: A promise rests on the standard below it. When that gives way without a word, the promise is broken first where
    the customer sees it.

    Source: Parasuraman, Zeithaml & Berry 1985, the specification gap.

    Bad:
        touchpoints:
          desk: {name: Desk, channel: store, owner: service, standards: [{measure: {metric: wait, at_most: PT5M}}]}
        ---
        touchpoints:
          desk: {name: Desk, channel: store, owner: service, standards: [{measure: {metric: wait, at_most: PT9M}}]}

    Good:
        touchpoints:
          desk: {name: Desk, channel: store, owner: service, standards: [{measure: {metric: wait, at_most: PT5M}}]}
        ---
        touchpoints:
          desk: {name: Desk, channel: store, owner: service, standards: [{measure: {metric: wait, at_most: PT3M}}]}

    When not to use it: When customers were told: accept it, with what they were told as the reason.
    """
    old, new = _norms(comparison.before), _norms(comparison.after)
    for kind in HOLDERS:
        for then, now in counted(comparison, kind):
            for norm in old.get(then.key, ()):
                yield from _loosened(comparison, norm, new.get(now.key, ()), now, new)


def _norms(side: Mapping[Key, Thing]) -> dict[Key, tuple[Norm, ...]]:
    return {key: tuple(_norms_of(thing)) for key, thing in side.items() if key.kind in HOLDERS}


def _norms_of(thing: Thing) -> Iterator[Norm]:
    written = thing.source.spec
    for index, standard in enumerate(written.standards):
        yield Norm(standard, thing.place.at("standards", index), thing.key)
    inner = getattr(written, "touchpoint", None)
    if isinstance(inner, spec.Touchpoint):
        for index, standard in enumerate(inner.standards):
            yield Norm(standard, thing.place.at("touchpoint", "standards", index), thing.key)


def _loosened(
    comparison: Comparison, norm: Norm, here: tuple[Norm, ...], now: Thing, everywhere: Mapping[Key, tuple[Norm, ...]]
) -> Iterator[Break]:
    measure = norm.standard.measure
    same = [other for other in here if are_comparable(other.standard.measure, measure)]
    if any(not is_looser(other.standard.measure, measure) for other in same) or _moved(comparison, norm, everywhere):
        return
    if same:
        found = same[0].standard.measure
        message = _(
            "the standard for {metric} is looser: {new}, it was {old}",
            metric=measure.metric,
            new=limit(found),
            old=limit(measure),
        )
        yield Break(
            same[0].place.at("measure", limit_of(found).side).value, message, _("keep it at {old}", old=limit(measure))
        )
    elif not any(_takes_its_place(comparison, other, norm) for other in here):
        message = _(
            "'{name}' no longer has a standard for {metric}; it was {old}",
            name=now.name,
            metric=measure.metric,
            old=limit(measure),
        )
        yield Break(now.place, message, _("write the standard again, or one that is as strict"))


def is_looser(new: spec.Measure, old: spec.Measure) -> bool:
    """Tell whether a measure surely asks less than a comparable one."""
    after, before = limit_of(new), limit_of(old)
    clock_stopped = (
        after.unit == TIME and (before.hours, after.hours) == ("elapsed", "open") and after.side == "at_most"
    )
    return is_stricter(old, new) or (clock_stopped and after.value == before.value)


def _moved(comparison: Comparison, norm: Norm, everywhere: Mapping[Key, tuple[Norm, ...]]) -> bool:
    """Tell whether a standard as strict now stands at a touchpoint or step that had none for it before."""
    measure = norm.standard.measure
    for key, norms in everywhere.items():
        before = comparison.origin.get(key)
        if before != norm.holder and any(other.standard.measure == measure for other in norms):
            known = _norms_of(comparison.before[before]) if before else ()
            if not any(other.standard.measure == measure for other in known):
                return True
    return False


def _takes_its_place(comparison: Comparison, other: Norm, norm: Norm) -> bool:
    """Tell whether another standard is for the same thing but cannot be compared: nobody knows which is looser."""
    meets = norm.standard.meets and _now(comparison, "expectations", norm.standard.meets)
    is_same = other.standard.measure.metric == norm.standard.measure.metric
    return is_same or bool(meets and other.standard.meets == meets)


def limit(measure: spec.Measure) -> Message:
    """Return a measure's limit in words."""
    unit = f" {measure.unit}" if measure.unit else ""
    if measure.at_most is not None:
        return _("at most {limit}", limit=f"{_figure(measure.at_most)}{unit}")
    return _("at least {limit}", limit=f"{_figure(measure.at_least)}{unit}")


def _figure(value: float | str | None) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)
