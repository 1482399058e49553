"""`rules` and `explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run


def test_the_catalogue_is_listed_as_json(run: Run) -> None:
    ran = run("rules", "--format", "json")
    rules = {rule["code"]: rule for rule in json.loads(ran.out)["rules"]}
    assert ran.code == 0
    assert rules["OWN001"]["name"] == "unowned-touchpoint"
    assert (rules["OWN001"]["severity"], rules["OWN001"]["profile"]) == ("error", "core")
    assert "owner" not in rules["OWN001"]["bad"].split("steps:")[1].split("---")[0]


def test_the_catalogue_is_listed_as_text_and_as_markdown(run: Run) -> None:
    assert "OWN001  unowned-touchpoint" in run("rules").out
    assert "| OWN001 | unowned-touchpoint | error | core |" in run("rules", "--format", "markdown").out


def test_a_rule_is_explained_by_code_or_by_name_in_any_case(run: Run) -> None:
    by_code = run("explain", "own001")
    assert by_code.code == 0
    assert by_code.out == run("explain", "unowned-touchpoint").out
    assert "Why: A customer notices" in by_code.out
    assert "Bad:" in by_code.out
    assert "When not to use it:" in by_code.out


def test_lines_of_prose_fit_a_terminal_of_80_columns(run: Run) -> None:
    prose = [line for line in run("explain", "OWN001").out.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 80


def test_a_near_miss_is_suggested(run: Run) -> None:
    ran = run("explain", "OWN01")
    assert ran.code == 2
    assert "did you mean 'OWN0" in ran.err


def test_the_list_of_rules_ends_in_the_readers_language(run: Run) -> None:
    assert run("rules").out.endswith("\n`journeyctl explain CODE` tells what a rule is about.\n")
    assert run("--lang", "nl", "rules").out.endswith("\n`journeyctl explain CODE` vertelt waar een regel over gaat.\n")


def test_breaking_changes_are_explained_like_rules(run: Run) -> None:
    assert "BRK003 owner-lost" in run("explain", "owner-lost").out
    assert "BRK003" in {rule["code"] for rule in json.loads(run("rules", "--format", "json").out)["rules"]}
