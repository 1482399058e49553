"""The emotion curve and what people remember of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.emotion import counterpart, curve, levels, target_curve
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Journey


def journey(*scores: float | None, target: int | None = None) -> Journey:
    emotions = [f", emotion: {score}" if score is not None else "" for score in scores]
    steps = [f"{{id: s{index}, action: A{emotion}}}" for index, emotion in enumerate(emotions)]
    if target is not None:
        steps.append(f"{{id: t, action: T, emotion: {{target: {target}}}}}")
    text = f"journeys: {{j: {{name: J, phases: [{{id: p, name: P, steps: [{', '.join(steps)}]}}]}}}}"
    return compiled(text).workspace.journeys["j"]


def test_low_peak_end_and_the_biggest_drop() -> None:
    found = curve(journey(1, -2, 2, None, 0, 1))
    assert found is not None
    assert [found.low.step.id, found.peak.step.id, found.end.step.id] == ["s1", "s2", "s5"]
    assert found.drop is not None
    assert (found.drop.before.step.id, found.drop.after.step.id, found.drop.size) == ("s0", "s1", 3)


def test_a_good_end_is_peak_and_end() -> None:
    found = curve(journey(2, 0, 2))
    assert found is not None
    assert found.peak.step is found.end.step


def test_a_curve_that_never_falls_has_no_drop() -> None:
    found = curve(journey(-1, 0, 0, 2))
    assert found is not None
    assert found.drop is None


def test_without_scores_there_is_no_curve() -> None:
    assert curve(journey(None, None)) is None
    assert levels((), 3) == (None, None, None)


def test_targets_make_a_curve_of_their_own() -> None:
    found = target_curve(journey(1, target=2))
    assert found is not None
    assert [(point.step.id, point.score) for point in found.points] == [("t", 2)]


def test_a_line_runs_straight_over_steps_that_nobody_scored() -> None:
    of = journey(None, 1, None, -1, None)
    found = curve(of)
    assert found is not None
    assert levels(found.points, len(of.steps)) == (1, 1, 0, -1, -1)


def test_the_journey_beside_it_is_the_one_that_replaces_it() -> None:
    phases = "phases: [{id: p, name: P, steps: [{id: s, action: S}]}]"
    text = f"journeys: {{a: {{name: A, {phases}}}, b: {{name: B, state: to-be, replaces: a, {phases}}}}}"
    both = compiled(text).workspace.journeys
    assert counterpart(both["a"]) is both["b"]
    assert counterpart(both["b"]) is both["a"]
    assert counterpart(journey(1)) is None
