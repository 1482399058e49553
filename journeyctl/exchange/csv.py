"""CSV: one table a file, for any spreadsheet.

Written in UTF-8 with a byte-order mark, by which spreadsheets know it. A text that a spreadsheet would run as a formula
begins with an apostrophe, and loses it when it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.exchange.base import EVERYTHING
from journeyctl.exchange.cells import COLUMNS, PLACES, Cell, guarded, unguarded
from journeyctl.exchange.draft import Draft, Spot
from journeyctl.exchange.filling import filled, left_out
from journeyctl.exchange.headings import Grid, stem
from journeyctl.exchange.taking import take
from journeyctl.i18n import _
from journeyctl.source import Document, Span, files
from journeyctl.source.limits import FILE_BYTES
from journeyctl.source.span import LINE_BREAK, START

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeyctl.exchange.base import Reading, Wanted
    from journeyctl.exchange.draft import Given
    from journeyctl.exchange.filling import Filled
    from journeyctl.model import Workspace

__all__ = ["EXPORTS", "IMPORTS", "draft", "export", "export_folder", "left_out"]

EXPORTS = "one row a step; in a folder also the journeys, phases and catalogues, one file each"
IMPORTS = "steps, one on each row, and the catalogues beside them; headings in Dutch, English or by key"
MARK = "\ufeff"
DELIMITERS = ",;\t"
QUOTE = '"'


def export(workspace: Workspace, wanted: Wanted = EVERYTHING) -> bytes:
    """Return the table of steps; raises JourneyctlError when there is no such journey."""
    return next(_text(table, wanted) for table in filled(workspace, wanted) if table.table.key == "steps")


def export_folder(workspace: Workspace, wanted: Wanted = EVERYTHING) -> Mapping[str, bytes]:
    """Return a file for each table; raises JourneyctlError when there is no such journey."""
    return {f"{table.table.key}.csv": _text(table, wanted) for table in filled(workspace, wanted)}


def _text(table: Filled, wanted: Wanted) -> bytes:
    lines = [[guarded(heading) for heading in table.headings(wanted.language)]]
    lines += [[_written(cell, wanted.delimiter) for cell in row] for row in table.rows]
    return (MARK + "".join(wanted.delimiter.join(map(_quoted, line)) + "\r\n" for line in lines)).encode()


def _written(cell: Cell, delimiter: str) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    text = "" if cell is None else str(cell)
    return text.replace(".", ",") if delimiter == ";" else text


def _quoted(cell: str) -> str:
    special = set(DELIMITERS) | {QUOTE, "\n", "\r"}
    return f'"{cell.replace(QUOTE, QUOTE * 2)}"' if special & set(cell) or cell != cell.strip() else cell


def draft(given: Sequence[Given], known: Workspace, reading: Reading) -> Draft:
    """Return what tables say; raises JourneyctlError when the operator names a column that is none of ours."""
    made = Draft()
    grids = [grid for file in given if (grid := _grid(file, made))]
    if not made.fails:
        take(grids, known, reading, made)
    return made


def _grid(given: Given, made: Draft) -> Grid | None:
    text = _decoded(given, made)
    if text is None:
        return None
    document = Document(given.path, text)
    delimiter = delimiter_of(text)
    cells = list(_records(text, delimiter, document, made))
    places = [[place for _cell, place in row] for row in cells]

    def spot(row: int, column: int) -> Spot:
        found = places[row][column] if row < len(places) and column < len(places[row]) else START
        return Spot(document, found)

    rows: list[list[Cell]] = [[unguarded(cell) for cell, _place in row] for row in cells]
    return Grid(stem(given.path), given.path, rows, spot, "," if delimiter == ";" else ".")


def _decoded(given: Given, made: Draft) -> str | None:
    """Return the text of a file; that of an older Windows program too, with a warning."""
    try:
        files.decode(given.data)
    except files.Unreadable as error:
        if error.reason == "not-utf-8" and len(given.data) <= FILE_BYTES:
            try:
                text = given.data.decode("cp1252")
            except UnicodeDecodeError:
                return made.text_of(given)
            message = _("this file is not UTF-8; it is read as Windows-1252")
            help_ = _("check the letters with accents, or save it as `CSV UTF-8`")
            made.warn(Spot(Document(given.path, ""), START), "IMP001", message, help_)
            return text
    return made.text_of(given)


def delimiter_of(text: str) -> str:
    """Return what stands between cells: of `,` `;` and tab that which the first line, outside quotes, has most of."""
    counts = dict.fromkeys(DELIMITERS, 0)
    is_quoted = False
    for letter in text:
        is_quoted ^= letter == QUOTE
        if letter in "\r\n" and not is_quoted and any(counts.values()):
            break
        if letter in counts and not is_quoted:
            counts[letter] += 1
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def _records(text: str, delimiter: str, document: Document, made: Draft) -> Iterator[list[tuple[str, Span]]]:
    """Yield the rows with the place of each cell; a row that ends inside quotes is a finding, and so is a flood."""
    at, left = 0, PLACES
    row: list[tuple[str, Span]] = []
    while at < len(text):
        start, left = at, left - 1
        if text[at] == QUOTE:
            cell, at, is_closed = _quoted_cell(text, at + 1)
            if not is_closed:
                message, help_ = _("a quote is opened and never closed"), _("close the quote, or take it out")
                made.error(Spot(document, document.lines.span(start, start + 1)), "IMP002", message, help_)
                return
            rest, at = _bare(text, at, delimiter)
            cell += rest
        else:
            cell, at = _bare(text, at, delimiter)
        if left < 0 or (cell and len(row) >= COLUMNS):
            message, help_ = _("this table is larger than what is read"), _("take out what is no part of the journeys")
            made.error(Spot(document, document.lines.span(start, start + 1)), "IMP001", message, help_)
            return
        if len(row) < COLUMNS:
            row.append((cell, document.lines.span(start, max(start + 1, _line_end(text, start, at)))))
        if at >= len(text) or text[at] != delimiter:
            yield row
            row = []
            at += 2 if text.startswith("\r\n", at) else 1
        else:
            at += 1
            if at == len(text):
                row.append(("", document.lines.span(at, at)))
    if row:
        yield row


def _quoted_cell(text: str, at: int) -> tuple[str, int, bool]:
    parts = []
    while True:
        end = text.find(QUOTE, at)
        if end < 0:
            return "", len(text), False
        parts.append(text[at:end])
        if not text.startswith(QUOTE * 2, end):
            return "".join(parts), end + 1, True
        parts.append(QUOTE)
        at = end + 2


def _bare(text: str, at: int, delimiter: str) -> tuple[str, int]:
    end = at
    while end < len(text) and text[end] not in (delimiter, "\r", "\n"):
        end += 1
    return text[at:end], end


def _line_end(text: str, start: int, end: int) -> int:
    """Return where the first line of a cell ends; no further than the cell, for a line may hold a million of them."""
    found = LINE_BREAK.search(text, start, end)
    return found.start() if found else end
