"""MEA: each side of each line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journeyctl.diagnostics import Severity
from tests.support import compiled, findings, lint

if TYPE_CHECKING:
    from pathlib import Path


def test_a_contact_that_no_kpi_measures_is_reported_at_its_touchpoint() -> None:
    text = """
        kpis: {wait: {name: Wait, kind: time}}
        journeys:
          buy:
            name: Buy
            phases:
              - id: order
                name: Order
                steps:
                  - id: form
                    touchpoint: {name: Form}
                  - {id: think, action: I think}
    """
    assert lint("MEA001", text) == ["10:13 touchpoint 'Form' is measured by no KPI"]
    assert [one.severity for one in findings(text, "MEA001")] == [Severity.WARNING]


def test_a_kpi_of_the_journey_measures_its_contacts_but_not_a_moment_of_truth() -> None:
    text = """
        kpis: {wait: {name: Wait, kind: time}}
        journeys:
          buy: {name: Buy, kpis: [wait], phases: [{id: order, name: Order, steps: [
            {id: form, touchpoint: {name: Form}},
            {id: pay, moment_of_truth: true, touchpoint: {name: Pay}}]}]}
    """
    assert lint("MEA001", text) == ["5:38 touchpoint 'Pay' is a moment of truth and is measured by no KPI"]
    assert [one.severity for one in findings(text, "MEA001")] == [Severity.ERROR]
    assert [one.severity for one in findings(text.replace("name: Buy", "name: Buy, status: draft"), "MEA001")] == [
        Severity.WARNING
    ]


def test_a_shared_contact_is_one_finding_for_the_journeys_that_do_not_measure_it() -> None:
    text = """
        kpis: {wait: {name: Wait, kind: time}}
        touchpoints: {desk: {name: Desk}}
        journeys:
          one: {name: One, kpis: [wait], phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}]}]}
          two: {name: Two, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}]}]}
    """
    assert lint("MEA001", text) == ["2:15 touchpoint 'desk' is measured by no KPI"]
    assert [related.span[:2] for related in findings(text, "MEA001")[0].related] == [(5, 74)]


def test_a_workspace_that_does_not_measure_yet_is_left_alone() -> None:
    text = "journeys: {buy: {name: Buy, phases: [{id: p, name: P, steps: [{id: a, touchpoint: {name: A}}]}]}}"
    assert lint("MEA001", text) == []


NPS_JOURNEY = """
kpis: {recommend: {name: R, kind: nps}, wait: {name: W, kind: time}}
journeys:
  buy: {name: Buy, kpis: [recommend], phases: [{id: p, name: P, steps: [{id: a, touchpoint: {name: A, kpis: [wait]}}]}]}
"""


def test_a_journey_measured_by_nps_alone_is_reported_at_its_kpis() -> None:
    assert lint("MEA002", NPS_JOURNEY) == ["3:20 journey 'buy' is measured by NPS alone"]


def test_an_nps_beside_another_kpi_or_an_unknown_one_is_not_alone() -> None:
    assert lint("MEA002", NPS_JOURNEY.replace("[recommend]", "[recommend, wait]")) == []
    assert lint("MEA002", NPS_JOURNEY.replace("[recommend]", "[recommend, unknown]")) == []


def test_without_kpis_of_its_own_those_of_its_steps_count() -> None:
    assert lint("MEA002", NPS_JOURNEY.replace("kpis: [recommend], ", "")) == []
    assert lint("MEA002", NPS_JOURNEY.replace("kpis: [recommend], ", "").replace("[wait]", "[recommend]")) == [
        "3:3 journey 'buy' is measured by NPS alone"
    ]


def test_pay_that_depends_on_nps_is_reported_at_the_incentive() -> None:
    text = """
        kpis:
          recommend: {name: R, kind: nps, incentive: true, drives: [{kpi: wait}]}
          wait: {name: W, kind: time, incentive: true}
    """
    assert lint("MEA003", text) == ["2:35 pay depends on the NPS 'recommend'"]


def test_a_chain_that_ends_in_nps_alone_makes_it_the_goal() -> None:
    text = """
        kpis:
          recommend: {name: R, kind: nps}
          wait: {name: W, kind: time, drives: [{kpi: recommend}]}
    """
    assert lint("MEA003", text) == ["2:3 the chain of KPIs ends in the NPS 'recommend' alone"]


def test_an_nps_that_informs_beside_others_is_no_goal() -> None:
    assert lint("MEA003", "kpis: {recommend: {name: R, kind: nps}, wait: {name: W, kind: time}}") == []


def test_the_end_of_a_chain_is_not_known_while_a_document_fails() -> None:
    text = """
        kpis: {recommend: {name: R, kind: nps}}
        ---
        kpis: {wait: {name: W, kind: nonsense}}
    """
    assert not compiled(text).workspace.complete
    assert lint("MEA003", text) == []


def test_figures_outside_the_scale_are_reported_where_they_are_written() -> None:
    text = """
        kpis:
          recommend:
            name: R
            kind: nps
            baseline: -120
            target: {at_least: 130}
            readings: [{date: 2026-10-31, value: 100}, {date: 2026-09-30, value: 101}]
          calm: {name: C, kind: csat, scale: {min: 1, max: 5}, baseline: 1, target: {at_least: 5}}
    """
    assert lint("MEA004", text) == [
        "5:15 baseline -120 of KPI 'recommend' lies outside its scale",
        "6:24 target 130 of KPI 'recommend' lies outside its scale",
        "7:74 reading 101 of KPI 'recommend' lies outside its scale",
    ]


def test_a_kpi_without_a_scale_has_no_range() -> None:
    assert lint("MEA004", "kpis: {sold: {name: S, kind: count, baseline: -5}}") == []


def test_readings_from_a_file_are_reported_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "calm.csv").write_text("date,value,n\n2026-09-30,7,10\n2026-10-31,9,10\n", encoding="utf-8")
    text = """
        kpis:
          calm: {name: C, kind: csat, scale: {min: 1, max: 5}, readings: {file: calm.csv}}
    """
    assert lint("MEA004", text, root=tmp_path) == [
        "2:73 2 readings of KPI 'calm' lie outside its scale, the first that of 2026-09-30"
    ]


def test_a_survey_figure_needs_a_formula_or_a_scale() -> None:
    text = """
        kpis:
          bare: {name: A, kind: ces}
          computed: {name: B, kind: ratio, formula: Renewed / ending}
          scaled: {name: C, kind: csat, scale: {min: 1, max: 5}}
          counted: {name: D, kind: count}
    """
    assert lint("MEA005", text) == ["2:3 KPI 'bare' has no formula and no scale"]


def test_a_target_worse_than_the_baseline_is_reported_at_the_target() -> None:
    text = """
        kpis:
          stated: {name: A, kind: time, direction: down, baseline: 4, target: {at_most: 6}}
          implied: {name: B, kind: count, baseline: 4, target: {at_least: 3}}
          reversed: {name: C, kind: churn, direction: up, baseline: 4, target: {at_most: 3}}
    """
    assert lint("MEA006", text) == [
        "2:63 the target of KPI 'stated' is worse than its baseline 4",
        "3:48 the target of KPI 'implied' is worse than its baseline 4",
        "4:64 the target of KPI 'reversed' is worse than its baseline 4",
    ]


def test_a_target_that_holds_or_betters_the_baseline_is_right() -> None:
    text = """
        kpis:
          hold: {name: A, kind: time, direction: down, baseline: 4, target: {at_most: 4}}
          better: {name: B, kind: count, baseline: 4, target: {at_least: 5}}
          open: {name: C, kind: count, target: {at_least: 5}}
    """
    assert lint("MEA006", text) == []


def test_a_kpi_without_a_baseline_is_reported_at_its_id() -> None:
    text = "kpis: {wait: {name: W, kind: time}, zero: {name: Z, kind: count, baseline: 0}}"
    assert lint("MEA007", text) == ["1:8 KPI 'wait' has no baseline"]


STALE = """
kpis:
  wait: {name: W, kind: time, cadence: P1M, readings: [{date: 2026-10-31, value: 1}, {date: 2026-08-31, value: 2}]}
"""


def test_a_reading_older_than_one_and_a_half_cadence_is_stale() -> None:
    # 1.5 months are 45.66 days: 2026-12-15 is 45 days after the newest reading, 2026-12-16 is 46
    assert lint("MEA008", STALE, today=date(2026, 12, 15)) == []
    assert lint("MEA008", STALE, today=date(2026, 12, 16)) == [
        "2:63 the newest reading of KPI 'wait' is 46 days old; it is read every P1M"
    ]


def test_a_kpi_without_readings_or_cadence_is_not_stale() -> None:
    text = """
        kpis:
          unread: {name: A, kind: time, cadence: P1M}
          whenever: {name: B, kind: time, readings: [{date: 2020-01-31, value: 1}]}
    """
    assert lint("MEA008", text) == []


OPEN = """
kpis:
  wait: {name: W, kind: time, target: {at_most: 3}, readings: [
    {date: 2026-09-30, value: 2}, {date: 2026-10-31, value: 5}]}
"""


def test_a_missed_target_that_nobody_works_on_is_reported_at_the_reading() -> None:
    assert lint("MEA009", OPEN) == ["3:61 KPI 'wait' misses its target with 5, and no initiative works on it"]


def test_an_initiative_in_test_build_or_live_closes_the_loop() -> None:
    assert lint("MEA009", f"{OPEN}initiatives: {{more: {{name: More, status: live, kpis: [wait]}}}}") == []
    case = "business_case: {benefits: [{kpi: wait}]}"
    assert lint("MEA009", f"{OPEN}initiatives: {{more: {{name: More, status: test, {case}}}}}") == []


def test_an_idea_closes_no_loop() -> None:
    assert len(lint("MEA009", f"{OPEN}initiatives: {{more: {{name: More, status: idea, kpis: [wait]}}}}")) == 1


def test_the_newest_reading_decides_whether_the_target_is_missed() -> None:
    assert lint("MEA009", OPEN.replace("2026-10-31", "2026-08-31")) == []


def test_a_small_newest_sample_is_reported_at_its_number() -> None:
    text = """
        kpis:
          calm: {name: C, kind: csat, readings: [
            {date: 2026-09-30, value: 4, n: 3}, {date: 2026-10-31, value: 4, n: 29}]}
          known: {name: D, kind: csat, readings: [{date: 2026-10-31, value: 4, n: 30}]}
          unsaid: {name: E, kind: csat, readings: [{date: 2026-10-31, value: 4}]}
    """
    assert lint("MEA010", text) == ["3:73 the newest reading of KPI 'calm' rests on 29 answers"]
    assert lint("MEA010", text, options={"min-n": 20}) == []


def test_a_kpi_without_a_target_is_reported_at_its_id() -> None:
    text = "kpis: {wait: {name: W, kind: time}, sold: {name: S, kind: count, target: {at_least: 0}}}"
    assert lint("MEA011", text) == ["1:8 KPI 'wait' has no target"]
