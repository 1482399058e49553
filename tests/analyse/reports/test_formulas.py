"""Each formula behind a report, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.coverage import covered, looked_at, looked_at_in
from journeyctl.analyse.growth import dispersion, efforts, growth_paths
from journeyctl.analyse.intervals import difference_margin, largest_variance, nps_margin
from journeyctl.analyse.knowledge import age_in_days, links_by_evidence, median, tallies, uses_of_insights
from journeyctl.analyse.moves import channel_moves
from journeyctl.analyse.perception import perception_dimensions, perception_items
from journeyctl.analyse.sheet import mean, share
from journeyctl.model import spec
from tests.support import TODAY, compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace


def workspace(text: str) -> Workspace:
    return compiled(text).workspace


# --- intervals ---------------------------------------------------------------------------------------------------


def test_the_widest_interval_of_an_nps_is_that_of_a_survey_without_passives() -> None:
    # Rocks 2016: variance of one answer p + d - (p - d)^2. With 240 promoters and 160 detractors of 400 the NPS is 20:
    # 0.6 + 0.4 - 0.2^2 = 0.96; 1.96 * 100 * root(0.96 / 400) = 196 * 0.0489898 = 9.602.
    assert nps_margin(20, 400) == pytest.approx(9.602, abs=1e-3)


def test_an_nps_at_its_end_cannot_vary_and_one_without_answers_says_nothing() -> None:
    assert nps_margin(100, 50) == 0
    assert nps_margin(20, 0) is None
    assert nps_margin(250, 10) is None


def test_the_largest_variance_is_that_of_answers_at_the_two_ends() -> None:
    # Bhatia & Davis 2000. Half 1 and half 7: mean 4, every answer 3 away, variance 9 = (7 - 4) * (4 - 1).
    assert largest_variance(4) == 9
    assert largest_variance(7) == 0


def test_the_interval_of_a_difference_adds_the_variances_of_both_means() -> None:
    # v1 = (7 - 5)(5 - 1) = 8, v2 = (7 - 6)(6 - 1) = 5; 1.96 * root(8/100 + 5/100) = 1.96 * 0.360555 = 0.70669.
    found = difference_margin(spec.Score(mean=5, n=100), spec.Score(mean=6, n=100))
    assert found == pytest.approx(0.70669, abs=1e-5)


def test_without_a_number_of_answers_there_is_no_interval() -> None:
    assert difference_margin(spec.Score(mean=5), spec.Score(mean=6, n=100)) is None


# --- perceived minus expected ------------------------------------------------------------------------------------

SERVQUAL = """
    services:
      trip:
        name: Trip
        expectations:
          - {id: a, text: On time, dimension: reliability, expected: {mean: 6, n: 100}, perceived: {mean: 5, n: 100}}
          - {id: b, text: Kept word, dimension: reliability, expected: {mean: 6, n: 80}, perceived: {mean: 5.5, n: 90}}
          - {id: c, text: Kind, dimension: empathy, expected: {mean: 5}, perceived: {mean: 5.25, n: 90}}
          - {id: d, text: Not measured, dimension: empathy, expected: {mean: 5, n: 10}}
"""


def test_perceived_minus_expected_for_each_item_with_both_figures_the_worst_first() -> None:
    # Parasuraman, Zeithaml & Berry 1988: Q = P - E.
    items = perception_items(workspace(SERVQUAL))
    assert [(item.expectation.id, item.difference, item.n) for item in items] == [
        ("a", -1, 100),
        ("b", -0.5, 80),
        ("c", 0.25, None),
    ]


def test_a_dimension_is_the_mean_of_its_items_and_no_surer_than_they_are() -> None:
    # reliability: (-1 - 0.5) / 2 = -0.75. Margins: a 0.70669; b: v = 5 / 80 and (7 - 5.5)(5.5 - 1) = 6.75 / 90,
    # 1.96 * root(0.0625 + 0.075) = 0.72679; their mean is 0.71674.
    worst, other = perception_dimensions(workspace(SERVQUAL))
    assert (worst.name, worst.items, worst.difference, worst.n) == ("reliability", 2, -0.75, 80)
    assert worst.margin == pytest.approx(0.71674, abs=1e-5)
    assert (other.name, other.items, other.difference, other.margin, other.n) == ("empathy", 1, 0.25, None, None)


# --- growth ------------------------------------------------------------------------------------------------------

GROWTH = """
    journeys:
      now:
        name: Now
        phases:
          - {id: buy, name: Buy, stage: purchase, steps: [
              {id: a, touchpoint: {name: A}, emotion: -2}, {id: b, touchpoint: {name: B}, emotion: 0},
              {id: c, touchpoint: {name: C}, emotion: 2}]}
      later:
        name: Later
        state: to-be
        replaces: now
        phases:
          - {id: look, name: Look, stage: consideration, steps: [{id: a, touchpoint: {name: A}, emotion: 1}]}
          - {id: use, name: Use, stage: use, steps: [
              {id: b, touchpoint: {name: B}, emotion: {target: 1}}, {id: c, touchpoint: {name: C}, emotion: 1}]}
    opportunities:
      x: {name: X, growth_path: deepen}
      y: {name: Y, growth_path: broaden}
      z: {name: Z}
    initiatives:
      i: {name: I, opportunity: x, status: live}
      j: {name: J, opportunity: y, status: idea}
"""


def test_dispersion_is_the_standard_deviation_of_the_population() -> None:
    # -2, 0, 2: mean 0, mean of squares 8 / 3, root 1.63299.
    assert dispersion([-2, 0, 2]) == pytest.approx(1.63299, abs=1e-5)
    assert dispersion([1]) == 0


def test_a_to_be_journey_is_broader_deeper_and_more_of_one_piece() -> None:
    # Homburg, Jozić & Kuehnl 2017. Start from purchase to consideration: 1 stage; end from purchase to use: 2 stages.
    (path,) = growth_paths(workspace(GROWTH))
    assert path.outward == 3
    assert path.deeper == 1  # (1 + 1 + 1) / 3 - (-2 + 0 + 2) / 3
    assert path.tighter == pytest.approx(1.63299, abs=1e-5)
    assert path.taken == ("broaden", "deepen", "align")


def test_fewer_than_three_scores_are_not_enough_to_compare() -> None:
    (path,) = growth_paths(workspace(GROWTH.replace(", emotion: -2", "")))
    assert (path.outward, path.deeper, path.tighter, path.taken) == (3, None, None, ("broaden",))


def test_without_a_stage_nobody_knows_whether_it_is_broader() -> None:
    (path,) = growth_paths(workspace(GROWTH.replace("stage: purchase, ", "")))
    assert path.outward is None


def test_what_is_set_on_each_growth_path_is_counted() -> None:
    found = efforts(workspace(GROWTH))
    assert {path: (one.opportunities, one.initiatives) for path, one in found.items()} == {
        "broaden": (1, 0),
        "deepen": (1, 1),
        "align": (0, 0),
    }


# --- channels ----------------------------------------------------------------------------------------------------


def test_changes_of_channel_are_counted_by_what_comes_along_and_staying_is_none() -> None:
    text = """
        channels: {app: {name: App, kind: app}, desk: {name: Desk, kind: store}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A, channel: app}, next: [{to: b}]},
            {id: b, touchpoint: {name: B, channel: app}, next: [{to: c, context: full}, {to: d, context: none}]},
            {id: c, touchpoint: {name: C, channel: desk}, next: [{to: b}]},
            {id: d, touchpoint: {name: D, channel: desk}, next: [{to: e}]},
            {id: e, touchpoint: {name: E, channel: unknown}, next: []}]}]}
    """
    moves = channel_moves(workspace(text))
    assert [(one.origin, one.goal, one.full, one.partial, one.none, one.unstated) for one in moves] == [
        ("app", "desk", 1, 0, 1, 0),
        ("desk", "app", 0, 0, 0, 1),
    ]
    assert [(one.total, one.stated) for one in moves] == [(2, 2), (1, 0)]


# --- coverage and evidence ---------------------------------------------------------------------------------------


def test_a_shared_contact_counts_once_and_has_what_any_of_its_steps_has() -> None:
    text = """
        touchpoints: {desk: {name: Desk, owner: o}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}, {id: b, action: B}]}]}
          k: {name: K, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: desk, kpis: [k]}, {id: c, touchpoint: {name: C, monitored_by: o}}]}]}
    """
    space = workspace(text)
    assert covered(looked_at(space)) == {"owner": 2, "kpi": 1, "process": 0, "insight": 0}
    assert covered(looked_at_in(space.journeys["j"])) == {"owner": 1, "kpi": 0, "process": 0, "insight": 0}


INSIGHTS = """
    insights:
      a: {name: A, kind: fact, date: 2026-11-13}
      b: {name: B, kind: fact, date: 2026-10-24}
      c: {name: C, kind: fact}
      d: {name: D, kind: assumption, date: 2027-01-01}
    personas: {p: {name: P, evidence: [a, a, unknown]}}
    kpis: {k: {name: K, kind: nps, drives: [{kpi: l, evidence: experiment}, {kpi: l}]}, l: {name: L, kind: count}}
    initiatives: {i: {name: I, business_case: {evidence: benchmark}}}
"""


def test_insights_are_counted_by_kind_with_the_median_of_their_ages() -> None:
    # On 2026-11-23: 10 and 30 days old, the median of two is (10 + 30) / 2; what is still to come has no age.
    space = workspace(INSIGHTS)
    found = [(one.kind, one.number, one.used, one.age, one.dated) for one in tallies(space, TODAY)]
    assert found == [("fact", 3, 1, 20, 2), ("assumption", 1, 0, None, 0)]
    assert uses_of_insights(space) == {"a": 1, "b": 0, "c": 0, "d": 0}
    assert age_in_days(space.insights["a"], date(2026, 11, 14)) == 1


def test_the_median_is_the_one_in_the_middle() -> None:
    assert median([1, 5, 100]) == 5
    assert median([]) is None


def test_links_and_cases_are_counted_by_their_evidence_and_silence_is_none() -> None:
    found = links_by_evidence(workspace(INSIGHTS))
    assert found == {"experiment": 1, "correlation": 0, "benchmark": 1, "none": 1}


def test_of_nothing_there_is_neither_share_nor_mean() -> None:
    assert (share(1, 4), share(0, 0)) == (25, None)
    assert (mean([1, 2]), mean([])) == (1.5, None)
