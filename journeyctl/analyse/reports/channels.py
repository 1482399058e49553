"""Channels: whether a customer who changes channel can go on where they were."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeyctl.analyse.moves import ChannelMove, channel_moves
from journeyctl.analyse.sheet import Cell, Column, Grid, Note, Sheet, Table, named, share
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Workspace

TOPIC = "experience"
SUMMARY = _("whether customers who change channel can go on where they were")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell what comes along from channel to channel.

    Source: Lemon & Verhoef 2016.
    """
    moves = channel_moves(workspace)
    tables = (_pairs(workspace, moves), _matrix(workspace, moves))
    return Sheet(
        _("Continuity across channels"),
        _lead(moves),
        tables,
        _notes(),
        tuple(_missing(moves)),
        (_grid(workspace, moves),),
    )


def _lead(moves: tuple[ChannelMove, ...]) -> Message:
    stated = sum(move.stated for move in moves)
    if not stated:
        return _("Not enough data: no way from one channel to another says what comes along.")
    return _(
        "In {full} of {all} changes of channel that say so, the customer need not repeat anything.",
        full=sum(move.full for move in moves),
        all=stated,
    )


def _pairs(workspace: Workspace, moves: tuple[ChannelMove, ...]) -> Table:
    columns = (
        Column("from", _("From"), _("The id of the channel that is left."), for_machines=True),
        Column("from_name", _("From"), _("The name of the channel that is left.")),
        Column("to", _("To"), _("The id of the channel that comes next."), for_machines=True),
        Column("to_name", _("To"), _("The name of the channel that comes next.")),
        Column("moves", _("Changes"), _("Ways from a contact on the one to the next contact on the other."), "integer"),
        Column("full", _("All comes along"), _("Of those, with context `full`."), "integer"),
        Column("partial", _("Part does"), _("Of those, with context `partial`."), "integer"),
        Column("none", _("Nothing does"), _("Of those, with context `none`."), "integer"),
        Column("unstated", _("Not stated"), _("Of those, without a context."), "integer"),
        Column("continuity", _("Continuity"), _("Full / those with a context."), "number", "%", (0.0, 100.0)),
    )
    rows = tuple(
        (
            move.origin,
            named(workspace.channels[move.origin]),
            move.goal,
            named(workspace.channels[move.goal]),
            move.total,
            move.full,
            move.partial,
            move.none,
            move.unstated,
            share(move.full, move.stated),
        )
        for move in moves
    )
    return Table("pairs", _("From channel to channel, what loses most first"), columns, rows)


def _grid(workspace: Workspace, moves: tuple[ChannelMove, ...]) -> Grid:
    """Return from which channel to which, and in how many of the ways that say so everything comes along."""
    found = {(move.origin, move.goal): move for move in moves}
    left = [channel for channel in workspace.channels.values() if any(origin == channel.id for origin, _to in found)]
    entered = [channel for channel in workspace.channels.values() if any(goal == channel.id for _from, goal in found)]
    return Grid(
        "grid",
        _("From channel to channel: in how many changes everything comes along"),
        _("From, to"),
        tuple(named(channel) for channel in entered),
        tuple((named(one), tuple(_kept(found.get((one.id, other.id))) for other in entered)) for one in left),
    )


def _kept(move: ChannelMove | None) -> Cell:
    if move is None:
        return None
    return _("{full} of {all}", full=move.full, all=move.stated) if move.stated else _("not stated")


def _matrix(workspace: Workspace, moves: tuple[ChannelMove, ...]) -> Table:
    """Return the channels as they are left and entered; the pairs hold every cell of the matrix."""
    columns = (
        Column("channel", _("Channel"), _("The channel's id."), for_machines=True),
        Column("name", _("Channel"), _("The channel's name.")),
        Column("contacts", _("Contacts"), _("Steps of live journeys on it."), "integer"),
        Column("left", _("Left for another"), _("Ways to a contact on another channel."), "integer"),
        Column("kept_out", _("Continuity when left"), _("Of those with a context, `full`."), "number", "%"),
        Column("entered", _("Entered from another"), _("Ways from a contact on another channel."), "integer"),
        Column("kept_in", _("Continuity when entered"), _("Of those with a context, `full`."), "number", "%"),
    )
    steps = Counter(step.channel for step in workspace.contacts())
    rows: list[tuple[Cell, ...]] = []
    for channel in workspace.channels.values():
        leaving = [move for move in moves if move.origin == channel.id]
        entering = [move for move in moves if move.goal == channel.id]
        sides = (cell for side in (leaving, entering) for cell in _side(side))
        rows.append((channel.id, named(channel), steps[channel.id], *sides))
    return Table("channels", _("Channel by channel"), columns, tuple(rows))


def _side(moves: list[ChannelMove]) -> tuple[Cell, Cell]:
    full, stated = sum(move.full for move in moves), sum(move.stated for move in moves)
    return sum(move.total for move in moves), share(full, stated)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Continuity = changes of channel with context `full` / those with a context.")),
        Note("inputs", _("`channel` of steps and touchpoints, and `context` in `next`.")),
        Note(
            "left-out",
            _(
                "Contacts without a known channel, ways within one channel, and leaving. Ways are counted as written, "
                "not by how many customers go them."
            ),
        ),
        Note("source", "Lemon & Verhoef 2016"),
    )


def _missing(moves: tuple[ChannelMove, ...]) -> Iterator[Message]:
    if not moves:
        yield _("Write a `channel` for contact moments, and with `next` where each leads.")
    unstated = sum(move.unstated for move in moves)
    if unstated:
        yield plural(
            "{count} change of channel does not say what comes along: write `context` in `next`.",
            "{count} changes of channel do not say what comes along: write `context` in `next`.",
            unstated,
        )
