"""Excel workbooks: a sheet a table, and one that explains them.

Text is written as text, so a spreadsheet runs nothing of it; the same workspace gives the same bytes. Reading needs no
library; writing needs xlsxwriter, which the extra `journeyctl[xlsx]` brings.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from journeyctl.errors import JourneyctlError
from journeyctl.exchange import workbook
from journeyctl.exchange.base import EVERYTHING
from journeyctl.exchange.cells import PLACES
from journeyctl.exchange.draft import Draft, Spot
from journeyctl.exchange.filling import filled, left_out
from journeyctl.exchange.headings import Grid, stem
from journeyctl.exchange.tables import tables
from journeyctl.exchange.taking import take
from journeyctl.exchange.workbook import UNSEEN
from journeyctl.i18n import LANGUAGES, _
from journeyctl.source import Document, Span
from journeyctl.source.span import START

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.exchange.base import Reading, Wanted
    from journeyctl.exchange.cells import Cell
    from journeyctl.exchange.draft import Given
    from journeyctl.exchange.filling import Filled
    from journeyctl.exchange.workbook import Sheet
    from journeyctl.model import Workspace

__all__ = ["EXPORTS", "IMPORTS", "draft", "export", "left_out"]

EXPORTS = "a workbook with a sheet of steps, one of journeys, of phases and of each catalogue"
IMPORTS = "a workbook such as `export xlsx` writes, or one of your own with a step on each row"
CREATED = datetime(2026, 1, 1, tzinfo=UTC)  # the hour of the day would change the bytes
SHEET_ORDER = ("steps", "journeys", "phases")
ABOUT = _("How this works")
EXPLAINED = (
    _("One row a step. Steps that stand below each other share the journey and the phase that were written last."),
    _("An owner, a channel, a KPI or a persona is named by its id or by its name, as it stands on its own sheet."),
    _("Several names in one cell are parted by commas. Several pains, gains or needs have a line each."),
    _("An emotion is a number from -2 (bad) to 2 (good). A day is written as 2026-11-23, a duration as P6M or PT4H."),
    _("Leave an id empty where you have none: it follows from the name. What is not known stays empty."),
    _("Bring it back with `journeyctl import xlsx FILE`."),
)
WIDE, NARROW = 34, 16
TEMPLATE_ROWS = 500
MOST_CHARACTERS = 32_767  # in a cell


def export(workspace: Workspace, wanted: Wanted = EVERYTHING) -> bytes:
    """Return the workbook.

    Raises:
        JourneyctlError: there is no such journey, or xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        hint = _("run `pip install 'journeyctl[xlsx]'`, or export csv")
        raise JourneyctlError(_("an .xlsx file is written by xlsxwriter, which is not installed"), hint) from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": CREATED, "title": workspace.name[:255].translate(UNSEEN)})
        style = {"valign": "top", "text_wrap": True}
        formats = {"cell": book.add_format(style), "head": book.add_format({**style, "bold": True, "bottom": 1})}
        made = {table.table.key: table for table in filled(workspace, wanted)}
        for key in (*SHEET_ORDER, *(key for key in made if key not in SHEET_ORDER)):
            _sheet(book, made[key], wanted.language, formats)
        _about(book, wanted.language, formats)
    return out.getvalue()


def _sheet(book: Any, table: Filled, language: str, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.table.heading.in_language(language))
    sheet.freeze_panes(1, 0)
    for index, (words, (column, _of)) in enumerate(zip(table.headings(language), table.columns, strict=True)):
        sheet.write_string(0, index, words, formats["head"])
        sheet.set_column(index, index, WIDE if column.is_localised else NARROW)
        if column.choices and column.kind == "word":
            last = max(len(table.rows), TEMPLATE_ROWS)
            sheet.data_validation(1, index, last, index, {"validate": "list", "source": list(column.choices),
                                                          "error_type": "warning"})  # fmt: skip
    for number, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row):
            _write(sheet, number, index, cell, formats["cell"])


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, str):
        text = cell.translate(UNSEEN)
        if len(text) > MOST_CHARACTERS:
            raise JourneyctlError(
                _(
                    "a text of {count} characters does not fit in a cell, which holds {most}",
                    count=len(text),
                    most=MOST_CHARACTERS,
                ),
                _("export csv, or shorten the text"),
            )
        sheet.write_string(row, column, text, style)
    elif cell is not None:
        sheet.write_number(row, column, cell, style)


def _about(book: Any, language: str, formats: dict[str, Any]) -> None:
    """Write the sheet that explains the others: in sentences, and a row for each column."""
    sheet = book.add_worksheet(ABOUT.in_language(language))
    for number, sentence in enumerate(EXPLAINED):
        sheet.write_string(number, 0, sentence.in_language(language))
    first = len(EXPLAINED) + 1
    for index, words in enumerate((_("Sheet"), _("Column"), _("Key"), _("Allowed"))):
        sheet.write_string(first, index, words.in_language(language), formats["head"])
        sheet.set_column(index, index, WIDE if index == 3 else 24)  # noqa: PLR2004 - the column of allowed words
    rows = [(table, column) for table in tables().values() for column in table.columns]
    for number, (table, column) in enumerate(rows, first + 1):
        names = (table.heading.in_language(language), column.heading.in_language(language), column.key)
        for index, text in enumerate((*names, ", ".join(column.choices))):
            sheet.write_string(number, index, text)


def draft(files: Sequence[Given], known: Workspace, reading: Reading) -> Draft:
    """Return what workbooks say; raises JourneyctlError when the operator names a column that is none of ours."""
    made = Draft()
    grids = [grid for given in files for grid in _grids(given, made)]
    if not made.fails:
        take(grids, known, reading, made)
    return made


def _grids(given: Given, made: Draft) -> Iterator[Grid]:
    try:
        sheets = workbook.read(given.data)
    except workbook.Refused as error:
        made.error(Spot(Document(given.path, ""), START), "IMP001", error.message, error.help)
        return
    filled_sheets = [sheet for sheet in sheets if sheet.rows and sheet.name not in _about_names()]
    for sheet in filled_sheets:
        document = Document(f"{given.path}/{sheet.name}", "")
        _fill_merged(sheet, document, made)
        _tell_computed(sheet, document, made)
        is_only = len(filled_sheets) == 1 and sheet.name.casefold().startswith(("sheet", "blad"))
        yield Grid(stem(given.path) if is_only else sheet.name, given.path, sheet.rows, _spots(document))


def _about_names() -> set[str]:
    return {ABOUT.in_language(language) for language in LANGUAGES}


def _spots(document: Document) -> Any:
    def spot(row: int, column: int) -> Spot:
        return Spot(document, Span(row + 1, column + 1, row + 1, column + 2))

    return spot


def _fill_merged(sheet: Sheet, document: Document, made: Draft) -> None:
    """Let what stands in cells merged below each other hold for each of their rows."""
    left = PLACES
    for top, first, lowest, last in sheet.merged:
        bottom = min(lowest, len(sheet.rows) - 1)
        value = sheet.rows[top][first] if top <= bottom and first < len(sheet.rows[top]) else None
        left -= max(0, bottom - top) * (first + 1)
        if value is None or left < 0:
            continue
        for row in range(top + 1, bottom + 1):
            cells = sheet.rows[row]
            cells.extend([None] * (first + 1 - len(cells)))
            cells[first] = value
        if last > first:
            name = f"{workbook.cell_name(top, first)}:{workbook.cell_name(bottom, last)}"
            message = _("the cells {name} are merged beside each other; only the first column holds what they say",
                        name=name)  # fmt: skip
            made.warn(_spots(document)(top, first), "IMP006", message, _("split them, and write it where it belongs"))


def _tell_computed(sheet: Sheet, document: Document, made: Draft) -> None:
    """Tell which cells hold what a formula made last time, and which hold an error."""
    spot = _spots(document)
    for place in sheet.errors:
        message = _("the formula in {name} ends in an error", name=workbook.cell_name(*place))
        made.error(spot(*place), "IMP003", message, _("mend it, or write the words themselves"))
    wrong = frozenset(sheet.errors)
    if computed := [place for place in sheet.formulas if place not in wrong]:
        names = tuple(workbook.cell_name(*place) for place in computed)
        message = _("these cells are computed, and taken as they were saved last: {names}", names=names)
        made.warn(spot(*computed[0]), "IMP006", message, _("check them; a formula that was never run is an empty cell"))
