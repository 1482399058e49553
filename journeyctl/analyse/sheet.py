"""What a report says, before anybody prints it: documented columns, how figures came about, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

import msgspec

from journeyctl.i18n import Localised, Message, _
from journeyctl.model.values import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION = 1
FEWEST_POINTS = 3
"""A line through fewer readings than this shows a trend that nobody measured."""
MOST_ROWS = 40
"""What a person reads of one table; JSON and CSV hold all of it."""
Kind = Literal["text", "date", "integer", "number", "boolean", "list", "series"]
NoteKind = Literal["formula", "inputs", "left-out", "source"]
NOTES: Mapping[NoteKind, Message] = {
    "formula": _("How it is computed"),
    "inputs": _("What it reads"),
    "left-out": _("What it leaves out"),
    "source": _("Source"),
}


class Term(msgspec.Struct, frozen=True):
    """A fixed value of the language: its code for machines, its words for people."""

    code: str
    words: Localised

    def in_language(self, language: str) -> str:
        """Return its words."""
        return self.words.in_language(language)


class Series(msgspec.Struct, frozen=True):
    """Figures in the order of time or of steps, to be drawn as a small line."""

    points: tuple[float, ...]


class Named(msgspec.Struct, frozen=True):
    """Something of the workspace by its name, so that a page can lead to it.

    Args:
        ref: as findings name it: `channels/app`, `journeys/trip/steps/ask-help`.
        name: what people call it; all that machines get, for its id has a column of its own.
    """

    ref: str
    name: Text

    def in_language(self, language: str) -> str:
        """Return its name."""
        return self.name.in_language(language)


class Nameable(Protocol):
    """What findings and people can name: an entity, a step, a use of data."""

    @property
    def ref(self) -> str:
        """As findings name it."""

    @property
    def name(self) -> Text:
        """As people do."""


def named(one: Nameable) -> Named:
    """Return something of the workspace as a cell."""
    return Named(one.ref, one.name)


Label = str | Text | Message | Term | Named
Cell = Label | float | Series | tuple[Label, ...] | None


class Column(msgspec.Struct, frozen=True):
    """One column of a table.

    Args:
        key: its name in JSON and CSV; part of the contract, as its meaning and unit are.
        heading: its name for people.
        meaning: what stands in it; for a figure, how it is computed.
        kind: what sort of value stands in it; any value may be absent.
        unit: of its figures; for a column in which units differ, how to know.
        scale: the lowest and highest value, when a bar should be drawn beside the figure.
        for_machines: whether people are spared it.
    """

    key: str
    heading: Message
    meaning: Message
    kind: Kind = "text"
    unit: Message | str = ""
    scale: tuple[float, float] | None = None
    for_machines: bool = False


class Table(msgspec.Struct, frozen=True):
    """One table of a report; every row has as many cells as there are columns."""

    key: str
    heading: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def for_people(self) -> list[int]:
        """Return the places of the columns worth the room: those for machines, or without any value, are not."""
        return [
            index
            for index, column in enumerate(self.columns)
            if not column.for_machines and any(row[index] not in (None, ()) for row in self.rows)
        ]

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows by the keys of the columns."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


class Mark(msgspec.Struct, frozen=True):
    """One line of a picture: a figure, or a range with a figure in it, beside a name.

    Args:
        name: of what the figure is.
        value: the figure.
        low: where the range begins, when there is one.
        high: where it ends.
        limit: what the figure is held against: a target, a cap, a declared path.
    """

    name: Label
    value: float
    low: float | None = None
    high: float | None = None
    limit: float | None = None


class Chart(msgspec.Struct, frozen=True):
    """Figures of one unit, each drawn on one scale; no mark is in it that does not stand in a table too.

    Args:
        key: its name on a page.
        heading: what is drawn.
        marks: in the order of the lines.
        unit: of all figures.
        scale: the lowest and highest value; None to take what the figures span, with 0.
        legend: what a range and a limit are, where there are any.
        fewest: marks without which there is nothing to compare.
    """

    key: str
    heading: Message
    marks: tuple[Mark, ...]
    unit: Message | str = ""
    scale: tuple[float, float] | None = None
    legend: Message | None = None
    fewest: int = 2

    @property
    def is_drawn(self) -> bool:
        """Whether there is enough to compare."""
        return len(self.marks) >= self.fewest


class Grid(msgspec.Struct, frozen=True):
    """What falls where two things meet, as a table with two sides.

    Args:
        key: its name on a page.
        heading: what is shown.
        corner: what the lines and the columns are.
        columns: the names above.
        rows: of each line its name and its cells; as many as there are columns.
    """

    key: str
    heading: Message
    corner: Message
    columns: tuple[Label, ...]
    rows: tuple[tuple[Label, tuple[Cell, ...]], ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything in it."""
        return any(cell not in (None, ()) for _name, cells in self.rows for cell in cells)


class Note(msgspec.Struct, frozen=True):
    """What a reader has to know to judge the figures: a formula, the inputs, what is left out, a source."""

    kind: NoteKind
    words: Message | str

    @property
    def heading(self) -> Message:
        """What a note of its kind is called."""
        return NOTES[self.kind]


class Sheet(msgspec.Struct, frozen=True):
    """One report.

    Args:
        title: its name for people.
        lead: the most important thing it says, in a sentence.
        tables: the first is the one that CSV holds unless another is asked for.
        notes: how the figures came about.
        missing: what to write to get what could not be said; all there is to say when there is no data at all.
        pictures: what a page draws, in this order.
        view: the picture of the whole workspace that shows the same, such as `owners`.
    """

    title: Message
    lead: Message
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    missing: tuple[Message, ...] = ()
    pictures: tuple[Chart | Grid, ...] = ()
    view: str = ""


def share(part: int, whole: int) -> float | None:
    """Return a part as a percentage of the whole; None where there is no whole."""
    return 100 * part / whole if whole else None


def mean(values: Sequence[float]) -> float | None:
    """Return the mean of figures on one scale; None where there are none."""
    return sum(values) / len(values) if values else None


_STRING: dict[str, Any] = {"type": "string"}
_VALUE: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": {"type": ["string", "number"]}},
    ]
}


def _object(**properties: Any) -> dict[str, Any]:
    """Return the schema of a mapping in which all keys are there, and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _all(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A journeyctl report",
    **_object(
        version={"const": VERSION},
        report=_STRING,
        workspace=_STRING,
        today={"type": "string", "format": "date"},
        language=_STRING,
        title=_STRING,
        lead=_STRING,
        tables=_all(
            _object(
                key=_STRING,
                heading=_STRING,
                columns=_all(
                    _object(
                        key=_STRING,
                        heading=_STRING,
                        meaning=_STRING,
                        kind={"enum": list(get_args(Kind))},
                        unit=_STRING,
                    )
                ),
                rows=_all({"type": "object", "additionalProperties": _VALUE}),
            )
        ),
        notes=_all(_object(kind={"enum": ["formula", "inputs", "left-out", "source"]}, words=_STRING)),
        missing=_all(_STRING),
    ),
}
"""The JSON Schema of `--format json`."""
