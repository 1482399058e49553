"""DOC: the compiler finds these; here, that they have a record, and that nobody can wish them away."""

from __future__ import annotations

import pytest

from journeyctl.compiler import NAMES
from journeyctl.lint import Choice, Rule, built_in, run, select
from journeyctl.settings import LintSettings, Override
from tests.support import TODAY, compiled

DOCUMENTS = [rule for rule in built_in() if rule.family == "documents"]
TWICE = "owners: {desk: {name: Desk, kind: squad}}"


def test_every_finding_of_the_compiler_has_a_record_of_the_same_name() -> None:
    records = {rule.code: rule.name for rule in built_in() if rule.check is None}
    assert records == NAMES


@pytest.mark.parametrize("rule", DOCUMENTS, ids=lambda rule: rule.code)
def test_a_rule_about_documents_is_an_error_that_always_holds(rule: Rule) -> None:
    assert rule.always
    assert rule.severity.label == "error"
    assert rule.fix == ("safe" if rule.code == "DOC005" else "")


@pytest.mark.parametrize(
    "settings",
    [
        LintSettings(ignore=("DOC007",)),
        LintSettings(severity={"documents": "off"}),
        LintSettings(overrides=(Override(paths=("**",), ignore=("DOC",)),)),
    ],
)
def test_a_setting_does_not_turn_it_off_or_down(settings: LintSettings) -> None:
    found = run(compiled(TWICE), select(built_in(), settings, Choice(select=("OWN001",))), TODAY)
    assert [(one.code, one.severity.label) for one in found] == [("DOC007", "error")]


def test_an_unresolved_reference_can_be_turned_off() -> None:
    settings = LintSettings(ignore=("REF001",))
    text = "processes: {pay: {name: Pay, layer: support, owner: nobody}}"
    assert run(compiled(text), select(built_in(), settings, Choice(profile="core")), TODAY) == ()
