"""What a report says, before anybody prints it: documented columns, how figures came about, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from journeyctl.i18n import Localised, Message
from journeyctl.model.values import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
FEWEST_POINTS = 3
"""A line through fewer readings than this shows a trend that nobody measured."""
Kind = Literal["text", "integer", "number", "boolean", "list", "series"]
NoteKind = Literal["formula", "inputs", "left-out", "source"]


@dataclass(frozen=True, slots=True)
class Term:
    """A fixed value of the language: its code for machines, its words for people."""

    code: str
    words: Localised

    def in_language(self, language: str) -> str:
        """Return its words."""
        return self.words.in_language(language)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures in the order of time or of steps, to be drawn as a small line."""

    points: tuple[float, ...]


Cell = str | float | Text | Message | Term | Series | tuple[str | Text | Message | Term, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
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


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a report; every row has as many cells as there are columns."""

    key: str
    heading: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows by the keys of the columns."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to know to judge the figures: a formula, the inputs, what is left out, a source."""

    kind: NoteKind
    words: Message | str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report.

    Args:
        title: its name for people.
        lead: the most important thing it says, in a sentence.
        tables: the first is the one that CSV holds unless another is asked for.
        notes: how the figures came about.
        missing: what to write to get what could not be said; all there is to say when there is no data at all.
    """

    title: Message
    lead: Message
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    missing: tuple[Message, ...] = ()


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
                        kind={"enum": ["text", "integer", "number", "boolean", "list", "series"]},
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
