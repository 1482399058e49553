"""Text for people: what is wrong, where, why it matters, and what to do next."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from journeyctl.i18n import _, plural
from journeyctl.report.base import Report, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.diagnostics import Diagnostic

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
NARROWEST = 40


def render(report: Report) -> str:
    """Return the findings with the lines they are about, and a last line that counts them."""
    blocks = ["\n".join(_block(finding, report)) for finding in report.findings]
    return "\n\n".join([*blocks, closing(report)]) + "\n"


def closing(report: Report) -> str:
    """Return the line that counts the findings."""
    counts = summary(report)
    files = plural("{count} file", "{count} files", counts["files"]).in_language(report.language)
    if not report.findings:
        clean = _("No gaps found in {files}.", files=files).in_language(report.language)
        return paint(clean, "green", report)
    parts = (
        plural("{count} error", "{count} errors", counts["errors"]),
        plural("{count} warning", "{count} warnings", counts["warnings"]),
        plural("{count} info", "{count} infos", counts["infos"]),
    )
    found = tuple(part for part in parts if part.count)
    return _("Found {counts} in {files}.", counts=found, files=files).in_language(report.language)


def paint(text: str, colour: str, report: Report, *, bold: bool = False) -> str:
    """Colour a text when the reader's terminal shows colour."""
    return click.style(text, fg=colour, bold=bold) if report.is_coloured else text


def _block(finding: Diagnostic, report: Report) -> Iterator[str]:
    severity = finding.severity.label
    word = paint(SEVERITIES[severity].in_language(report.language), COLOURS[severity], report, bold=True)
    message = escaped(finding.message.in_language(report.language))
    place = f"{escaped(finding.path)}:{finding.span.line}:{finding.span.column}"
    code = paint(f"{finding.code} {finding.name}", "bright_black", report)
    yield f"{place}: {word}: {message}  {code}"
    yield from _snippet(finding, report)
    for other in finding.related:
        where = f"{escaped(other.document.path)}:{other.span.line}"
        note = _("note: {where}: {message}", where=where, message=other.message)
        yield f"  {escaped(note.in_language(report.language))}"
    if finding.help:
        words = escaped(finding.help.in_language(report.language))
        yield f"  {_('help: {words}', words=words).in_language(report.language)}"


SEVERITIES = {"error": _("error"), "warning": _("warning"), "info": _("info")}


def _snippet(finding: Diagnostic, report: Report) -> Iterator[str]:
    """Yield the marked line between its neighbours, cut to the width of the terminal."""
    lines, span = finding.document.lines, finding.span
    if not finding.document.text:
        return
    width = max(4, len(str(span.line + 1)) + 1)
    room = max(report.width, NARROWEST) - width - 3
    text = lines.line(span.line)
    shift = _shift(text, span.column - 1, room)
    for number in (span.line - 1, span.line, span.line + 1):
        content = lines.line(number)
        if number >= 1 and (number == span.line or content.strip()):
            yield f" {number:>{width}} | {_cut(content, shift, room)}".rstrip()
        if number == span.line:
            yield f" {'':>{width}} | {_marks(finding, text, shift, report)}"


def _shift(text: str, column: int, room: int) -> int:
    """Return how many characters to leave out on the left, so that the marked text is in sight."""
    return max(0, column - room // 3) if len(text) > room and column > room // 2 else 0


def _cut(text: str, shift: int, room: int) -> str:
    shown = escaped(text[shift:].replace("\t", " "))
    shown = f"…{shown[1:]}" if shift and shown else shown
    return shown if len(shown) <= room else f"{shown[: room - 1]}…"


def _marks(finding: Diagnostic, text: str, shift: int, report: Report) -> str:
    start = finding.span.column - 1
    end = finding.span.end_column - 1 if finding.span.end_line == finding.span.line else len(text)
    before = columns(text[shift:start])
    room = max(report.width, NARROWEST) - before - 8
    marked = "^" * max(1, min(columns(text[start:end]), room))
    why = escaped(finding.why.in_language(report.language)) if finding.why else ""
    return " " * before + paint(f"{marked} {why}".rstrip(), COLOURS[finding.severity.label], report)


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining ones none."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def escaped(text: str) -> str:
    """Return a text whose control and bidirectional characters cannot act on a terminal."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
