"""STR: each side of each line."""

from __future__ import annotations

from tests.support import lint


def test_a_phase_without_steps_is_reported_at_its_id() -> None:
    assert lint("STR001", """
        journeys:
          ride: {name: Ride, phases: [
            {id: look, name: Look, steps: []},
            {id: use, name: Use, steps: [{id: ride, action: Ride}]}]}
    """) == ["3:6 phase 'look' has no steps"]  # fmt: skip


def test_a_retired_journey_may_have_an_empty_phase() -> None:
    assert lint("STR001", """
        journeys:
          ride: {name: Ride, status: retired, phases: [{id: look, name: Look, steps: []}]}
    """) == []  # fmt: skip


SMALL = """
    journeys:
      ride: {name: Ride, phases: [
        {id: look, name: Look, steps: [{id: look, action: Look}]},
        {id: use, name: Use, steps: [{id: ride, action: Ride}, {id: park, action: Park}]}]}
"""


def test_a_journey_beyond_the_most_phases_or_steps_is_reported() -> None:
    assert lint("STR002", SMALL, options={"max-phases": 1, "max-steps": 2}) == [
        "2:3 journey 'ride' has 2 phases, more than 1",
        "2:3 journey 'ride' has 3 steps, more than 2",
    ]


def test_a_journey_of_exactly_the_most_phases_and_steps_is_left_alone() -> None:
    assert lint("STR002", SMALL, options={"max-phases": 2, "max-steps": 3}) == []


def test_a_phase_named_after_a_department_or_an_owner_is_reported_at_the_name() -> None:
    assert lint("STR003", """
        owners:
          money: {name: {nl: Team Betalingen, en: Payments}, kind: team, department: Finance}
        journeys:
          ride: {name: Ride, phases: [
            {id: pay, name: {nl: Betalingen, en: Paying}, steps: []},
            {id: fin, name: The finance department, steps: []}]}
    """) == [
        "5:26 phase 'pay' is called after the organisation: 'Betalingen'",
        "6:21 phase 'fin' is called after the organisation: 'The finance department'",
    ]  # fmt: skip


def test_a_phase_in_the_customers_own_words_is_left_alone() -> None:
    assert lint("STR003", """
        owners:
          travel: {name: Travel, kind: team}
          repairs: {name: Repairs, kind: team}
          service: {name: Service, kind: team}
        journeys:
          ride: {name: Ride, trigger: I want to travel by night, phases: [
            {id: travel, name: Travel, steps: []},
            {id: mend, name: Repairs, steps: [{id: ask, action: Ask, thinking: Are repairs dear?}]},
            {id: service, name: Service, steps: []},
            {id: to, name: To the repairs shop, steps: []}]}
    """) == []  # fmt: skip


def test_a_target_emotion_without_a_present_one_is_reported_in_an_as_is_journey() -> None:
    assert lint("STR004", """
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: ride, action: Ride, emotion: {target: 2}},
            {id: park, action: Park, emotion: {target: 2, score: 0}}]}]}
    """) == ["3:40 step 'ride' says how it should feel, not how it feels now"]  # fmt: skip


def test_a_to_be_journey_states_targets_alone() -> None:
    assert lint("STR004", """
        journeys:
          ride: {name: Ride, state: to-be, phases: [{id: use, name: Use, steps: [
            {id: ride, action: Ride, emotion: {target: 2}}]}]}
    """) == []  # fmt: skip
