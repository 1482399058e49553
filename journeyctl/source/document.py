"""A file's text, its values, and where each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from journeyctl.source.reader import Path, Positions, Reader, SourceProblem
from journeyctl.source.span import START, Lines, Span

__all__ = ["Document", "Path", "Place", "SourceProblem", "parse"]

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BOM = "\ufeff"


@dataclass(frozen=True)
class Document:
    """One file of a workspace.

    Args:
        path: relative to the workspace, with `/`.
        text: what it says, without a byte-order mark.
        values: one value for each YAML document in it; paths begin with the index of theirs.
        problems: why it cannot be used, if it cannot.
    """

    path: str
    text: str = field(repr=False)
    values: tuple[Any, ...] = field(default=(), repr=False)
    problems: tuple[SourceProblem, ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands; read from the text when first asked."""
        return Positions(self.text)

    def key_span(self, path: Path) -> Span:
        """Return where the key of a value stands.

        An item of a list is known by its `id`, else by its first key, else by its scalar.
        Where nothing stands at the path (a field that is missing), its parent's key is meant.
        """
        found = self._key_offsets(path)
        return self.lines.span(*found) if found else START

    def value_span(self, path: Path) -> Span:
        """Return where a value stands; what is missing stands where its parent's key does."""
        found = self.positions.values.get(path)
        return self.lines.span(*found) if found else self.key_span(path)

    def _key_offsets(self, path: Path) -> tuple[int, int] | None:
        positions = self.positions
        while path:
            if isinstance(path[-1], int):
                found = positions.keys.get((*path, "id")) or positions.firsts.get(path) or positions.values.get(path)
            else:
                found = positions.keys.get(path)
            if found:
                return found
            path = path[:-1]
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a document: the key or the value at a path. Its span is looked up when somebody asks."""

    document: Document
    path: Path
    part: Literal["key", "value"] = "key"

    def at(self, *steps: str | int) -> Place:
        """Return the place of something inside this one."""
        return Place(self.document, (*self.path, *steps), self.part)

    @property
    def key(self) -> Place:
        """The key here: what a finding about something missing points at."""
        return Place(self.document, self.path, "key")

    @property
    def value(self) -> Place:
        """The value here: what a finding about something written points at."""
        return Place(self.document, self.path, "value")

    @property
    def span(self) -> Span:
        """Where this stands in the text."""
        return self.document.key_span(self.path) if self.part == "key" else self.document.value_span(self.path)


def parse(path: str, text: str) -> Document:
    """Return the document that a text says; never raises, whatever the text."""
    text = text.removeprefix(BOM)
    if forbidden := FORBIDDEN.search(text):
        span = Lines(text).span(*forbidden.span())
        return Document(path, text, (), (SourceProblem("syntax", span, f"control:{ord(forbidden[0]):04X}"),))
    reader = Reader(text)
    reader.read()
    return Document(path, text, () if reader.problems else tuple(reader.values), tuple(reader.problems))
