"""Every view of every journey of the example: what holds for all pictures."""

from __future__ import annotations

from itertools import combinations

import pytest

from journeyctl.render import Cell, Drawing, draw_many
from tests.render.pictures import (
    SVG,
    distance,
    drawn,
    ends,
    example,
    inner,
    of_class,
    outline,
    overlap,
    pictured,
    said,
    subjects,
    tree,
)

ALL = subjects(example())
FLOWS = [pair for pair in ALL if pair[0] in ("flow", "kpis")]
EDGE = 2.0

every = pytest.mark.parametrize(("view", "journey"), ALL)


@every
def test_a_picture_names_and_describes_itself(view: str, journey: str) -> None:
    picture = pictured(view, journey)
    root = inner(picture)
    labelled = root.get("aria-labelledby", "").split()
    texts = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert [texts[label] for label in labelled] == [picture.title, picture.description]


@every
def test_ids_are_unique_and_carry_the_prefix(view: str, journey: str) -> None:
    ids = [element.get("id", "") for element in inner(pictured(view, journey)).iter() if element.get("id")]
    assert ids
    assert len(ids) == len(set(ids))
    assert all(one.startswith("p-") for one in ids)


@pytest.mark.parametrize("view", ["map", "flow", "blueprint", "emotion"])
def test_every_step_of_a_picture_can_be_led_to(view: str) -> None:
    for journey in example().journeys.values():
        ids = {element.get("id") for element in inner(pictured(view, journey.id)).iter()}
        wanted = {f"p-step-{step.id}" for step in journey.steps}
        if (
            view == "emotion" and journey.spec.state == "to-be" and journey.spec.replaces
        ):  # drawn under what it replaces
            wanted = {f"p-step-{journey.id}--{step.id}" for step in journey.steps}
        assert wanted - ids == set()


def test_every_process_and_contact_of_a_blueprint_can_be_led_to() -> None:
    ids = {element.get("id") for element in inner(pictured("blueprint", "door-to-door")).iter()}
    assert {"p-contact-search", "p-process-trip-advice--search"} <= ids


@every
def test_nothing_needs_what_a_strict_page_forbids(view: str, journey: str) -> None:
    root = inner(pictured(view, journey))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in ("script", "foreignObject", "style", "image")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@every
def test_text_stays_inside_the_picture(view: str, journey: str) -> None:
    picture = pictured(view, journey)
    for line in said(inner(picture)):
        assert line.box.x >= -EDGE, line
        assert line.box.right <= picture.width + EDGE, line
        assert line.box.bottom <= picture.height, line


@every
def test_no_two_texts_lie_on_each_other(view: str, journey: str) -> None:
    lines = sorted(said(inner(pictured(view, journey))), key=lambda line: line.box.y)
    clashes = [(one.text, other.text) for one, other in combinations(lines, 2) if overlap(one.box, other.box) > EDGE]
    assert clashes == []


@every
def test_the_table_has_as_many_cells_as_heads(view: str, journey: str) -> None:
    picture = pictured(view, journey)
    assert picture.rows
    assert all(len(row) == len(picture.columns) for row in picture.rows)
    assert all(isinstance(cell, Cell) for row in picture.rows for cell in row)


@every
def test_the_same_workspace_gives_the_same_bytes(view: str, journey: str) -> None:
    again = drawn(example(), view, journey, Drawing("nl", "p"))
    first = drawn(example(), view, journey, Drawing("nl", "p"))
    assert again.svg == first.svg


@every
def test_a_file_of_its_own_is_complete(view: str, journey: str) -> None:
    root = tree(pictured(view, journey))
    style = "".join(element.text or "" for element in root.iter(f"{SVG}style"))
    assert "var(" not in style
    assert "prefers-color-scheme: dark" in style
    assert root.get("width")
    assert root.get("viewBox")


@pytest.mark.parametrize(("view", "journey"), FLOWS)
def test_text_fits_its_box(view: str, journey: str) -> None:
    for group in of_class(inner(pictured(view, journey)), "node"):
        boxes = of_class(group, "box")
        if not group.get("id") or not boxes:
            continue
        box = outline(group)
        for line in said(group):
            assert line.box.x >= box.x + 4, line
            assert line.box.right <= box.right - 4, line
            assert box.y <= line.box.y, line
            assert line.box.bottom <= box.bottom, line


@pytest.mark.parametrize(("view", "journey"), FLOWS)
def test_nodes_and_labels_keep_clear_of_each_other(view: str, journey: str) -> None:
    root = inner(pictured(view, journey))
    boxes = [outline(group) for group in of_class(root, "node") if group.get("id")]
    labels = [line.box for line in said(root) if "edge-name" in line.classes]
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes, 2))
    assert all(overlap(label, box) <= EDGE for label in labels for box in boxes)


@pytest.mark.parametrize(("view", "journey"), FLOWS)
def test_edges_start_and_end_at_their_nodes(view: str, journey: str) -> None:
    root = inner(pictured(view, journey))
    boxes = [outline(group) for group in of_class(root, "node") if group.get("id")]
    for group in of_class(root, "edge"):
        if group.get("id"):
            for end in ends(group):
                assert min(distance(end, box) for box in boxes) <= 6.5, (group.get("id"), end)


def test_several_pictures_share_one_run_of_the_engine_and_differ_only_in_ids() -> None:
    journeys = list(example().journeys.values())
    together = draw_many([("flow", journey, Drawing("nl", journey.id)) for journey in journeys])
    alone = [drawn(example(), "flow", journey.id, Drawing("nl", journey.id)) for journey in journeys]
    assert [picture.svg for picture in together] == [picture.svg for picture in alone]
    ids = [element.get("id") for picture in together for element in inner(picture).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
