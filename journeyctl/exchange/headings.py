"""Which table a sheet is, and which column each of its headings stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.errors import JourneyctlError
from journeyctl.exchange.naming import key
from journeyctl.exchange.tables import tables
from journeyctl.i18n import LANGUAGES, _
from journeyctl.model.values import LANGUAGE_CODE
from journeyctl.spelling import hint, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeyctl.exchange.base import Reading
    from journeyctl.exchange.cells import Cell
    from journeyctl.exchange.draft import Draft, Spot
    from journeyctl.exchange.tables import Column, Table

# What others call our columns, in either language.
SYNONYMS = {
    "steps": {
        "stapnaam": "step", "naam": "step", "name": "step", "activiteit": "step", "activity": "step",
        "contactpunt": "touchpoint", "contact moment": "touchpoint", "contact": "touchpoint", "gedachten": "thinking",
        "thoughts": "thinking", "acties": "doing", "actions": "doing", "handelingen": "doing", "gevoel": "emotion",
        "score": "emotion", "feeling": "emotion", "pijnpunt": "pains", "pain": "pains", "pain points": "pains",
        "pluspunt": "gains", "gain": "gains", "kpi": "kpis", "kpi's": "kpis", "proceseigenaar": "owner",
        "verantwoordelijke": "owner", "team": "owner", "klantreis": "journey",
    },
}  # fmt: skip
LANGUAGE = re.compile(r"(.+?)\s*(?:\(([A-Za-z-]+)\)|\[([A-Za-z-]+)\]|\.([a-z-]+))")
LOOKED_AT = 10  # rows in which the headings may stand
ENOUGH = 2  # headings that we know, to take a row for the headings


class Grid(NamedTuple):
    """A sheet as it was read: its name, its cells, and where each of them (0-based row and column) stands."""

    name: str
    path: str
    rows: list[list[Cell]]
    spot: Callable[[int, int], Spot]
    decimal: str = "."


class Heading(NamedTuple):
    """What a column holds, and in which language; empty where none is named."""

    column: Column
    language: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read: its table, the row of its headings, and what the columns hold, by their number."""

    table: Table
    first: int
    headings: Mapping[int, Heading]


def check(reading: Reading) -> None:
    """See that every column that the operator names is one of ours; raises JourneyctlError for another."""
    known = sorted({column.key for table in tables().values() for column in table.columns})
    for written, name in reading.columns:
        if name and not any(_ours(name, table) for table in tables().values()):
            raise JourneyctlError(
                _("'{written}={name}' names no column of ours", written=written, name=name), hint(name, known)
            )


def layout(grid: Grid, reading: Reading, draft: Draft) -> Layout | None:
    """Return how to read a sheet; None, and nothing said, when it holds nothing that we know."""
    table = _named(grid.name) or _alike(grid, reading)
    if table is None:
        return None
    first, headings = max(
        ((number, _headings(row, table, reading)) for number, row in enumerate(grid.rows[:LOOKED_AT])),
        key=lambda found: (len(found[1]), -found[0]), default=(0, {}),
    )  # fmt: skip
    if not headings:
        return None
    kept = _without_doubles(grid, first, headings, draft)
    for index, cell in enumerate(grid.rows[first]):
        if index not in headings and cell not in (None, "") and not _is_dropped(str(cell), reading):
            _tell_unknown(str(cell), table, grid.spot(first, index), draft)
    return Layout(table, first, kept)


def _named(name: str) -> Table | None:
    """Return the table that a sheet or file is named after."""
    words = key(re.sub(r"[_.-]+", " ", name))
    return next((table for table in tables().values() if words in _names(table.key, table)), None)


def _names(own: str, thing: Table | Column) -> set[str]:
    return {key(own), *(key(thing.heading.in_language(language)) for language in LANGUAGES)}


def _alike(grid: Grid, reading: Reading) -> Table | None:
    """Return the table whose headings a sheet shows; of several, that of steps, which most maps are."""
    steps = tables()["steps"]
    ranked = [steps, *(table for table in tables().values() if table is not steps)]
    rows = grid.rows[:LOOKED_AT]
    counts = {table.key: max((len(_headings(row, table, reading)) for row in rows), default=0) for table in ranked}
    best = max(ranked, key=lambda table: counts[table.key])
    return best if counts[best.key] >= ENOUGH or (reading.columns and counts[best.key]) else None


def _headings(row: Sequence[Cell], table: Table, reading: Reading) -> dict[int, Heading]:
    found = ((index, _heading(str(cell), table, reading)) for index, cell in enumerate(row) if cell is not None)
    return {index: heading for index, heading in found if heading}


def _heading(words: str, table: Table, reading: Reading) -> Heading | None:
    mapped = next((name for written, name in reading.columns if key(written) == key(words)), None)
    return _ours(words if mapped is None else mapped, table) if mapped != "" else None


def _is_dropped(words: str, reading: Reading) -> bool:
    return any(key(written) == key(words) for written, _name in reading.columns)


def _ours(words: str, table: Table) -> Heading | None:
    """Return the column that is called so, by its key or in either language, with or without a language behind it."""
    wanted = key(words)
    synonym = SYNONYMS.get(table.key, {}).get(wanted, wanted)
    for name in (wanted, synonym):
        column = next((column for column in table.columns if name in _names(column.key, column)), None)
        if column:
            return Heading(column, "")
    found = LANGUAGE.fullmatch(words.strip())
    language = next((group for group in found.groups()[1:] if group), "") if found else ""
    if found is None or not re.match(LANGUAGE_CODE, language):
        return None
    inner = _ours(found[1], table)
    return Heading(inner.column, language) if inner and inner.column.is_localised else None


def _without_doubles(grid: Grid, first: int, headings: dict[int, Heading], draft: Draft) -> dict[int, Heading]:
    kept: dict[int, Heading] = {}
    for index, heading in headings.items():
        if heading in kept.values():
            message = _("two columns stand for '{key}'", key=heading.column.key)
            help_ = _("rename one of the two, or leave it out with `--map HEADING=`")
            draft.error(grid.spot(first, index), "IMP004", message, help_)
        kept[index] = heading
    return kept


def _tell_unknown(words: str, table: Table, spot: Spot, draft: Draft) -> None:
    known = {name: column.key for column in table.columns for name in _names(column.key, column)}
    near = nearest(words, known)
    message = _("the column '{name}' is none of ours, so it is left out", name=words)
    help_ = _("say what it stands for with `--map HEADING=COLUMN`; `journeyctl export csv` shows the columns")
    if near:
        help_ = _("did you mean '{name}'? say so with `--map HEADING={key}`", name=near, key=known[near])
    draft.warn(spot, "IMP004", message, help_)


def stem(path: str) -> str:
    """Return the name of a file without its folder and its ending."""
    return PurePosixPath(path.replace("\\", "/")).stem or path
