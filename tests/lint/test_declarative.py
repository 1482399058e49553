"""Rules of one's own, without code."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_workspace
from journeyctl.errors import JourneyctlError
from journeyctl.lint import Choice, known, run, select
from journeyctl.lint.declarative import declared_rules
from journeyctl.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE = """
kpis:
  nps: {name: NPS, kind: nps}
  ease: {name: Ease, kind: ces, source: Survey}
  calls: {name: Calls, kind: count, tags: [one]}
journeys:
  buy:
    name: Buy
    phases:
      - id: order
        name: Order
        steps:
          - {id: form, touchpoint: {name: Form, channel: web, owner: sales}}
          - {id: think, action: Think it over}
"""


def judged(root: Path, rule: str) -> list[str]:
    """Judge the workspace with one declared rule; return `line:column message`."""
    (root / "journeys").mkdir(exist_ok=True)
    (root / "journeys" / "all.yaml").write_text(WORKSPACE.lstrip("\n"))
    (root / "house.yaml").write_text(dedent(rule).lstrip("\n"))
    (root / "journeyctl.yaml").write_text("lint: {rules: [house.yaml]}\n")
    settings = load_settings(root)
    rules = known(declared_rules(root, settings.lint.rules))
    selection = select(rules, settings.lint, Choice(select=("HOUSE001",)))
    found = run(compile_workspace(root, Settings()), selection, date(2026, 11, 23))
    return [f"{one.span.line}:{one.span.column} {one.message.in_language('en')}" for one in found]


def declared(given: str, then: str) -> str:
    """Return a file with one rule."""
    message = "{en: \"'{id}' ({name}) is wrong\", nl: \"'{id}' klopt niet\"}"
    return f"rules:\n  - {{code: HOUSE001, name: of-our-own, message: {message}, given: {given}, then: {then}}}\n"


@pytest.mark.parametrize(
    ("given", "then", "expected"),
    [
        ("{kind: kpis}", "{field: source, check: required}",
         ["2:3 'nps' (NPS) is wrong", "4:3 'calls' (Calls) is wrong"]),
        ("{kind: kpis, where: {kind: nps}}", "{field: source, check: required}", ["2:3 'nps' (NPS) is wrong"]),
        ("{kind: kpis, where: {kind: [ces]}}", "{field: source, check: required}", []),
        ("{kind: kpis}", "{field: source, check: absent}", ["3:41 'ease' (Ease) is wrong"]),
        ("{kind: kpis}", "{field: name, check: pattern, value: '^[A-Z]{3}$'}",
         ["3:16 'ease' (Ease) is wrong", "4:17 'calls' (Calls) is wrong"]),
        ("{kind: kpis}", "{field: kind, check: one-of, value: [nps, ces]}", ["4:30 'calls' (Calls) is wrong"]),
        ("{kind: kpis}", "{field: tags, check: at-least, value: 2}", ["4:43 'calls' (Calls) is wrong"]),
        ("{kind: contacts}", "{field: owner, check: one-of, value: [service]}", ["12:14 'form' (Form) is wrong"]),
        ("{kind: steps, where: {channel: web}}", "{field: doing, check: required}", ["12:14 'form' (Form) is wrong"]),
        ("{kind: phases}", "{field: stage, check: required}", ["9:9 'order' (Order) is wrong"]),
    ],
)  # fmt: skip
def test_a_declared_rule_finds_what_it_says(tmp_path: Path, given: str, then: str, expected: list[str]) -> None:
    assert judged(tmp_path, declared(given, then)) == expected


def test_a_pattern_that_would_hang_another_engine_is_judged_at_once(tmp_path: Path) -> None:
    slow = declared("{kind: kpis}", "{field: source, check: pattern, value: '^(([a-z])+.)+[A-Z]([a-z])+$'}")
    assert judged(tmp_path, slow) == ["3:41 'ease' (Ease) is wrong"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("rules: [{cod: HOUSE001}]", "house.yaml:1:10: there is no field 'cod' here"),
        (declared("{kind: kpi}", "{field: x, check: required}"), "'kpi' is not one of"),
        (declared("{kind: kpis}", "{field: x, check: at-least}"), "without a `value`"),
        (declared("{kind: kpis}", "{field: x, check: pattern, value: '(?=a)'}"), "cannot be used"),
        ("[", "a value is missing here"),
    ],
)
def test_what_is_no_rule_is_the_operators_mistake(tmp_path: Path, rule: str, message: str) -> None:
    with pytest.raises(JourneyctlError) as raised:
        judged(tmp_path, rule)
    assert message in raised.value.message


def test_a_rule_of_ones_own_cannot_take_a_built_in_code(tmp_path: Path) -> None:
    taken = declared("{kind: kpis}", "{field: source, check: required}").replace("HOUSE001", "OWN001")
    with pytest.raises(JourneyctlError, match="two rules are called 'OWN001'"):
        judged(tmp_path, taken)
