"""Reads pictures back: their texts, boxes and edges, as numbers that tests compare."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from journeyctl.compiler import compile_workspace
from journeyctl.render import Drawing, draw, standalone, views
from journeyctl.render.layout import Box
from journeyctl.render.metrics import width
from journeyctl.render.missing import type_of
from journeyctl.settings import load_settings
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Workspace
    from journeyctl.render import Picture

NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
SVG = "{http://www.w3.org/2000/svg}"


class Said(NamedTuple):
    """A line of text in a picture and the box it takes."""

    text: str
    box: Box
    classes: str


@cache
def example() -> Workspace:
    """Return the workspace that travels with the package."""
    return compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace


def subjects(workspace: Workspace) -> list[tuple[str, str]]:
    """Return every view with every subject of a workspace: its journey's id, or nothing for all of them."""
    found = []
    for view in views().values():
        found += (
            [(view.name, journey) for journey in workspace.journeys] if view.subject == "journey" else [(view.name, "")]
        )
    return found


@cache
def pictured(view: str, journey: str, language: str = "nl", prefix: str = "p") -> Picture:
    """Draw a view of the example."""
    return drawn(example(), view, journey, Drawing(language, prefix, today=TODAY))


def drawn(workspace: Workspace, view: str, journey: str = "", drawing: Drawing | None = None) -> Picture:
    """Draw a view of a workspace, or of one of its journeys."""
    return draw(view, workspace.journeys[journey] if journey else workspace, drawing)


def tree(picture: Picture) -> ET.Element:
    """Return a picture as a file of its own, parsed."""
    return ET.fromstring(standalone(picture))  # noqa: S314 - our own markup


def inner(picture: Picture) -> ET.Element:
    """Return the picture within its file, parsed."""
    return ET.fromstring(picture.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - ours


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements with a class."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def said(root: ET.Element) -> Iterator[Said]:
    """Yield the level lines of text in a picture, with their boxes."""
    for group, element in _texts(root, ""):
        if element.get("transform") is None:
            yield _said(element, group)


def _texts(element: ET.Element, group: str) -> Iterator[tuple[str, ET.Element]]:
    classes = element.get("class", "")
    for child in element:
        if child.tag == f"{SVG}text":
            yield classes or group, child
        else:
            yield from _texts(child, classes)


def _said(element: ET.Element, group: str) -> Said:
    classes, text = element.get("class", ""), element.text or ""
    plain = "name" if "node" in group.split() and not classes else classes
    type_ = type_of(plain)
    wide = width(text, type_) / 1.01
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    is_middle = "at-middle" in classes
    left = x - wide / 2 if is_middle else x - wide if "at-end" in classes else x
    return Said(text, Box(left, y - 0.72 * type_.size, wide, 0.9 * type_.size), f"{group} {classes}")


def overlap(one: Box, other: Box) -> float:
    """Return how far two boxes reach into each other, in pixels; 0 when they do not."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, min(across, down))


def outline(group: ET.Element) -> Box:
    """Return the box of a node."""
    box = of_class(group, "box")[0]
    if box.tag == f"{SVG}rect":
        return Box(*(float(box.get(side, 0)) for side in ("x", "y", "width", "height")))
    left, top, right, _cut, _inset, bottom = (float(value) for value in NUMBERS.findall(box.get("d", ""))[:6])
    return Box(left, top, right - left, bottom - top)


def ends(group: ET.Element) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where an edge starts, and the tip of its arrow."""
    values = [float(value) for value in NUMBERS.findall(next(iter(group.iter(f"{SVG}path"))).get("d", ""))]
    tip = [float(value) for value in NUMBERS.findall(of_class(group, "head")[0].get("points", ""))]
    return (values[0], values[1]), (tip[0], tip[1])


def distance(point: tuple[float, float], box: Box) -> float:
    """Return how far a point lies from the border of a box, inside or outside of it."""
    x, y = point
    outside = math.hypot(max(box.x - x, 0, x - box.right), max(box.y - y, 0, y - box.bottom))
    inside = min(x - box.x, box.right - x, y - box.y, box.bottom - y)
    return outside or max(inside, 0.0)
