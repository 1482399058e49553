"""Text for people: what is wrong, where, why it matters, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeyctl.i18n import _, plural
from journeyctl.report.base import Report, closing, escaped
from journeyctl.report.snippet import cells_of, columns, first_shown, marked, near, nearby, shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.diagnostics import Diagnostic

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
SEVERITIES = {"error": _("error"), "warning": _("warning"), "info": _("info")}
NARROWEST = 40
MOST_NOTES = 5
LEAST_REASON = 24


def render(report: Report) -> str:
    """Return the findings with the lines they are about, and a last line that counts them.

    Of findings that repeat a rule in a file only the first is told in full; the others show what is new about them.
    Of several on one line only the first shows its neighbours.
    """
    blocks: list[str] = []
    told: set[tuple[str, ...]] = set()
    for finding in report.findings:
        kind = (finding.path, finding.code, report.words(finding.help))
        line = (finding.path, str(finding.span.line))
        blocks.append("\n".join(_block(finding, report, is_first=kind not in told, with_neighbours=line not in told)))
        told |= {kind, line}
    ending = paint(closing(report), "green", report) if not report.findings else closing(report)
    return "\n\n".join([*blocks, ending]) + "\n"


def paint(text: str, colour: str, report: Report, *, bold: bool = False) -> str:
    """Colour a text when the reader's terminal shows colour."""
    return click.style(text, fg=colour, bold=bold) if report.is_coloured else text


def headline(finding: Diagnostic, report: Report) -> str:
    """Return `path:line:column: severity: message  CODE name`, in one line."""
    severity = finding.severity.label
    word = paint(report.words(SEVERITIES[severity]), COLOURS[severity], report, bold=True)
    place = f"{escaped(finding.path)}:{finding.span.line}:{finding.span.column}"
    code = paint(f"{finding.code} {finding.name}", "bright_black", report)
    return f"{place}: {word}: {escaped(report.words(finding.message))}  {code}"


def _block(finding: Diagnostic, report: Report, *, is_first: bool, with_neighbours: bool) -> Iterator[str]:
    yield headline(finding, report)
    if finding.document.text:
        yield from _snippet(finding, report, is_first=is_first, with_neighbours=is_first and with_neighbours)
    yield from _notes(finding, report)
    if finding.help and is_first:
        words = escaped(report.words(finding.help))
        yield from _paragraph(report.words(_("help: {words}", words=words)), report)


def _paragraph(text: str, report: Report) -> list[str]:
    return [f"  {line}" for line in wrapped(text, max(report.width, NARROWEST) - 2, "  ")]


def _notes(finding: Diagnostic, report: Report) -> Iterator[str]:
    most = MOST_NOTES if len(finding.related) > MOST_NOTES + 1 else len(finding.related)
    for other in finding.related[:most]:
        where = f"{other.document.path}:{other.span.line}"
        yield from _paragraph(
            escaped(report.words(_("note: {where}: {message}", where=where, message=other.message))), report
        )
    left = len(finding.related) - most
    if left:
        yield f"  {report.words(plural('note: and {count} more place', 'note: and {count} more places', left))}"


def _snippet(finding: Diagnostic, report: Report, *, is_first: bool, with_neighbours: bool) -> Iterator[str]:
    """Yield the marked line between its neighbours, cut to the width of the terminal."""
    lines, span = finding.document.lines, finding.span
    gutter = max(4, len(str(span.line + 1)) + 1)
    room = max(report.width, NARROWEST) - gutter - 4
    first = first_shown(cells_of(near(lines.line(span.line), span, room)), nearby(span, room).column - 1, room)
    around = (-1, 0, 1) if with_neighbours else (0,)
    for number in (span.line + step for step in around):
        content = shown(near(lines.line(number), span, room), first, room)
        if number >= 1 and (number == span.line or content):
            yield f" {number:>{gutter}} | {content}".rstrip()
        if number == span.line:
            for line in _marks(finding, report, room, is_told=not is_first):
                yield f" {'':>{gutter}} | {line}"


def _marks(finding: Diagnostic, report: Report, room: int, *, is_told: bool) -> Iterator[str]:
    """Yield the line of marks and the reason: beside them where it fits, else below."""
    line = near(finding.document.lines.line(finding.span.line), finding.span, room)
    place = marked(line, nearby(finding.span, room), room)
    colour = COLOURS[finding.severity.label]
    marks = " " * place.before + paint("^" * place.width, colour, report)
    why = "" if is_told else escaped(report.words(finding.why))
    if not why or place.before + place.width + 1 + columns(why) <= room:
        yield f"{marks} {paint(why, colour, report)}" if why else marks
        return
    yield marks
    indent = min(place.before, max(0, room - max(LEAST_REASON, columns(why))))
    for line in wrapped(why, room - indent, ""):
        yield " " * indent + paint(line, colour, report)
