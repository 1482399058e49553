"""What a change means to a customer, in sentences: what others would call the news, the worst of it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.lifecycle import first_stage, furthest_stage
from journeyctl.history.facts import Key
from journeyctl.history.record import broken, counted, is_promised
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.history.changes import Comparison
    from journeyctl.model import Step, Text

WORST_FIRST = ("BRK003", "BRK004", "BRK005", "BRK006", "BRK007")


def meaning(comparison: Comparison) -> list[Message]:
    """Return sentences about what customers will notice: what they lose, what they get, how it feels."""
    losses = [one for one in broken(comparison) if one.code in WORST_FIRST]
    losses.sort(key=lambda one: (WORST_FIRST.index(one.code), one.order))
    return [
        *(one.message for one in losses),
        *_journeys(comparison),
        *_contacts(comparison),
        *_wider(comparison),
        *_owned(comparison),
        *_feelings(comparison),
    ]


def _journeys(comparison: Comparison) -> Iterator[Message]:
    for thing in comparison.removed:
        if thing.key.kind == "journeys" and is_promised(comparison, thing):
            yield _("a journey is gone: {name}", name=thing.name)
    for thing in comparison.added:
        if thing.key.kind == "journeys":
            steps = plural("{count} step", "{count} steps", len(thing.source.steps))
            yield _("a new journey: {name} ({steps})", name=thing.name, steps=steps)


def _contacts(comparison: Comparison) -> Iterator[Message]:
    for thing in comparison.removed:
        if thing.key.kind == "steps" and thing.source.is_contact and is_promised(comparison, thing):
            yield _("in {journey}, the contact '{name}' is gone", journey=thing.source.journey.name, name=thing.name)
    for thing in comparison.added:
        if thing.key.kind == "steps" and thing.source.is_contact:
            yield _("in {journey}, a new contact: {name}", journey=thing.source.journey.name, name=thing.name)


def _wider(comparison: Comparison) -> Iterator[Message]:
    """Yield the journeys that begin earlier or go on longer than they did."""
    for then, now in counted(comparison, "journeys"):
        begins, begun = first_stage(now.source), first_stage(then.source)
        if begins and begun and comparison.order(begins) < comparison.order(begun):
            yield _("{name} now begins earlier, at {stage}", name=now.name, stage=begins.name)
        ends, ended = furthest_stage(now.source), furthest_stage(then.source)
        if ends and ended and comparison.order(ends) > comparison.order(ended):
            yield _("{name} now goes on until {stage}", name=now.name, stage=ends.name)


def _owned(comparison: Comparison) -> Iterator[Message]:
    """Yield the contacts that have an owner again, and those that changed hands, by the owner they have now."""
    found: dict[str, dict[str, list[str | Text]]] = {}
    for then, now in counted(comparison, "steps"):
        old, owner = _owner_now(comparison, then.source), now.source.owner
        if then.source.is_contact and owner in comparison.head.owners and old != owner:
            names = found.setdefault(owner, {}).setdefault("new" if old is None else "moved", [])
            if now.source.name not in names:
                names.append(now.source.name)
    for owner, contacts in found.items():
        name = comparison.head.owners[owner].name
        if "new" in contacts:
            yield _("{owner} now answers for what nobody did: {names}", owner=name, names=tuple(contacts["new"]))
        if "moved" in contacts:
            yield _("{owner} now answers for what others did: {names}", owner=name, names=tuple(contacts["moved"]))


def _owner_now(comparison: Comparison, step: Step) -> str | None:
    return comparison.partner.get(Key("owners", step.owner), Key("owners", step.owner)).id if step.owner else None


def _feelings(comparison: Comparison) -> Iterator[Message]:
    for then, now in counted(comparison, "steps"):
        old, new = then.source.score, now.source.score
        if old is not None and new is not None and old != new:
            facts = {"name": now.name, "journey": now.source.journey.name, "old": f"{old:g}", "new": f"{new:g}"}
            worse = _("in {journey}, '{name}' feels worse: {new}, it was {old}", **facts)
            yield worse if new < old else _("in {journey}, '{name}' feels better: {new}, it was {old}", **facts)
