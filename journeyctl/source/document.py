"""A file's text, its values, and where each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from journeyctl.source.events import Path
from journeyctl.source.positions import Positions
from journeyctl.source.reader import Reader, SourceProblem
from journeyctl.source.span import START, Lines, Span

if TYPE_CHECKING:
    from journeyctl.source.nodes import Nodes, Offsets

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
        nodes: where its values stand, unless that is to be read from the text when somebody asks.
    """

    path: str
    text: str = field(repr=False)
    values: tuple[Any, ...] = field(default=(), repr=False)
    problems: tuple[SourceProblem, ...] = ()
    nodes: Nodes | None = field(default=None, repr=False, compare=False)

    @cached_property
    def digest(self) -> bytes:
        """What tells this text at this path from any other."""
        return blake2b(f"{self.path}\0{self.text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands, read from the text when first asked; for one place after another, ask the others."""
        return Positions(self.text)

    @cached_property
    def _located(self) -> Document:
        """The same document with its nodes; read again when its values came from elsewhere than its text."""
        return self if self.nodes or self.problems else parse(self.path, self.text)

    def key_offsets(self, path: Path) -> Offsets | None:
        """Return where a key stands in the text; None where there is none."""
        if (nodes := self._located.nodes) is None:
            return self.positions.keys.get(path)
        found = nodes.find(self._located.values, path) if len(path) > 1 and isinstance(path[-1], str) else None
        return nodes.offsets(found[0] - 1) if found else None

    def value_offsets(self, path: Path) -> Offsets | None:
        """Return where a value stands in the text: a collection in brackets whole, one in lines by how it begins."""
        if (nodes := self._located.nodes) is None:
            return self.positions.values.get(path)
        found = nodes.find(self._located.values, path)
        return nodes.value_offsets(*found) if found else None

    def first_offsets(self, path: Path) -> Offsets | None:
        """Return where the first key of a mapping stands; None where there is none."""
        if (nodes := self._located.nodes) is None:
            return self.positions.firsts.get(path)
        found = nodes.find(self._located.values, path)
        return nodes.offsets(found[0] + 1) if found and found[1] and isinstance(found[1], dict) else None

    def path_at(self, offset: int) -> Path:
        """Return the path of what begins at an offset: a key rather than a value, the outermost; () for nothing."""
        if (nodes := self._located.nodes) is None:
            return self._beginnings.get(offset, ())
        return nodes.path_at(self._located.values, offset) or ()

    @cached_property
    def _beginnings(self) -> dict[int, Path]:
        begun: dict[int, Path] = {}
        for places in (self.positions.keys, self.positions.values):
            for path, (start, _end) in places.items():
                begun.setdefault(start, path)
        return begun

    def key_span(self, path: Path) -> Span:
        """Return where the key of a value stands.

        An item of a list is known by its `id`, else by its first key, else by its scalar.
        Where nothing stands at the path (a field that is missing), its parent's key is meant.
        """
        found = self._telling_offsets(path)
        return self.lines.span(*found) if found else START

    def value_span(self, path: Path) -> Span:
        """Return where a value stands; what is missing stands where its parent's key does."""
        found = self.value_offsets(path)
        return self.lines.span(*found) if found else self.key_span(path)

    def _telling_offsets(self, path: Path) -> Offsets | None:
        while path:
            if isinstance(path[-1], int):
                found = self.key_offsets((*path, "id")) or self.first_offsets(path) or self.value_offsets(path)
            else:
                found = self.key_offsets(path)
            if found:
                return found
            path = path[:-1]
        return None


class Recalled(Document):
    """A document whose values were kept by an earlier run, or a helper: they are read when somebody asks.

    Args:
        blank: the document without values.
        kept: these, in msgpack.
        nodes: as of a document.
    """

    kept: msgspec.Raw

    def __init__(self, blank: Document, kept: msgspec.Raw, nodes: Nodes | None = None) -> None:
        super().__init__(blank.path, blank.text, nodes=nodes)
        del vars(self)["values"]
        vars(self).update(kept=kept, digest=blank.digest)

    @cached_property
    def values(self) -> tuple[Any, ...]:
        """One value for each YAML document in it."""
        return tuple(msgspec.msgpack.decode(self.kept))


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
    if reader.problems:
        return Document(path, text, (), tuple(reader.problems))
    return Document(path, text, tuple(reader.values), (), reader.nodes)
