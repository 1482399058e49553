"""The manifest: valid against its schema, the same for the same facts, and compiled again without loss."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from journeyctl import shape
from journeyctl.compiler import Compiled, compile_documents, compile_workspace
from journeyctl.errors import JourneyctlError
from journeyctl.exchange.json import export, load, manifest
from journeyctl.model.schema import manifest_schema
from journeyctl.settings import Settings, load_settings
from journeyctl.source import Document, parse
from tests.support import CHECKOUT, compiled

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = CHECKOUT / "tests" / "cases" / "whole-language"
WORKSPACES = [CHECKOUT, WHOLE]


def compiled_workspace(root: Path) -> Compiled:
    found = compile_workspace(root, load_settings(root))
    assert found.diagnostics == ()
    return found


def facts(text: str) -> Any:
    return manifest(compiled(text).workspace)


def step_facts(text: str, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = facts(text)["resolved"]["journeys"]["trip"]["steps"][number]
    return found


@pytest.mark.parametrize("root", WORKSPACES, ids=lambda root: root.name)
def test_a_manifest_fits_its_schema(root: Path) -> None:
    assert shape.problems(json.loads(export(compiled_workspace(root).workspace)), manifest_schema()) == []


@pytest.mark.parametrize("root", WORKSPACES, ids=lambda root: root.name)
def test_a_manifest_that_is_loaded_and_exported_again_is_the_same(root: Path) -> None:
    first = export(compiled_workspace(root).workspace)
    again = load(first.decode(), root)
    assert again.diagnostics == ()
    assert export(again.workspace) == first


def test_what_is_written_compiles_as_a_document_of_a_workspace(tmp_path: Path) -> None:
    first = manifest(compiled_workspace(WHOLE).workspace)
    shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True)
    for file in (tmp_path / "journeys").glob("*.yaml"):
        file.unlink()
    (tmp_path / "journeys" / "all.yaml").write_text(json.dumps(first["written"], ensure_ascii=False), "utf-8")
    assert manifest(compiled_workspace(tmp_path).workspace) == first


def test_the_order_of_files_documents_and_keys_makes_no_difference() -> None:
    root = WHOLE
    documents = list(compiled_workspace(root).workspace.documents.values())
    turned = [
        Document(f"{index}.yaml", "", tuple(reversed(_turned(one.values)))) for index, one in enumerate(documents)
    ]
    one = compile_documents(documents, root, load_settings(root)).workspace
    other = compile_documents(reversed(turned), root, load_settings(root)).workspace
    assert export(other) == export(one)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(inner) for key, inner in reversed(value.items())}
    return [_turned(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_a_step_is_told_with_what_its_touchpoint_and_phase_say() -> None:
    step = step_facts("""
        channels: {desk: {name: Desk, kind: store}}
        owners: {travel: {name: Travel, kind: team}}
        kpis: {ease: {name: Ease, kind: ces}, nps: {name: NPS, kind: nps}}
        touchpoints: {help: {name: Help, channel: desk, initiator: partner, kpis: [ease], description: Red coats}}
        journeys:
          trip: {name: Trip, phases: [{id: go, name: Go, stage: use, owner: travel, steps: [
            {id: ask, touchpoint: help, kpis: [nps], emotion: -1}]}]}
    """)
    expected = {
        "name": {"en": "Help"}, "touchpoint": "help", "channel": "desk", "owner": "travel", "initiator": "partner",
        "kpis": ["nps", "ease"], "stage": "use", "phase": "go", "description": {"en": "Red coats"}, "is_contact": True,
        "emotion": {"score": -1, "evidence": []},
    }  # fmt: skip
    assert {name: step[name] for name in expected} == expected


def test_an_edge_that_only_the_order_of_steps_implies_is_told_as_such() -> None:
    text = """
        journeys:
          trip: {name: Trip, phases: [{id: go, name: Go, steps: [
            {id: one, action: Waits}, {id: two, action: Waits, next: [{to: one, share: 0.5}]},
            {id: three, action: Goes}]}]}
    """
    assert step_facts(text, 0)["next"] == [{"to": "two", "kind": "normal", "implied": True}]
    assert step_facts(text, 1)["next"] == [{"to": "one", "share": 0.5, "kind": "normal", "implied": False}]
    assert step_facts(text, 2)["next"] == []


def test_stages_are_told_in_order_and_say_whether_they_are_built_in() -> None:
    stages = facts("stages: {trial: {name: Trial, moment: before, order: 45}, use: {name: Ride, moment: after}}")
    told = [(stage["id"], stage["order"], stage["built_in"]) for stage in stages["resolved"]["stages"]]
    assert told[3:7] == [
        ("consideration", 40, True),
        ("trial", 45, False),
        ("purchase", 50, True),
        ("onboarding", 60, True),
    ]
    assert told[7] == ("use", 70, False)


def test_everyone_is_told_as_every_persona_by_id() -> None:
    found = facts("""
        personas: {b: {name: B}, a: {name: A}}
        journeys: {trip: {name: Trip, personas: everyone, phases: [{id: go, name: Go, steps: []}]}}
    """)
    assert found["resolved"]["journeys"]["trip"]["personas"] == ["a", "b"]
    assert found["written"]["journeys"]["trip"]["personas"] == "everyone"


def test_readings_of_a_file_stand_in_place_the_oldest_first() -> None:
    kpis = manifest(compiled_workspace(WHOLE).workspace)["written"]["kpis"]
    assert kpis["nps"]["readings"] == [
        {"date": "2026-09-30", "value": 28.5},
        {"date": "2026-10-31", "value": 31, "n": 420},
    ]
    assert kpis["ease"]["readings"] == [
        {"date": "2026-09-30", "value": 3},
        {"date": "2026-10-31", "n": 400, "value": 2.9, "x-wave": 4},
    ]


def test_notes_under_one_key_in_two_files_are_both_kept() -> None:
    documents = [parse("a.yaml", "x-note: {b: 1, a: 2}\nowners: {x-note: one}"), parse("b.yaml", "x-note: one\n")]
    found = manifest(compile_documents(documents, CHECKOUT, Settings()).workspace)["written"]
    assert found == {"owners": {"x-note": "one"}, "x-note": ["one", {"a": 2, "b": 1}]}


def test_characters_that_yaml_or_an_eye_would_miss_are_escaped() -> None:
    documents = [parse("a.yaml", r'owners: {a: {name: "\x85\u2028\u200b\u202e\x7f\t\U0001F600é", kind: team}}')]
    text = export(compile_documents(documents, CHECKOUT, Settings()).workspace).decode()
    assert r'"name": "\u0085\u2028\u200b\u202e\u007f\t😀é"' in text
    assert parse("again.yaml", text).values[0] == json.loads(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "truncated"),
        ("[]", "Expected `object`"),
        ('{"written": {"a": ' + "[" * 100_000, "recursion"),
        ('{"version": 1, "name": "x", "languages": ["en"]}', "written"),
        ('{"version": 2, "name": "x", "languages": ["en"], "written": {}}', "version 2"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str, reason: str) -> None:
    with pytest.raises(JourneyctlError) as caught:
        load(text, CHECKOUT)
    assert reason in caught.value.message


def test_a_manifest_that_says_something_wrong_gives_findings_and_no_error() -> None:
    text = '{"version": 1, "name": "x", "languages": ["en"], "written": {"owners": {"a": {"name": "A"}}}}'
    found = load(text, CHECKOUT).diagnostics
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("DOC006", 3, 5)]
