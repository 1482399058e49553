"""Curves: where an edge meets its boxes, where its arrow sits, and a curve through points that never overshoots."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from journeyctl.render.layout import Box, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEAD = 8.0
STEP = 0.5
REACH = 16.0
PIECES = 24
REMEMBERED = 1 << 16  # coordinates whose words are kept: the columns and lines of pictures are at the same places


@lru_cache(maxsize=REMEMBERED)
def number(value: float) -> str:
    """Write a coordinate: one decimal, no useless zero."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(points: Sequence[Point]) -> str:
    """Write a Bézier spline of 1 + 3n points as the data of an SVG path."""
    first, *rest = points
    return f"M{number(first.x)} {number(first.y)}C" + " ".join(f"{number(one.x)} {number(one.y)}" for one in rest)


def toward(start: Point, end: Point, distance: float) -> Point:
    """Return the point at a distance from `start` on the way to `end`."""
    length = math.dist(start, end) or 1.0
    return Point(start.x + (end.x - start.x) * distance / length, start.y + (end.y - start.y) * distance / length)


def touching(end: Point, before: Point, is_inside: Callable[[Point], bool]) -> Point:
    """Return where the line that arrives at `end` meets a shape whose corners are cut or round."""
    length = math.dist(before, end)
    if length == 0 or is_inside(end):
        return end
    for count in range(1, int(REACH / STEP) + 1):
        further = toward(before, end, length + count * STEP)
        if is_inside(further):
            return further
    return end


def is_in_round_box(box: Box, radius: float) -> Callable[[Point], bool]:
    """Return a test whether a point lies in a rectangle with round corners, its border included."""

    def test(point: Point) -> bool:
        slack = 0.6
        if not (box.x - slack <= point.x <= box.right + slack and box.y - slack <= point.y <= box.bottom + slack):
            return False
        nearest_x = min(max(point.x, box.x + radius), box.right - radius)
        nearest_y = min(max(point.y, box.y + radius), box.bottom - radius)
        return math.hypot(point.x - nearest_x, point.y - nearest_y) <= radius + slack

    return test


def is_in_cut_box(box: Box, cut: float) -> Callable[[Point], bool]:
    """Return a test whether a point lies in a rectangle whose lower right corner is cut off, its border included."""
    rectangle = is_in_round_box(box, 0)

    def test(point: Point) -> bool:
        return rectangle(point) and (box.right - point.x) + (box.bottom - point.y) >= cut - 1

    return test


def arrow(tip: Point, before: Point) -> tuple[Point, str]:
    """Return where the line ends under an arrow head, and the three corners of the head."""
    length = math.dist(before, tip) or 1.0
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    base = Point(tip.x - x * HEAD, tip.y - y * HEAD)
    corners = (
        tip,
        Point(base.x - y * HEAD / 2, base.y + x * HEAD / 2),
        Point(base.x + y * HEAD / 2, base.y - x * HEAD / 2),
    )
    return base, " ".join(f"{number(one.x)},{number(one.y)}" for one in corners)


def along(points: Sequence[Point], distance: float) -> Point:
    """Return the point of a Bézier spline that lies at a distance from its start, measured along it."""
    walked, previous = 0.0, points[0]
    for here in _walk(points):
        walked += math.dist(previous, here)
        if walked >= distance:
            return here
        previous = here
    return previous


def back(points: Sequence[Point], distance: float) -> Point:
    """Return the first point, from the end of a Bézier spline back, that is further than a distance from its end."""
    end, last = points[-1], points[-4:]
    for count in range(PIECES, -1, -1):
        point = _on_curve(last, count / PIECES) if count else last[0]
        if abs(point.x - end.x) + abs(point.y - end.y) > distance:
            return point
    return points[-2]


def flattened(points: Sequence[Point]) -> list[Point]:
    """Return points on a Bézier spline, close enough together to measure it."""
    return list(_walk(points))


def crossing(points: Sequence[Point], low: float, high: float) -> Iterator[float]:
    """Yield the x of points on a Bézier spline that lie between two heights; no curve leaves the hull of its points."""
    for index in range(0, len(points) - 3, 3):
        four = points[index : index + 4]
        ys = [point.y for point in four]
        if min(ys) <= high and max(ys) >= low:
            yield from (x for x, y in _walk(four) if low <= y <= high)


def _walk(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points on a Bézier spline one by one, as the whole of it is seldom needed."""
    yield points[0]
    for index in range(0, len(points) - 3, 3):
        four = points[index : index + 4]
        for count in range(1, PIECES + 1):
            yield _on_curve(four, count / PIECES)


def _on_curve(four: Sequence[Point], t: float) -> Point:
    a, b, c, d = four
    u = 1 - t
    p, q, r, s = u**3, 3 * t * u**2, 3 * t * t * u, t**3
    return Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y)


def smooth(points: Sequence[Point]) -> str:
    """Write a curve through points, from left to right, that never rises above or falls below its neighbours.

    Source: monotone cubic interpolation, Fritsch & Carlson 1980, with harmonic means as slopes.
    """
    if len(points) < 2:  # noqa: PLR2004 - one point is no curve
        return ""
    slopes = [(after.y - one.y) / (after.x - one.x) for one, after in pairwise(points)]
    tangents = [slopes[0], *(_tangent(*pair) for pair in pairwise(slopes)), slopes[-1]]
    spline = [points[0]]
    for (one, after), (leaving, arriving) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (after.x - one.x) / 3
        controls = Point(one.x + third, one.y + leaving * third), Point(after.x - third, after.y - arriving * third)
        spline.extend((*controls, after))
    return path(spline)


def _tangent(left: float, right: float) -> float:
    return 0.0 if left * right <= 0 else 2 * left * right / (left + right)
