"""Every rule's examples run: the bad one fires this rule and, in the core profile, no other; the good one is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_documents, compile_workspace
from journeyctl.lint import Choice, Rule, Selection, baseline, built_in, run, select
from journeyctl.lint.examples import FILE, complete
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from tests.support import TODAY

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint.record import Doc

RULES = built_in()
PICTURE = "desk.svg"  # what an example may show; it is put into the folder then


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_fires_its_rule_and_no_other_of_the_core(rule: Rule, tmp_path: Path) -> None:
    selection = select(RULES, LintSettings(profile="core", select=(rule.code,)), Choice())
    assert rule.doc.bad
    assert {found.code for found in judge_bad(rule.doc, selection, tmp_path, TODAY)} == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_is_silent(rule: Rule, tmp_path: Path) -> None:
    selection = select(RULES, LintSettings(profile="core", select=(rule.code,)), Choice())
    assert rule.doc.good
    found = [
        (one.code, one.message.in_language("en")) for one in judge_example(rule.doc.good, selection, tmp_path, TODAY)
    ]
    assert found == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_it_matters_and_when_not_to_use_it(rule: Rule) -> None:
    assert rule.doc.summary
    assert rule.doc.why
    assert rule.doc.exceptions


def judge_example(example: str, selection: Selection, root: Path, today: date) -> tuple[Diagnostic, ...]:
    """Return what the linter finds in a completed example.

    Args:
        example: as the docstring has it.
        selection: the rules to run.
        root: an empty folder that stands for the workspace.
        today: the day on which dates are judged.
    """
    if PICTURE in example:
        (root / PICTURE).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    settings = Settings(languages=("en", "nl"))
    return run(compile_documents([parse(FILE, complete(example))], root, settings), selection, today)


def judge_bad(doc: Doc, selection: Selection, root: Path, today: date) -> tuple[Diagnostic, ...]:
    """Return what the linter finds in a rule's bad example.

    One that is no text is written to a file and read from it; a JSON one is a baseline of the good example.

    Args:
        doc: the rule's documentation.
        selection: the rules to run.
        root: an empty folder that stands for the workspace.
        today: the day on which dates are judged.
    """
    if doc.bad.startswith("{"):
        compiled = compile_documents([parse(FILE, complete(doc.good))], root, Settings())
        return run(compiled, selection, today, baseline=baseline.read("baseline.json", doc.bad))
    if not doc.is_bytes:
        return judge_example(doc.bad, selection, root, today)
    (root / FILE).write_bytes(doc.bad.encode("ascii").decode("unicode_escape").encode("latin-1"))
    return run(compile_workspace(root, Settings(sources=(FILE,))), selection, today)
