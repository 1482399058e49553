"""What is done with customers' data beyond what they knew of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.history.facts import Key
from journeyctl.history.record import Break, breaking_change, counted, is_promised
from journeyctl.i18n import _
from journeyctl.lint.written import items_of
from journeyctl.model.values import is_duration, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.history.changes import Comparison
    from journeyctl.history.facts import Thing
    from journeyctl.model import Step, Text, spec
    from journeyctl.source import Place

# How much say a ground of GDPR article 6 leaves to the person: with consent it is theirs; with legitimate interests the
# organisation weighs its own. The law ranks none of them; this says which change a customer would want to hear of.
SAY = {
    "consent": 3, "contract": 2, "legal-obligation": 2, "vital-interests": 2, "public-task": 2,
    "legitimate-interests": 1,
}  # fmt: skip
GIVEN = ("ask", "store")
SAME_PERIOD = 1.01  # twelve months are a year, give or take a few hours

Uses = set[tuple[str, str]]


@breaking_change("BRK007", "wider-data-use", _("customers gave it for less than this"))
def wider_data_use(comparison: Comparison) -> Iterator[Break]:
    """Customers' data is asked, kept or used for more than it was.

    A data item is used for more, kept longer or without end, rests on a ground that leaves the person less say
    (consent, then contract, legal obligation, vital interests and public task, then legitimate interests, then none),
    or its consent can no longer be withdrawn; a contact asks or stores personal data that it did not, or a system
    stores it. What an item did not state before is not widened by stating it.

    Why: Whoever gave a piece of data was told what for. Use beyond that needs a new ground, and at least a word.

    Source: GDPR articles 5 and 6: purpose limitation, storage limitation, lawfulness.

    Bad:
        data:
          trips: {name: Trips, personal: true, purpose: Refund, legal_basis: contract, retention: P1Y,
            used_for: [service]}
        ---
        data:
          trips: {name: Trips, personal: true, purpose: Refund, legal_basis: contract, retention: P1Y,
            used_for: [service, analysis]}

    Good:
        data:
          trips: {name: Trips, personal: true, purpose: Refund, legal_basis: contract, retention: P2Y,
            used_for: [service]}
        ---
        data:
          trips: {name: Trips, personal: true, purpose: Refund, legal_basis: consent, retention: P1Y,
            used_for: [service]}

    When not to use it: When those concerned were told and the ground is in order: accept it, with that as the reason.
    """
    for then, now in counted(comparison, "data"):
        yield from _item(now, then.source.spec, now.source.spec)
    yield from _stored(comparison)
    seen = set[tuple[object, ...]]()
    for one in _asked(comparison):
        place = (one.place.document.path, one.place.path, one.message)
        if place not in seen:
            seen.add(place)
            yield one


def _item(now: Thing, before: spec.Data, after: spec.Data) -> Iterator[Break]:
    name, place = now.name, now.place
    more = tuple(use for use in after.used_for if use not in before.used_for)
    if before.used_for and more:
        message = _("data item '{name}' is now also used for {uses}", name=name, uses=more)
        yield Break(place.at("used_for").key, message, _("ask again, or leave it at {uses}", uses=before.used_for))
    if _is_kept_longer(before.retention, after.retention):
        message = _(
            "data item '{name}' is kept longer: {new}, it was {old}",
            name=name,
            new=after.retention or _("no end"),
            old=before.retention,
        )
        yield Break(place.at("retention").key, message, _("keep it no longer than {old}", old=before.retention))
    if before.legal_basis and SAY[before.legal_basis] > SAY.get(after.legal_basis or "", 0):
        ground = after.legal_basis or _("no ground")
        message = _("data item '{name}' rests on {new}; it was {old}", name=name, new=ground, old=before.legal_basis)
        yield Break(
            place.at("legal_basis").key,
            message,
            _("the customer has less say: tell them, or keep to {old}", old=before.legal_basis),
        )
    if before.withdrawal and not after.withdrawal and after.legal_basis == "consent":
        message = _("data item '{name}' no longer says how consent is withdrawn", name=name)
        yield Break(place, message, _("say how under `withdrawal`; it is as easy as giving it"))


def _is_kept_longer(before: Text | None, after: Text | None) -> bool:
    """Tell whether data is surely kept longer; periods in other words than a duration cannot be compared."""
    if before is None or after is None:
        return before is not None
    old, new = before.in_language(""), after.in_language("")
    return is_duration(old) and is_duration(new) and seconds(new) > seconds(old) * SAME_PERIOD


def _stored(comparison: Comparison) -> Iterator[Break]:
    for then, now in counted(comparison, "systems"):
        known = {_now(comparison, item) for item in then.source.spec.stores}
        for index, item in enumerate(now.source.spec.stores):
            if item not in known and _is_personal(comparison, item):
                message = _("system '{name}' now stores '{item}'", name=now.name, item=_called(comparison, item))
                yield Break(now.place.at("stores", index).value, message, _FOR_WHAT)


_FOR_WHAT = _("leave it out, or tell customers what for")


def _asked(comparison: Comparison) -> Iterator[Break]:
    """Yield what contacts ask and store beyond before: a step beyond itself, a new step beyond its whole journey."""
    for then, now in counted(comparison, "steps"):
        yield from _beyond(comparison, _uses(comparison, [then.source]), now.source)
    for then, now in counted(comparison, "journeys"):
        known = _uses(comparison, then.source.steps)
        for step in now.source.steps:
            if Key("steps", f"{now.key.id}/{step.id}") not in comparison.origin:
                yield from _beyond(comparison, known, step)
    for then, now in counted(comparison, "touchpoints"):
        if is_promised(comparison, then) and not comparison.head.uses_of(now.key.id):
            known = {(_now(comparison, use.item), kind) for use in then.source.spec.data for kind in use.uses}
            for index, use in enumerate(now.source.spec.data):
                yield from _new(comparison, known, use, now.place.at("data", index), now.name)


def _uses(comparison: Comparison, steps: Iterable[Step]) -> Uses:
    return {(_now(comparison, use.item), kind) for step in steps for use in step.data for kind in use.uses}


def _beyond(comparison: Comparison, known: Uses, step: Step) -> Iterator[Break]:
    for place, use in items_of(step, "data"):
        is_shared = step.shared is not None and place.path[1:2] == ("touchpoints",)
        yield from _new(comparison, known, use, place, step.shared.name if step.shared and is_shared else step.name)


def _new(comparison: Comparison, known: Uses, use: spec.DataUse, place: Place, name: Text) -> Iterator[Break]:
    fresh = [kind for kind in use.uses if kind in GIVEN and (use.item, kind) not in known]
    if fresh and _is_personal(comparison, use.item):
        item = _called(comparison, use.item)
        message = _("'{name}' now asks customers for '{item}'", name=name, item=item)
        if "ask" not in fresh:
            message = _("'{name}' now stores '{item}' of customers", name=name, item=item)
        yield Break(place.at("item").value, message, _FOR_WHAT)


def _is_personal(comparison: Comparison, item: str) -> bool:
    known = comparison.head.data.get(item)
    return known is not None and known.spec.personal


def _called(comparison: Comparison, item: str) -> Text:
    return comparison.head.data[item].name


def _now(comparison: Comparison, item: str) -> str:
    return comparison.partner.get(Key("data", item), Key("data", item)).id
