"""One hop around an owner or a contact: who stands left and right, and that it can be read."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from journeyctl.render import Drawing
from journeyctl.render.around import around_owner, around_touchpoint, draw_around
from tests.render import large
from tests.render.pictures import example, inner, of_class, outline, overlap, said
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace

OWNERS = [(example(), "app-team"), (example(), "stations"), (large.many_owners(), "team-5")]


@pytest.mark.parametrize(("workspace", "owner"), OWNERS)
def test_boxes_keep_clear_hold_their_text_and_no_label_lies_on_one(workspace: Workspace, owner: str) -> None:
    diagram = around_owner(workspace, owner, Drawing("nl"))
    assert diagram
    root = inner(draw_around(diagram, Drawing("nl", "a")))
    nodes = [node for node in of_class(root, "node") if node.get("id")]
    boxes = [outline(node) for node in nodes]
    assert len(boxes) == len(diagram.nodes) > 3
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes, 2))
    for node, box in zip(nodes, boxes, strict=True):
        assert all(box.x < line.box.x and line.box.right < box.right for line in said(node))
    labels = [line.box for line in said(root) if "edge-name" in line.classes]
    assert len(labels) == len(diagram.edges)
    assert all(overlap(label, other) == 0 for label in labels for other in boxes)
    assert all(overlap(one, other) == 0 for one, other in combinations(labels, 2))


def test_who_hands_over_stands_left_and_who_takes_over_stands_right() -> None:
    diagram = around_owner(example(), "app-team", Drawing())
    assert diagram
    root = inner(draw_around(diagram, Drawing()))
    places = {node.get("id", ""): outline(node).x for node in of_class(root, "node") if node.get("id")}
    middle = places.pop("middle")
    assert {key.partition("-")[0] for key, x in places.items() if x < middle} == {"before"}
    assert {key.partition("-")[0] for key, x in places.items() if x > middle} == {"after"}


TWO = """
    owners: {one: {name: One, kind: team}}
    touchpoints: {desk: {name: Desk}, mail: {name: Mail}}
    journeys:
      j:
        name: J
        phases:
          - id: p
            name: P
            steps:
              - {id: a, touchpoint: desk, next: [{to: b, context: none}]}
              - {id: b, touchpoint: mail}
    """


def test_a_contact_shows_what_follows_it_and_what_gets_lost() -> None:
    diagram = around_touchpoint(compiled(TWO).workspace, "desk", Drawing())
    assert diagram
    assert [(edge.tail, edge.head, edge.kind, edge.context) for edge in diagram.edges] == [
        ("middle", "after-j-b", "losing", "none")
    ]
    assert [[cell.text for cell in row] for row in diagram.rows] == [
        ["Desk", "Mail", "J", "the customer starts all over"]
    ]


def test_what_has_nothing_around_it_has_no_picture() -> None:
    workspace = compiled(
        TWO.replace("next: [{to: b, context: none}]", "next: []").replace("touchpoint: mail", "action: M")
    )
    assert around_touchpoint(workspace.workspace, "mail", Drawing()) is None
    assert around_owner(compiled(TWO).workspace, "one", Drawing()) is None
