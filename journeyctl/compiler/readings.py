"""Readings of KPIs: written in a document, or in a CSV file with the header `date,value,n`."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from journeyctl.i18n import Message, _
from journeyctl.model import spec
from journeyctl.model.values import DATE, day
from journeyctl.shape import shown_key
from journeyctl.source import files, limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeyctl.model import Workspace

HEADER = ["date", "value", "n"]
FIGURE = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
COUNT = re.compile(r"\d{1,9}", re.ASCII)
MOST_ROWS = 100_000


class BadReadings(Exception):  # noqa: N818 - becomes a finding, not an error of the program
    """Why a file of readings cannot be used."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def files_of(workspace: Workspace) -> set[str]:
    """Return the files that hold readings, as documents name them."""
    written = (kpi.spec.readings for kpi in workspace.kpis.values())
    return {readings.file for readings in written if isinstance(readings, spec.ReadingsFile)}


def readings_of(kpi: spec.Kpi, root: Path) -> tuple[spec.Reading, ...]:
    """Return a KPI's readings, the oldest first.

    Raises:
        BadReadings: its file cannot be read as such.
    """
    written = kpi.readings
    found = tuple(_rows(root, written.file)) if isinstance(written, spec.ReadingsFile) else written or ()
    return tuple(sorted(found, key=lambda reading: reading.date))


def _rows(root: Path, path: str) -> Iterator[spec.Reading]:
    try:
        text = files.read_text(root, root / path)
    except files.Unreadable as error:
        raise BadReadings(_("the readings in '{path}' cannot be read", path=shown_key(path))) from error
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        _check_header(next(rows, []), path)
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                yield _reading(row, path, number)
            if number > MOST_ROWS + 1:
                raise BadReadings(_("'{path}' has more than {count} rows", path=path, count=MOST_ROWS))
    except csv.Error as error:
        raise BadReadings(_("'{path}' is no CSV file that can be read", path=path)) from error


def _check_header(row: list[str], path: str) -> None:
    if [cell.strip().lower() for cell in row] != HEADER:
        raise BadReadings(_("'{path}' does not begin with the header `date,value,n`", path=path))


def _reading(row: list[str], path: str, number: int) -> spec.Reading:
    try:
        when, value, count = (cell.strip() for cell in row)
        return spec.Reading(date=_day(when), value=_figure(value), n=_count(count))
    except ValueError as error:
        shown = shown_key(",".join(row))
        message = _("line {line} of '{path}' is not a reading: {row}", line=number, path=path, row=shown)
        raise BadReadings(message) from error


def _day(cell: str) -> str:
    if not re.match(DATE, cell, re.ASCII):
        raise ValueError(cell)
    day(cell)
    return cell


def _figure(cell: str) -> float:
    if not FIGURE.fullmatch(cell) or abs(figure := float(cell)) > limits.NUMBER:
        raise ValueError(cell)
    return figure


def _count(cell: str) -> int | None:
    if cell and not COUNT.fullmatch(cell):
        raise ValueError(cell)
    return int(cell) if cell else None
