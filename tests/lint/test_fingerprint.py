"""What a finding is known by: never its line, and of equal ones the right one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.report.base import fingerprints
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic

GAPPY = CHECKOUT / "tests" / "cases" / "gappy" / "journeys"
THREE = """
journeys:
  trip:
    name: Trip
    phases:
      - id: go
        name: Go
        steps:
          - id: ask
            touchpoint: {name: Ask}
            kpis: [one, two, three]
          - {id: pay, touchpoint: {name: Ask}}
          - {id: end, touchpoint: {name: Ask}}
"""


def judged(*texts: str, codes: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """Return what is found in documents."""
    documents = [parse(f"journeys/{number}.yaml", text) for number, text in enumerate(texts)]
    compiled = compile_documents(documents, CHECKOUT, Settings())
    return run(compiled, select(built_in(), LintSettings(profile="strict"), Choice(select=codes)), TODAY)


def test_fifty_comment_lines_above_change_no_fingerprint() -> None:
    texts = [file.read_text("utf-8") for file in sorted(GAPPY.glob("*.yaml"))]
    before = judged(*texts)
    after = judged(*("# a line\n" * 50 + text for text in texts))
    assert len(before) > 15
    assert fingerprints(before) == fingerprints(after)
    assert all(one.span.line + 50 == other.span.line for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize("mended", ["ask", "pay", "end"])
def test_mending_one_of_three_equal_findings_closes_that_one(mended: str) -> None:
    before = judged(THREE, codes=("OWN001",))
    line = f"id: {mended}"
    owned = {"ask": ("{name: Ask}", "{name: Ask, owner: x}")}.get(mended, (line, f"{line}, owner: x"))
    after = judged(THREE.replace(*owned, 1), codes=("OWN001",))
    assert len({one.message for one in before}) == 1
    gone = {one.key for one in before} - {one.key for one in after}
    assert gone == {("OWN001", f"journeys/trip/steps/{mended}", "touchpoint")}


def test_items_without_an_id_are_known_by_what_they_say() -> None:
    before, after = (judged(text, codes=("REF001",)) for text in (THREE, THREE.replace("one, ", "")))
    assert [one.entity_path for one in before] == ["kpis/one", "kpis/two", "kpis/three"]
    assert set(fingerprints(after)) == set(fingerprints(before)[1:])


def test_items_that_say_the_same_are_counted() -> None:
    found = judged(THREE.replace("[one, two, three]", "[one, one, one]"), codes=("REF001",))
    assert [one.entity_path for one in found] == ["kpis/one", "kpis/one#2", "kpis/one#3"]


def test_what_the_compiler_finds_is_known_by_its_entity_too() -> None:
    [found] = judged("personas:\n  commuter: {name: Commuter, naem: x}\n")
    assert found.key == ("DOC005", "personas/commuter", "naem")


def test_what_is_about_no_entity_is_known_by_its_file() -> None:
    found = judged("a: [\n", "b: [\n")
    assert [one.key[:2] for one in found] == [("DOC002", "journeys/0.yaml"), ("DOC002", "journeys/1.yaml")]


def test_moving_an_entity_to_another_file_keeps_its_fingerprint() -> None:
    desk = "touchpoints:\n  desk: {name: Desk}\n"
    moved = judged("personas: {one: {name: One}}\n", desk, codes=("OWN001", "CHN001"))
    assert fingerprints(judged(desk, codes=("OWN001", "CHN001"))) == fingerprints(moved)


def test_an_item_of_several_fields_is_known_by_the_one_that_tells_what_it_is() -> None:
    inside = """next: [{share: 1, to: nowhere}], data: [{use: ask, item: one}, {item: a/b}],
              pains: [{text: {nl: Au, en: Ouch}, opportunity: none}, {opportunity: none, text: Ouch}]"""
    found = judged(THREE.replace("id: pay,", f"id: pay, {inside},"), codes=("REF001",))
    assert [one.entity_path for one in found if one.entity.endswith("/pay")] == [
        "next/nowhere/to",
        "data/one/item",
        "data/a∕b/item",  # noqa: RUF001 - a slash would cut the path
        "pains/Au/opportunity",
        "pains/Ouch/opportunity",
    ]
