"""One hop around a thing: what comes before it on the left, what follows on the right, and nothing else.

It needs no engine: three columns, each in the middle of the height.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeyctl.analyse.handovers import moves, owner_links
from journeyctl.analyse.terms import CONTEXT
from journeyctl.i18n import _, plural
from journeyctl.model import once
from journeyctl.render.base import Cell
from journeyctl.render.diagram import LABEL, Diagram, Edge, Node, Sample
from journeyctl.render.dot_text import size
from journeyctl.render.layout import Box, Layout, Point, Route
from journeyctl.render.paint import paint
from journeyctl.render.words import icon_of, said, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.analyse.handovers import OwnerHandover, OwnerLink
    from journeyctl.model import Step, Workspace
    from journeyctl.render.base import Drawing, Picture

ACROSS = 208.0  # between columns: room for what stands at a line
DOWN = 20.0
BEND = 120.0
BESIDE = 56.0  # from a node to the middle of what stands at its line
APART = 15.0  # between lines where they leave or enter the middle
MOST_NAMED = 24  # journeys in which one hands over to another
MIDDLE = "middle"


def draw_around(diagram: Diagram, drawing: Drawing) -> Picture:
    """Draw a graph whose node `middle` has all others one hop away."""
    return paint(diagram, lay_out(diagram), drawing)


def around_owner(workspace: Workspace, owner: str, drawing: Drawing) -> Diagram | None:
    """Return who hands the customer to an owner, and to whom the owner hands over; None where nobody does."""
    links = [link for link in owner_links(workspace) if owner in (link.giver, link.taker)]
    if not links:
        return None
    name = said(workspace.owners[owner].name, drawing.language)
    return Diagram(
        "around", said(_("Who hands over to {name}, and to whom {name} hands over", name=name), drawing.language),
        said(_("The hand-overs one step away; the map of all owners shows the rest."), drawing.language),
        (Node(MIDDLE, name, (), "users", look=("here",)), *(_owner(workspace, owner, link, drawing) for link in links)),
        tuple(_link(owner, link, drawing) for link in links), (),
        tuple(_legend([link.worst for link in links], drawing)), "LR",
        columns=_heads(drawing), rows=tuple(_owner_row(workspace, link, drawing) for link in links),
    )  # fmt: skip


def around_touchpoint(workspace: Workspace, touchpoint: str, drawing: Drawing) -> Diagram | None:
    """Return which contacts lead to a shared one and which follow it, in all journeys; None where none does."""
    found = _moves_of_touchpoints(workspace).get(touchpoint)
    if not found:
        return None
    shared = workspace.touchpoints[touchpoint]
    channel = workspace.channels.get(shared.spec.channel or "")
    kind = channel.spec.kind if channel else ""
    name = said(shared.name, drawing.language)
    ways = tuple({_key(one, touchpoint): one for one in found}.values())
    return Diagram(
        "around", said(_("What comes before {name}, and what follows", name=name), drawing.language),
        said(_("The contacts one step away, in every journey that uses this one."), drawing.language),
        (Node(MIDDLE, name, (), icon_of(kind) if kind else "", shape_of(kind), ("here",)),
         *(_contact(one, touchpoint, drawing) for one in ways)),
        tuple(_way(one, touchpoint, drawing) for one in ways), (),
        tuple(_legend([one.context for one in ways], drawing)), "LR",
        columns=_heads(drawing), rows=tuple(_contact_row(one, drawing) for one in ways),
    )  # fmt: skip


@once
def _moves_of_touchpoints(workspace: Workspace) -> dict[str, list[OwnerHandover]]:
    """Return the ways into and out of every shared contact, but not those from it to itself."""
    found: dict[str, list[OwnerHandover]] = {}
    for one in moves(workspace):
        ends = [step.shared.id for step in (one.giver, one.taker) if step.shared]
        for touchpoint in ends if len(set(ends)) == len(ends) else ():
            found.setdefault(touchpoint, []).append(one)
    return found


def lay_out(diagram: Diagram) -> Layout:
    """Place the nodes before the middle, the middle and those after it in three columns."""
    before = {edge.tail for edge in diagram.edges if edge.head == MIDDLE}
    columns = [
        [node for node in diagram.nodes if node.key in before],
        [node for node in diagram.nodes if node.key == MIDDLE],
        [node for node in diagram.nodes if node.key != MIDDLE and node.key not in before],
    ]
    high = max(_height(column) for column in columns)
    boxes: dict[str, Box] = {}
    x = 0.0
    for column in columns:
        wide = max((size(node)[0] for node in column), default=0.0)
        boxes |= _stacked(column, x, wide, (high - _height(column)) / 2)
        x += wide + ACROSS if column else 0.0
    boxes[MIDDLE] = _tall(boxes[MIDDLE], max(len(columns[0]), len(columns[2])), high)
    routes = {edge.key: _route(edge, boxes, diagram) for edge in diagram.edges}
    return Layout(max(box.right for box in boxes.values()), high, boxes, {}, routes)


def _tall(box: Box, lines: int, high: float) -> Box:
    """Return a box that is high enough for lines that enter it apart from each other."""
    height = min(max(box.height, APART * (lines + 1)), max(high, box.height))
    return Box(box.x, (high - height) / 2, box.width, height)


def _height(column: Sequence[Node]) -> float:
    return sum(size(node)[1] for node in column) + DOWN * max(len(column) - 1, 0)


def _stacked(column: Sequence[Node], x: float, wide: float, y: float) -> dict[str, Box]:
    """Return the boxes of a column under each other, all of one width."""
    boxes = {}
    for node in column:
        boxes[node.key] = Box(x, y, wide, size(node)[1])
        y += size(node)[1] + DOWN
    return boxes


def _route(edge: Edge, boxes: dict[str, Box], diagram: Diagram) -> Route:
    """Return a line from right side to left side; its words stand at its outer end, on the side that it turns from."""
    is_before = edge.head == MIDDLE
    side = [one.key for one in diagram.edges if (one.head == MIDDLE) == is_before]
    inner = boxes[MIDDLE].centre.y + (side.index(edge.key) - (len(side) - 1) / 2) * APART
    inner = min(max(inner, boxes[MIDDLE].y + 6), boxes[MIDDLE].bottom - 6)
    outer = boxes[edge.tail if is_before else edge.head].centre.y
    start = Point(boxes[edge.tail].right, outer if is_before else inner)
    end = Point(boxes[edge.head].x, inner if is_before else outer)
    points = (start, Point(start.x + BEND, start.y), Point(end.x - BEND, end.y), end)
    x = start.x + BESIDE if is_before else end.x - BESIDE
    lift = LABEL.leading * len(edge.lines) / 2 + 4
    return Route(points, Point(x, outer + (lift if outer > inner else -lift)))


def _owner(workspace: Workspace, owner: str, link: OwnerLink, drawing: Drawing) -> Node:
    other, key = (link.giver, "before") if link.taker == owner else (link.taker, "after")
    known = workspace.owners[other]
    department = (known.spec.department,) if known.spec.department else ()
    return Node(f"{key}-{other}", said(known.name, drawing.language), department, "users", ref=known.ref)


def _link(owner: str, link: OwnerLink, drawing: Drawing) -> Edge:
    words = said(plural("{count} time", "{count} times", len(link.handovers)), drawing.language)
    tail, head = (f"before-{link.giver}", MIDDLE) if link.taker == owner else (MIDDLE, f"after-{link.taker}")
    return _edge(tail, head, words, link.worst, drawing)


def _edge(tail: str, head: str, words: str, context: str | None, drawing: Drawing) -> Edge:
    told = CONTEXT[context] if context else _("nobody says what goes along")
    kind = "losing" if context in ("none", "partial") else "normal"
    return Edge(f"{tail}--{head}", tail, head, (words,) if words else (), kind, context or "",
                said(told, drawing.language))  # fmt: skip


def _is_at(step: Step, touchpoint: str) -> bool:
    return step.shared is not None and step.shared.id == touchpoint


def _key(one: OwnerHandover, touchpoint: str) -> str:
    other, side = (one.giver, "before") if _is_at(one.taker, touchpoint) else (one.taker, "after")
    return f"{side}-{other.journey.id}-{other.id}"


def _contact(one: OwnerHandover, touchpoint: str, drawing: Drawing) -> Node:
    other = one.giver if _is_at(one.taker, touchpoint) else one.taker
    channel = other.channel_spec
    kind = channel.kind if channel else ""
    journey = said(other.journey.name, drawing.language)
    return Node(_key(one, touchpoint), said(other.name, drawing.language), (journey,), icon_of(kind) if kind else "",
                shape_of(kind), ref=other.ref)  # fmt: skip


def _way(one: OwnerHandover, touchpoint: str, drawing: Drawing) -> Edge:
    key, is_before = _key(one, touchpoint), _is_at(one.taker, touchpoint)
    return _edge(key if is_before else MIDDLE, MIDDLE if is_before else key, "", one.context, drawing)


def _legend(contexts: Sequence[str | None], drawing: Drawing) -> Iterator[Sample]:
    for one, text in CONTEXT.items():
        if one in contexts:
            yield Sample(f"carries:{one}", said(text, drawing.language))


def _heads(drawing: Drawing) -> tuple[str, ...]:
    words = partial(said, language=drawing.language)
    return words(_("From")), words(_("To")), words(_("In journey")), words(_("Context"))


def _context(context: str | None, drawing: Drawing) -> Cell:
    return Cell(said(CONTEXT[context] if context else _("not stated"), drawing.language))


def _owner_row(workspace: Workspace, link: OwnerLink, drawing: Drawing) -> tuple[Cell, ...]:
    words = partial(said, language=drawing.language)
    giver, taker = workspace.owners[link.giver], workspace.owners[link.taker]
    journeys = tuple(dict.fromkeys(words(one.giver.journey.name) for one in link.handovers))
    left = len(journeys) - MOST_NAMED
    more = (words(plural("and {count} more", "and {count} more", left)),) if left > 0 else ()
    named = Cell(", ".join((*journeys[:MOST_NAMED], *more)))
    return Cell(words(giver.name), giver.ref), Cell(words(taker.name), taker.ref), named, _context(link.worst, drawing)


def _contact_row(one: OwnerHandover, drawing: Drawing) -> tuple[Cell, ...]:
    words = partial(said, language=drawing.language)
    journey = one.giver.journey
    return (Cell(words(one.giver.name), one.giver.ref), Cell(words(one.taker.name), one.taker.ref),
            Cell(words(journey.name), journey.ref), _context(one.context, drawing))  # fmt: skip
