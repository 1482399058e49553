"""Every rule's examples run: the bad one fires this rule and, in the core profile, no other; the good one is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.lint import Choice, Rule, built_in, select
from journeyctl.lint.examples import judge_bad, judge_example
from journeyctl.settings import LintSettings
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path

RULES = built_in()


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
