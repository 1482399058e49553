"""Reads what a text says, line by line and never refused, in YAML that is half typed too.

The parser stops at the first thing that is wrong; while a person types, something is wrong nearly always. This reader
goes by indentation and brackets, takes a line that it does not understand as a word, and reads on. Where a text is
YAML that the language allows, it finds what the parser finds, at the same places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyctl.editor.outline import Bounds, Node, Outline, unquoted
from journeyctl.source import limits

if TYPE_CHECKING:
    from journeyctl.editor.outline import Kind
    from journeyctl.source import Path

KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'"""
    r"""|(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|[\-?:](?=[^\s]))(?:[^\s:#]|:(?=\S)|[ \t]+(?=[^\s#:])|(?<=\S)\#)*)"""
    r"""[ \t]*:(?=\s|\Z)"""
)
LINE_END = re.compile(r"[\r\n]|\Z")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
PLAIN = re.compile(r"(?:[^\s#]|(?<=\S)#)+(?:[ \t]+(?:[^\s#]|(?<=\S)#)+)*")
FLOW_COLON = r":(?![\s,\[\]{}]|\Z)"
FLOW_PLAIN = re.compile(
    rf"(?:[^\s,\[\]{{}}:#]|{FLOW_COLON}|(?<=[^\s,\[\]{{}}])\#)+(?:[ \t]+(?:[^\s,\[\]{{}}:#]|{FLOW_COLON}|(?<=\S)\#)+)*"
)
DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SINGLE = re.compile(r"'(?:[^']|'')*'")
PROPERTY = re.compile(r"[&!*][^\s,\[\]{}]*[ \t]*")
BLANKS = " \t"
BREAKS = "\r\n"


@dataclass
class _Frame:
    """A collection that is open: where its entries begin, and which of them was the last."""

    column: int
    path: Path
    is_list: bool
    last: str | int = -1

    @property
    def inner(self) -> Path:
        """The path of its last entry."""
        return (*self.path, self.last)


@dataclass
class _Bracket:
    """A collection in brackets that is open."""

    path: Path
    key: Bounds | None
    start: int
    is_list: bool
    count: int = 0
    name: str | None = None
    named: Bounds | None = None
    is_filled: bool = False

    @property
    def inner(self) -> Path:
        """The path of the entry that is being read."""
        return (*self.path, self.count if self.is_list else self.name or "")


def outline(text: str) -> Outline:
    """Return what a text says; never raises, whatever the text."""
    reader = _Reader(text)
    reader.read()
    return Outline(text, tuple(reader.nodes))


class _Reader:
    """Reads a text from its beginning, a line or a collection in brackets at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[Node] = []
        self.frames: list[_Frame] = []
        self.document = -1
        self.is_pending = True
        self.line = (0, -1)

    def read(self) -> None:
        """Fill `nodes`."""
        at = 0
        while at < len(self.text):
            start = self.content(at)
            if self.is_over(start):
                at = self.next_line(start)
            elif start == at and self.text.startswith(("---", "...", "%"), at):
                at = self.marker(at)
            else:
                at = self.next_line(self.entry(start, start - at, at))

    def marker(self, at: int) -> int:
        """Step over a line that parts documents."""
        if self.text.startswith("---", at):
            self.document += self.is_pending and self.document >= 0
            self.is_pending = True
            self.frames = []
        return self.next_line(at)

    # Blocks

    def entry(self, at: int, column: int, line: int) -> int:
        """Read what begins at a column; return where reading ended."""
        depth = 0
        while self.is_dash(at) and depth <= limits.DEPTH:
            path = self.item(column)
            value = self.blanks(at + 1)
            if self.is_over(value):
                self.nodes.append(Node(path, None, None, "nothing"))
                return value
            if not (self.is_dash(value) or KEY.match(self.text, value)):
                return self.value(value, path, None, column)
            self.nodes.append(Node(path, None, None, "nothing"))
            at, column, depth = value, value - line, depth + 1
        if found := KEY.match(self.text, at):
            key = Bounds(*found.span("key"))
            path = self.named(column, unquoted(found["key"]))
            return self.value(self.blanks(found.end()), path, key, column)
        return self.stray(at, column)

    def stray(self, at: int, column: int) -> int:
        """Read a line that is no entry: a value on a line of its own, a collection in brackets, or a word."""
        while self.frames and self.frames[-1].column > column:
            self.frames.pop()
        top = self.frames[-1] if self.frames else None
        if top and top.column == column:
            path = self.around(column)
            word = PLAIN.match(self.text, at)
            end = word.end() if word else at + 1
            self.nodes.append(Node(path, Bounds(at, end), None, "word"))
            return end
        path = self.inner()
        return self.value(at, path, self.key_of(path), top.column if top else -1, is_alone=True)

    def key_of(self, path: Path) -> Bounds | None:
        """Return the key of a value that follows on a line of its own, taking back that nothing stood there."""
        if self.nodes and self.nodes[-1].path == path and self.nodes[-1].kind == "nothing":
            return self.nodes.pop().key
        return None

    def around(self, column: int) -> Path:
        """Return the path of the mapping whose keys begin at a column; of the list, where there is none."""
        return next(
            (one.path for one in reversed(self.frames) if one.column == column and not one.is_list),
            self.frames[-1].path,
        )

    def inner(self) -> Path:
        """Return the path of what is nested deeper than all that is open."""
        if self.frames:
            return self.frames[-1].inner
        if self.is_pending:
            self.document += 1
            self.is_pending = False
        return (max(self.document, 0),)

    def item(self, column: int) -> Path:
        """Begin an item of a list; return its path."""
        while self.frames and self.frames[-1].column > column:
            self.frames.pop()
        top = self.frames[-1] if self.frames else None
        if not (top and top.is_list and top.column == column):
            self.frames.append(_Frame(column, self.inner(), is_list=True))
        frame = self.frames[-1]
        frame.last = int(frame.last) + 1
        return frame.inner

    def named(self, column: int, name: str) -> Path:
        """Begin an entry of a mapping; return its path."""
        while self.frames and (
            self.frames[-1].column > column or (self.frames[-1].is_list and self.frames[-1].column == column)
        ):
            self.frames.pop()
        if not (self.frames and self.frames[-1].column == column):
            self.frames.append(_Frame(column, self.inner(), is_list=False))
        self.frames[-1].last = name
        return self.frames[-1].inner

    # Values

    def value(self, at: int, path: Path, key: Bounds | None, column: int, *, is_alone: bool = False) -> int:
        """Read a value; return where it ends."""
        while (found := PROPERTY.match(self.text, at)) and not self.is_over(at):
            at = found.end()
        if self.is_over(at):
            self.nodes.append(Node(path, key, None, "nothing"))
            return at
        char = self.text[at]
        if char in "|>":
            return self.block_scalar(at, path, key, column)
        if char in "{[":
            return self.flow(at, path, key, column)
        if char in "'\"":
            return self.quoted(at, path, key, column)
        return self.plain(at, path, key, column, is_alone=is_alone)

    def block_scalar(self, at: int, path: Path, key: Bounds | None, column: int) -> int:
        """Read a text of several lines; return the end of its last line."""
        end = self.line_end(at)
        self.nodes.append(Node(path, key, Bounds(at, end), "text"))
        while (line := self.next_line(end)) < len(self.text):
            start = self.content(line)
            if start - line <= column and not self.is_end_of_line(start):
                break
            end = self.line_end(start)
        return end

    def quoted(self, at: int, path: Path, key: Bounds | None, column: int) -> int:
        """Read a scalar in quotes; one that is not closed before the next entry ends with its line."""
        found = (DOUBLE if self.text[at] == '"' else SINGLE).match(self.text, at)
        end = found.end() if found and not self.is_cut(at, found.end(), column) else self.line_end(at)
        kind: Kind = "scalar" if end <= self.line_end(at) else "text"
        self.nodes.append(Node(path, key, Bounds(at, end), kind))
        return end

    def is_cut(self, start: int, end: int, column: int) -> bool:
        """Tell whether a line between two offsets begins an entry that stands no deeper than a column."""
        line, end = self.next_line(start), min(end, len(self.text))
        while line < end:
            content = self.content(line)
            if content - line <= column and content < end and (self.is_dash(content) or KEY.match(self.text, content)):
                return True
            line = self.next_line(content)
        return False

    def plain(self, at: int, path: Path, key: Bounds | None, column: int, *, is_alone: bool) -> int:
        """Read a scalar without quotes, over all the lines it goes on."""
        found = PLAIN.match(self.text, at)
        end = found.end() if found else at + 1
        kind: Kind = "word" if is_alone else "scalar"
        while self.is_end_of_line(self.blanks(end)):
            further = self.continuation(end, column)
            if further is None:
                break
            kind, end = "text", further
        self.nodes.append(Node(path, None if kind == "word" else key, Bounds(at, end), kind))
        return end

    def continuation(self, end: int, column: int) -> int | None:
        """Return where the line ends on which a plain scalar goes on; None when it does not."""
        line = self.next_line(end)
        while line < len(self.text):
            start = self.content(line)
            if not self.is_end_of_line(start):
                found = PLAIN.match(self.text, start)
                is_deeper = start - line > column and not KEY.match(self.text, start) and self.text[start] != "#"
                return found.end() if found and is_deeper else None
            line = self.next_line(start)
        return None

    # Brackets

    def flow(self, at: int, path: Path, key: Bounds | None, column: int) -> int:
        """Read a collection in brackets; one that is not closed ends before the next entry."""
        opened = [_Bracket(path, key, at, self.text[at] == "[")]
        at += 1
        while opened and at < len(self.text):
            char = self.text[at]
            if char in BREAKS:
                line = self.next_line(at)
                if self.is_cut(at, line + 1 + len(self.text[line : self.content(line)]), column):
                    break
                at = line
            elif char in BLANKS:
                at += 1
            elif char == "#" and self.text[at - 1] in BLANKS + BREAKS:
                at = self.line_end(at)
            else:
                at = self.flow_token(at, char, opened)
        while opened:
            self.close(opened.pop(), at)
        return at

    def flow_token(self, at: int, char: str, opened: list[_Bracket]) -> int:
        """Read one sign or word between brackets."""
        top = opened[-1]
        if char in "}]":
            self.finish(top)
            self.close(opened.pop(), at + 1)
            return at + 1
        if char in "{[" and len(opened) <= limits.DEPTH:
            opened.append(_Bracket(top.inner, top.named, at, char == "["))
            top.is_filled = True
            return at + 1
        if char == ",":
            self.finish(top)
            top.count, top.name, top.named, top.is_filled = top.count + 1, None, None, False
            return at + 1
        if char == ":" and not top.is_list and top.named:
            top.is_filled = False
            return at + 1
        return self.flow_word(at, char, top)

    def flow_word(self, at: int, char: str, top: _Bracket) -> int:
        """Read a scalar between brackets: a key where a mapping waits for one, else a value."""
        pattern = DOUBLE if char == '"' else SINGLE if char == "'" else PROPERTY if char in "&!*" else FLOW_PLAIN
        found = pattern.match(self.text, at)
        end = found.end() if found else at + 1
        if char in "&!*":
            return end
        bounds = Bounds(at, end)
        if not top.is_list and top.named is None:
            top.name, top.named = unquoted(self.text[at:end]), bounds
            top.is_filled = self.text[self.blanks(end) : self.blanks(end) + 1] != ":"
            if top.is_filled:
                is_key = self.text[end : end + 1] == ":"
                self.nodes.append(Node(top.path if not is_key else top.inner, bounds, None, "word"))
        else:
            self.nodes.append(Node(top.inner, top.named, bounds, "scalar" if end <= self.line_end(at) else "text"))
            top.is_filled = True
        return end

    def finish(self, top: _Bracket) -> None:
        """Note an entry that has a key and no value."""
        if not top.is_list and top.named and not top.is_filled:
            self.nodes.append(Node(top.inner, top.named, None, "nothing"))

    def close(self, one: _Bracket, end: int) -> None:
        """Note a collection in brackets."""
        self.nodes.append(Node(one.path, one.key, Bounds(one.start, end), "list" if one.is_list else "mapping"))

    # Characters

    def content(self, at: int) -> int:
        """Return the offset of the first character behind spaces."""
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        return at

    def blanks(self, at: int) -> int:
        """Return the offset of the first character behind blanks."""
        while at < len(self.text) and self.text[at] in BLANKS:
            at += 1
        return at

    def is_end_of_line(self, at: int) -> bool:
        """Tell whether a line ends here, blanks aside."""
        at = self.blanks(at)
        return at >= len(self.text) or self.text[at] in BREAKS

    def is_over(self, at: int) -> bool:
        """Tell whether nothing but a comment follows on the line."""
        return self.is_end_of_line(at) or (
            self.text[self.blanks(at)] == "#" and (at == 0 or self.text[at - 1] in BLANKS + BREAKS)
        )

    def is_dash(self, at: int) -> bool:
        """Tell whether an item of a list begins here."""
        return self.text.startswith("-", at) and (at + 1 >= len(self.text) or self.text[at + 1] in BLANKS + BREAKS)

    def line_end(self, at: int) -> int:
        """Return the offset where the line ends."""
        first, last = self.line
        if not first <= at <= last:
            found = LINE_END.search(self.text, at)
            self.line = (at, found.start() if found else len(self.text))
        return self.line[1]

    def next_line(self, at: int) -> int:
        """Return the offset of the next line's beginning."""
        found = LINE.match(self.text, at)
        return found.end() if found else len(self.text)
