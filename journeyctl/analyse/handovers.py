"""Who hands the customer to whom: the silo map, from one owner of a contact to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.flow import target_of
from journeyctl.model import Step, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEAKER = ("none", "partial", "full")


class OwnerHandover(NamedTuple):
    """One place where the customer goes from one owner to another.

    Args:
        giver: the contact that is left.
        taker: the contact that comes next, in this journey or in another.
        context: what the customer need not repeat: the least of what the ways between say; None when none says it.
    """

    giver: Step
    taker: Step
    context: str | None

    @property
    def loses(self) -> bool:
        """Whether something that was known gets lost."""
        return self.context in ("none", "partial")


@dataclass(frozen=True)
class OwnerLink:
    """All hand-overs from one owner to another.

    Args:
        giver: the owner who hands over.
        taker: the owner who takes over.
        handovers: each of them, in the order of the journeys.
    """

    giver: str
    taker: str
    handovers: tuple[OwnerHandover, ...]

    @property
    def losing(self) -> int:
        """In how many of them something known gets lost."""
        return sum(one.loses for one in self.handovers)

    @property
    def unstated(self) -> int:
        """In how many of them nobody says what goes along."""
        return sum(one.context is None for one in self.handovers)

    @property
    def worst(self) -> str | None:
        """The least that goes along in any of them; None when none says it."""
        return weakest(one.context for one in self.handovers)


@once
def owner_links(workspace: Workspace) -> tuple[OwnerLink, ...]:
    """Return who hands over to whom, by giver and taker, in the order in which it is written.

    What the customer does alone between two contacts belongs to neither; leaving (an exit) hands over to nobody.
    Contacts without a known owner are left out (OWN001, REF001).
    """
    grouped: dict[tuple[str, str], list[OwnerHandover]] = {}
    for one in moves(workspace):
        giver, taker = one.giver.owner, one.taker.owner
        if giver in workspace.owners and taker in workspace.owners and giver != taker:
            grouped.setdefault((str(giver), str(taker)), []).append(one)
    return tuple(OwnerLink(giver, taker, tuple(all_)) for (giver, taker), all_ in grouped.items())


@once
def moves(workspace: Workspace) -> tuple[OwnerHandover, ...]:
    """Return every way from one contact to the next in live journeys, whoever owns them, in the order written.

    What the customer does alone between two contacts is passed over; leaving (an exit) leads nowhere.
    """
    return tuple(_handovers(workspace))


def _handovers(workspace: Workspace) -> Iterator[OwnerHandover]:
    for step in workspace.contacts():
        for taker, context in _contacts_after(step):
            yield OwnerHandover(step, taker, context)


def _contacts_after(step: Step) -> Iterator[tuple[Step, str | None]]:
    """Yield the nearest contacts that a step leads to, through the customer's own actions, with what goes along."""
    seen = {step.ref}
    pending: list[tuple[Step, str | None]] = [(step, None)]
    while pending:
        here, context = pending.pop(0)
        for edge in here.edges:
            target = target_of(here, edge)
            if target is None or edge.kind == "exit" or target.ref in seen:
                continue
            seen.add(target.ref)
            carried = weakest((context, edge.context))
            if target.is_contact:
                yield target, carried
            else:
                pending.append((target, carried))


def weakest(contexts: Iterable[str | None]) -> str | None:
    """Return the least of what goes along; what is not stated does not count."""
    stated = {context for context in contexts if context}
    return next((context for context in WEAKER if context in stated), None)
