"""The flow view: the ways between steps, each mark with its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.render import Drawing, draw, standalone
from journeyctl.render.dot_text import for_layout
from journeyctl.render.view import flow
from tests.render.pictures import inner, of_class, outline, said
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Journey

WORKSPACE = """
    channels:
      app: {name: App, kind: app}
      desk: {name: Desk, kind: store}
      mail: {name: Mail, kind: email}
    journeys:
      buy:
        name: Buy a ticket
        phases:
          - id: choose
            name: Choose
            steps:
              - {id: look, touchpoint: {name: Look for a trip, channel: app}, moment_of_truth: true, next: [
                  {to: pay, share: 0.88, context: full},
                  {to: ask, when: it is not clear, share: 0.12, kind: recovery, context: partial, wait: PT6M}]}
              - {id: ask, touchpoint: {name: Ask somebody, channel: desk}, next: [
                  {to: pay}, {journey: complain, kind: exit, when: gives up, context: none}]}
          - id: get
            name: Get
            steps:
              - {id: pay, touchpoint: {name: Pay, channel: mail}}
              - {id: wait, action: Wait at home}
      complain: {name: Complain, phases: [{id: p, name: P, steps: [{id: s, action: Write}]}]}
    """


def journey(text: str = WORKSPACE) -> Journey:
    return compiled(text).workspace.journeys["buy"]


def test_every_step_and_every_journey_it_hands_over_to_is_a_node_with_a_stable_id() -> None:
    root = inner(draw("flow", journey(), Drawing(prefix="f")))
    ids = [group.get("id") for group in of_class(root, "node") if group.get("id")]
    assert ids == ["f-step-look", "f-step-ask", "f-step-pay", "f-step-wait", "f-journey-complain"]


def test_kinds_of_channel_differ_in_shape_and_actions_are_dashed() -> None:
    root = inner(draw("flow", journey()))
    looks = {group.get("id"): group.get("class") for group in of_class(root, "node") if group.get("id")}
    assert looks == {
        "step-look": "node screen", "step-ask": "node person", "step-pay": "node message",
        "step-wait": "node plain outside", "journey-complain": "node plain out",
    }  # fmt: skip


def test_edges_say_condition_share_and_wait_and_carry_the_mark_of_context() -> None:
    root = inner(draw("flow", journey()))
    words = [line.text for line in said(root) if "edge-name" in line.classes]
    edges = {group.get("id"): group.get("class") for group in of_class(root, "edge") if group.get("id")}
    assert words == ["88\u00a0%", "it is not clear", "12\u00a0% · waits 6 min", "gives up"]
    assert edges["edge-look--step-ask"] == "edge recovery"
    assert edges["edge-ask--journey-complain"] == "edge exit"
    assert [circle.get("class") for circle in of_class(root, "context")][:3] == [
        "context full", "context partial", "context none",
    ]  # fmt: skip


def test_the_table_says_the_same_in_the_readers_language() -> None:
    picture = draw("flow", journey(), Drawing("nl"))
    texts = [[cell.text for cell in row] for row in picture.rows]
    assert texts[1][:4] == ["Look for a trip", "Ask somebody", "it is not clear", "12\u00a0%"]
    assert picture.rows[1][1].ref == "journeys/buy/steps/ask"
    assert len(texts) == 5


def test_the_legend_explains_only_what_is_drawn() -> None:
    words = {line.text for line in said(inner(draw("flow", journey()))) if "legend-text" in line.classes}
    assert {"recovery", "leaving", "moment of truth", "with a person", "beyond our reach"} <= words
    small = compiled("journeys: {buy: {name: B, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}").workspace
    words = {line.text for line in said(inner(draw("flow", small.journeys["buy"]))) if "legend-text" in line.classes}
    assert words == {"beyond our reach"}


def test_a_linked_picture_is_an_image_with_links_beside_it() -> None:
    svg = inner(draw("flow", journey(), Drawing(link=lambda ref: f"{ref}.html")))
    image = next(element for element in svg if element.get("role") == "img")
    assert svg.get("role") is None
    assert not [element for element in image.iter() if element.tag.endswith("}a")]
    links = [element for element in svg if element.tag.endswith("}a")]
    assert [link.get("href") for link in links] == [
        "journeys/buy/steps/look.html", "journeys/buy/steps/ask.html", "journeys/buy/steps/pay.html",
        "journeys/buy/steps/wait.html", "journeys/complain.html",
    ]  # fmt: skip


def test_the_engine_gets_boxes_and_no_text() -> None:
    dot = for_layout(flow.diagram(journey(), Drawing()))
    assert "Look for a trip" not in dot
    assert "gives up" not in dot
    assert dot.count("width=") == 5


def test_a_step_more_leaves_the_others_in_their_order() -> None:
    more = WORKSPACE.replace(
        "              - {id: wait,",
        "              - {id: check, touchpoint: {name: C, channel: app}}\n              - {id: wait,",
    )
    before, after = (_order(journey(text)) for text in (WORKSPACE, more))
    assert [key for key in after if key != "step-check"] == before


def _order(of: Journey) -> list[str]:
    groups = [group for group in of_class(inner(draw("flow", of)), "node") if group.get("id")]
    return [group.get("id", "") for group in sorted(groups, key=lambda one: (outline(one).y, outline(one).x))]


def test_a_loop_back_and_two_ways_to_one_step_are_drawn() -> None:
    text = """
        journeys:
          buy:
            name: B
            phases:
              - id: p
                name: P
                steps:
                  - {id: a, action: A, next: [{to: a, when: again}, {to: b, when: x}, {to: b, when: y}]}
                  - {id: b, action: B, next: [{to: a}]}
        """
    root = inner(draw("flow", journey(text)))
    ids = [group.get("id") for group in of_class(root, "edge") if group.get("id")]
    assert ids == ["edge-a--step-a", "edge-a--step-b", "edge-a--step-b--2", "edge-b--step-a"]


def test_a_file_of_its_own_has_a_heading() -> None:
    assert ">Flow of Buy a ticket</text>" in standalone(draw("flow", journey()))
