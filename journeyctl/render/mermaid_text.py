"""Mermaid flowcharts, for wikis and merge requests that draw them.

Everything that Mermaid or HTML would read as more than text is written as an entity code (`#34;`), so no name can
break out of its label or start a directive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyctl.render.metrics import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.render.diagram import Cluster, Diagram, Edge, Node

RESERVED = re.compile(r"[^\w .,!?'()/+\u00a0\u00b7\u2013\u2014\u2018\u2019\u20ac-]")
UNSAFE_KEY = re.compile(r"[^a-z0-9_]")
ARROWS = {
    "normal": "-->", "recovery": "-.->", "exit": "-.-x", "losing": "-.->", "assumed": "-.->", "part": "-.-",
    "hidden": "~~~",
}  # fmt: skip
SHAPES = {"screen": ("[", "]"), "person": ("([", "])"), "message": (">", "]"), "plain": ("[", "]")}


def mermaid(diagram: Diagram) -> str:
    """Write a diagram as a Mermaid flowchart."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield f"flowchart {diagram.direction}"
    yield f"  accTitle: {_plain(diagram.title)}"
    yield f"  accDescr: {_plain(diagram.description)}"
    owned = {key for cluster in diagram.clusters for key in cluster.nodes}
    nodes = {node.key: node for node in diagram.nodes}
    for cluster in diagram.clusters:
        yield from _cluster(cluster, [nodes[key] for key in cluster.nodes if key in nodes])
    for node in diagram.nodes:
        if node.key not in owned:
            yield f"  {_node(node)}"
    for edge in diagram.edges:
        yield f"  {_edge(edge)}"
    marked = [_key(node.key) for node in diagram.nodes if node.marked]
    if marked:
        yield "  classDef moment stroke-width:3px"
        yield f"  class {','.join(marked)} moment"
    outside = [_key(node.key) for node in diagram.nodes if "outside" in node.look]
    if outside:
        yield "  classDef outside stroke-dasharray:4 3"
        yield f"  class {','.join(outside)} outside"


def _cluster(cluster: Cluster, nodes: Iterable[Node]) -> Iterator[str]:
    yield f'  subgraph {_key(cluster.key)}["{text(cluster.name)}"]'
    for node in nodes:
        yield f"    {_node(node)}"
    yield "  end"


def _node(node: Node) -> str:
    before, after = SHAPES.get(node.shape, SHAPES["plain"])
    words = "<br>".join(text(line) for line in (*node.names, *node.lines))
    return f'{_key(node.key)}{before}"{words}"{after}'


def _edge(edge: Edge) -> str:
    words = "<br>".join(text(line) for line in edge.lines)
    label = f'|"{words}"|' if words and edge.kind != "hidden" else ""
    return f"{_key(edge.tail)} {ARROWS.get(edge.kind, '-->')}{label} {_key(edge.head)}"


def _key(key: str) -> str:
    """Return an id that Mermaid takes; a letter in front keeps words such as `end` from meaning something."""
    return "n_" + UNSAFE_KEY.sub(lambda found: "_" if found[0] == "-" else f"_{ord(found[0]):x}_", key)


def text(written: str) -> str:
    """Return text that Mermaid shows as it is and reads as nothing else."""
    return RESERVED.sub(lambda found: f"#{ord(found[0])};", clean(written))


def _plain(written: str) -> str:
    """Return text for a line that Mermaid reads to its end, where it knows no codes."""
    return re.sub(r"[#;{}%<>\"`\\]", " ", clean(written)).strip()
