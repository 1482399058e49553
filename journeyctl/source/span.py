"""Where something stands in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

# YAML 1.1 readers also break lines at NEL, LS and PS; editors and git do not, and people count as their editor does.
LINE_BREAK = re.compile(r"\r\n|\n|\r")
ONE_MORE = (1).__add__


class Span(NamedTuple):
    """A stretch of text: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Lines:
    """The lines of a text: turns offsets (0-based code points) into spans and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = _starts(text)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the text between two offsets."""
        return Span(*self.position(start), *self.position(end))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a 1-based line and column."""
        return self.starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the text of a 1-based line without its break."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    lengths = map(len, text.split("\n")[:-1])  # as nearly all texts are: several times as fast
    return [*accumulate(map(ONE_MORE, lengths), initial=0)]
