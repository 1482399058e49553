"""Health, worked out by hand: the parts, the weighted sum, and a change that compares like with like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.five_gaps import Count
from journeyctl.analyse.health import WEIGHTS, Health, Part, comparable, health, score_over, sound
from journeyctl.analyse.reports.health import Beside, report
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.settings import LintSettings
from tests.support import TODAY, compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace

TEXT = """
    owners: {o: {name: O, kind: team}}
    insights: {i: {name: I, kind: fact}}
    kpis:
      read: {name: R, kind: count, target: {at_least: 1}, readings: [{date: 2026-10-31, value: 1}]}
      unread: {name: U, kind: count, target: {at_least: 1}}
    data: {mail: {name: M, personal: true, purpose: P, legal_basis: contract, retention: P1Y},
           age: {name: A, personal: true}, colour: {name: C, personal: false}}
    journeys:
      j: {name: J, owner: o, trigger: T, outcome: O, phases: [{id: f, name: F, steps: [
        {id: a, touchpoint: {name: A, owner: o}, kpis: [read], insights: [i]},
        {id: b, touchpoint: {name: B}, kpis: [unread], moment_of_truth: true, emotion: -2},
        {id: c, touchpoint: {name: C}, tags: [failure], next: [{to: a, kind: recovery}]}]}]}
      k: {name: K, trigger: T, phases: [{id: f, name: F, steps: [
        {id: a, touchpoint: {name: A}, moment_of_truth: true, emotion: -1, next: []}]}]}
"""


def workspace(text: str = TEXT) -> Workspace:
    return compiled(text).workspace


def test_each_part_counts_what_is_well() -> None:
    found = {part.name: part.tally for part in health(workspace(), Count(1, 2)).parts}
    assert found == {
        "ownership": (2, 6),  # journey j and its contact a, of 2 journeys and 4 contact moments
        "start-and-end": (1, 2),
        "measurement": (1, 4),
        "promises": (0, 0),
        "evidence": (1, 4),
        "privacy": (1, 2),
        "recovery": (2, 3),  # c recovers, b leads to c, k's a to nothing
        "findings": (1, 2),
    }


def test_the_sum_is_the_weighted_mean_of_what_can_be_judged() -> None:
    # 15 * 33.33 + 10 * 50 + 15 * 25 + 15 * 25 + 5 * 50 + 10 * 66.67 + 10 * 50 = 500 + 500 + 375 + 375 + 250 + 666.67
    # + 500 = 3166.67; over 15 + 10 + 15 + 15 + 5 + 10 + 10 = 80: 39.58. Promises weigh 20 and nothing is said of them.
    found = health(workspace(), Count(1, 2))
    assert found.judged == 80
    assert found.score == pytest.approx(39.5833, abs=1e-4)


def test_the_weights_come_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_too_little_to_judge_gives_no_sum() -> None:
    found = health(workspace("insights: {i: {name: I, kind: fact}}"))
    assert (found.judged, found.score) == (0, None)
    sheet = report(workspace("insights: {i: {name: I, kind: fact}}"), TODAY)
    assert sheet.lead.in_language("en").startswith("Not enough data: parts that weigh 0 of 100 can be judged")
    assert not any(table.rows for table in sheet.tables)
    assert len(sheet.missing) == len(WEIGHTS) - 1  # findings were not asked


def made(**shares: int) -> Health:
    return Health(tuple(Part(name, Count(shares[name], 100) if name in shares else Count(0, 0)) for name in WEIGHTS))


def test_a_change_is_told_over_the_parts_that_could_be_judged_both_times() -> None:
    now = made(ownership=100, measurement=100, promises=50, evidence=0)
    then = made(ownership=50, measurement=100, promises=50)
    both = comparable(now, then)
    assert both == {"ownership", "measurement", "promises"}
    # Now (15 * 100 + 15 * 100 + 20 * 50) / 50 = 80; then (15 * 50 + 15 * 100 + 20 * 50) / 50 = 65.
    assert (score_over(now, both), score_over(then, both)) == (80, 65)
    assert score_over(now, {"ownership"}) is None  # 15 of 100 is too little


def test_the_report_shows_each_part_now_then_and_the_change() -> None:
    earlier = health(workspace(TEXT.replace("touchpoint: {name: A, owner: o}", "touchpoint: {name: A}")), Count(0, 2))
    sheet = report(workspace(), TODAY, Beside(Count(1, 2), earlier))
    first = sheet.tables[0].records()[0]
    # Ownership: 2 of 6 now, 1 of 6 then.
    assert first["share"] == pytest.approx(33.3333, abs=1e-4)
    assert first["share_before"] == pytest.approx(16.6667, abs=1e-4)
    assert first["change"] == pytest.approx(16.6667, abs=1e-4)
    assert first["points"] == pytest.approx(5)  # 15 * 33.33 / 100
    now, then = sheet.tables[1].records()
    # Ownership brings 15 * 16.67 = 250 more, findings 10 * 50 = 500 more: 750 / 80 = 9.375.
    assert isinstance(now["same"], float)
    assert isinstance(then["same"], float)
    assert now["same"] - then["same"] == pytest.approx(9.375)


def test_a_sum_never_stands_without_its_weakest_part_and_its_parts() -> None:
    sheet = report(workspace(), TODAY, Beside(Count(1, 2)))
    assert sheet.lead.in_language("en") == (
        "How well the journeys are looked after: 40 of 100. The weakest part is measurement: 1 of 4."
    )
    assert sheet.tables[0].key == "parts"
    weights = [row["weight"] for row in sheet.tables[0].records()]
    assert weights == list(WEIGHTS.values())


def test_a_journey_is_sound_when_neither_it_nor_a_contact_it_shares_has_an_error_or_a_warning() -> None:
    text = """
        touchpoints: {t: {name: T}}
        journeys:
          j: {name: J, phases: [{id: f, name: F, steps: [{id: a, touchpoint: t}]}]}
          k: {name: K, phases: [{id: f, name: F, steps: [{id: a, action: A}]}]}
    """
    space = compiled(text)
    found = run(space, select(built_in(), LintSettings(), Choice(select=("OWN001",))), TODAY)
    assert [one.entity for one in found] == ["touchpoints/t"]
    assert sound(space.workspace, found) == (1, 2)
