"""GAP: each of the five gaps, and what is none."""

from __future__ import annotations

from tests.support import findings, lint


def test_an_expectation_without_insight_or_on_assumptions_alone_is_a_guess() -> None:
    text = """
        insights: {asked: {name: Asked, kind: fact}, guessed: {name: Guessed, kind: assumption}}
        services:
          repair:
            name: Repair
            expectations:
              - {id: bare, text: A}
              - {id: guess, text: B, evidence: [guessed]}
              - {id: mixed, text: C, evidence: [guessed, asked]}
              - {id: unknown, text: D, evidence: [missing]}
    """
    assert lint("GAP101", text) == [
        "6:10 expectation 'bare' rests on no insight",
        "7:30 expectation 'guess' rests on assumptions alone",
    ]


def test_expectations_are_found_wherever_they_are_written_but_not_in_retired_journeys() -> None:
    text = """
        touchpoints: {desk: {name: Desk, expectations: [{id: at-desk, text: A}]}}
        journeys:
          buy:
            name: Buy
            expectations: [{id: at-journey, text: B}]
            phases:
              - id: p
                name: P
                steps:
                  - {id: a, action: A, expectations: [{id: at-step, text: C}]}
                  - id: b
                    touchpoint: {name: B, expectations: [{id: in-place, text: D}]}
                  - {id: c, touchpoint: desk}
                  - {id: d, touchpoint: desk}
          past:
            name: Past
            status: retired
            expectations: [{id: at-past, text: E}]
            phases: [{id: p, name: P, steps: [{id: a, action: A}]}]
    """
    assert lint("GAP101", text) == [
        "1:50 expectation 'at-desk' rests on no insight",
        "5:21 expectation 'at-journey' rests on no insight",
        "10:48 expectation 'at-step' rests on no insight",
        "12:51 expectation 'in-place' rests on no insight",
    ]


def test_a_wrong_estimate_of_one_or_more_is_reported_at_the_estimate() -> None:
    text = """
        services:
          repair:
            name: Repair
            expectations:
              - {id: low, text: A, estimate: 5.1, expected: {mean: 6.1}}
              - {id: high, text: B, estimate: 6, expected: {mean: 4.5}}
              - {id: near, text: C, estimate: 5.2, expected: {mean: 6.1}}
              - {id: unmeasured, text: D, estimate: 1}
    """
    assert lint("GAP102", text) == [
        "5:38 expectation 'low' is estimated at 5.1, and customers say 6.1",
        "6:39 expectation 'high' is estimated at 6, and customers say 4.5",
    ]


def test_an_expectation_that_no_standard_meets_has_no_specification() -> None:
    text = """
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: A}, {id: well, text: B}]
        touchpoints:
          desk: {name: Desk, standards: [{measure: {metric: m, at_most: 1}, meets: soon}]}
    """
    assert lint("GAP201", text) == ["4:42 expectation 'well' is met by no standard"]


def test_a_standard_beside_it_that_meets_something_unknown_may_be_meant() -> None:
    text = """
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: A}]
            standards: [{measure: {metric: m, at_most: 1}, meets: son}]
    """
    assert lint("GAP201", text) == []


def test_an_expectation_is_not_called_unmet_while_a_document_fails() -> None:
    text = """
        services: {repair: {name: Repair, expectations: [{id: soon, text: A}]}}
        ---
        touchpoints: {desk: {nme: Desk}}
    """
    assert lint("GAP201", text) == []


def test_a_standard_looser_than_its_expectation_is_reported_at_its_limit() -> None:
    text = """
        services:
          repair:
            name: Repair
            expectations:
              - {id: soon, text: A, measure: {metric: time, at_most: P1D}}
              - {id: sure, text: B, measure: {metric: right, at_least: 95, unit: "%"}}
              - {id: other, text: C, measure: {metric: queue, at_most: 3}}
            standards:
              - {meets: soon, measure: {metric: time, at_most: P3D}}
              - {meets: soon, measure: {metric: time, at_most: PT24H}}
              - {meets: sure, measure: {metric: right, at_least: 90, unit: "%"}}
              - {meets: other, measure: {metric: queue, at_most: 5, unit: people}}
    """
    assert lint("GAP202", text) == [
        "9:56 this standard asks less than expectation 'soon'",
        "11:58 this standard asks less than expectation 'sure'",
    ]
    assert [one.related[0].span[:2] for one in findings(text, "GAP202")] == [(5, 62), (6, 64)]


DELIVERY = """
kpis: {wait: {name: Wait, kind: time, unit: h, readings: [{date: 2026-10-31, value: 30}, {date: 2026-09-30, value: 2}]}}
services:
  repair:
    name: Repair
    promises: [{text: Soon}]
    standards: [{measure: {metric: time, at_most: P1D}, kpi: wait}]
"""


def test_a_standard_that_the_newest_reading_misses_is_reported_at_its_limit() -> None:
    assert lint("GAP301", DELIVERY) == ["6:51 this standard is missed: KPI 'wait' last read 30 h"]


def test_a_standard_that_is_kept_or_cannot_be_compared_is_silent() -> None:
    assert lint("GAP301", DELIVERY.replace("value: 30", "value: 24")) == []
    assert lint("GAP301", DELIVERY.replace("unit: h", 'unit: "%"')) == []
    assert lint("GAP301", DELIVERY.replace("kpi: wait", "kpi: wiat")) == []


def test_a_workspace_without_expectations_or_promises_is_left_alone() -> None:
    assert lint("GAP301", DELIVERY.replace("    promises: [{text: Soon}]\n", "")) == []
    assert lint("GAP302", DELIVERY.replace("    promises: [{text: Soon}]\n", "")) == []


def test_a_standard_that_no_process_keeps_is_reported_at_its_first_key() -> None:
    assert lint("GAP302", DELIVERY) == ["6:18 the standard on 'time' is kept by no process"]
    assert lint("GAP302", DELIVERY.replace("kpi: wait}]", "kpi: wait, kept_by: [unknown]}]")) == []


def promise(words: str, standards: str, elsewhere: str = "") -> str:
    return f"""
services:
  repair:
    name: Repair
    expectations: [{{id: soon, text: Soon, measure: {{metric: time, at_most: P2D}}}}]
    promises: [{{text: Quick, {words}}}]
    standards: [{standards}]
{elsewhere}"""


QUICK = "measure: {metric: time, at_most: PT4H}"
DAY = "{measure: {metric: time, at_most: P1D}}"
MEETS = "{meets: soon, measure: {metric: time, at_most: P1D}}"


def test_a_promise_with_nothing_behind_it_is_reported() -> None:
    assert lint("GAP401", promise(QUICK, "")) == ["5:17 no standard stands behind the promise 'Quick'"]
    assert len(lint("GAP401", promise("expectation: soon", ""))) == 1


def test_a_comparable_standard_beside_or_one_that_meets_the_expectation_backs_a_promise() -> None:
    assert lint("GAP401", promise(QUICK, DAY)) == []
    assert (
        lint("GAP401", promise("expectation: soon", "", f"touchpoints: {{t: {{name: T, standards: [{MEETS}]}}}}")) == []
    )


def test_a_standard_on_something_else_or_elsewhere_backs_nothing() -> None:
    assert len(lint("GAP401", promise(QUICK, "{measure: {metric: price, at_most: 3}}"))) == 1
    assert len(lint("GAP401", promise(QUICK, "", f"touchpoints: {{t: {{name: T, standards: [{DAY}]}}}}"))) == 1


def test_a_promise_about_an_expectation_not_known_has_a_finding_of_its_own() -> None:
    assert lint("GAP401", promise("expectation: son", "")) == []


def test_a_promise_stricter_than_its_standard_is_reported_at_its_limit() -> None:
    assert lint("GAP402", promise(QUICK, DAY)) == ["5:63 the promise 'Quick' is stricter than its standard"]
    assert lint(
        "GAP402", promise(f"expectation: soon, {QUICK}", "", f"touchpoints: {{t: {{name: T, standards: [{MEETS}]}}}}")
    )


def test_a_promise_as_strict_as_one_of_its_standards_is_kept_by_that_one() -> None:
    strict = "{measure: {metric: time, at_most: PT4H}}"
    assert lint("GAP402", promise(QUICK, f"{DAY}, {strict}")) == []
    assert lint("GAP402", promise(QUICK, "{measure: {metric: price, at_most: 3}}")) == []


def test_a_promise_in_a_step_is_held_to_the_standards_of_its_touchpoint() -> None:
    text = """
        touchpoints: {desk: {name: Desk, standards: [{measure: {metric: time, at_most: P1D}}]}}
        journeys:
          buy: {name: Buy, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: desk, promises: [{text: Quick, measure: {metric: time, at_most: PT4H}}]}]}]}
    """
    assert lint("GAP402", text) == ["4:89 the promise 'Quick' is stricter than its standard"]


def test_perceived_below_expected_is_reported_at_the_perception() -> None:
    text = """
        services:
          repair:
            name: Repair
            expectations:
              - {id: less, text: A, expected: {mean: 6}, perceived: {mean: 5.9}}
              - {id: same, text: B, expected: {mean: 6}, perceived: {mean: 6}}
              - {id: half, text: C, expected: {mean: 6}}
    """
    assert lint("GAP501", text) == ["5:68 expectation 'less' is perceived at 5.9, below the 6 that customers expect"]
