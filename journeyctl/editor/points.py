"""Points in a text as an editor counts them, and back: 0-based lines, and units of the encoding it chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from journeyctl.source import Span
    from journeyctl.source.span import Lines

BEYOND_ONE_UNIT = "\uffff"
BYTES = ("\x7f", "\u07ff", BEYOND_ONE_UNIT)


class Point(NamedTuple):
    """A 0-based line and, in it, the number of units before the point."""

    line: int
    character: int


class Stretch(NamedTuple):
    """From one point to another, the end exclusive."""

    start: Point
    end: Point


class Ruler(NamedTuple):
    """Measures in the units that an editor counts in.

    Args:
        encoding: `utf-8`, `utf-16` or `utf-32`.
    """

    encoding: str = "utf-16"

    def width(self, text: str) -> int:
        """Return how many units a text has."""
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return sum(1 + sum(char > limit for limit in BYTES) for char in text)
        return len(text) + sum(char > BEYOND_ONE_UNIT for char in text)

    def point(self, lines: Lines, offset: int) -> Point:
        """Return where an offset in code points stands."""
        line, column = lines.position(min(max(offset, 0), len(lines.text)))
        start = lines.starts[line - 1]
        return Point(line - 1, self.width(lines.text[start : start + column - 1]))

    def stretch(self, lines: Lines, start: int, end: int) -> Stretch:
        """Return where the text between two offsets stands."""
        return Stretch(self.point(lines, start), self.point(lines, end))

    def of_span(self, lines: Lines, span: Span) -> Stretch:
        """Return where a span stands."""
        return self.stretch(
            lines, lines.offset(span.line, span.column), lines.offset(span.end_line, span.end_column)
        )  # fmt: skip

    def offset(self, lines: Lines, line: int, character: int) -> int:
        """Return the offset of a point; one beyond the text is its nearest end, one inside a character its start."""
        if line >= len(lines.starts):
            return len(lines.text)
        start, written = lines.starts[max(line, 0)], lines.line(max(line, 0) + 1)
        if written.isascii():
            return start + min(max(character, 0), len(written))
        return start + self._characters(written, character)

    def _characters(self, written: str, units: int) -> int:
        for number, char in enumerate(written):
            units -= self.width(char)
            if units < 0:
                return number
        return len(written)
