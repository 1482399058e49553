"""What counts as a change, and what it is called."""

from __future__ import annotations

import pytest

from journeyctl.history.changes import compare, out_of_order
from journeyctl.history.facts import Key
from journeyctl.history.words import pair
from tests.support import compiled

TRIP = """
journeys:
  trip:
    name: Trip
    phases:
      - id: plan
        name: Plan
        stage: consideration
        steps:
          - {id: look, touchpoint: {name: Planner, channel: web, owner: travel}}
          - {id: choose, action: Choose a train}
          - {id: pay, touchpoint: {name: Pay, channel: web, owner: travel}, moment_of_truth: true}
      - id: ride
        name: Ride
        stage: use
        steps:
          - {id: board, action: Board}
          - {id: sit, action: Sit down}
channels:
  web: {name: Website, kind: web}
owners:
  travel: {name: Travel, kind: team, department: Operations}
"""


def changes(before: str, after: str) -> list[str]:
    """Return what differs, short; fields with their values in words."""
    found = compare(compiled(before), compiled(after))
    lines = [f"+ {thing.key.kind}/{thing.key.id}" for thing in found.added]
    lines += [f"- {thing.key.kind}/{thing.key.id}" for thing in found.removed]
    lines += [f"{then.key.kind}/{then.key.id} = {now.key.id}" for then, now in found.renamed]
    for change in found.changed:
        for field in change.fields:
            old, new = pair(found, field, "en")
            lines.append(f"{change.after.key.kind}/{change.after.key.id} {field.name}: {old} → {new}")
    return lines


def edited(*edits: tuple[str, str], text: str = TRIP) -> list[str]:
    """Return what differs when a text is edited."""
    after = text
    for old, new in edits:
        assert old in after, old
        after = after.replace(old, new)
    return changes(text, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Trip", "name: {en: Trip}"),
        ("    name: Trip", "    x-note: mine\n    state: as-is\n    level: journey\n    name: 'Trip'"),
        ("action: Choose a train", "action: Choose a train, next: [{to: pay}]"),
        ("action: Sit down", "action: Sit down, next: []"),
        ("name: Planner, channel: web, owner: travel}", "name: Planner, channel: web}, owner: travel"),
    ],
)  # fmt: skip
def test_another_way_of_writing_the_same_is_no_change(old: str, new: str) -> None:
    assert edited((old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("action: Board", "action: Board, emotion: -1", "steps/trip/board emotion: nothing → -1"),
        ("action: Sit down", "action: Sit down, next: [{to: look, when: Again, kind: recovery}]",
         "steps/trip/sit next: nothing → to Planner when Again (kind recovery)"),
        (", moment_of_truth: true", "", "steps/trip/pay moment_of_truth: yes → no"),
        ("stage: consideration", "stage: awareness", "phases/trip/plan stage: Consideration → Awareness"),
        ("name: Trip", "name: {en: Trip, nl: Reis}", "journeys/trip name: nl:  → nl: Reis"),
        ("    name: Trip", "    name: Trip\n    personas: everyone", "journeys/trip personas: nothing → everyone"),
    ],
)  # fmt: skip
def test_a_changed_field_is_told_in_words(old: str, new: str, line: str) -> None:
    assert edited((old, new)) == [line]


def test_an_owner_is_told_by_name_and_a_list_by_what_differs() -> None:
    text = TRIP + "  crew: {name: Crew, kind: team}\nkpis:\n  a: {name: Ease, kind: ces}\n  b: {name: NPS, kind: nps}\n"
    text = text.replace("{id: board, action: Board}", "{id: board, action: Board, owner: travel, kpis: [a, b]}")
    after = text.replace("owner: travel, kpis: [a, b]", "owner: crew, kpis: [b]")
    assert changes(text, after) == ["steps/trip/board kpis: Ease → nothing", "steps/trip/board owner: Travel → Crew"]
    assert changes(text, text.replace("[a, b]", "[b, a]")) == []


def test_what_would_sound_the_same_is_told_field_by_field() -> None:
    text = TRIP.replace("name: Trip\n", "name: Trip\n    standards: [{measure: {metric: wait, at_most: PT5M}}]\n")
    assert changes(text, text.replace("PT5M}}", "PT4M}}")) == ["journeys/trip standards: wait ≤ PT5M → wait ≤ PT4M"]
    assert changes(text, text.replace("PT5M}}", "PT5M}, kpi: ease}")) == [
        (
            "journeys/trip standards: measure: metric: wait, at_most: PT5M, hours: open → "
            "measure: metric: wait, at_most: PT5M, hours: open, kpi: ease"
        ),
    ]


def test_a_moved_step_is_told_as_moved_and_only_that() -> None:
    look = "          - {id: look, touchpoint: {name: Planner, channel: web, owner: travel}}\n"
    pay = "          - {id: pay, touchpoint: {name: Pay, channel: web, owner: travel}, moment_of_truth: true}\n"
    assert edited((look, ""), (pay, pay + look)) == ["steps/trip/look position: first → after Pay"]


def test_a_step_in_another_phase_has_another_phase() -> None:
    board = "          - {id: board, action: Board}\n"
    pay = "          - {id: pay, touchpoint: {name: Pay, channel: web, owner: travel}, moment_of_truth: true}\n"
    assert edited((board, ""), (pay, pay + board)) == ["steps/trip/board phase: Ride → Plan"]


def test_a_step_that_names_where_it_leads_does_not_change_when_a_step_is_put_between() -> None:
    text = TRIP.replace("action: Choose a train", "action: Choose a train, next: [{to: pay}]")
    between = text.replace("          - {id: pay", "          - {id: doubt, action: Doubt}\n          - {id: pay")
    assert changes(text, between) == ["+ steps/trip/doubt"]
    assert changes(text, between.replace("train, next", "train, emotion: 1, next")) == [
        "+ steps/trip/doubt", "steps/trip/choose emotion: nothing → +1",
    ]  # fmt: skip


def test_a_moved_phase_is_one_change() -> None:
    head, plan, ride, rest = _parts()
    assert changes(TRIP, head + ride + plan + rest) == ["phases/trip/ride position: after Plan → first"]


def _parts() -> tuple[str, str, str, str]:
    start, middle, end = TRIP.index("      - id: plan"), TRIP.index("      - id: ride"), TRIP.index("channels:")
    return TRIP[:start], TRIP[start:middle], TRIP[middle:end], TRIP[end:]


def test_a_new_journey_is_one_entry_and_a_new_phase_brings_its_steps() -> None:
    head, plan, _ride, rest = _parts()
    assert changes(rest, TRIP) == ["+ journeys/trip"]
    assert changes(TRIP, rest) == ["- journeys/trip"]
    assert changes(head + plan + rest, TRIP) == ["+ phases/trip/ride", "+ steps/trip/board", "+ steps/trip/sit"]


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ((("travel", "trips"),), ["owners/travel = trips"]),
        ((("travel", "trips"), ("name: Travel", "name: Travel team")),
         ["owners/travel = trips", "owners/trips name: Travel → Travel team"]),
        ((("id: look", "id: search"),), ["steps/trip/look = trip/search"]),
        ((("id: ride", "id: travel-along"),), ["phases/trip/ride = trip/travel-along"]),
        ((("  trip:\n", "  door-to-door:\n"),), ["journeys/trip = door-to-door"]),
        ((("  trip:\n", "  door-to-door:\n"), ("travel", "trips"), ("id: look", "id: search")),
         ["owners/travel = trips", "journeys/trip = door-to-door", "steps/trip/look = door-to-door/search"]),
    ],
)  # fmt: skip
def test_a_renamed_id_whose_references_follow_is_one_rename(
    edits: tuple[tuple[str, str], ...], lines: list[str]
) -> None:
    assert edited(*edits) == lines


def test_another_owner_in_the_place_of_one_is_no_rename() -> None:
    after = TRIP.replace("travel: {name: Travel, kind: team, department: Operations}", "crew: {name: Crew, kind: role}")
    found = changes(TRIP, after.replace("owner: travel", "owner: crew"))
    assert found[:2] == ["+ owners/crew", "- owners/travel"]
    assert "steps/trip/pay owner: Travel → Crew" in found


def test_a_touchpoint_that_becomes_shared_keeps_what_it_says() -> None:
    shared = "touchpoints:\n  planner: {name: Planner, channel: web, owner: travel}\n"
    after = TRIP.replace("{name: Planner, channel: web, owner: travel}", "planner") + shared
    assert changes(TRIP, after) == ["+ touchpoints/planner", "steps/trip/look touchpoint: Planner → Planner"]


def test_an_expectation_is_a_thing_of_its_own() -> None:
    text = TRIP.replace("    name: Trip\n", "    name: Trip\n    expectations: [{id: on-time, text: On time}]\n")
    assert changes(TRIP, text) == ["+ expectations/on-time"]
    assert changes(text, text.replace("text: On time", "text: In time")) == [
        "expectations/on-time text: On time → In time"
    ]


def test_moving_an_item_lifts_out_as_few_as_can_be() -> None:
    keys = [Key("steps", name) for name in "abcde"]
    assert [key.id for key in out_of_order(keys, [1, 2, 3, 4, 0])] == ["e"]
    assert [key.id for key in out_of_order(keys, [4, 0, 1, 2, 3])] == ["a"]
    assert out_of_order(keys, [0, 1, 2, 3, 4]) == []


def test_many_things_at_once_are_matched_in_time() -> None:
    before = "kpis:\n" + "".join(f"  a-{number}: {{name: KPI {number}, kind: nps}}\n" for number in range(1500))
    after = "kpis:\n" + "".join(f"  b-{number}: {{name: KPI {number}, kind: nps}}\n" for number in range(1500))
    assert len(compare(compiled(before), compiled(after)).renamed) == 1500
