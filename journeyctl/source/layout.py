"""What a text says besides its values: its comments, and how far each entry reaches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from journeyctl.source.events import BLOCK_STYLES, events

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_END = re.compile(r"[\r\n\x85\u2028\u2029]|\Z")


class Stretch(NamedTuple):
    """A stretch of a text: offsets in code points, the end exclusive."""

    start: int
    end: int


class Layout:
    """The comments and the entries of a text that is YAML.

    Args:
        text: what a document says.

    Attributes:
        comments: every comment, from its `#` to the end of its line; a `#` inside a scalar begins none.
        entries: every entry of a mapping from its key, and every item of a list from its value, to its last character.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Stretch] = []
        self._scalars: list[Stretch] = []
        self._read()
        self.comments = tuple(self._comments())

    def _read(self) -> None:
        """Walk over the parser's events; a stack holds the start of what is open."""
        opened: list[tuple[bool, list[int]]] = []  # is a mapping; starts of the entry that waits for its value
        last = 0
        for event in events(self.text):
            kind = type(event)
            if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                opened.pop()
                last = max(last, int(event.end_mark.index)) if _is_closed_by_a_bracket(event) else last
                self._close(opened, last)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self._open(opened, int(event.start_mark.index))
                opened.append((kind is yaml.MappingStartEvent, []))
                last = max(last, int(event.start_mark.index) + 1)
            elif kind is yaml.ScalarEvent:
                last = self._scalar(opened, event, last)

    def _scalar(self, opened: list[tuple[bool, list[int]]], event: Any, last: int) -> int:
        start, end = int(event.start_mark.index), int(event.end_mark.index)
        if event.style in BLOCK_STYLES:
            self._scalars.append(Stretch(_line_end(self.text, start), end))
        elif end > start:
            self._scalars.append(Stretch(start, end))
        last = max(last, end)
        is_key = bool(opened) and opened[-1][0] and not opened[-1][1]
        self._open(opened, start)
        if not is_key:
            self._close(opened, last)
        return last

    def _open(self, opened: list[tuple[bool, list[int]]], start: int) -> None:
        """Note where an entry begins: at its key, or where an item's value does."""
        if opened and not opened[-1][1]:
            opened[-1][1].append(start)

    def _close(self, opened: list[tuple[bool, list[int]]], end: int) -> None:
        if opened and opened[-1][1]:
            self.entries.append(Stretch(opened[-1][1].pop(), end))

    def _comments(self) -> Iterator[Stretch]:
        scalars = iter(sorted(self._scalars))
        scalar = next(scalars, None)
        at = self.text.find("#")
        while at >= 0:
            while scalar and scalar.end <= at:
                scalar = next(scalars, None)
            if scalar and scalar.start <= at:
                at = self.text.find("#", scalar.end)
            elif at == 0 or self.text[at - 1] in " \t\r\n\x85\u2028\u2029\ufeff":
                end = _line_end(self.text, at)
                yield Stretch(at, end)
                at = self.text.find("#", end)
            else:
                at = self.text.find("#", at + 1)


def _is_closed_by_a_bracket(event: Any) -> bool:
    return bool(event.end_mark.index > event.start_mark.index)


def _line_end(text: str, at: int) -> int:
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def comments(text: str) -> tuple[str, ...]:
    """Return every comment of a text, in order, without the blanks behind it; none when it is not YAML."""
    try:
        return tuple(text[one.start : one.end].rstrip(" \t") for one in Layout(text).comments)
    except (yaml.YAMLError, UnicodeEncodeError):
        return ()
