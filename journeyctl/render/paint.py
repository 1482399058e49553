"""Draws a diagram that has been laid out: boxes, lines, labels and the legend, as values for the template."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.render import geometry
from journeyctl.render.base import Picture
from journeyctl.render.diagram import CLUSTER, LABEL, NAME, PADDING, SUB, Sample
from journeyctl.render.metrics import Type, widest, width
from journeyctl.render.template import icons, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from journeyctl.render.base import Drawing
    from journeyctl.render.diagram import Cluster, Diagram, Edge, Node
    from journeyctl.render.layout import Box, Layout, Point, Route

    Ways = Sequence[tuple[Point, ...]]

MARGIN = 2.0
HEADROOM = 8.0
LEGEND = Type(12.5, 400, 16)
LEGEND_ROW = 24.0
SAMPLE = 32.0
# Also of a wide picture the legend stays in sight.
LEGEND_ROOM = 760.0
NARROWEST = 340.0
CUT = 10.0
CLEAR = 6.0  # between the name of a cluster and an edge
RADII = {"person": 16.0, "screen": 6.0, "plain": 6.0}


class Line(NamedTuple):
    """One line of text and where its baseline starts."""

    text: str
    x: float
    y: float


class Entry(NamedTuple):
    """One entry of the legend and where it stands."""

    kind: str
    text: str
    x: float
    y: float


def paint(diagram: Diagram, layout: Layout, drawing: Drawing) -> Picture:
    """Draw a diagram where a layout puts it."""
    layout = layout.moved(MARGIN, HEADROOM)
    wide = wide_enough(layout.width + 2 * MARGIN, diagram.legend)
    entries, legend_height = legend(diagram.legend, wide, layout.height + 2 * HEADROOM)
    high = layout.height + 2 * HEADROOM + legend_height
    ways = [route.points for route in layout.edges.values()]
    svg = render(
        "graph.svg",
        frame=frame(diagram.title, diagram.description, wide, high, drawing),
        icons=icons([*(node.icon for node in diagram.nodes), *legend_icons(diagram.legend)]),
        clusters=[_cluster(one, layout, drawing, ways) for one in diagram.clusters if one.key in layout.clusters],
        edges=[
            _edge(edge, layout, diagram, drawing)
            for edge in diagram.edges
            if edge.key in layout.edges and edge.kind != "hidden"
        ],
        nodes=[_node(node, layout.nodes[node.key], drawing) for node in diagram.nodes],
        legend=entries,
    )
    gaps = tuple(_gaps(diagram, layout))
    return Picture(svg, diagram.title, diagram.description, wide, high, diagram.columns, diagram.rows, gaps=gaps)


def _gaps(diagram: Diagram, layout: Layout) -> Iterator[float]:
    """Yield the middle of each height where nothing but lines and frames would be cut, from top to bottom."""
    taken = sorted(_taken(diagram, layout))
    low = taken[0][1] if taken else 0.0
    for top, bottom in taken:
        if top > low:
            yield (low + top) / 2
        low = max(low, bottom)


def _taken(diagram: Diagram, layout: Layout) -> Iterator[tuple[float, float]]:
    """Yield from where to where a box, a label or the name of a cluster reaches."""
    for box in layout.nodes.values():
        yield box.y - CUT, box.bottom
    for cluster in diagram.clusters:
        if cluster.key in layout.clusters:
            top = layout.clusters[cluster.key].y
            yield top - CLEAR, top + PADDING + CLUSTER.leading * len(cluster.names)
    for edge in diagram.edges:
        if edge.lines and edge.key in layout.edges:
            half = LABEL.leading * len(edge.lines) / 2
            middle = layout.edges[edge.key].label or _middle(layout.edges[edge.key])
            yield middle.y - half, middle.y + half


def frame(title: str, description: str, wide: float, high: float, drawing: Drawing) -> dict[str, object]:
    """Return what every picture's outermost element needs."""
    return {"title": title, "description": description, "width": wide, "height": high, "id": drawing.id}


def wide_enough(wide: float, samples: Sequence[Sample]) -> float:
    """Return how wide a picture must be so that each entry of its legend fits on a line."""
    widest_entry = max((width(sample.text, LEGEND) for sample in samples), default=0.0)
    return max(wide, NARROWEST, 2 * MARGIN + SAMPLE + 8 + widest_entry)


def legend(samples: Sequence[Sample], wide: float, top: float) -> tuple[list[Entry], float]:
    """Place the entries of a legend in rows under a picture; return them and the height they take."""
    entries: list[Entry] = []
    x, y = MARGIN, top + LEGEND_ROW / 2
    for sample in samples:
        takes = SAMPLE + 8 + width(sample.text, LEGEND)
        if x > MARGIN and x + takes > min(wide, LEGEND_ROOM) - MARGIN:
            x, y = MARGIN, y + LEGEND_ROW
        entries.append(Entry(sample.kind, sample.text, x, y))
        x += takes + 24
    return entries, (y - top + LEGEND_ROW / 2 + HEADROOM if entries else 0.0)


def legend_icons(samples: Sequence[Sample]) -> list[str]:
    """Return the icons that a legend shows."""
    return [sample.kind.removeprefix("icon:") for sample in samples if sample.kind.startswith("icon:")]


def _cluster(cluster: Cluster, layout: Layout, drawing: Drawing, ways: Ways) -> dict[str, object]:
    box = layout.clusters[cluster.key]
    names = text_lines(cluster.names, CLUSTER, _name_left(cluster, layout, ways), box.y + 20)
    return {"id": drawing.id(cluster.key), "names": names, "box": box}


def _name_left(cluster: Cluster, layout: Layout, ways: Ways) -> float:
    """Return where the name of a cluster starts so that no edge runs through it: as far left as there is room."""
    box, wide = layout.clusters[cluster.key], widest(cluster.names, CLUSTER)
    low, high = box.y, box.y + 12 + CLUSTER.leading * len(cluster.names)
    crossing = [x for points in ways for x in geometry.crossing(points, low, high)]
    left = box.x + PADDING
    while left + wide <= box.right - PADDING:
        if not any(left - CLEAR < x < left + wide + CLEAR for x in crossing):
            return left
        left += CLEAR
    return box.x + PADDING


def _node(node: Node, box: Box, drawing: Drawing) -> dict[str, object]:
    return {
        "id": drawing.id(node.key),
        "look": " ".join(("node", node.shape, *node.look)),
        "tip": node.tip or node.name,
        "href": drawing.link(node.ref) if node.ref else None,
        "box": box,
        "outline": _outline(node.shape, box),
        "radius": RADII.get(node.shape, 6.0),
        "icon": node.icon,
        "icon_x": box.x + 12,
        "names": text_lines(node.names, NAME, box.x + node.text_left, _first_baseline(node, box)),
        "lines": text_lines(
            node.lines, SUB, box.x + node.text_left, _first_baseline(node, box) + NAME.leading * len(node.names) - 1
        ),
        "marked": node.marked,
    }  # fmt: skip


def _first_baseline(node: Node, box: Box) -> float:
    taken = NAME.leading * len(node.names) + SUB.leading * len(node.lines)
    return box.y + (box.height - taken) / 2 + 13.5


def text_lines(lines: Iterable[str], type_: Type, x: float, y: float) -> list[Line]:
    """Return lines of text under each other, the first baseline at `y`."""
    return [Line(text, x, y + index * type_.leading) for index, text in enumerate(lines)]


def _outline(shape: str, box: Box) -> str:
    """Return the path of an outline that is no rectangle, or nothing."""
    if shape != "message":
        return ""
    corners = (f"M{{0}} {{1}}H{{2}}V{geometry.number(box.bottom - CUT)}L{geometry.number(box.right - CUT)} {{3}}H{{0}}Z"
               f"M{{2}} {geometry.number(box.bottom - CUT)}H{geometry.number(box.right - CUT)}V{{3}}")  # fmt: skip
    return corners.format(*(geometry.number(side) for side in (box.x, box.y, box.right, box.bottom)))


def _edge(edge: Edge, layout: Layout, diagram: Diagram, drawing: Drawing) -> dict[str, object]:
    points = _joined(edge, layout, diagram)
    end, head = geometry.arrow(points[-1], geometry.back(points, geometry.HEAD))
    return {
        "id": drawing.id(edge.key),
        "look": f"edge {edge.kind}",
        "tip": edge.tip,
        "path": geometry.path((*points[:-1], end)),
        "head": head,
        "context": edge.context,
        "mark": geometry.along(points, 12.0),
        "label": _label(edge, layout.edges[edge.key]),
        "label_look": f"edge-name at-middle {edge.kind}",
    }


def _joined(edge: Edge, layout: Layout, diagram: Diagram) -> tuple[Point, ...]:
    """Return an edge's spline with its ends on the outlines of its nodes."""
    points = list(layout.edges[edge.key].points)
    shapes = {node.key: node.shape for node in diagram.nodes}
    points[0] = geometry.touching(points[0], points[1], _test(shapes[edge.tail], layout.nodes[edge.tail]))
    points[-1] = geometry.touching(points[-1], points[-2], _test(shapes[edge.head], layout.nodes[edge.head]))
    return tuple(points)


def _test(shape: str, box: Box) -> Callable[[Point], bool]:
    if shape == "message":
        return geometry.is_in_cut_box(box, CUT)
    return geometry.is_in_round_box(box, RADII.get(shape, 6.0))


def _label(edge: Edge, route: Route) -> list[Line]:
    if not edge.lines:
        return []
    middle = route.label or _middle(route)
    top = middle.y - LABEL.leading * len(edge.lines) / 2 + 12
    return text_lines(edge.lines, LABEL, middle.x, top)


def _middle(route: Route) -> Point:
    points = geometry.flattened(route.points)
    total = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(points))
    return geometry.along(route.points, total / 2)
