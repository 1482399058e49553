"""What the engine answers, as typed values: where nodes, clusters and edges lie, in pixels, y downwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Point(NamedTuple):
    """A place in the picture, in pixels from its upper left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle: its upper left corner, width and height, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, x: float, y: float) -> Box:
        """Return the same box elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True)
class Route:
    """The way of one edge: a Bézier spline (1 + 3n points, from tail to head) and the middle of its label."""

    points: tuple[Point, ...]
    label: Point | None = None


@dataclass(frozen=True)
class Layout:
    """One graph, laid out.

    Args:
        width: of the whole, in pixels.
        height: of the whole, in pixels.
        nodes: by key.
        clusters: by key.
        edges: by key.
    """

    width: float
    height: float
    nodes: Mapping[str, Box]
    clusters: Mapping[str, Box]
    edges: Mapping[str, Route]

    def moved(self, x: float, y: float) -> Layout:
        """Return the same layout, everything a little further."""
        return Layout(
            self.width,
            self.height,
            {key: box.moved(x, y) for key, box in self.nodes.items()},
            {key: box.moved(x, y) for key, box in self.clusters.items()},
            {key: _moved(route, x, y) for key, route in self.edges.items()},
        )


NOWHERE = Layout(0, 0, {}, {}, {})


def _moved(route: Route, x: float, y: float) -> Route:
    points = tuple(Point(point.x + x, point.y + y) for point in route.points)
    return Route(points, Point(route.label.x + x, route.label.y + y) if route.label else None)


class _Object(msgspec.Struct):
    """A node or a cluster, as Graphviz writes it."""

    name: str
    pos: str = ""
    bb: str = ""
    width: str = "0"
    height: str = "0"


class _Edge(msgspec.Struct):
    """An edge, as Graphviz writes it."""

    id: str = ""
    pos: str = ""
    lp: str = ""


class _Graph(msgspec.Struct):
    """A graph, as Graphviz writes it: points, y upwards."""

    bb: str = "0,0,0,0"
    objects: list[_Object] = []
    edges: list[_Edge] = []


def read_layouts(text: str) -> tuple[Layout, ...]:
    """Read the JSON of a layout engine: one object a graph, one after another.

    Raises:
        JourneyctlError: it is something else.
    """
    try:
        return tuple(_layout(msgspec.convert(graph, _Graph)) for graph in _objects(text))
    except (ValueError, KeyError, RecursionError) as error:
        raise JourneyctlError(
            _("the drawing engine answered with something that is no layout"), _("try the other one: --engine native")
        ) from error


def _objects(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    position, text = 0, text.strip()
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        yield value
        position += len(text[position:]) - len(text[position:].lstrip())


def _layout(graph: _Graph) -> Layout:
    _left, _low, width, height = _numbers(graph.bb)
    nodes = {one.name: _node(one, height) for one in graph.objects if one.pos}
    clusters = {one.name.removeprefix("cluster_"): _cluster(one.bb, height) for one in graph.objects if one.bb}
    edges = {edge.id: _route(edge, height) for edge in graph.edges if edge.pos}
    return Layout(width, height, nodes, clusters, edges)


def _node(node: _Object, top: float) -> Box:
    x, y = _numbers(node.pos)
    width, height = float(node.width) * 72, float(node.height) * 72
    return Box(x - width / 2, top - y - height / 2, width, height)


def _cluster(bounds: str, top: float) -> Box:
    left, low, right, high = _numbers(bounds)
    return Box(left, top - high, right - left, high - low)


def _route(edge: _Edge, top: float) -> Route:
    parts = [part for part in edge.pos.replace(";", " ").split() if part[0] not in "es"]
    points = tuple(Point(x, top - y) for x, y in (_numbers(part) for part in parts))
    if not edge.lp:
        return Route(points)
    x, y = _numbers(edge.lp)
    return Route(points, Point(x, top - y))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))
