"""What a text says, as values: each key and value with its path and its place, in YAML that is half typed too."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from journeyctl.source.span import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.source import Path

Kind = Literal["scalar", "text", "mapping", "list", "nothing", "word"]


class Bounds(NamedTuple):
    """Offsets in code points, the end exclusive."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Tell whether an offset lies inside, or at the end."""
        return self.start <= offset <= self.end


class Node(NamedTuple):
    """One thing that is written.

    Args:
        path: as a document has it; of a word that may become a key or a value, the path of what it stands in.
        key: where its key stands, quotes included; None for an item of a list.
        value: where its value stands: a scalar with its quotes, a collection in brackets; None where nothing stands.
        kind: a `scalar` on a line, a `text` of several lines, a collection, `nothing`, or a `word` that is neither
            key nor value yet.
    """

    path: Path
    key: Bounds | None
    value: Bounds | None
    kind: Kind


@dataclass(frozen=True)
class Outline:
    """Everything that a text says, in its order."""

    text: str = field(repr=False)
    nodes: tuple[Node, ...]

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def at_path(self) -> Mapping[Path, Node]:
        """What stands at each path, the first where several do."""
        found: dict[Path, Node] = {}
        for node in self.nodes:
            if node.kind != "word":
                found.setdefault(node.path, node)
        return found

    @cached_property
    def ends(self) -> Mapping[Path, int]:
        """Where the last character of each path stands, with all that lies in it."""
        ends: dict[Path, int] = {}
        for node in self.nodes:
            end = max(bounds.end for bounds in (node.key, node.value, Bounds(0, 0)) if bounds)
            for length in range(1, len(node.path) + 1):
                path = node.path[:length]
                ends[path] = max(ends.get(path, 0), end)
        return ends

    def fields_of(self, path: Path) -> list[str]:
        """Return the keys that a mapping has."""
        return [
            str(node.path[-1]) for node in self.nodes if node.path[:-1] == path and node.key and node.kind != "word"
        ]

    def said(self, path: Path) -> str:
        """Return the scalar at a path, without its quotes; nothing when there is none."""
        node = self.at_path.get(path)
        return unquoted(self.text[slice(*node.value)]) if node and node.value and node.kind == "scalar" else ""

    def node_at(self, offset: int) -> tuple[Node, Literal["key", "value"]] | None:
        """Return what stands at an offset, and which part of it; None in blanks, comments and between brackets."""
        for node in self.nodes:
            if node.key and node.key.holds(offset):
                return node, "key"
            if node.value and node.kind not in ("mapping", "list") and node.value.holds(offset):
                return node, "value"
        return None


def unquoted(written: str) -> str:
    """Return a scalar without the quotes around it."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        return written[1:-1]
    return written
