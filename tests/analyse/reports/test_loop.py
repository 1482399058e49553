"""From insight to a reading, and what to do first: counted by hand."""

from __future__ import annotations

from journeyctl.analyse.loop import loops
from journeyctl.analyse.reports import load
from tests.support import TODAY, compiled

TEXT = """
    insights: {seen: {name: Seen, kind: fact}, supposed: {name: Supposed, kind: assumption}}
    opportunities:
      whole: {name: Whole, insights: [seen], value: {customer: 50, business: 10}, effort: 3}
      unread: {name: Unread, insights: [seen], value: {customer: 90}, effort: 4}
      idle: {name: Idle, insights: [seen], value: {customer: 49}, effort: 3}
      guess: {name: Guess, insights: [supposed], value: {customer: 49}, effort: 4}
      aimless: {name: Aimless, insights: [seen], effort: 1}
    initiatives:
      i: {name: I, opportunity: whole, status: live, kpis: [read, unread]}
      j: {name: J, opportunity: unread, status: test, kpis: [unread]}
      k: {name: K, opportunity: idle, status: idea, kpis: [read]}
      l: {name: L, opportunity: aimless, status: build}
    kpis: {read: {name: R, kind: count, readings: [{date: 2026-10-31, value: 1}]}, unread: {name: U, kind: count}}
    journeys:
      j: {name: J, phases: [{id: p, name: P, steps: [{id: a, touchpoint: {name: A}, pains: [It hurts]}]}]}
"""


def test_a_loop_is_open_at_the_first_link_that_is_missing() -> None:
    found = {one.opportunity.id: one.open_at for one in loops(compiled(TEXT).workspace)}
    assert found == {"whole": None, "unread": "reading", "idle": "initiative", "guess": "insight", "aimless": "kpi"}


def test_how_far_opportunities_come_and_which_pains_nobody_takes_up() -> None:
    sheet = load("closed-loop").write(compiled(TEXT).workspace, TODAY)
    opportunities, links, pains = (table.records() for table in sheet.tables)
    assert sheet.lead.in_language("en") == "1 of 5 opportunities go all the way from insight to a reading."
    assert [row["opportunity"] for row in opportunities][-1] == "whole"
    # Insight: all but guess; then without idle; then without aimless; then without unread.
    assert [(row["count"], row["share"]) for row in links] == [
        (4, 80),
        (3, 60),
        (2, 40),
        (1, 20),
    ]
    assert [row["step"] for row in pains] == ["journeys/j/steps/a"]


def test_much_worth_and_little_work_comes_first_and_what_is_not_judged_is_left_out() -> None:
    sheet = load("priorities").write(compiled(TEXT).workspace, TODAY)
    (matrix,) = sheet.tables
    words = [(row["opportunity"], row["quadrant"].in_language("en")) for row in matrix.records()]  # type: ignore[union-attr] # a term
    assert words == [("whole", "do first"), ("unread", "plan it"), ("idle", "when it fits"), ("guess", "leave it")]
    assert sheet.missing[0].in_language("en") == "1 opportunity has no `value` to the `customer`, or no `effort`."
