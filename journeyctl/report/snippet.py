"""The line a finding is about, with the marked text underlined: cut to the terminal, wide characters counted twice."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.report.base import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyctl.source import Span

CUT = "…"
REACH = 8  # terminal widths around the marked text


class Marked(NamedTuple):
    """A line as it is shown.

    Args:
        shown: what is printed of it.
        before: how many columns stand before the marked text.
        width: how many columns the marked text takes.
    """

    shown: str
    before: int
    width: int


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def near(line: str, span: Span, room: int) -> str:
    """Return the part of a line that could ever be shown, so that a line of megabytes costs no more than another."""
    return line[_left(span, room) :][: REACH * room]


def nearby(span: Span, room: int) -> Span:
    """Return a span as it lies in what `near` returns."""
    left = _left(span, room)
    return span._replace(column=span.column - left, end_column=max(1, span.end_column - left))


def _left(span: Span, room: int) -> int:
    return max(0, span.column - 1 - REACH * room // 2)


def marked(line: str, span: Span, room: int) -> Marked:
    """Return the part of a line that holds the marked text.

    Args:
        line: the first line of the span.
        span: what is marked; on that line it ends where the line ends when it goes on.
        room: how many columns there are.
    """
    cells = cells_of(line)
    start = min(span.column - 1, len(cells))
    end = span.end_column - 1 if span.end_line == span.line else len(cells)
    first = first_shown(cells, start, room)
    shown = _fitted(cells[first:], room - (1 if first else 0))
    lead = CUT if first else ""
    before = columns(lead + "".join(cells[first:start]))
    width = max(1, min(columns("".join(cells[start:end])), room - before))
    return Marked(lead + shown, before, width)


def shown(line: str, first: int, room: int) -> str:
    """Return a neighbouring line, cut at the same place on the left."""
    lead = CUT if first else ""
    return (lead + _fitted(cells_of(line)[first:], room - len(lead))).rstrip()


def first_shown(cells: Sequence[str], start: int, room: int) -> int:
    """Return the first character to show, so that the marked text is in sight; 0 when the line fits."""
    if columns("".join(cells)) <= room or columns("".join(cells[:start])) <= room // 2:
        return 0
    first = start
    while first and columns("".join(cells[first - 1 : start])) <= room // 3:
        first -= 1
    return first


def cells_of(line: str) -> list[str]:
    """Return how each character of a line is printed: tabs as one blank, what would act on a terminal written out."""
    if line.isascii() and line.isprintable():
        return list(line)
    return [" " if char == "\t" else escaped(char) for char in line]


def _fitted(cells: Sequence[str], room: int) -> str:
    if columns("".join(cells)) <= room:
        return "".join(cells)
    taken, kept = 0, []
    for cell in cells:
        taken += columns(cell)
        if taken > room - 1:
            break
        kept.append(cell)
    return "".join(kept) + CUT


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Return a text in lines of at most `width` columns where words allow it; all but the first are indented."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if current and columns(candidate) + (len(indent) if lines else 0) > width:
            lines.append(current)
            current = word
        else:
            current = candidate
    return [line if not index else indent + line for index, line in enumerate([*lines, current])]
