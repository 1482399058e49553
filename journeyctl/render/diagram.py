"""A graph in our own words: nodes, edges and clusters with what a reader sees of them, before any layout.

The same value becomes SVG (laid out by an engine, drawn by us), DOT and Mermaid for other tools.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyctl.render.metrics import Type, wrap

if TYPE_CHECKING:
    from journeyctl.render.base import Cell

NAME = Type(14, 700, 18)
SUB = Type(12.5, 400, 16)
LABEL = Type(12.5, 400, 16)
CLUSTER = Type(13, 700, 18)
PADDING = 12
ICON = 18
ICON_GAP = 8
ROOM = 148
LABEL_ROOM = 128
CLUSTER_ROOM = 200


@dataclass(frozen=True)
class Node:
    """One thing in a diagram.

    Args:
        key: unique in the diagram and the same as long as the thing exists; its id is made of it.
        name: what it is called.
        subs: quieter lines under the name.
        icon: the name of its icon, or nothing.
        shape: `screen`, `person`, `message`, `plain`: the outline tells the kind.
        look: further classes, such as `outside`.
        ref: what it links to.
        tip: what a pointer that rests on it reads.
        marked: a moment of truth.
        least: how wide its text is at least, so that nodes of one column are of one width.
    """

    key: str
    name: str
    subs: tuple[str, ...] = ()
    icon: str = ""
    shape: str = "screen"
    look: tuple[str, ...] = ()
    ref: str = ""
    tip: str = ""
    marked: bool = False
    least: float = 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The name, broken into lines."""
        return wrap(self.name, ROOM, NAME) or ("?",)

    @property
    def lines(self) -> tuple[str, ...]:
        """The quieter text, broken into lines."""
        return tuple(line for sub in self.subs for line in wrap(sub, ROOM, SUB))

    @property
    def text_left(self) -> float:
        """How far the text stands from the left side."""
        return PADDING + (ICON + ICON_GAP if self.icon else 0)


@dataclass(frozen=True)
class Edge:
    """One line between two nodes.

    Args:
        key: unique in the diagram; its id is made of it.
        tail: the key of the node it leaves.
        head: the key of the node it leads to.
        label: what stands beside it, one text a line group.
        kind: `normal`, `recovery`, `exit`, `losing`, `assumed`, `part`: how it is drawn; `hidden` only keeps order.
        context: `full`, `partial`, `none`, or nothing: what goes along with the customer.
        tip: what a pointer that rests on it reads.
        weight: how much the layout tries to keep it short and straight.
    """

    key: str
    tail: str
    head: str
    label: tuple[str, ...] = ()
    kind: str = "normal"
    context: str = ""
    tip: str = ""
    weight: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The label, broken into lines."""
        return tuple(line for text in self.label for line in wrap(text, LABEL_ROOM, LABEL))


@dataclass(frozen=True)
class Cluster:
    """Nodes that belong together, with a name."""

    key: str
    name: str
    nodes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name, broken into lines."""
        return wrap(self.name, CLUSTER_ROOM, CLUSTER)


@dataclass(frozen=True)
class Sample:
    """One entry of a legend: a specimen, by kind, and what it means."""

    kind: str
    text: str


@dataclass(frozen=True)
class Diagram:
    """A whole graph.

    Args:
        name: what it is called in DOT.
        title: what it shows, in a few words.
        description: what it shows, for who cannot see it.
        direction: `TB` or `LR`.
        ranks: keys of nodes that stand in one line.
        columns: the heads of the table with the same facts.
        rows: its rows.
    """

    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    clusters: tuple[Cluster, ...] = ()
    legend: tuple[Sample, ...] = ()
    direction: str = "TB"
    ranks: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
