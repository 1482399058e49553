"""Contact pressure and silence, without listing paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.contacts import heaviest_path, longest_silence, pressure_on, silences
from journeyctl.analyse.flow import flows
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Step, Workspace

BRANCHES = """
personas: {hasty: {name: Hasty}}
journeys:
  buy:
    name: Buy
    personas: [hasty]
    phases:
      - id: all
        name: All
        steps:
          - {id: in, action: In, next: [{to: left}, {to: right}]}
          - id: left
            touchpoint: {name: L, contact: {marketing: true, frequency: {max: 3, per: P1M}}}
            next: [{to: out}]
          - id: right
            touchpoint: {name: R, contact: {marketing: true, frequency: {max: 1, per: P1W}}}
            next: [{to: out}]
          - {id: out, touchpoint: {name: O, contact: {marketing: true}}}
"""


def workspace(text: str) -> Workspace:
    return compiled(text).workspace


def numbers(step: Step) -> float:
    return {"a": 1.0, "b": 2.0, "c": 4.0, "d": 8.0}.get(step.id, 0.0)


def heaviest(steps: str) -> list[str]:
    space = workspace(f"journeys: {{j: {{name: J, phases: [{{id: p, name: P, steps: [{steps}]}}]}}}}")
    return [step.id for step in heaviest_path(flows(space)["j"], numbers)]


def test_the_heavier_of_two_branches_counts() -> None:
    found = heaviest(
        "{id: a, action: A, next: [{to: b}, {to: c}]}, {id: b, action: B, next: [{to: d}]},"
        "{id: c, action: C, next: [{to: d}]}, {id: d, action: D}"
    )
    assert found == ["a", "c", "d"]


def test_a_loop_counts_once_with_all_that_one_can_go_round_in() -> None:
    found = heaviest(
        "{id: a, action: A, next: [{to: b}]}, {id: b, action: B, next: [{to: a}, {to: d}]}, {id: d, action: D}"
    )
    assert found == ["a", "b", "d"]


def test_what_no_path_reaches_counts_for_nothing() -> None:
    assert heaviest("{id: a, action: A, next: []}, {id: d, action: D}") == ["a"]


def test_paths_beyond_number_are_no_matter() -> None:
    steps = ", ".join(
        f"{{id: s{n}, action: S, next: [{{to: l{n}}}, {{to: r{n}}}]}}, "
        f"{{id: l{n}, action: L, next: [{{to: s{n + 1}}}]}}, "
        f"{{id: r{n}, action: R, next: [{{to: s{n + 1}}}]}}"
        for n in range(300)
    )
    assert heaviest(f"{steps}, {{id: s300, action: S}}, {{id: d, action: D}}") == ["d"]


def test_pressure_sums_the_heaviest_branch_per_month() -> None:
    # right: one a week is 30.44 / 7 = 4.3486 a month; out states no frequency and counts once
    found = pressure_on(workspace(BRANCHES), "hasty")
    assert found.monthly == pytest.approx(30.44 / 7 + 1)
    assert [step.id for step in found.contacts] == ["right", "out"]


def test_transactional_contact_counts_for_nothing() -> None:
    assert pressure_on(workspace(BRANCHES.replace("marketing: true", "marketing: false")), "hasty").monthly == 0


def test_a_shared_touchpoint_of_two_journeys_counts_once_and_other_contact_adds_up() -> None:
    text = """
        touchpoints: {news: {name: News, contact: {marketing: true, frequency: {max: 2, per: P1M}}}}
        personas: {hasty: {name: Hasty}}
        journeys:
          one: {name: One, personas: everyone, phases: [{id: p, name: P, steps: [{id: a, touchpoint: news}]}]}
          two: {name: Two, personas: [hasty], phases: [{id: p, name: P, steps: [{id: a, touchpoint: news},
            {id: b, touchpoint: {name: Offer, contact: {marketing: true, frequency: {max: 3, per: P1M}}}}]}]}
          not-hers: {name: Three, personas: [], phases: [{id: p, name: P, steps: [
            {id: b, touchpoint: {name: More, contact: {marketing: true}}}]}]}
    """
    assert pressure_on(workspace(text), "hasty").monthly == pytest.approx(5)


def test_of_a_shared_touchpoint_with_two_frequencies_the_heavier_counts() -> None:
    text = """
        touchpoints: {news: {name: News, contact: {marketing: true, frequency: {max: 2, per: P1M}}}}
        personas: {hasty: {name: Hasty}}
        journeys:
          one: {name: One, personas: [hasty], phases: [{id: p, name: P, steps: [{id: a, touchpoint: news},
            {id: b, touchpoint: news, contact: {marketing: true, frequency: {max: 3, per: P1M}}}]}]}
    """
    assert pressure_on(workspace(text), "hasty").monthly == pytest.approx(3)


def test_a_to_be_journey_takes_the_place_of_the_one_it_replaces() -> None:
    text = """
        personas: {hasty: {name: Hasty}}
        journeys:
          now: {name: Now, personas: [hasty], phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A, contact: {marketing: true, frequency: {max: 2, per: P1M}}}}]}]}
          later: {name: Later, personas: [hasty], state: to-be, replaces: now, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: B, contact: {marketing: true, frequency: {max: 3, per: P1M}}}}]}]}
    """
    assert pressure_on(workspace(text), "hasty").monthly == pytest.approx(3)


WAITS = """
journeys:
  claim:
    name: Claim
    phases:
      - id: all
        name: All
        steps:
          - {id: ask, touchpoint: {name: Ask}, next: [{to: wait, wait: P10D}, {to: hurry, wait: P1D}]}
          - {id: wait, action: Wait, next: [{to: hope, wait: P6D}]}
          - {id: hurry, action: Hurry, next: [{to: hope, wait: P1D}]}
          - {id: hope, action: Hope, next: [{to: told, wait: P5D}]}
          - {id: told, touchpoint: {name: Told}, next: [{to: paid, wait: P3D}]}
          - {id: paid, action: Paid, next: []}
"""


def test_waits_add_up_on_the_longest_way_while_the_customer_is_alone() -> None:
    space = workspace(WAITS)
    found = {
        (silence.step.id, silence.edge): (silence.before, silence.days)
        for silence in silences(space, space.journeys["claim"])
    }
    assert found == {
        ("ask", 0): (0, 10),
        ("ask", 1): (0, 1),
        ("wait", 0): (10, 16),
        ("hurry", 0): (1, 2),
        ("hope", 0): (16, 21),
        ("told", 0): (0, 3),
    }


def test_the_longest_silence_is_that_stretch() -> None:
    space = workspace(WAITS)
    longest = longest_silence(space, space.journeys["claim"])
    assert longest is not None
    assert (longest.step.id, longest.days) == ("hope", 21)


def test_where_no_wait_is_stated_there_is_no_silence() -> None:
    space = workspace("journeys: {j: {name: J, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}")
    assert longest_silence(space, space.journeys["j"]) is None


def test_going_round_alone_does_not_make_a_silence_endless() -> None:
    text = """
        journeys: {j: {name: J, phases: [{id: p, name: P, steps: [
          {id: a, action: A, next: [{to: b, wait: P2D}]},
          {id: b, action: B, next: [{to: a, wait: P3D}, {to: c, wait: P1D}]}, {id: c, action: C}]}]}}
    """
    space = workspace(text)
    assert sorted(silence.days for silence in silences(space, space.journeys["j"])) == [1, 2, 3]
