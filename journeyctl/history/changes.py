"""The semantic diff: what one workspace says and another does not, by things and their facts, never by lines.

Moving a file, reordering keys, reformatting and comments say nothing. A phase is in its journey's order and a step in
its phase's; what stands elsewhere than the others let it is told as moved, and only that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.compiler.codes import is_of_document
from journeyctl.history.facts import Key, facts_of_step, things
from journeyctl.history.matching import Matching, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeyctl.compiler import Compiled
    from journeyctl.history.facts import Thing
    from journeyctl.model import Stage, Workspace

POSITION = "position"
FROM_TOUCHPOINT, NEXT = "touchpoint", "next"


class After(NamedTuple):
    """Where something stands: after what, or (None) first."""

    key: Key | None


class FieldChange(NamedTuple):
    """A field of a thing that says something else: before and after; None where nothing is said."""

    name: str
    before: Any
    after: Any


class Change(NamedTuple):
    """A thing that is on both sides and says something else."""

    before: Thing
    after: Thing
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two workspaces, thing by thing.

    Args:
        base: the one before.
        head: the one after.
        before: its things.
        after: the other's.
        partner: for each thing before that is still there, its key after.
        unread: documents that did not compile on one of the sides: what they hold is not compared.
    """

    base: Workspace
    head: Workspace
    before: Mapping[Key, Thing]
    after: Mapping[Key, Thing]
    partner: Mapping[Key, Key]
    unread: frozenset[str]

    def order(self, stage: Stage) -> float:
        """Return a stage's place in the lifecycle as it is now; as it was, when it is no longer there."""
        now = self.partner.get(Key("stages", stage.id), Key("stages", stage.id))
        return self.head.stages.get(now.id, stage).order

    @cached_property
    def origin(self) -> Mapping[Key, Key]:
        """For each thing after that was there before, its key before."""
        return {now: then for then, now in self.partner.items()}

    @cached_property
    def added(self) -> tuple[Thing, ...]:
        """What is new; of a new journey only the journey itself."""
        new = (thing for key, thing in self.after.items() if key not in self.origin)
        return tuple(thing for thing in new if not self._is_inside(thing, self.after, self.origin))

    @cached_property
    def removed(self) -> tuple[Thing, ...]:
        """What is gone; of a journey that is gone only the journey itself."""
        gone = (thing for key, thing in self.before.items() if key not in self.partner)
        return tuple(thing for thing in gone if not self._is_inside(thing, self.before, self.partner))

    @cached_property
    def renamed(self) -> tuple[tuple[Thing, Thing], ...]:
        """What has another id; a step whose journey was renamed is not renamed itself."""
        pairs = ((self.before[then], self.after[now]) for then, now in self.partner.items())
        return tuple((then, now) for then, now in pairs if _own_id(then.key) != _own_id(now.key))

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """What says something else, with the fields that do."""
        moved = self._moved()
        pairs = [(self.before[then], self.after[now]) for then, now in self.partner.items()]
        pairs = [(then, now) for then, now in pairs if now.key in moved or not self._is_the_same(then, now)]
        changes = (
            Change(then, now, (*self._fields(then, now), *moved.get(now.key, ()))) for then, now in pairs
        )  # fmt: skip
        return tuple(change for change in changes if change.fields)

    @cached_property
    def _is_spoken_alike(self) -> bool:
        """Whether the same words mean the same on both sides: no id and no first language is another one."""
        return not self.renamed and self.base.languages[0] == self.head.languages[0]

    def _is_the_same(self, then: Thing, now: Thing) -> bool:
        """Tell, without reading its facts, whether a thing surely says the same: its words are, and so is its phase."""
        is_in_place = then.parent == now.parent and then.key.kind not in ("kpis", "expectations")
        return is_in_place and self._is_spoken_alike and then.written == now.written

    def _is_inside(self, thing: Thing, side: Mapping[Key, Thing], known: Mapping[Key, Key]) -> bool:
        """Tell whether an entry says it all: what holds a thing is new or gone itself, or was not read."""
        if thing.place.document.path in self.unread:
            return True
        holder = thing.parent
        while holder and (holder.kind == "phases" or holder in known):
            holder = side[holder].parent
        return holder is not None

    def _fields(self, then: Thing, now: Thing) -> Iterator[FieldChange]:
        old = {name: translated(value, self.partner) for name, value in then.facts.items()}
        new = now.facts
        if then.key.kind == "steps" and old.get(FROM_TOUCHPOINT) != new.get(FROM_TOUCHPOINT):
            old = {
                name: translated(value, self.partner)
                for name, value in facts_of_step(then.source, through=True).items()
            }
            new = facts_of_step(now.source, through=True)
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name) and not (name == NEXT and _leads_alike(then, now)):
                yield FieldChange(name, old.get(name), new.get(name))

    def _moved(self) -> dict[Key, tuple[FieldChange, ...]]:
        """Return what changed places among those that stayed together, by its key after."""
        before, after = _siblings(self.before), _siblings(self.after)
        where = {
            self.partner[key]: (self.partner.get(parent), index)
            for parent, keys in before.items() for index, key in enumerate(keys) if key in self.partner
        }  # fmt: skip
        moved: dict[Key, tuple[FieldChange, ...]] = {}
        for parent, keys in after.items():
            stayed = [key for key in keys if key in where and where[key][0] == parent]
            for key in out_of_order(stayed, [where[key][1] for key in stayed]):
                then = _before(self.origin[key], before[self.before[self.origin[key]].parent])  # type: ignore[index] # it has one
                moved[key] = (FieldChange(POSITION, translated_after(then, self.partner), _before(key, keys)),)
        return moved


def compare(base: Compiled, head: Compiled) -> Comparison:
    """Return what differs in meaning between two compiled workspaces."""
    unread = {one.path for side in (base, head) for one in side.diagnostics if is_of_document(one.code)}
    before, after = things(base.workspace), things(head.workspace)
    partner = Matching(before, after).match()
    return Comparison(base.workspace, head.workspace, before, after, partner, frozenset(unread))


def translated_after(position: After, partner: Mapping[Key, Key]) -> After:
    """Return a position with what it names led to its new id."""
    return After(partner.get(position.key, position.key) if position.key else None)


def out_of_order(keys: Sequence[Key], numbers: Sequence[int]) -> list[Key]:
    """Return the fewest keys that one would have to lift out for the numbers to rise."""
    tails: list[int] = []
    length_at: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        length_at.append(at + 1)
    wanted, kept = len(tails), set[int]()
    for index in reversed(range(len(numbers))):
        if wanted and length_at[index] == wanted:
            kept.add(index)
            wanted -= 1
    return [key for index, key in enumerate(keys) if index not in kept]


def _siblings(known: Mapping[Key, Thing]) -> dict[Key, list[Key]]:
    """Return the phases of each journey and the steps of each phase, in order."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for key, thing in known.items():
        if thing.parent and key.kind in ("phases", "steps"):
            found[thing.parent].append(key)
    return found


def _before(key: Key, keys: Sequence[Key]) -> After:
    at = keys.index(key)
    return After(keys[at - 1] if at else None)


def _leads_alike(then: Thing, now: Thing) -> bool:
    """Tell whether a step says of where it leads what it said, though another step stands behind it now."""
    before, after = then.source.spec.next, now.source.spec.next
    return before is not None and before == after


def _own_id(key: Key) -> str:
    return key.id.rpartition("/")[2]
