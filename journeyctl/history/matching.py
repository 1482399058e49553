"""Which thing of one workspace is which of another: by id, else by how much of what is said of them is the same.

A renamed id is recognised by its facts and by who refers to it: when what referred to the old id now refers to the new
one, that counts as a fact. So a rename is one rename, and not a removal, an addition and a change in every referrer.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from journeyctl.history.facts import Bag, Facts, Key
from journeyctl.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.history.facts import Thing

    Things = Mapping[Key, Thing]
    Referrers = Mapping[Key, frozenset[tuple[Key, str]]]

ALIKE = 0.6
ALIKE_TEXT = 0.6
WEIGHTS = {"name": 4.0, "text": 4.0}
REFERRERS_WEIGHT = 3.0
STEPS_WEIGHT = 4.0
MOST_PAIRS = 10_000
COMPARED_CHARACTERS = 200
# What others refer to comes first, so that its renames are known when those others are compared.
ORDER = (
    "organisation", "owners", "channels", "stages", "personas", "insights", "systems", "data", "processes", "kpis",
    "services", "touchpoints", "opportunities", "initiatives", "journeys", "phases", "steps", "expectations",
)  # fmt: skip


class Matching:
    """Finds the partner in `after` of each thing in `before`."""

    def __init__(self, before: Things, after: Things) -> None:
        self.before, self.after = before, after
        self.partner: dict[Key, Key] = {}

    @cached_property
    def referring_before(self) -> Referrers:
        """Who referred to what; read when something may have been renamed."""
        return referrers(self.before)

    @cached_property
    def referring_after(self) -> Referrers:
        """Who refers to what now."""
        return referrers(self.after)

    def match(self) -> dict[Key, Key]:
        """Return, for each thing that is still there, its key in `after`; the same or another one."""
        for kind in ORDER:
            gone, come = self._left(kind)
            for group_gone, group_come in self._groups(gone, come):
                self._match(group_gone, group_come)
        return self.partner

    def _left(self, kind: str) -> tuple[list[Key], list[Key]]:
        """Pair what kept its id (a step or a phase: in the journey that its journey became); return what is left."""
        taken = set()
        gone = []
        for key in (key for key in self.before if key.kind == kind):
            expected = self._expected(key)
            if expected in self.after:
                self.partner[key] = expected
                taken.add(expected)
            else:
                gone.append(key)
        return gone, [key for key in self.after if key.kind == kind and key not in taken]

    def _expected(self, key: Key) -> Key:
        if key.kind not in ("phases", "steps"):
            return key
        journey, _slash, inner = key.id.partition("/")
        now = self.partner.get(Key("journeys", journey))
        return Key(key.kind, f"{now.id}/{inner}") if now else key

    def _groups(self, gone: list[Key], come: list[Key]) -> Iterator[tuple[list[Key], list[Key]]]:
        """Yield what may be each other's partner: things of one kind; phases and steps within their journey."""
        together: dict[str, tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
        for key in gone:
            together[_journey_of(self._expected(key))][0].append(key)
        for key in come:
            together[_journey_of(key)][1].append(key)
        yield from together.values()

    def _match(self, gone: list[Key], come: list[Key]) -> None:
        """Pair the most alike first, each once, until nothing is alike enough."""
        scored = [(self.likeness(one, other), one, other) for one, other in self._candidates(gone, come)]
        found = set[Key]()
        for score, one, other in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
            if score >= ALIKE and one not in self.partner and other not in found:
                self.partner[one] = other
                found.add(other)

    def _candidates(self, gone: list[Key], come: list[Key]) -> Iterable[tuple[Key, Key]]:
        """Return the pairs to compare: all when they are few, else those that are called the same."""
        if len(gone) * len(come) <= MOST_PAIRS:
            return product(gone, come)
        named: dict[Text, list[Key]] = defaultdict(list)
        for key in come:
            named[self.after[key].name].append(key)
        return ((one, other) for one in gone for other in named[self.before[one].name][:10])

    def likeness(self, one: Key, other: Key) -> float:
        """Return how much of what is said of two things is the same, 0 to 1; names and referrers weigh the most."""
        old, new = self.translated(self.before[one]), self.after[other].facts
        names = {*old, *new}
        weights = {name: WEIGHTS.get(name, 1.0) for name in names}
        shared = {name: weights[name] * alike(old.get(name), new.get(name)) for name in names}
        if one.kind == "steps":
            weights["is called"] = WEIGHTS["name"]
            shared["is called"] = WEIGHTS["name"] * alike(self.before[one].name, self.after[other].name)
        for name, weight, old_set, new_set in self._company(one, other):
            if old_set or new_set:
                weights[name] = weight
                shared[name] = weight * len(old_set & new_set) / len(old_set | new_set)
        return sum(shared.values()) / (sum(weights.values()) or 1)

    def _company(self, one: Key, other: Key) -> Iterator[tuple[str, float, frozenset[Any], frozenset[Any]]]:
        """Yield who refers to the two, and (of journeys) which steps they have."""
        referring = frozenset((self.partner.get(key, key), name) for key, name in self.referring_before.get(one, ()))
        yield "is referred to", REFERRERS_WEIGHT, referring, self.referring_after.get(other, frozenset())
        if one.kind == "journeys":
            yield "has steps", STEPS_WEIGHT, _steps(self.before[one]), _steps(self.after[other])

    def translated(self, thing: Thing) -> dict[str, Any]:
        """Return a thing's facts with every reference to what was renamed led to its new id."""
        return {name: translated(value, self.partner) for name, value in thing.facts.items()}


def translated(value: Any, partner: Mapping[Key, Key]) -> Any:
    """Return a fact with every reference in it led to where its target is now."""
    if isinstance(value, Key):
        return partner.get(value, value)
    if isinstance(value, Facts):
        return Facts((name, translated(inner, partner)) for name, inner in value)
    if isinstance(value, Bag):
        return Bag.of(translated(item, partner) for item in value)
    return value


def alike(one: Any, other: Any) -> float:
    """Return how alike two facts are, 0 to 1: texts by their letters, lists by their items, the rest all or nothing."""
    if one == other:
        return 1.0
    if isinstance(one, Text) and isinstance(other, Text):
        return _alike_texts(" ".join(one.all_words), " ".join(other.all_words))
    if isinstance(one, Bag) and isinstance(other, Bag):
        return len({*one} & {*other}) / len({*one, *other})
    return 0.0


def _alike_texts(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:COMPARED_CHARACTERS].casefold(), other[:COMPARED_CHARACTERS].casefold(), False)  # noqa: FBT003 - difflib's third place
    ratio = matcher.ratio() if matcher.quick_ratio() >= ALIKE_TEXT else 0.0
    return ratio if ratio >= ALIKE_TEXT else 0.0


def references(value: Any) -> Iterator[Key]:
    """Yield every reference in a fact."""
    if isinstance(value, Key):
        yield value
    elif isinstance(value, Facts):
        for _name, inner in value:
            yield from references(inner)
    elif isinstance(value, Bag):
        for item in value:
            yield from references(item)


def referrers(known: Things) -> Referrers:
    """Return who refers to each thing, and in which field; that a step is in its phase is no reference."""
    found: dict[Key, set[tuple[Key, str]]] = defaultdict(set)
    for key, thing in known.items():
        for name, value in thing.facts.items():
            if (key.kind, name) != ("steps", "phase"):
                for target in references(value):
                    found[target].add((key, name))
    return {target: frozenset(referring) for target, referring in found.items()}


def _journey_of(key: Key) -> str:
    return key.id.partition("/")[0] if key.kind in ("phases", "steps") else ""


def _steps(thing: Thing) -> frozenset[str]:
    return frozenset(step.id for step in thing.source.steps)
