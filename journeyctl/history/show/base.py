"""What every format of a comparison is given, and how formats are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from journeyctl import discovery
from journeyctl.history.matching import ORDER
from journeyctl.history.meaning import meaning
from journeyctl.history.words import pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.history.changes import Comparison
    from journeyctl.history.facts import Key, Thing
    from journeyctl.history.findings import Findings
    from journeyctl.i18n import Message

PACKAGE = "journeyctl.history.show"
HELPERS = ("base",)


class Field(NamedTuple):
    """A field that changed, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Shown:
    """A comparison, and what is known about it.

    Args:
        comparison: what differs.
        findings: introduced and resolved.
        base: what people call the side before.
        head: what people call the side after.
        language: of texts.
        width: of the terminal, in characters.
        is_coloured: whether the reader is a terminal that shows colour.
        notes: what the reader has to know besides.
    """

    comparison: Comparison
    findings: Findings
    base: Message
    head: Message
    language: str = "en"
    width: int = 80
    is_coloured: bool = False
    notes: tuple[Message, ...] = ()

    @cached_property
    def added(self) -> list[Thing]:
        """What is new, by kind and id."""
        return sorted(self.comparison.added, key=lambda thing: order_of(thing.key))

    @cached_property
    def removed(self) -> list[Thing]:
        """What is gone, by kind and id."""
        return sorted(self.comparison.removed, key=lambda thing: order_of(thing.key))

    @cached_property
    def renamed(self) -> list[tuple[Thing, Thing]]:
        """What has another id, by kind and the id it has now."""
        return sorted(self.comparison.renamed, key=lambda both: order_of(both[1].key))

    @cached_property
    def changed(self) -> list[tuple[Thing, list[Field]]]:
        """What says something else, by kind and id, with the fields that do."""
        changes = sorted(self.comparison.changed, key=lambda change: order_of(change.after.key))
        return [
            (change.after, [Field(one.name, *pair(self.comparison, one, self.language)) for one in change.fields])
            for change in changes
        ]  # fmt: skip

    @cached_property
    def meaning(self) -> list[str]:
        """What it means to a customer, in sentences."""
        return [self.say(sentence) for sentence in meaning(self.comparison)]

    @property
    def has_entries(self) -> bool:
        """Whether anything differs: in what is said, or in what is found."""
        compared = self.comparison
        return bool(compared.added or compared.removed or compared.renamed or compared.changed) or any(self.findings)

    @property
    def unread(self) -> list[str]:
        """The documents that did not compile on one of the sides."""
        return sorted(self.comparison.unread)

    def say(self, message: Message) -> str:
        """Return a sentence in the reader's language."""
        return message.in_language(self.language)

    def name(self, thing: Thing) -> str:
        """Return what people call a thing, in the reader's language."""
        return thing.name.in_language(self.language)


def order_of(key: Key) -> tuple[int, str]:
    """Return what entries are sorted by: journeys and what is in them first, then what they are made with; then id."""
    return (-ORDER.index(key.kind) if key.kind not in JOURNEYS_FIRST else -100 + JOURNEYS_FIRST.index(key.kind), key.id)


JOURNEYS_FIRST = ("journeys", "phases", "steps", "touchpoints")


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    return discovery.names(PACKAGE, but=HELPERS)


def writer(name: str) -> Callable[[Shown], str]:
    """Return the function that writes a format."""
    render: Callable[[Shown], str] = discovery.load(PACKAGE, name).render
    return render
