"""PER: each side of each line."""

from __future__ import annotations

from datetime import date

from journeyctl.diagnostics import Severity
from tests.support import findings, lint

STEPS = "phases: [{id: p, name: P, steps: [{id: a, action: A}]}]"


def test_a_journey_that_does_not_say_who_travels_it_is_reported_at_its_id() -> None:
    text = f"""
        journeys:
          silent: {{name: A, {STEPS}}}
          empty: {{name: B, personas: [], {STEPS}}}
          all: {{name: C, personas: everyone, {STEPS}}}
          some: {{name: D, personas: [unknown], {STEPS}}}
          past: {{name: E, status: retired, {STEPS}}}
          early: {{name: F, status: draft, {STEPS}}}
    """
    assert lint("PER001", text) == [
        "2:3 journey 'silent' does not say who travels it",
        "3:3 journey 'empty' does not say who travels it",
        "7:3 journey 'early' does not say who travels it",
    ]
    levels = [one.severity for one in findings(text, "PER001")]
    assert levels == [Severity.ERROR, Severity.ERROR, Severity.WARNING]


PERSONAS = """
insights: {asked: {name: A, kind: fact}, guessed: {name: G, kind: assumption}}
personas:
  felt: {name: A}
  guess: {name: B, evidence: [guessed]}
  sketch: {name: C, tags: [proto]}
  known: {name: D, evidence: [guessed, asked]}
  unknown: {name: E, evidence: [missing]}
"""


def test_a_persona_without_insight_or_on_assumptions_alone_is_gut_feel_unless_it_is_a_sketch() -> None:
    assert lint("PER002", PERSONAS) == [
        "3:3 persona 'felt' rests on no insight",
        "4:20 persona 'guess' rests on assumptions alone",
    ]


def test_a_workspace_without_insights_is_left_alone() -> None:
    without = "\n".join(line for line in PERSONAS.splitlines() if not line.startswith("insights"))
    assert lint("PER002", without) == []
    assert lint("PER003", f"journeys: {{j: {{name: J, {STEPS.replace('action: A', 'action: A, emotion: 1')}}}}}") == []


def test_a_score_that_no_insight_supports_is_reported_at_the_emotion() -> None:
    text = """
        insights: {asked: {name: A, kind: fact}}
        journeys:
          now:
            name: Now
            phases:
              - id: p
                name: P
                steps:
                  - {id: a, action: A, emotion: 1}
                  - {id: b, action: B, emotion: {score: 1, evidence: [asked]}}
                  - {id: c, action: C, emotion: 1, insights: [asked]}
                  - {id: d, action: D, emotion: {target: 2}}
          later: {name: Later, state: to-be, phases: [{id: p, name: P, steps: [{id: a, action: A, emotion: 1}]}]}
    """
    assert lint("PER003", text) == ["9:32 the emotion at step 'A' rests on no insight"]


def test_an_insight_older_than_two_years_is_reported_at_its_date() -> None:
    text = "insights: {asked: {name: A, kind: fact, date: 2024-11-22}, undated: {name: B, kind: fact}}"
    # two years are 730.5 days: 2026-11-22 is 730 days later, 2026-11-23 is 731
    assert lint("PER004", text, today=date(2026, 11, 22)) == []
    assert lint("PER004", text, today=date(2026, 11, 23)) == ["1:47 insight 'asked' is older than P2Y"]
    assert lint("PER004", text, options={"max-age": "P3Y"}) == []


def test_a_persona_that_travels_no_live_journey_is_reported() -> None:
    text = f"""
        personas: {{seen: {{name: A}}, unseen: {{name: B}}}}
        journeys:
          now: {{name: Now, personas: [seen], {STEPS}}}
          past: {{name: Past, status: retired, personas: [unseen], {STEPS}}}
    """
    assert lint("PER005", text) == ["1:29 persona 'unseen' travels no journey"]
    assert lint("PER005", text.replace("personas: [seen]", "personas: everyone")) == []
