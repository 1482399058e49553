"""Names that try to break out: they come back as text, in every view and every format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from journeyctl.render import Drawing, dot, draw, mermaid, standalone, views
from journeyctl.render.engine import lay_out
from journeyctl.render.raster import png
from tests.render.pictures import inner, of_class, outline, said
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace

NAMES = [
    'say "hi"', "back\\slash", "\\N \\G \\", "<script>alert(1)</script>", "<b>bold", "<<TABLE>>", "two\nlines",
    "{{ 7 * 7 }}{% raw %}", "]]> -->", "שלום עולם", "\u202eevil\u202c", "a\u0301\u0308", "#34; end; graph",
    "%%{init: {}}%%", "x" * 300, "`tick` $(x)", "&amp; &#60;", "}", "subgraph end", "旅 行", "\u200b", "-",
    "click a href",
]  # fmt: skip


def workspace(name: str) -> Workspace:
    written = json.dumps(name)
    return compiled(f"""
        channels: {{app: {{name: {written}, kind: app}}}}
        owners:
          one: {{name: {written}, kind: team, department: {written}}}
          two: {{name: {written}, kind: partner}}
        kpis: {{k: {{name: {written}, kind: nps, unit: {written}, drives: [{{kpi: l}}]}}, l: {{name: L, kind: csat}}}}
        processes: {{p: {{name: {written}, layer: backstage, owner: one, systems: [s]}}}}
        systems: {{s: {{name: {written}}}}}
        opportunities: {{o: {{name: {written}, steps: [j/a]}}}}
        journeys:
          j:
            name: {written}
            owner: one
            phases:
              - id: p
                name: {written}
                steps:
                  - id: a
                    touchpoint: {{name: {written}, channel: app, owner: one, processes: [p], kpis: [k]}}
                    doing: {written}
                    thinking: {written}
                    emotion: {{score: -1, label: {written}, target: 1}}
                    pains: [{written}]
                    next: [{{to: b, when: {written}, context: none}}, {{journey: other, when: {written}, kind: exit}}]
                  - {{id: b, touchpoint: {{name: {written}, owner: two}}}}
          other: {{name: {written}, phases: [{{id: p, name: {written}, steps: [{{id: s, action: {written}}}]}}]}}
        """).workspace


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_stays_text(name: str) -> None:
    of = workspace(name)
    for view in views().values():
        subject = of.journeys["j"] if view.subject == "journey" else of
        picture = draw(view.name, subject, Drawing(prefix="h", link=lambda ref: f"{ref}.html"))
        tags = {element.tag.rpartition("}")[2] for element in inner(picture).iter()}
        assert tags <= {
            "svg", "g", "a", "title", "desc", "defs", "symbol", "use", "path", "rect", "circle", "line", "polyline",
            "polygon", "ellipse", "text", "clipPath",
        }  # fmt: skip
        assert "49" not in re.findall(r">([^<]*)<", picture.svg)
        inner(draw(view.name, subject))
        standalone(picture)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_fits_its_box(name: str) -> None:
    for group in of_class(inner(draw("flow", workspace(name).journeys["j"])), "node"):
        if group.get("id"):
            box = outline(group)
            assert all(box.x < line.box.x and line.box.right < box.right for line in said(group))
            assert all(box.y < line.box.y and line.box.bottom < box.bottom for line in said(group))


@pytest.mark.parametrize("name", NAMES)
def test_dot_for_others_is_dot_whatever_the_names_are(name: str) -> None:
    of = workspace(name)
    for view in views().values():
        text = dot(view.name, of.journeys["j"] if view.subject == "journey" else of)
        (layout,) = lay_out([text])
        assert "TABLE" not in re.sub(r'"(?:[^"\\]|\\.)*"|^//.*', "", text)
        assert layout.nodes


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_holds_every_name_in_quotes(name: str) -> None:
    for line in mermaid("flow", workspace(name).journeys["j"]).splitlines():
        words = line.strip()
        outside = re.sub(r'"[^"<>`{}\\\\%]*(?:<br>[^"<>`{}\\\\%]*)*"', "", words)
        assert '"' not in outside, line
        assert words.startswith(("accTitle:", "accDescr:")) or re.fullmatch(r"[\w \[\]()|.>~,:-]*", outside), line


def test_a_hostile_name_becomes_a_png() -> None:
    for name in NAMES[::4]:
        assert png(draw("flow", workspace(name).journeys["j"]), zoom=1.0).startswith(b"\x89PNG")
