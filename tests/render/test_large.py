"""Pictures of very much, of very long and of hardly anything: their geometry, by our measure and by a browser's."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from journeyctl.render import Drawing
from journeyctl.render.layout import Box
from tests.render import large
from tests.render.pictures import SVG, drawn, inner, of_class, outline, overlap, said
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Browser

    from journeyctl.render import Picture

SHOWN = {name: (workspace, view, journey) for name, workspace, view, journey in large.pictures()}
EDGE = 2.0

every = pytest.mark.parametrize("name", SHOWN)
graphs = pytest.mark.parametrize("name", [name for name in SHOWN if name.startswith(("flow", "kpis"))])
blueprints = pytest.mark.parametrize("name", [name for name in SHOWN if name.startswith("blueprint")])

# In a browser, with the site's own type: texts on texts, texts outside of the picture or of their box, labels on boxes.
FAULTS = """() => {
  const faults = [];
  const reach = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const inked = (text) => {
    const box = text.getBoundingClientRect(), air = (box.height - parseFloat(getComputedStyle(text).fontSize)) / 2 + 1;
    return {left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air};
  };
  for (const svg of document.querySelectorAll("section > svg")) {
    const name = svg.parentElement.id, sheet = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text:not([transform])")].map((text) => [text, inked(text)]);
    texts.forEach(([text, box], index) => {
      if (box.left < sheet.left - 2 || box.right > sheet.right + 2) faults.push([name, "outside", text.textContent]);
      for (const [other, its] of texts.slice(index + 1))
        if (reach(box, its) > 2) faults.push([name, "on each other", text.textContent, other.textContent]);
    });
    for (const node of svg.querySelectorAll(".node[id]")) {
      const shape = node.querySelector(".box");
      if (!shape || node.classList.contains("column")) continue;
      const its = shape.getBoundingClientRect();
      for (const [text, box] of texts) {
        const isOurs = node.contains(text), isLabel = text.classList.contains("edge-name");
        if (isOurs && (box.left < its.left + 3 || box.right > its.right - 3 || box.bottom > its.bottom))
          faults.push([name, "too wide", text.textContent]);
        if (isLabel && reach(box, its) > 2) faults.push([name, "label on a box", text.textContent]);
      }
    }
  }
  return faults;
}"""


@cache
def picture(name: str) -> Picture:
    """Draw one of them."""
    workspace, view, journey = SHOWN[name]
    return drawn(workspace, view, journey, Drawing("nl", f"p-{name}", today=TODAY))


@cache
def root(name: str) -> Element:
    """Return one of them, parsed."""
    return inner(picture(name))


@every
def test_no_two_texts_lie_on_each_other(name: str) -> None:
    lines = sorted(said(root(name)), key=lambda line: line.box.y)
    assert lines
    for index, one in enumerate(lines):
        for other in lines[index + 1 :]:
            if other.box.y > one.box.bottom:
                break
            assert overlap(one.box, other.box) <= EDGE, (one, other)


@every
def test_text_stays_inside_the_picture(name: str) -> None:
    for line in said(root(name)):
        assert line.box.x >= -EDGE, line
        assert line.box.right <= picture(name).width + EDGE, line
        assert 0 <= line.box.y < line.box.bottom <= picture(name).height, line


@graphs
def test_text_fits_its_box_and_labels_keep_clear_of_boxes(name: str) -> None:
    nodes = [node for node in of_class(root(name), "node") if node.get("id") and of_class(node, "box")]
    boxes = {node.get("id"): outline(node) for node in nodes}
    for node in nodes:
        box = boxes[node.get("id")]
        for line in said(node):
            assert box.x + 4 <= line.box.x < line.box.right <= box.right - 4, line
            assert box.y <= line.box.y < line.box.bottom <= box.bottom, line
    labels = [line for line in said(root(name)) if "edge-name" in line.classes]
    assert all(overlap(label.box, box) <= EDGE for label in labels for box in boxes.values())
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes.values(), 2))


@blueprints
def test_boxes_of_a_blueprint_hold_their_text_and_keep_clear_of_each_other(name: str) -> None:
    rects = [rect for rect in of_class(root(name), "lane-box") if rect.tag == f"{SVG}rect"]
    boxes = [Box(*(float(rect.get(side, 0)) for side in ("x", "y", "width", "height"))) for rect in rects]
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes, 2))
    for line in said(root(name)):
        touched = [box for box in boxes if overlap(line.box, box) > 0]
        assert all(box.x < line.box.x and line.box.right < box.right for box in touched), line
        assert all(box.y < line.box.y and line.box.bottom < box.bottom for box in touched), line


def test_the_stages_of_a_long_landscape_are_named_again_every_twenty_rows() -> None:
    words = [line.text for line in said(root("landscape-many"))]
    assert words.count("Behoefte") == 4


def test_every_owner_of_forty_has_a_row_and_a_column() -> None:
    assert len(of_class(root("owners-many"), "row")) == 40
    assert len([text for text in root("owners-many").iter(f"{SVG}text") if text.get("transform")]) == 40


def test_all_forty_pains_are_on_the_map() -> None:
    assert len(of_class(root("map-painful"), "pain")) == 40


def test_steps_that_nobody_scored_are_hollow_and_take_no_score() -> None:
    dots = of_class(root("emotion-unscored"), "dot")
    assert [("open" in dot.get("class", "")) for dot in dots] == [False, True, True, False, True]  # two of the legend
    assert [line.text for line in said(root("emotion-unscored")) if "t-strong" in line.classes] == ["+1"]


@pytest.mark.browser
def test_a_browser_finds_no_text_on_text_or_outside_its_box(tmp_path: Path, browser: Browser) -> None:
    sheets = CHECKOUT / "templates" / "assets" / "journeyctl.css"
    pictures = "".join(f'<section id="{name}">{picture(name).svg}</section>' for name in SHOWN)
    page_file = tmp_path / "all.html"
    page_file.write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="file://{sheets}">{pictures}', "utf-8"
    )
    page = browser.new_page()
    page.goto(f"file://{page_file}")
    page.evaluate("document.fonts.ready.then(() => document.fonts.size)")
    assert page.evaluate("document.fonts.check('14px \"Atkinson Hyperlegible Next\"')")
    assert page.evaluate(FAULTS) == []
    page.context.close()
