"""Known findings: by rule, entity and path, in a file that is always written alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.errors import JourneyctlError
from journeyctl.lint import Choice, baseline, built_in, run, select
from journeyctl.lint.fixes import edited
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic

DESK = "touchpoints:\n  desk: {name: Desk}\n"
BOTH = DESK + "  booth: {name: Booth}\n"
CODES = ("OWN001", "CHN001", "HYG007")


def judged(text: str, known: str | None = None, codes: tuple[str, ...] = CODES) -> tuple[Diagnostic, ...]:
    """Return what is found besides what a baseline knows."""
    compiled = compile_documents([parse("trip.yaml", text)], CHECKOUT, Settings())
    read = baseline.read("known.json", known) if known else None
    return run(compiled, select(built_in(), LintSettings(), Choice(select=codes)), TODAY, baseline=read)


def written(text: str) -> str:
    """Return the baseline of a document."""
    return baseline.written(baseline.entries_of(judged(text)))


def found(findings: tuple[Diagnostic, ...]) -> list[str]:
    """Return `path:line code message` of findings."""
    return [f"{one.path}:{one.span.line} {one.code} {one.message.in_language('en')}" for one in findings]


def test_it_has_one_entry_a_line_ordered_by_entity() -> None:
    assert written(BOTH) == (
        "{\n"
        '  "version": 1,\n'
        '  "findings": [\n'
        '    {"rule": "CHN001", "entity": "touchpoints/booth", "path": ""},\n'
        '    {"rule": "OWN001", "entity": "touchpoints/booth", "path": ""},\n'
        '    {"rule": "CHN001", "entity": "touchpoints/desk", "path": ""},\n'
        '    {"rule": "OWN001", "entity": "touchpoints/desk", "path": ""}\n'
        "  ]\n"
        "}\n"
    )


def test_an_empty_one_is_json_too() -> None:
    assert json.loads(baseline.written([])) == {"version": 1, "findings": []}


def test_what_it_knows_is_not_reported_and_what_is_new_is() -> None:
    assert found(judged(DESK, written(DESK))) == []
    assert found(judged(BOTH, written(DESK))) == [
        "trip.yaml:3 CHN001 touchpoint 'booth' has no channel",
        "trip.yaml:3 OWN001 touchpoint 'booth' has no owner",
    ]


def test_moving_the_text_leaves_it_as_it_was() -> None:
    moved = "# a line\n" * 50 + BOTH
    assert found(judged(moved, written(BOTH))) == []
    assert written(moved) == written(BOTH)


def test_an_entry_that_no_longer_occurs_is_reported_where_it_stands() -> None:
    assert found(judged(DESK, written(BOTH))) == [
        "known.json:4 HYG007 CHN001 no longer occurs at touchpoints/booth",
        "known.json:5 HYG007 OWN001 no longer occurs at touchpoints/booth",
    ]


def test_the_fix_takes_out_all_that_no_longer_occurs() -> None:
    stale = judged(DESK, written(BOTH))
    texts = {edited(written(BOTH), one.fix.edits) for one in stale if one.fix}
    assert texts == {written(DESK)}


def test_rules_that_did_not_run_are_not_called_gone() -> None:
    assert found(judged(DESK, written(BOTH), codes=("CHN001", "HYG007"))) == [
        "known.json:4 HYG007 CHN001 no longer occurs at touchpoints/booth"
    ]


def test_while_a_document_fails_nothing_is_called_gone() -> None:
    assert [one.code for one in judged("touchpoints:\n  desk: {naam: Desk}\n", written(BOTH))] == ["DOC005"]


def test_what_does_not_compile_is_never_in_it() -> None:
    assert baseline.entries_of(judged("touchpoints:\n  desk: {naam: Desk}\n")) == set()
    known = '{"version": 1, "findings": [{"rule": "DOC005", "entity": "touchpoints/desk", "path": "naam"}]}'
    assert [one.code for one in judged("touchpoints:\n  desk: {naam: Desk}\n", known)] == ["DOC005"]


def test_a_rule_may_be_named_and_one_that_is_gone_is_reported() -> None:
    known = """{"version": 1, "findings": [
        {"rule": "unowned-touchpoint", "entity": "touchpoints/desk", "path": ""},
        {"rule": "OWN999", "entity": "touchpoints/desk", "path": ""}]}"""
    assert found(judged(DESK, known)) == [
        "known.json:3 HYG007 OWN999 no longer occurs at touchpoints/desk",
        "trip.yaml:2 CHN001 touchpoint 'desk' has no channel",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"version": 1}', '{"version": 1, "findings": [1]}', '{"version": 1, "findings": [{"rule": 1}]}',
     '{"version": 1, "findings": {"a": 1}}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_baseline_is_the_operators_mistake(text: str) -> None:
    with pytest.raises(JourneyctlError) as caught:
        baseline.read("known.json", text)
    assert caught.value.message == "known.json is no baseline that can be read"


def test_a_later_version_is_told_from_ours() -> None:
    with pytest.raises(JourneyctlError) as caught:
        baseline.read("known.json", '{"version": 2, "findings": []}')
    assert "version 2" in caught.value.message
