"""What a report says, as blocks of a page: figures on one scale, tables whose names lead somewhere, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse import reports
from journeyctl.analyse.reports import TOPICS
from journeyctl.analyse.sheet import FEWEST_POINTS, MOST_ROWS, Chart, Grid, Named, Series, Term
from journeyctl.i18n import Message, _, plural
from journeyctl.model.values import Text, is_duration
from journeyctl.render.metrics import Type, width
from journeyctl.site import parts
from journeyctl.site.blocks import (
    NOTHING,
    Axis,
    Block,
    Column,
    Curve,
    Details,
    Fact,
    Inline,
    Link,
    Paragraph,
    Plot,
    Prose,
    Row,
    Section,
    Several,
    Table,
    With,
    Words,
)
from journeyctl.site.chart import Tick, line, nice_ticks, spark, thinned
from journeyctl.site.markup import ticks
from journeyctl.site.voice import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyctl.analyse import sheet
    from journeyctl.site.edition import Edition

SHORT_UNIT = 8
FEW = 12  # rows that are found at a glance
WHOLE = 10_000  # from here on decimals say nothing
FEELING = (-2.0, 2.0)
MOST_COLUMNS = 24


def section(edition: Edition) -> Section | None:
    """Return what each report says in a line, for the overview; nothing for a workspace without journeys."""
    if not edition.workspace.journeys:
        return None
    rows = tuple(row(edition, name) for name in in_order() if edition.source.sheets[name][1].tables[0].rows)
    heading = _("What the journeys tell")
    return parts.section(edition, "reports", heading, table(edition, heading, rows)) if rows else None


def in_order() -> list[str]:
    """Return the names of the reports, subject by subject."""
    topics = list(TOPICS)
    return sorted(reports.names(), key=lambda name: topics.index(reports.load(name).topic))


def row(edition: Edition, name: str) -> Row:
    """Return a report as a line of a list: its name and what it says."""
    _report, found = edition.source.sheets[name]
    return Row((link(edition, name), said(edition, found.lead)))


def table(edition: Edition, heading: Message, rows: tuple[Row, ...]) -> Table:
    """Return reports as a list."""
    say = edition.say
    return Table(say(heading), (Column(say(_("Report"))), Column(say(_("What it says")))), rows, "told")


def link(edition: Edition, name: str) -> Link:
    """Return a link to the page of a report."""
    return Link(edition.voice.chrome(edition.source.sheets[name][1].title), f"reports/{name}.html")


def said(edition: Edition, message: Message | str) -> Inline:
    """Return a sentence of ours, in which what stands between backticks is code."""
    words = edition.say(message) if isinstance(message, Message) else message
    return Prose(ticks(words), words) if "`" in words else Words(words)


# ------------------------------------------------------------------------------------------------- sections


def sections(edition: Edition, name: str, found: sheet.Sheet) -> Iterator[Section | None]:
    """Yield what a report says: its pictures, its tables, what to write to get more, and how it came about."""
    for drawn in found.pictures:
        if drawn.is_drawn:
            yield _picture(edition, drawn)
    for one in found.tables:
        if one.rows:
            yield _table(edition, name, one)
    missing = (Paragraph(edition.say(message), "empty") for message in found.missing)
    yield parts.section(edition, "more", _("To get more out of this"), *missing)
    yield parts.section(edition, "notes", _("How this came about"), _notes(edition, found))


def _notes(edition: Edition, found: sheet.Sheet) -> Details:
    return Details(tuple(Fact(edition.say(note.heading), said(edition, note.words)) for note in found.notes))


def _picture(edition: Edition, drawn: Chart | Grid) -> Section | None:
    blocks = _chart(edition, drawn) if isinstance(drawn, Chart) else (_grid(edition, drawn),)
    return parts.section(edition, f"picture-{drawn.key}", drawn.heading, *blocks)


def _table(edition: Edition, name: str, one: sheet.Table) -> Section | None:
    shown = one.for_people()
    first, *others = (_column(edition, one.columns[index]) for index in shown)
    columns = (Column(first.title), *others)  # the first names the row, and stands left even as a figure
    rows = tuple(
        Row(tuple(cell(edition, one.columns[index], line_[index]) for index in shown)) for line_ in one.rows[:MOST_ROWS]
    )
    made = Table(edition.say(one.heading), columns, rows, "list" if len(rows) > FEW else "records")
    blocks = (_legend(edition, [one.columns[index] for index in shown]), made, _rest(edition, name, one))
    return parts.section(edition, f"table-{one.key}", one.heading, *blocks)


def _rest(edition: Edition, name: str, one: sheet.Table) -> Paragraph | None:
    left = len(one.rows) - MOST_ROWS
    if left <= 0:
        return None
    more = plural(
        "And {count} more row: `journeyctl report {name} --table {key} --format csv` writes all, for a spreadsheet.",
        "And {count} more rows: `journeyctl report {name} --table {key} --format csv` writes all, for a spreadsheet.",
        left,
        name=name,
        key=one.key,
    )
    return Paragraph(edition.say(more))


def _legend(edition: Edition, columns: list[sheet.Column]) -> Paragraph | None:
    """Return what the figures count, where that is too long to stand above a column."""
    units = [unit for column in columns if len(unit := _unit(edition, column.unit)) > SHORT_UNIT]
    said_ = _("Figures in {unit}.", unit="; ".join(dict.fromkeys(units)))
    return Paragraph(edition.say(said_)) if units else None


def _unit(edition: Edition, unit: Message | str) -> str:
    return edition.say(unit) if isinstance(unit, Message) else unit


def _column(edition: Edition, column: sheet.Column) -> Column:
    unit, form = _unit(edition, column.unit), "num" if column.kind in ("number", "integer") else "text"
    heading = capital(edition.say(column.heading))
    return Column(f"{heading} ({unit})" if 0 < len(unit) <= SHORT_UNIT else heading, form)


# ---------------------------------------------------------------------------------------------------- cells


def cell(edition: Edition, column: sheet.Column, value: sheet.Cell) -> Inline:
    """Return a cell of a report as it stands on a page; what has a page is led to."""
    if isinstance(value, bool):
        return edition.voice.chrome(_("yes") if value else _("no"))
    if isinstance(value, int | float):
        return Words(_figure(edition, value, is_whole=column.kind == "integer" or column.unit == "%"))
    if isinstance(value, Series):
        return _series(edition, column, value)
    if isinstance(value, tuple):
        return Several(tuple(label(edition, one) for one in value))
    if isinstance(value, str) and column.kind == "date":
        return Words(edition.voice.day(value, "medium"))
    return label(edition, value) if value is not None else NOTHING


def label(edition: Edition, value: sheet.Label) -> Inline:
    """Return a name or a fixed value: a link where there is a page."""
    if isinstance(value, Named):
        href = edition.href(value.ref)
        return Link(edition.words(value.name), href) if href else edition.words(value.name)
    words = value.words if isinstance(value, Term) else value
    if isinstance(words, Message):
        return edition.voice.chrome(words)
    written = edition.words(words) if isinstance(words, Text) else Words(str(words))
    return Words(edition.voice.duration(written.text)) if is_duration(written.text) else written


def _figure(edition: Edition, value: float, *, is_whole: bool = False) -> str:
    return edition.voice.number(value, 0 if is_whole or abs(value) >= WHOLE else 2)


def _series(edition: Edition, column: sheet.Column, value: Series) -> Inline:
    points = value.points
    if len(points) < FEWEST_POINTS:
        return NOTHING
    number = edition.voice.number
    ends = _("From {first} to {last}, {count} figures", first=number(points[0]), last=number(points[-1]),
             count=len(points))  # fmt: skip
    is_feeling = column.scale == FEELING
    drawn = spark(points, edition.say(ends)) if is_feeling else line(points, edition.say(ends))
    return Curve(drawn) if drawn else NOTHING


# ------------------------------------------------------------------------------------------------- pictures


def _chart(edition: Edition, drawn: Chart) -> tuple[Block, ...]:
    marks = drawn.marks[:MOST_ROWS]
    low, high, steps = _span(drawn, marks)

    def place(value: float) -> float:
        return round(min(1.0, max(0.0, (value - low) / (high - low))) * 100, 2)

    is_whole = drawn.unit == "%" or max(abs(low), abs(high)) >= WHOLE

    def figure(value: float) -> str:
        return _figure(edition, value, is_whole=is_whole)

    rows = [Row((label(edition, mark.name), _plot(mark, place), _said(edition, mark, figure))) for mark in marks]
    axis = _axis(tuple(Tick(place(step), figure(step)) for step in steps))
    rows.append(Row((Words(capital(_unit(edition, drawn.unit))), axis, NOTHING)))
    say = edition.say
    columns = (Column(say(_("What"))), Column(say(_("Bar")), "bar", is_silent=True), Column(say(_("Figure")), "num"))
    made = Table(say(drawn.heading), columns, tuple(rows), "chart")
    return (made, Paragraph(say(drawn.legend))) if drawn.legend else (made,)


def _axis(ticks: tuple[Tick, ...]) -> Axis:
    """Return the scale under plots; on a phone every figure must keep clear of the next."""
    takes = max((width(tick.text, TICK) for tick in ticks), default=0.0) + TICK.leading
    return Axis(ticks, thinned([tick.at for tick in ticks], takes / PHONE * HUNDRED))


TICK = Type(13, 400, 16)
PHONE = 168.0  # how wide a plot is there at least, in pixels


def _span(drawn: Chart, marks: tuple[sheet.Mark, ...]) -> tuple[float, float, tuple[float, ...]]:
    """Return the ends of the scale and its round values."""
    if drawn.scale:
        low, high = drawn.scale
        return low, high, tuple(step for step in nice_ticks(low, high) if low <= step <= high)
    figures = [figure for mark in marks for figure in (mark.value, mark.low, mark.high, mark.limit) if figure]
    steps = nice_ticks(min(0.0, *figures, 0.0), max(0.0, *figures, 0.0))
    return steps[0], steps[-1], steps


def _plot(mark: sheet.Mark, place: Callable[[float], float]) -> Plot:
    limit = None if mark.limit is None else place(mark.limit)
    zero = place(0) if 0 < place(0) < HUNDRED else None
    if mark.low is None or mark.high is None:
        start, end = sorted((place(0), place(mark.value)))
        return Plot(start, round(end - start, 2), None, zero, limit)
    start, end = place(mark.low), place(mark.high)
    return Plot(start, round(end - start, 2), place(mark.value), zero, limit)


HUNDRED = 100.0


def _said(edition: Edition, mark: sheet.Mark, figure: Callable[[float], str]) -> Inline:
    """Return a figure in words, with the ends of its range or its limit under it."""
    number = Words(figure(mark.value))
    if mark.low is not None and mark.high is not None:
        return With(number, edition.voice.chrome(_("{low} to {high}", low=figure(mark.low), high=figure(mark.high))))
    if mark.limit is not None:
        return With(number, edition.voice.chrome(_("against {limit}", limit=figure(mark.limit))))
    return number


def _grid(edition: Edition, drawn: Grid) -> Table | Paragraph:
    if len(drawn.columns) > MOST_COLUMNS or len(drawn.rows) > MOST_ROWS:
        return Paragraph(edition.say(_("There is too much to show it side by side; the tables have all of it.")))
    columns = (Column(edition.say(drawn.corner)), *(Column(label(edition, one).plain) for one in drawn.columns))
    rows = tuple(Row((label(edition, name), *(_inside(edition, one) for one in cells))) for name, cells in drawn.rows)
    return Table(edition.say(drawn.heading), columns, rows, "matrix")


def _inside(edition: Edition, value: sheet.Cell) -> Inline:
    if isinstance(value, tuple):
        return Several(tuple(label(edition, one) for one in value), "lines")
    if isinstance(value, int | float):
        return Words(_figure(edition, value))
    return label(edition, value) if value is not None and not isinstance(value, Series) else NOTHING
