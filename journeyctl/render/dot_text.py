"""DOT, written through the `graphviz` package, which quotes and escapes whatever a name holds.

Each word is quoted once, and nodes and edges are put into the body as they are then: most words of a graph repeat.

`for_layout` asks an engine where things go: boxes of known size and no text. `plain` is for other tools.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from graphviz import Digraph, escape, nohtml
from graphviz.quoting import quote, quote_edge

from journeyctl.render.diagram import CLUSTER, ICON, LABEL, NAME, PADDING, SUB
from journeyctl.render.metrics import clean, widest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeyctl.render.diagram import Cluster, Diagram, Edge, Node

    Attributes = dict[str, str]

INCH = 72
REMEMBERED = 1 << 14  # words whose quoted form is kept
BESIDE = 16
SPACER = (
    '<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="{}" HEIGHT="{}">'
    "<TR><TD></TD></TR></TABLE>>"
)
FONT = "Liberation Sans"
SHAPES = {"screen": "box", "person": "box", "message": "note", "plain": "box"}
STYLES = {
    "recovery": "dashed",
    "exit": "dotted",
    "part": "dashed",
    "losing": "dashed",
    "assumed": "dotted",
    "hidden": "invis",
}


def size(node: Node) -> tuple[float, float]:
    """Return the width and height of a node's box, in whole pixels, so that its text fits."""
    room = max(widest(node.names, NAME), widest(node.lines, SUB), node.least)
    high = NAME.leading * len(node.names) + SUB.leading * len(node.lines)
    return math.ceil(node.text_left + room + PADDING), math.ceil(max(high, ICON) + 16)


def for_layout(diagram: Diagram) -> str:
    """Write a diagram as boxes of fixed size without any text, for an engine to lay out."""
    graph = Digraph("g")
    graph.attr(
        "graph",
        rankdir=diagram.direction,
        nodesep="0.4",
        ranksep="0.42",
        splines="spline",
        charset="utf-8",
    )
    graph.attr("node", shape="box", fixedsize="true", label="")
    graph.attr("edge", arrowhead="none")
    _add_clusters(graph, diagram, _sized, _cluster_spacer)
    _add_ranks(graph, diagram)
    _add_edges(graph, diagram, _spaced)
    return str(graph.source)


def _sized(node: Node) -> Attributes:
    wide, high = size(node)
    return {"width": f"{wide / INCH:.4f}", "height": f"{high / INCH:.4f}"}


def _cluster_spacer(cluster: Cluster) -> Attributes:
    """Keep room for a name to the left or the right of the way that comes in from above, mostly in the middle."""
    wide = math.ceil(2 * widest(cluster.names, CLUSTER))
    return {
        "label": SPACER.format(wide + BESIDE, int(CLUSTER.leading * len(cluster.names))),
        "labeljust": "l",
        "margin": "12",
    }


def _spaced(edge: Edge) -> Attributes:
    given = {"id": edge.key, "weight": str(edge.weight)}
    if not edge.lines:
        return given
    wide = math.ceil(widest(edge.lines, LABEL) + 12)
    return given | {"label": SPACER.format(wide, int(LABEL.leading * len(edge.lines) + 4))}


def plain(diagram: Diagram) -> str:
    """Write a diagram as DOT that people can read and other tools can draw."""
    graph = Digraph(diagram.name, comment=clean(diagram.title))
    graph.attr("graph", rankdir=diagram.direction, fontname=FONT, label=_text(diagram.title), labelloc="t",
               tooltip=_text(diagram.description), id=f"{diagram.name}-picture", charset="utf-8")  # fmt: skip
    graph.attr("node", shape="box", style="rounded", fontname=FONT, fontsize="12", margin="0.16,0.08")
    graph.attr("edge", fontname=FONT, fontsize="10", arrowsize="0.7")
    _add_clusters(graph, diagram, _plain_node, _plain_cluster)
    _add_ranks(graph, diagram)
    _add_edges(graph, diagram, _plain_edge)
    return str(graph.source)


def _add_ranks(graph: Digraph, diagram: Diagram) -> None:
    for keys in diagram.ranks:
        with graph.subgraph() as line:
            line.attr(rank="same")
            for key in keys:
                line.node(key)


def _plain_node(node: Node) -> Attributes:
    given = {"label": _lines((*node.names, *node.lines)), "tooltip": _text(node.tip or node.name), "id": node.key}
    shape = SHAPES.get(node.shape, "box")
    if shape != "box":
        given |= {"shape": shape, "style": "solid"}
    if "outside" in node.look:
        given["style"] = "rounded,dashed"
    return given | ({"peripheries": "2"} if node.marked else {})


def _plain_cluster(cluster: Cluster) -> Attributes:
    text = _text(cluster.name)
    return {"label": text, "tooltip": text, "id": cluster.key, "labeljust": "l", "style": "rounded", "color": "gray60"}


def _plain_edge(edge: Edge) -> Attributes:
    given = {"id": edge.key, "tooltip": _text(edge.tip or " ")}
    if edge.lines:
        given["label"] = _lines(edge.lines)
    if edge.kind in STYLES:
        given["style"] = STYLES[edge.kind]
    return given


def _lines(lines: Iterable[str]) -> str:
    return _as_text("\\n".join(_text(line) for line in lines))


def _text(text: str) -> str:
    return _as_text(escape(clean(text)))


def _as_text(text: str) -> str:
    """Mark text as text, also where it starts with `<` and ends with `>`, which DOT would read as markup."""
    marked: str = nohtml(text)
    return marked


def _add_clusters(
    graph: Digraph,
    diagram: Diagram,
    of_node: Callable[[Node], Attributes],
    of_cluster: Callable[[Cluster], Attributes],
) -> None:
    """Write the clusters with their nodes, and then the nodes in none, in the order of the diagram."""
    owned = {key: cluster.key for cluster in diagram.clusters for key in cluster.nodes}
    for cluster in diagram.clusters:
        with graph.subgraph(name=f"cluster_{cluster.key}") as sub:
            sub.attr(**of_cluster(cluster))
            _add_nodes(sub, (node for node in diagram.nodes if owned.get(node.key) == cluster.key), of_node)
    _add_nodes(graph, (node for node in diagram.nodes if node.key not in owned), of_node)


def _add_nodes(graph: Digraph, nodes: Iterable[Node], of_node: Callable[[Node], Attributes]) -> None:
    for node in nodes:
        graph.body.append(f"\t{_quoted(node.key)} [{_listed(of_node(node))}]\n")


def _add_edges(graph: Digraph, diagram: Diagram, of_edge: Callable[[Edge], Attributes]) -> None:
    for edge in diagram.edges:
        ends = f"{_quoted_end(edge.tail)} -> {_quoted_end(edge.head)}"
        graph.body.append(f"\t{ends} [{_listed(of_edge(edge))}]\n")


def _listed(attributes: Attributes) -> str:
    """Write attributes: the label first, then by name."""
    names = sorted(attributes, key=lambda name: (name != "label", name))
    return " ".join(f"{_quoted(name)}={_quoted(attributes[name])}" for name in names)


@lru_cache(maxsize=REMEMBERED, typed=True)
def _quoted(text: str) -> str:
    quoted: str = quote(text)
    return quoted


@lru_cache(maxsize=REMEMBERED)
def _quoted_end(key: str) -> str:
    quoted: str = quote_edge(key)
    return quoted
