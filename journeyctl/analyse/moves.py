"""From channel to channel: how often customers change, and what they need not repeat when they do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.handovers import moves
from journeyctl.model import Workspace, once

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChannelMove(NamedTuple):
    """All ways from a contact on one channel to the next contact on another.

    Args:
        origin: the channel that is left.
        goal: the channel of the next contact.
        full: in how many everything comes along.
        partial: in how many a part does.
        none: in how many nothing does.
        unstated: how many do not say.
    """

    origin: str
    goal: str
    full: int
    partial: int
    none: int
    unstated: int

    @property
    def total(self) -> int:
        """How many ways there are."""
        return self.full + self.partial + self.none + self.unstated

    @property
    def stated(self) -> int:
        """How many say what comes along."""
        return self.total - self.unstated


@once
def channel_moves(workspace: Workspace) -> tuple[ChannelMove, ...]:
    """Return the moves between different, known channels, the ones that lose most first.

    Ways through what the customer does alone count; leaving does not. They count as written, not by customers.

    Source: Lemon & Verhoef 2016, on the experience across channels.
    """
    found: dict[tuple[str, str], Counter[str | None]] = {}
    for move in moves(workspace):
        origin, goal = move.giver.channel or "", move.taker.channel or ""
        if origin != goal and {origin, goal} <= workspace.channels.keys():
            found.setdefault((origin, goal), Counter())[move.context] += 1
    channel_moves_ = [_move(*pair, counts) for pair, counts in found.items()]
    return tuple(sorted(channel_moves_, key=lambda one: (-one.none, -one.partial, -one.unstated)))


def _move(origin: str, goal: str, counts: Mapping[str | None, int]) -> ChannelMove:
    full, partial, none, unstated = (counts.get(context, 0) for context in ("full", "partial", "none", None))
    return ChannelMove(origin, goal, full, partial, none, unstated)
