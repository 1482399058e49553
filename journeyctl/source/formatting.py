"""One layout for every document: two blanks a level, one after `:`, `-` and `,`, none where they mean nothing.

Only white space changes, token by token, so comments, quotes, the order of keys and the width of lines stay the
author's; that is why no YAML library writes the text anew. What comes out is read again: when its values or its
comments would differ, or formatting it once more would change it, the text is left as it was.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from journeyctl.source.document import parse
from journeyctl.source.events import Parser
from journeyctl.source.layout import comments
from journeyctl.source.span import LINE_BREAK, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 2
BLANKS = " \t"
FLOW_STARTS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
FLOW_ENDS = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
BLOCK_STARTS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
# Breaks to YAML 1.1 and to the parser, but not to editors: columns are not to be trusted beside them.
OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
INDICATOR = re.compile(r"[|>][+-]?([1-9])")


def canonical(text: str) -> str:
    """Return a text in the one layout; as it is, when it is no YAML that can be used, or has no other layout."""
    laid_out = _attempt(text)
    if laid_out is None or laid_out == text:
        return text
    return laid_out if _means_the_same(text, laid_out) and _attempt(laid_out) == laid_out else text


def _attempt(text: str) -> str | None:
    if OTHER_BREAKS.search(text) or parse("", text).problems:
        return None
    plain = LINE_BREAK.sub("\n", text)
    try:
        laid_out = _Printer(plain).printed()
    except (yaml.YAMLError, _NoLayoutError):
        return None
    return laid_out.replace("\n", line_break(text))


def line_break(text: str) -> str:
    """Return how the first line of a text ends: all its lines will."""
    found = LINE_BREAK.search(text)
    return found[0] if found else "\n"


def _means_the_same(before: str, after: str) -> bool:
    values = [json.dumps(parse("", text).values) for text in (before, after)]
    return values[0] == values[1] and not parse("", after).problems and comments(before) == comments(after)


class _NoLayoutError(Exception):
    """The text has a form for which there is no layout, such as `? key`."""


class _Block:
    """An open block collection: the column it had, and the one it gets."""

    def __init__(self, kind: str, old: int, new: int) -> None:
        self.kind = kind
        self.old = old
        self.new = new


class _Printer:
    """Prints the tokens of a text; white space between them follows from the blocks that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.out: list[str] = []
        self.blocks: list[_Block] = []
        self.blocks_before: list[_Block] = []  # those that were open at the token printed last
        self.flow = 0
        self.is_key = False
        self.end = 0  # where the text printed so far ends
        self.before: Any = None  # the token printed last
        self.shift = (0, 0)  # the column of the line's first token: as it was, as it is printed

    def printed(self) -> str:
        """Return the text, laid out."""
        for token in self._tokens():
            self._structure(token)
            if _has_text(token):
                self._print(token)
        self._gap(len(self.text), None)
        text = "".join(self.out).strip("\n")
        return f"{text}\n" if text else ""

    def _tokens(self) -> Iterator[Any]:
        parser = Parser(self.text)
        try:
            while parser.check_token():
                yield parser.get_token()
        finally:
            parser.dispose()

    def _column(self, offset: int) -> int:
        return self.lines.position(offset)[1] - 1

    def _structure(self, token: Any) -> None:
        """Open and close blocks; a list at the column of its key is a block that the parser does not announce."""
        kind = type(token)
        if kind is yaml.KeyToken:
            if _has_text(token):
                raise _NoLayoutError
            self._close_lists_at_keys()
            self.is_key = True
        elif kind in BLOCK_STARTS:
            self._open("map" if kind is yaml.BlockMappingStartToken else "seq", token.start_mark.index)
        elif kind is yaml.BlockEndToken:
            self._close_lists_at_keys()
            self.blocks.pop()
        elif kind is yaml.BlockEntryToken and not self.flow and (not self.blocks or self.blocks[-1].kind == "map"):
            self._open("list at key", token.start_mark.index)
        self.flow += (kind in FLOW_STARTS) - (kind in FLOW_ENDS)

    def _open(self, kind: str, offset: int) -> None:
        self.blocks.append(_Block(kind, self._column(offset), self._inner_column()))

    def _close_lists_at_keys(self) -> None:
        if not self.flow and self.blocks and self.blocks[-1].kind == "list at key":
            self.blocks.pop()

    def _inner_column(self) -> int:
        return self.blocks[-1].new + STEP if self.blocks else 0

    def _print(self, token: Any) -> None:
        start, end = int(token.start_mark.index), self._text_end(token)
        self._gap(start, token)
        self.out.append(self._content(token, start, end))
        self.end, self.before, self.is_key = end, token, False
        self.blocks_before = list(self.blocks)

    def _text_end(self, token: Any) -> int:
        """Return where a token's text ends; the line breaks after a block scalar are white space like others."""
        end = int(token.end_mark.index)
        if getattr(token, "style", None) in ("|", ">"):
            content = self.text[token.start_mark.index : end]
            keeps_breaks = "+" in content.partition("\n")[0].partition("#")[0]
            kept = content.removesuffix("\n") if keeps_breaks else content.rstrip("\n ")
            end = int(token.start_mark.index) + len(kept)
        return end

    def _gap(self, start: int, token: Any) -> None:
        """Print what stands between two tokens: blanks, or the rest of a line, comments and the next line's indent."""
        gap = self.text[self.end : start]
        if "\n" not in gap and self.before is not None and token is not None:
            self.out.append(_blanks(self.before, token, gap, in_flow=self.flow > 0))
            return
        first, *others = gap.split("\n") if self.before is not None else ("", *gap.split("\n"))
        self.out.append(self._comment(first) and first.rstrip(BLANKS))
        if token is None or others or self.before is None:
            self._lines(others, start, token)

    def _lines(self, lines: list[str], start: int, token: Any) -> None:
        """Print the lines before a token: comments, at most one blank line in a row, and the token's indent."""
        old = self._column(start)
        new = self._token_column(token, old) if token is not None else 0
        was_blank = self.before is None
        for line in lines if token is None else lines[:-1]:
            comment = self._comment(line)
            if comment:
                column = self._comment_column(line.index("#"), old, new)
                self.out.append(f"\n{' ' * column}{comment}")
            elif not was_blank:
                self.out.append("\n")
            was_blank = not comment
        if token is not None:
            self.out.append("\n" + " " * new)
            self.shift = (old, new)

    def _comment(self, line: str) -> str:
        """Return the comment that a line between tokens holds; nothing when it is blank."""
        comment = line.strip(BLANKS)
        if comment and not comment.startswith("#"):
            raise _NoLayoutError
        return comment

    def _comment_column(self, column: int, old: int, new: int) -> int:
        """Return where a comment goes: with what it stood at the column of."""
        if column == old:
            return new
        opened = [*self.blocks_before, *self.blocks]
        return next((block.new for block in reversed(opened) if block.old == column), new)

    def _token_column(self, token: Any, old: int) -> int:
        if self.flow > (type(token) in FLOW_STARTS):
            least = self.blocks[-1].new if self.blocks else 0
            return max(old + self.shift[1] - self.shift[0], least + STEP)
        if type(token) in FLOW_ENDS:
            least = self.blocks[-1].new if self.blocks else 0
            return max(old + self.shift[1] - self.shift[0], least)
        if type(token) is yaml.BlockEntryToken or self.is_key:
            return self.blocks[-1].new if self.blocks else 0
        if type(token) is yaml.ValueToken:
            raise _NoLayoutError
        if type(token) in (yaml.DocumentStartToken, yaml.DocumentEndToken, yaml.DirectiveToken):
            return 0
        return self._inner_column()

    def _content(self, token: Any, start: int, end: int) -> str:
        """Return a token's text; the further lines of a scalar move with its first one."""
        content = self.text[start:end]
        if "\n" not in content:
            return content
        if token.style in ("|", ">"):
            return self._block_scalar(content)
        first, *others = content.split("\n")
        least = self._inner_column()
        moved = [self._moved(line, least, is_plain=token.style is None) for line in others]
        return "\n".join([first.rstrip(BLANKS) if token.style is None else first, *moved])

    def _moved(self, line: str, least: int, *, is_plain: bool) -> str:
        stripped = line.lstrip(BLANKS)
        if not stripped:
            return ""
        column = len(line) - len(stripped) + self.shift[1] - self.shift[0]
        return " " * max(column, least) + (stripped.rstrip(BLANKS) if is_plain else stripped)

    def _block_scalar(self, content: str) -> str:
        head, *lines = content.split("\n")
        filled = [line for line in lines if line.strip(" ")]
        if not filled:
            return content
        old, new = len(filled[0]) - len(filled[0].lstrip(" ")), self._inner_column()
        if stated := INDICATOR.match(head):
            block = self.blocks[-1] if self.blocks else _Block("map", 0, 0)
            old, new = block.old + int(stated[1]), block.new + int(stated[1])
        moved = [" " * new + line[old:] if len(line) > old else "" for line in lines]
        return "\n".join([head.rstrip(BLANKS), *moved])


def _has_text(token: Any) -> bool:
    return bool(token.end_mark.index > token.start_mark.index)


def _blanks(before: Any, token: Any, gap: str, *, in_flow: bool) -> str:
    """Return the blanks between two tokens of one line."""
    kind, previous = type(token), type(before)
    if previous in FLOW_STARTS or kind in (*FLOW_ENDS, yaml.FlowEntryToken):
        return " " if previous is yaml.ValueToken and gap else ""
    if kind is yaml.ValueToken:
        return "" if not in_flow or previous is yaml.ScalarToken else gap
    return " "


def difference(before: str, after: str) -> tuple[int, int, str]:
    """Return the stretch of lines in which two texts differ, and what stands there in the second.

    Returns:
        Two offsets in the first text, the end exclusive, and the text that makes it the second one.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = _equal(old, new)
    tail = _equal(old[head:][::-1], new[head:][::-1])
    start, stop = len("".join(old[:head])), len("".join(old[: len(old) - tail]))
    return start, stop, "".join(new[head : len(new) - tail])


def _equal(one: list[str], other: list[str]) -> int:
    """Return with how many equal lines two texts begin."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
