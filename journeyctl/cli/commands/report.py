"""`journeyctl report`: what the journeys tell a board, as text with small charts, JSON, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from journeyctl.cli import completing
from journeyctl.cli.context import US, today, today_option
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import Localised, Message, _, figure, locale_of, plural
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from journeyctl.analyse.reports.health import Beside
    from journeyctl.analyse.sheet import Cell, Column, Sheet, Table
    from journeyctl.cli.context import Context
    from journeyctl.compiler import Compiled
    from journeyctl.model import Workspace

FORMATS = ["text", "json", "csv", "markdown", "badge"]
HEALTH = "health"
BAR_WIDTH = 8
BLOCKS = " ▏▎▍▌▋▊▉█"
LINE = "▁▂▃▄▅▆▇█"
NOTHING = "\u2013"
DIGITS = 6
SHORT_UNIT = 8
WIDEST = 20
GUTTER = 2  # between two columns
LEAST_ROOM = 24
NATURAL = 60
"""No column is wider than this, however long its texts are."""
PAGE_WIDTH = 120


@click.command(
    epilog="""\b
Examples:
  journeyctl report
  journeyctl report gaps
  journeyctl report kpis --format json
  journeyctl report health --since main
  journeyctl report health --format badge > health.svg
  journeyctl --lang nl report business-case --format markdown"""
)
@click.argument("name", required=False, shell_complete=completing.reports)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text",
              help="How to print; a badge is an SVG for a README, of health only.")  # fmt: skip
@click.option("--table", "table", metavar="KEY", help="Only this table of the report.")
@click.option("--since", metavar="REF", help="Health only: how it stood at a git ref, part by part.")
@today_option
@click.pass_obj
def command(
    context: Context, name: str | None, format_: str, table: str | None, since: str | None, today_: str | None
) -> None:
    """Print the analysis NAME; without a name, list them."""
    if name is None:
        click.echo(_listing(context), nl=False)
        return
    from journeyctl.cli.judging import compiled_with, tell_of_left_out
    from journeyctl.store import FOLDER, Store

    _check(name, format_, since)
    day = today(today_)
    compiled = compiled_with(context, Store(context.root / FOLDER))
    tell_of_left_out(context, compiled.workspace)
    beside = _beside(context, compiled, day, since) if name == HEALTH else None
    if beside and format_ == "badge":
        click.echo(_badge(compiled.workspace, beside, context.language), nl=False)
        return
    sheet = _only(_sheet(name, compiled.workspace, day, beside), table)
    written = _json(name, sheet, compiled.workspace, day, context.language) if format_ == "json" else ""
    click.echo(written or WRITERS[format_](sheet, context), nl=False, color=context.is_coloured())


def _check(name: str, format_: str, since: str | None) -> None:
    from journeyctl.analyse.reports import names

    if name not in names():
        raise JourneyctlError(_("there is no report '{name}'", name=name), hint(name, names()))
    asked = f"--since {since}" if since is not None else "--format badge" if format_ == "badge" else ""
    if asked and name != HEALTH:
        raise JourneyctlError(
            _("'{name}' has no {asked}", name=name, asked=asked),
            _("only health has: `journeyctl report {health} {asked}`", health=HEALTH, asked=asked),
        )


def _beside(context: Context, compiled: Compiled, day: date, since: str | None) -> Beside:
    from journeyctl.cli.standing import standing

    return standing(context, compiled, day, since)


def _sheet(name: str, workspace: Workspace, day: date, beside: Beside | None) -> Sheet:
    from journeyctl.analyse.reports import load

    if beside is None:
        return load(name).write(workspace, day)
    from journeyctl.analyse.reports import health

    return health.report(workspace, day, beside)


def _badge(workspace: Workspace, beside: Beside, language: str) -> str:
    from journeyctl.analyse.health import health
    from journeyctl.render.badge import badge

    score = health(workspace, beside.sound).score
    value = _("{score} of 100", score=round(score)) if score is not None else _("not enough data")
    return badge(_("journey health").in_language(language), value.in_language(language), score)


def _listing(context: Context) -> str:
    from journeyctl.analyse.reports import load, names
    from journeyctl.report.snippet import wrapped

    reports = [load(name) for name in names()]
    first = max(len(report.name) for report in reports) + 2
    room = max(context.width - first, LEAST_ROOM)
    lines = [(one.name, wrapped(context.said(one.summary), room, "")) for one in reports]
    return "".join(
        f"{'' if at else name:<{first}}{line}\n" for name, summary in lines for at, line in enumerate(summary)
    )


def _only(sheet: Sheet, key: str | None) -> Sheet:
    from msgspec.structs import replace

    if key is None:
        return sheet
    found = tuple(table for table in sheet.tables if table.key == key)
    if not found:
        raise JourneyctlError(
            _("this report has no table '{key}'", key=key), hint(key, tuple(one.key for one in sheet.tables))
        )
    return replace(sheet, tables=found)


def _json(name: str, sheet: Sheet, workspace: Workspace, day: date, language: str) -> str:
    from journeyctl.analyse.sheet import VERSION

    document = {
        "version": VERSION,
        "report": name,
        "workspace": workspace.name,
        "today": day.isoformat(),
        "language": language,
        "title": _say(sheet.title, language),
        "lead": _say(sheet.lead, language),
        "tables": [_json_table(table, language) for table in sheet.tables],
        "notes": [{"kind": note.kind, "words": _say(note.words, language)} for note in sheet.notes],
        "missing": [_say(message, language) for message in sheet.missing],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _json_table(table: Table, language: str) -> dict[str, Any]:
    columns = [
        {
            "key": column.key,
            "heading": _say(column.heading, language),
            "meaning": _say(column.meaning, language),
            "kind": column.kind,
            "unit": _say(column.unit, language),
        }
        for column in table.columns
    ]
    rows = [{key: _plain(cell, language) for key, cell in record.items()} for record in table.records()]
    return {"key": table.key, "heading": _say(table.heading, language), "columns": columns, "rows": rows}


def _plain(cell: Cell, language: str) -> Any:
    """Return a cell for machines: codes rather than words, figures as they are, to six decimals."""
    from journeyctl.analyse.sheet import Series, Term

    if isinstance(cell, tuple):
        return [_plain(one, language) for one in cell]
    if isinstance(cell, Series):
        return [round(point, DIGITS) for point in cell.points]
    if isinstance(cell, Term):
        return cell.code
    if isinstance(cell, float):
        return round(cell, DIGITS)
    return cell.in_language(language) if isinstance(cell, Localised) else cell


def _csv(sheet: Sheet, context: Context) -> str:
    table, *others = sheet.tables
    if others:
        context.log(
            _("this is the table '{key}'; --table also knows {others}", key=table.key, others=_keys(others)), US
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_csv_cell(_plain(cell, context.language)) for cell in row] for row in table.rows)
    return out.getvalue()


def _keys(tables: list[Table]) -> str:
    return ", ".join(f"'{table.key}'" for table in tables)


def _csv_cell(value: Any) -> str:
    """Return a value as a cell; what a spreadsheet would run as a formula is quoted into text, a number never."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    from journeyctl.exchange.cells import guarded

    return guarded("; ".join(map(str, value)) if isinstance(value, list) else value)


def _markdown(sheet: Sheet, context: Context) -> str:
    language = context.language
    from journeyctl.analyse.sheet import MOST_ROWS

    blocks = [f"# {_escaped(_say(sheet.title, language))}", _escaped(_say(sheet.lead, language))]
    for table in filter(lambda table: table.rows, sheet.tables):
        columns = table.for_people()
        head = [_heading(table.columns[index], language) for index in columns]
        rows = table.rows[:MOST_ROWS]
        body = [[_shown(table.columns[index], row[index], language) for index in columns] for row in rows]
        sides = ["--:" if table.columns[index].kind in ("number", "integer") else ":--" for index in columns]
        lines = [_line(head), f"|{'|'.join(sides)}|", *map(_line, body)]
        blocks += [f"## {_escaped(_say(table.heading, language))}", "\n".join(lines)]
        blocks += [*_rest(table, language), *_legend([table.columns[index] for index in columns], language)]
    if sheet.missing:
        blocks += [f"## {_missing(language)}", "\n".join(f"- {_say(one, language)}" for one in sheet.missing)]
    notes = (f"- {_say(note.heading, language)}: {_say(note.words, language)}" for note in sheet.notes)
    return "\n\n".join([*blocks, "\n".join(notes)]) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(words: str) -> str:
    """Return words of an author so that Markdown shows them as they are."""
    flat = " ".join(words.split())
    return "".join(f"\\{char}" if char in "\\|<>[]*_`#!&" else char for char in flat)


def _text(sheet: Sheet, context: Context) -> str:
    language = context.language
    blocks = [_bold(_say(sheet.title, language), context), _fitted(_say(sheet.lead, language), context)]
    blocks += [
        f"{_bold(_say(table.heading, language), context)}\n{_text_table(table, context)}"
        for table in sheet.tables
        if table.rows
    ]
    if sheet.missing:
        blocks.append(_bold(_missing(language), context) + "\n" + _wrapped(sheet.missing, context))
    blocks.append("\n".join(_text_notes(sheet, context)))
    return "\n\n".join(blocks) + "\n"


def _missing(language: str) -> str:
    return _("To get more out of this").in_language(language)


def _text_notes(sheet: Sheet, context: Context) -> Iterator[str]:
    for note in sheet.notes:
        words = f"{_say(note.heading, context.language)}: {_say(note.words, context.language)}"
        yield click.wrap_text(words, _width(context), "", "  ")


def _wrapped(messages: tuple[Message, ...], context: Context) -> str:
    words = (click.wrap_text(_say(one, context.language), _width(context), "- ", "  ") for one in messages)
    return "\n".join(words)


def _bold(words: str, context: Context) -> str:
    return click.style(words, bold=True) if context.is_coloured() else words


def _text_table(table: Table, context: Context) -> str:
    from journeyctl.analyse.sheet import MOST_ROWS

    language = context.language
    indexes = table.for_people()
    columns = [table.columns[index] for index in indexes]
    rows = [[_drawn(table.columns[index], row[index], language) for index in indexes] for row in table.rows[:MOST_ROWS]]
    below = [_fitted(line, context) for line in (*_rest(table, language), *_legend(columns, language))]
    widths = _widths(columns, rows, language, _width(context))
    is_narrow = sys.stdout.isatty() and sum(widths) + GUTTER * (len(widths) - 1) > context.width
    lines = _cards(columns, rows, context) if is_narrow else _ruled(columns, rows, widths, context)
    return "\n".join([*lines, *below])


def _ruled(columns: list[Column], rows: list[list[str]], widths: list[int], context: Context) -> Iterator[str]:
    """Yield the lines of a table whose columns are so wide."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as RichTable

    shown = RichTable(box=None, pad_edge=False, header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        heading = escape(_heading(column, context.language))
        is_figure = column.kind in ("number", "integer") and column.scale is None
        shown.add_column(heading, justify="right" if is_figure else "left", overflow="fold", width=width)
    for row in rows:
        shown.add_row(*map(escape, row))
    out, room = io.StringIO(), sum(widths) + GUTTER * len(widths)
    Console(file=out, width=room, color_system="standard" if context.is_coloured() else None).print(shown)
    yield from (line.rstrip() for line in out.getvalue().splitlines())


def _cards(columns: list[Column], rows: list[list[str]], context: Context) -> Iterator[str]:
    """Yield a block of lines for each row, for a terminal that is too narrow for the table; nothing is left out."""
    headings = [_heading(column, context.language) for column in columns]
    for first, *others in rows:
        yield click.wrap_text(first, context.width, "", "")
        for heading, words in zip(headings[1:], others, strict=True):
            if words != NOTHING:
                yield click.wrap_text(f"{heading}: {words}", context.width, "  ", "    ")


def _rest(table: Table, language: str) -> list[str]:
    """Return how many rows are not shown, and where they are."""
    from journeyctl.analyse.sheet import MOST_ROWS

    left = len(table.rows) - MOST_ROWS
    if left <= 0:
        return []
    more = plural(
        "{count} more row: `--format csv --table {key}` holds all.",
        "{count} more rows: `--format csv --table {key}` holds all.",
        left,
        key=table.key,
    )
    return [more.in_language(language)]


def _widths(columns: list[Column], rows: list[list[str]], language: str, room: int) -> list[int]:
    """Return the widths of columns that fit the room; too narrow a room is passed, for a column left out would lie.

    Figures and charts stay whole and words break between words if they can: the widest column gives way first.
    """
    from rich.cells import cell_len

    widths, narrowest = [], []
    for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
        heading = _heading(column, language)
        parts = (
            cells if column.kind not in ("text", "date", "list") else [word for cell in cells for word in cell.split()]
        )
        narrowest.append(min(WIDEST, max(map(cell_len, (*heading.split(), *parts)))))
        widths.append(max(narrowest[-1], min(NATURAL, max(map(cell_len, (heading, *cells))))))
    while sum(widths) + GUTTER * (len(widths) - 1) > room:
        spare = [index for index, width in enumerate(widths) if width > narrowest[index]]
        if not spare:
            break
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _width(context: Context) -> int:
    """Return the room there is: the terminal's; in a file or a pipe, what a page holds."""
    return context.width if sys.stdout.isatty() else PAGE_WIDTH


def _fitted(words: str, context: Context) -> str:
    """Return a sentence in lines that fit the terminal; in a file or a pipe it stays one line."""
    return click.wrap_text(words, context.width) if sys.stdout.isatty() else words


def _legend(columns: list[Column], language: str) -> list[str]:
    """Return what the figures count, where that is too long to stand in a heading."""
    long = [unit for column in columns if len(unit := _say(column.unit, language)) > SHORT_UNIT]
    return [_("Figures in {unit}.", unit="; ".join(dict.fromkeys(long))).in_language(language)] if long else []


def _heading(column: Column, language: str) -> str:
    unit = _say(column.unit, language)
    heading = _say(column.heading, language)
    return f"{heading[:1].upper()}{heading[1:]}{f' ({unit})' if 0 < len(unit) <= SHORT_UNIT else ''}"


def _drawn(column: Column, cell: Cell, language: str) -> str:
    """Return a cell with its chart: a bar behind a figure on a scale."""
    words = _shown(column, cell, language)
    if column.scale is None or not isinstance(cell, int | float):
        return words
    return f"{words:>5} {bar(cell, *column.scale)}".rstrip()


def _shown(column: Column, cell: Cell, language: str) -> str:
    """Return a cell as people read it, in one line without control characters."""
    from journeyctl.analyse.sheet import FEWEST_POINTS, Series

    if cell is None or cell == ():
        return NOTHING
    if isinstance(cell, bool):
        return (_("yes") if cell else _("no")).in_language(language)
    if isinstance(cell, Series):
        return sparkline(cell.points) if len(cell.points) >= FEWEST_POINTS else NOTHING
    if isinstance(cell, int | float):
        return _figure(cell, column, language)
    words = ", ".join(_say(one, language) for one in cell) if isinstance(cell, tuple) else _say(cell, language)
    return "".join(char if char.isprintable() else "�" for char in " ".join(words.split()))


def _figure(value: float, column: Column, language: str) -> str:
    pattern = "#,##0" if column.kind == "integer" or column.unit == "%" or abs(value) >= 10_000 else "#,##0.##"  # noqa: PLR2004 - cents say nothing there
    return figure(round(value, 2) + 0.0, pattern, locale_of(language))


def bar(value: float, low: float, high: float) -> str:
    """Return a bar that is as long as a value lies far on its scale, in eighths of a character."""
    eighths = round(BAR_WIDTH * 8 * min(1.0, max(0.0, (value - low) / (high - low))))
    return "█" * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")


def sparkline(points: tuple[float, ...]) -> str:
    """Return figures as a small line from their lowest to their highest; a flat one runs in the middle."""
    low, high = min(points), max(points)
    if low == high:
        return LINE[len(LINE) // 2 - 1] * len(points)
    return "".join(LINE[round((point - low) / (high - low) * (len(LINE) - 1))] for point in points)


def _say(words: object, language: str) -> str:
    return words.in_language(language) if isinstance(words, Localised) else str(words)


WRITERS: dict[str, Callable[[Sheet, Context], str]] = {"text": _text, "csv": _csv, "markdown": _markdown}
