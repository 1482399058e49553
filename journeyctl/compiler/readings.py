"""Readings of KPIs: written in a document, or in a CSV file with the header `date,value,n`."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

from journeyctl.i18n import Message, _
from journeyctl.model import spec
from journeyctl.model.values import day
from journeyctl.shape import shown_key
from journeyctl.source import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER = ["date", "value", "n"]
MOST_ROWS = 100_000


class BadReadings(Exception):  # noqa: N818 - becomes a finding, not an error of the program
    """Why a file of readings cannot be used."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


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
        for number, row in enumerate(rows, start=1):
            if number == 1:
                _check_header(row, path)
            elif any(cell.strip() for cell in row):
                yield _reading(row, path, number)
            if number > MOST_ROWS:
                raise BadReadings(_("'{path}' has more than {count} rows", path=path, count=MOST_ROWS))
    except csv.Error as error:
        raise BadReadings(_("'{path}' is no CSV file that can be read", path=path)) from error


def _check_header(row: list[str], path: str) -> None:
    if [cell.strip().lower() for cell in row] != HEADER:
        raise BadReadings(_("'{path}' does not begin with the header `date,value,n`", path=path))


def _reading(row: list[str], path: str, number: int) -> spec.Reading:
    try:
        when, value, count = (cell.strip() for cell in row)
        day(when)
        figure = float(value)
        if not math.isfinite(figure):
            raise ValueError(value)  # noqa: TRY301 - one place tells the reader about every bad row
        return spec.Reading(date=when, value=figure, n=int(count) if count else None)
    except ValueError as error:
        message = _(
            "line {line} of '{path}' is not a reading: {row}", line=number, path=path, row=shown_key(",".join(row))
        )
        raise BadReadings(message) from error
