"""FLO: each side of each line."""

from __future__ import annotations

from tests.support import lint


def test_only_where_an_unreachable_stretch_begins_is_there_a_finding() -> None:
    assert lint("FLO001", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: [{to: ride}]},
            {id: wait, action: Wait},
            {id: call, action: Call},
            {id: ride, action: Ride}]}]}
    """) == ["4:6 step 'wait' is reached by no path"]  # fmt: skip


def test_a_loop_that_nothing_leads_into_is_one_finding_at_its_first_step() -> None:
    text = """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: []},
            {id: wait, action: Wait},
            {id: call, action: Call, next: [{to: wait}]}]}]}
    """
    assert lint("FLO001", text) == ["4:6 step 'wait' is reached by no path"]
    assert lint("FLO003", text) == []


def test_a_step_that_another_journey_enters_is_reached() -> None:
    assert lint("FLO001", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: []}, {id: wait, action: Wait}]}]}
          fall: {name: Fall, phases: [{id: use, name: Use, steps: [
            {id: fall, action: Fall, next: [{journey: ride, step: wait}]}]}]}
    """) == []  # fmt: skip


def test_a_step_that_only_a_retired_journey_enters_is_not_reached() -> None:
    assert lint("FLO001", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: []}, {id: wait, action: Wait}]}]}
          fall: {name: Fall, status: retired, phases: [{id: use, name: Use, steps: [
            {id: fall, action: Fall, next: [{journey: ride, step: wait}]}]}]}
    """) == ["3:40 step 'wait' is reached by no path"]  # fmt: skip


def test_nothing_is_called_unreachable_where_an_edge_or_a_hand_over_leads_nowhere_known() -> None:
    assert lint("FLO001", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: [{to: wiat}]}, {id: wait, action: Wait}]}]}
          walk: {name: Walk, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, next: []}, {id: wait, action: Wait}]}]}
          fall: {name: Fall, phases: [{id: use, name: Use, steps: [
            {id: fall, action: Fall, next: [{journey: walk, step: wiat}]}]}]}
    """) == []  # fmt: skip


def test_a_path_that_stops_before_the_last_phase_is_a_dead_end() -> None:
    assert lint("FLO002", """
        journeys:
          ride: {name: Ride, phases: [
            {id: mend, name: Mend, steps: [
              {id: ask, action: Ask, next: [{to: wait, when: busy}, {to: ride, when: quiet}]},
              {id: wait, action: Wait, next: []}]},
            {id: use, name: Use, steps: [{id: ride, action: Ride, next: []}]}]}
    """) == ["5:32 step 'wait' is a dead end before the last phase"]  # fmt: skip


def test_a_path_that_left_by_an_exit_edge_may_stop_anywhere() -> None:
    assert lint("FLO002", """
        journeys:
          ride: {name: Ride, phases: [
            {id: mend, name: Mend, steps: [
              {id: ask, action: Ask, next: [{to: go, when: busy, kind: exit}, {to: ride, when: quiet}]},
              {id: go, action: Go}, {id: buy, action: Buy elsewhere, next: []}]},
            {id: use, name: Use, steps: [{id: ride, action: Ride}]}]}
    """) == []  # fmt: skip


def test_a_step_reached_both_by_an_exit_edge_and_otherwise_is_a_dead_end() -> None:
    assert lint("FLO002", """
        journeys:
          ride: {name: Ride, phases: [
            {id: mend, name: Mend, steps: [
              {id: ask, action: Ask, next: [{to: go, kind: exit}, {to: call}, {to: ride}]},
              {id: call, action: Call}, {id: go, action: Go, next: []}]},
            {id: use, name: Use, steps: [{id: ride, action: Ride}]}]}
    """) == ["5:54 step 'go' is a dead end before the last phase"]  # fmt: skip


def test_a_hand_over_is_no_dead_end_and_neither_is_the_last_phase_that_has_steps() -> None:
    assert lint("FLO002", """
        journeys:
          ride: {name: Ride, phases: [
            {id: mend, name: Mend, steps: [{id: ask, action: Ask, next: [{journey: fall}]}]},
            {id: use, name: Use, steps: [{id: ride, action: Ride, next: []}]},
            {id: later, name: Later, steps: []}]}
          fall: {name: Fall, phases: [{id: use, name: Use, steps: [{id: fall, action: Fall}]}]}
    """) == []  # fmt: skip


def test_a_loop_that_nothing_leaves_is_reported_at_the_edge_that_leads_back() -> None:
    assert lint("FLO003", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask},
            {id: call, action: Call},
            {id: wait, action: Wait, next: [{to: call}]}]}]}
    """) == ["5:42 step 'wait' leads back into a loop that nothing leaves"]  # fmt: skip


def test_a_step_that_leads_to_itself_alone_is_an_endless_loop() -> None:
    assert lint("FLO003", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [{id: ask, action: Ask, next: [{to: ask}]}]}]}
    """) == ["2:95 step 'ask' leads back into a loop that nothing leaves"]  # fmt: skip


def test_a_way_out_a_hand_over_or_an_unknown_step_ends_a_loop() -> None:
    for way in ("to: done", "journey: fall", "to: nowhere"):
        assert lint("FLO003", f"""
            journeys:
              ride: {{name: Ride, phases: [{{id: use, name: Use, steps: [
                {{id: ask, action: Ask}},
                {{id: wait, action: Wait, next: [{{to: ask}}, {{{way}}}]}},
                {{id: done, action: Done}}]}}]}}
              fall: {{name: Fall, phases: [{{id: use, name: Use, steps: [{{id: fall, action: Fall}}]}}]}}
        """) == []  # fmt: skip


def test_a_bad_moment_of_truth_and_a_failure_ask_for_a_recovery() -> None:
    assert lint("FLO004", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, moment_of_truth: true, emotion: -1},
            {id: fall, action: Fall, tags: [failure]},
            {id: wait, action: Wait, emotion: -2},
            {id: pay, action: Pay, moment_of_truth: true, emotion: -0.5}]}]}
    """) == [
        "3:6 step 'ask' is a moment of truth that feels bad, and has no recovery edge",
        "4:6 step 'fall' is a failure, and has no recovery edge",
    ]  # fmt: skip


def test_a_recovery_edge_of_the_step_or_one_step_on_will_do() -> None:
    assert lint("FLO004", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, moment_of_truth: true, emotion: -2},
            {id: fall, action: Fall, tags: [failure], next: [{to: mend, kind: recovery}]},
            {id: mend, action: Mend}]}]}
    """) == []  # fmt: skip


def test_a_recovery_edge_two_steps_on_comes_too_late() -> None:
    assert lint("FLO004", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ask, action: Ask, moment_of_truth: true, emotion: -2},
            {id: wait, action: Wait},
            {id: call, action: Call, next: [{to: mend, kind: recovery}]},
            {id: mend, action: Mend}]}]}
    """) == ["3:6 step 'ask' is a moment of truth that feels bad, and has no recovery edge"]  # fmt: skip


def branch(*edges: str) -> str:
    """Return a journey with these edges from its first step; they stand in lines 4 and on."""
    listed = "\n".join(f"          - {{to: s{number}{edge}}}" for number, edge in enumerate(edges))
    steps = "\n".join(f"        - {{id: s{number}, action: Go, next: []}}" for number, _edge in enumerate(edges))
    return (
        "journeys:\n  ride: \n    name: Ride\n    phases:\n    - id: use\n      name: Use\n      steps:\n"
        f"        - id: ask\n          action: Ask\n          next:\n{listed}\n{steps}\n"
    )


def test_shares_that_do_not_add_up_to_one_are_reported_at_next() -> None:
    assert lint("FLO005", branch(", share: 0.5", ", share: 0.498, kind: recovery")) == [
        "10:11 step 'ask' has shares that add up to 0.998, not to 1"
    ]


def test_three_thirds_are_within_the_tolerance() -> None:
    assert lint("FLO005", branch(*[", share: 0.333"] * 3)) == []


def test_recovery_and_exit_edges_count_for_the_shares() -> None:
    assert lint("FLO005", branch(", share: 0.5", ", share: 0.25, kind: recovery", ", share: 0.25, kind: exit")) == []


def test_shares_on_some_edges_only_are_reported_at_the_one_without() -> None:
    assert lint("FLO005", branch(", share: 0.5", ", when: busy")) == [
        "12:14 step 'ask' gives a share to some of its edges, and none to this one"
    ]


def test_an_edge_with_neither_share_nor_when_is_reported() -> None:
    assert lint("FLO005", branch(", when: busy", "")) == [
        "12:14 step 'ask' has several ways on, and does not say when this one is taken"
    ]


def test_one_way_on_needs_no_reason() -> None:
    assert lint("FLO005", branch("")) == []


LINE = """
    journeys:
      ride: {name: Ride, level: LEVEL, phases: [{id: use, name: Use, steps: [
        {id: ask, action: Ask}, {id: wait, action: Wait}, {id: ride, action: Ride, next: NEXT}]}]}
"""


def test_a_journey_that_goes_only_forward_is_reported() -> None:
    text = LINE.replace("LEVEL", "journey")
    assert lint("FLO006", text.replace("NEXT", "[]")) == ["2:3 journey 'ride' knows one path only"]
    assert lint("FLO006", text.replace("NEXT", "[{journey: ride}]")) == ["2:3 journey 'ride' knows one path only"]


def test_a_way_back_and_a_micro_journey_are_left_alone() -> None:
    assert lint("FLO006", LINE.replace("LEVEL", "journey").replace("NEXT", "[{to: ask}]")) == []
    assert lint("FLO006", LINE.replace("LEVEL", "micro").replace("NEXT", "[]")) == []
