"""What others can no longer find or reach: ids that are gone or renamed, and journeys drawn inward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.flow import followers
from journeyctl.analyse.lifecycle import first_stage, furthest_stage
from journeyctl.compiler.references import ONE
from journeyctl.history.facts import Key
from journeyctl.history.record import Break, breaking_change, counted, is_promised
from journeyctl.i18n import Message, _
from journeyctl.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.history.changes import Comparison
    from journeyctl.history.facts import Thing
    from journeyctl.model import Journey, Stage, Workspace

KINDS = ONE | {"phases": _("phase"), "organisation": _("organisation")}


@breaking_change("BRK001", "removed-id", _("others refer to it by this id"))
def removed_id(comparison: Comparison) -> Iterator[Break]:
    """Something that had an id is gone: an entity, a phase, a step or an expectation.

    It is reported at its nearest surviving parent; of a journey that is gone, only the journey.

    Why: Dashboards, tickets and other teams' journeys refer to what you describe by its id. When it vanishes, they
    point at nothing, and nobody tells the people who use them.

    Bad:
        touchpoints:
          desk: {name: Service desk, channel: store, owner: service}
          form: {name: Form, channel: web, owner: service}
        ---
        touchpoints:
          form: {name: Form, channel: web, owner: service}

    Good:
        touchpoints:
          desk: {name: Service desk, channel: store, owner: service}
        ---
        touchpoints:
          desk: {name: Desk in the hall, channel: store, owner: service}

    When not to use it: When everyone who refers to it knows: accept the break in the settings, with a reason and a day.
    """
    for thing in comparison.removed:
        if is_promised(comparison, thing):
            message = _("{kind} '{id}' is gone: {name}", kind=KINDS[thing.key.kind], id=short(thing), name=thing.name)
            help_ = _("keep it until nobody refers to it; a journey can be `status: retired`")
            entity = (
                f"{thing.address}/expectations/{thing.key.id}" if thing.key.kind == "expectations" else thing.address
            )
            yield Break(surviving(comparison, thing), message, help_, entity=entity)


@breaking_change("BRK002", "renamed-id", _("others refer to it by its old id"))
def renamed_id(comparison: Comparison) -> Iterator[Break]:
    """Something has another id, and is otherwise (nearly) the same.

    Why: What is in this workspace may follow; what is outside it (dashboards, tickets, other teams) does not.

    Bad:
        owners:
          help-desk: {name: Customer service, kind: team, department: Operations}
        ---
        owners:
          customer-service: {name: Customer service, kind: team, department: Operations}

    Good:
        owners:
          help-desk: {name: Help desk, kind: team, department: Operations}
        ---
        owners:
          help-desk: {name: Customer service, kind: team, department: Operations}

    When not to use it: Before anyone outside the workspace refers to it.
    """
    for then, now in comparison.renamed:
        if is_promised(comparison, then):
            message = _(
                "{kind} '{old}' is now called '{new}'", kind=KINDS[then.key.kind], old=short(then), new=short(now)
            )
            help_ = _("keep the id and change only the name, or tell everyone who refers to it")
            entity = "" if then.key.kind == "expectations" else then.address
            yield Break(now.place, message, help_, entity=entity)


def short(thing: Thing) -> str:
    """Return an id as it is written: of a step without its journey."""
    return thing.key.id.rpartition("/")[2]


def surviving(comparison: Comparison, thing: Thing) -> Place:
    """Return where to tell of something that is gone: what held it, else its collection, else the first document."""
    holder = thing.parent
    while holder:
        if holder in comparison.partner:
            return comparison.after[comparison.partner[holder]].place
        holder = comparison.before[holder].parent
    documents = comparison.head.documents
    path = thing.place.document.path
    for document in sorted(documents.values(), key=lambda one: (one.path != path, one.path)):
        for index, value in enumerate(document.values):
            if isinstance(value, dict) and thing.key.kind in value:
                return Place(document, (index, thing.key.kind))
    return Place(documents.get(path) or next(iter(documents.values())), ())


@breaking_change("BRK005", "scope-inward", _("part of what the customer goes through is out of sight"))
def scope_inward(comparison: Comparison) -> Iterator[Break]:
    """A journey begins later in the customer's life than it did, or ends earlier.

    It begins at the stage of its first phase that states one, and ends at the furthest stage that some path reaches.
    A journey that was cut in two is not drawn inward: what follows it, or hands over to it, covers the rest.

    Why: A journey begins before the organisation notices and does not end at the purchase. What is cut off still
    happens to customers; only nobody looks at it any more.

    Source: Lemon & Verhoef 2016, the stages before, at and after the purchase.

    Bad:
        journeys:
          order: {name: Order, owner: service, phases: [
            {id: look, name: Look, stage: awareness, steps: [{id: ask, action: Ask around}]},
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]}]}
        ---
        journeys:
          order: {name: Order, owner: service, phases: [
            {id: look, name: Look, stage: consideration, steps: [{id: ask, action: Ask around}]},
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, phases: [
            {id: look, name: Look, stage: consideration, steps: [{id: ask, action: Ask around}]},
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]}]}
        ---
        journeys:
          order: {name: Order, owner: service, phases: [
            {id: look, name: Look, stage: awareness, steps: [{id: ask, action: Ask around}]},
            {id: buy, name: Buy, stage: use, steps: [{id: pay, action: Pay}]}]}

    When not to use it: When another team's journey takes over the rest: say so with `continues_in` or a hand-over.
    """
    for then, now in counted(comparison, "journeys"):
        yield from _drawn_in(comparison, then.source, now.source)


def _drawn_in(comparison: Comparison, then: Journey, now: Journey) -> Iterator[Break]:
    begins, ends = first_stage(then), furthest_stage(then)
    start, end = first_stage(now), furthest_stage(now)
    if begins and start and _is_later(comparison, start, begins) and not _led_in(comparison, then, now, begins):
        message = _(
            "journey '{name}' now begins at {new}; it began at {old}", name=now.name, new=start.name, old=begins.name
        )
        yield Break(_stage_place(now, start), message, _("begin where the customer begins: at {old}", old=begins.name))
    if ends and end and _is_later(comparison, ends, end) and not _led_on(comparison, then, now, ends):
        message = _("journey '{name}' now ends at {new}; it ended at {old}", name=now.name, new=end.name, old=ends.name)
        help_ = _("keep the phases up to {old}, or name the journey that takes over in `continues_in`", old=ends.name)
        yield Break(_stage_place(now, end), message, help_)


def _is_later(comparison: Comparison, one: Stage, other: Stage) -> bool:
    return comparison.order(one) > comparison.order(other)


def _stage_place(journey: Journey, stage: Stage) -> Place:
    phase = next(phase for phase in journey.phases if phase.spec.stage == stage.id)
    return phase.place.at("stage").value


def _led_in(comparison: Comparison, then: Journey, now: Journey, begins: Stage) -> bool:
    """Tell whether a journey that did not lead to this one before does now, and begins as early as this one did."""
    leading = [one for one in comparison.head.live if now.id in followers(one)]
    known = {_now(comparison, one.id) for one in comparison.base.live if then.id in followers(one)}
    starts: list[Any] = [first_stage(one) for one in leading if one.id not in known]
    return any(start and not _is_later(comparison, start, begins) for start in starts)


def _led_on(comparison: Comparison, then: Journey, now: Journey, ends: Stage) -> bool:
    """Tell whether a journey takes over that did not before, and goes as far as this one did."""
    known = {_now(comparison, follower) for follower in followers(then)}
    taking_over = [_journey(comparison.head, follower) for follower in followers(now) if follower not in known]
    ending = [furthest_stage(journey) for journey in taking_over if journey]
    return any(end and not _is_later(comparison, ends, end) for end in ending)


def _now(comparison: Comparison, journey: str) -> str:
    return comparison.partner.get(Key("journeys", journey), Key("journeys", journey)).id


def _journey(workspace: Workspace, journey: str) -> Journey | None:
    return workspace.journeys.get(journey)


def kind_of(thing: Thing) -> Message:
    """Return what sort of thing it is, in a word."""
    return KINDS[thing.key.kind]
