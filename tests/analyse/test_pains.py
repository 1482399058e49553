"""Pains: taken up or not, and between two owners or not."""

from __future__ import annotations

from journeyctl.analyse.pains import open_pains, pains_between_owners
from tests.support import compiled


def between(steps: str, more: str = "", owner: str = "whole") -> list[tuple[str, str]]:
    text = (
        "owners: {whole: {name: W, kind: team}, one: {name: O, kind: team}, two: {name: T, kind: team}}\n"
        f"journeys: {{j: {{name: J, owner: {owner}, phases: [{{id: p, name: P, steps: [{steps}]}}]}}}}\n{more}"
    )
    found = pains_between_owners(compiled(text).workspace)
    return [(one.pain.step.id, one.before.id) for one in found]


ONE = "{id: a, touchpoint: {name: A, owner: one}}"
TWO = "{id: b, touchpoint: {name: B, owner: two}, pains: [It hurts]}"


def test_a_pain_after_a_change_of_owner_falls_between_them() -> None:
    assert between(f"{ONE}, {TWO}") == [("b", "a")]


def test_one_owner_on_both_sides_is_no_gap() -> None:
    assert between(f"{ONE}, {TWO}".replace("two", "one")) == []


def test_what_the_customer_does_alone_on_the_way_owns_nothing() -> None:
    assert between(f"{ONE}, {{id: walk, action: Walk}}, {TWO}") == [("b", "a")]


def test_the_journeys_owner_can_act_on_both_sides() -> None:
    assert between(f"{ONE}, {TWO}", owner="one") == []
    assert between(f"{ONE}, {TWO}", owner="two") == []


def test_the_step_before_is_the_one_a_path_comes_from() -> None:
    other = "{id: a, touchpoint: {name: A, owner: one}, next: []}"
    assert between(f"{other}, {TWO}") == []


def test_an_unknown_owner_has_a_finding_of_its_own() -> None:
    assert between(f"{ONE}, {TWO}".replace("one", "onne")) == []


def test_a_contact_without_owner_has_a_finding_of_its_own() -> None:
    assert between(f"{{id: a, touchpoint: {{name: A}}}}, {TWO}") == []


def test_an_opportunity_named_with_the_pain_or_listing_the_step_takes_it_up() -> None:
    named = TWO.replace("[It hurts]", "[{text: It hurts, opportunity: better}]")
    assert between(f"{ONE}, {named}", "opportunities: {better: {name: Better}}") == []
    assert between(f"{ONE}, {TWO}", "opportunities: {better: {name: Better, steps: [j/b]}}") == []
    assert between(f"{ONE}, {TWO}", "opportunities: {better: {name: Better, steps: [j/a]}}") == [("b", "a")]


def test_retired_journeys_hurt_nobody_any_more() -> None:
    text = """
        journeys: {j: {name: J, status: retired, phases: [{id: p, name: P, steps: [{id: a, action: A, pains: [Ow]}]}]}}
    """
    assert open_pains(compiled(text).workspace) == ()
