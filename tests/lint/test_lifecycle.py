"""LIF: each side of each line."""

from __future__ import annotations

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.lint import built_in
from journeyctl.lint.examples import complete
from journeyctl.settings import Settings
from journeyctl.source import parse
from tests.support import CHECKOUT, TODAY, findings, lint


def journey(name: str, *stages: str, more: str = "") -> str:
    """Return a journey with a phase of one step in each stage, on one line; without a stage for an empty one."""
    phases = ", ".join(
        f"{{id: p{number}, name: P, {f'stage: {stage}, ' if stage else ''}steps: [{{id: s{number}, action: Go}}]}}"
        for number, stage in enumerate(stages)
    )
    return f"  {name}: {{name: J, {more}{', ' if more else ''}phases: [{phases}]}}"


def journeys(*lines: str) -> str:
    """Return a document of journeys; the first stands in line 2."""
    return "\n".join(("journeys:", *lines))


def test_a_journey_that_ends_at_the_commitment_is_reported() -> None:
    text = journeys(journey("buy", "need", "purchase"), journey("ride", "purchase", "use"), journey("look", "need"))
    assert lint("LIF001", text) == ["2:3 journey 'buy' ends at the purchase"]


def test_a_later_phase_counts_only_when_a_path_reaches_it() -> None:
    assert lint("LIF001", """
        journeys:
          buy: {name: Buy, phases: [
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay, next: []}]},
            {id: use, name: Use, stage: use, steps: [{id: ride, action: Ride}]}]}
    """) == ["2:3 journey 'buy' ends at the purchase"]  # fmt: skip


def test_a_journey_that_continues_in_one_that_goes_on_is_left_alone() -> None:
    assert lint("LIF001", journeys(journey("buy", "purchase", more="continues_in: [use]"), journey("use", "use"))) == []


def test_a_journey_that_continues_in_one_that_ends_too_is_reported_with_it() -> None:
    text = journeys(journey("buy", "purchase", more="continues_in: [pay]"), journey("pay", "purchase"))
    assert lint("LIF001", text) == ["2:3 journey 'buy' ends at the purchase", "3:3 journey 'pay' ends at the purchase"]


def test_a_hand_over_to_a_journey_that_goes_on_continues_it() -> None:
    assert lint("LIF001", """
        journeys:
          buy: {name: Buy, phases: [{id: buy, name: Buy, stage: purchase, steps: [
            {id: pay, action: Pay, next: [{journey: use}]}]}]}
          use: {name: Use, phases: [{id: use, name: Use, stage: use, steps: [{id: ride, action: Ride}]}]}
    """) == []  # fmt: skip


def test_a_micro_journey_goes_on_in_its_parent_and_another_does_not() -> None:
    text = journeys(journey("pay", "purchase", more="parent: all, level: LEVEL"), journey("all", "purchase", "use"))
    assert lint("LIF001", text.replace("LEVEL", "micro")) == []
    assert lint("LIF001", text.replace("LEVEL", "journey")) == ["2:3 journey 'pay' ends at the purchase"]


def test_a_retired_journey_continues_nothing() -> None:
    text = journeys(
        journey("buy", "purchase", more="continues_in: [use]"), journey("use", "use", more="status: retired")
    )
    assert lint("LIF001", text) == ["2:3 journey 'buy' ends at the purchase"]


def test_what_is_not_known_may_go_on() -> None:
    assert lint("LIF001", journeys(journey("buy", "purchase", more="continues_in: [sue]"), journey("x", "y"))) == []
    assert lint("LIF001", journeys(journey("buy", "purchase", "sue"))) == []


def test_a_draft_that_ends_at_the_purchase_is_only_warned() -> None:
    text = journeys(journey("buy", "purchase", more="status: draft"))
    assert [found.severity.label for found in findings(text, "LIF001")] == ["warning"]


START = """
    journeys:
      ride: {name: Ride, level: LEVEL, phases: [{id: p, name: P, stage: STAGE, steps: [
        {id: ad, touchpoint: {name: Ad, initiator: WHO}}]}]}
"""


def start(level: str = "journey", stage: str = "awareness", who: str = "organisation") -> list[str]:
    """Judge a journey with this first step."""
    return lint("LIF002", START.replace("LEVEL", level).replace("STAGE", stage).replace("WHO", who))


def test_a_first_step_that_the_organisation_starts_is_reported() -> None:
    assert start() == ["3:48 journey 'ride' begins with a contact that the organisation starts"]
    assert start(who="customer") == []
    assert start(who="partner") == []


def test_a_first_step_at_the_commitment_is_reported_at_its_stage() -> None:
    assert start(stage="purchase", who="customer") == ["2:71 journey 'ride' begins at the purchase"]


def test_a_micro_journey_or_one_after_the_commitment_may_begin_with_the_organisation() -> None:
    assert start(level="micro") == []
    assert start(stage="use") == []
    assert start(stage="exit") == []
    assert start(stage="nowhere") == []


def test_a_journey_that_another_leads_into_may_begin_anywhere() -> None:
    text = journeys(journey("buy", "purchase"), journey("look", "need", more="continues_in: [buy]"))
    assert lint("LIF002", text) == []
    assert lint("LIF002", """
        journeys:
          buy: {name: Buy, phases: [{id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]}]}
          look: {name: Look, phases: [{id: p, name: P, stage: need, steps: [
            {id: s, action: Look, next: [{journey: buy}]}]}]}
    """) == []  # fmt: skip


def test_a_shared_touchpoint_that_the_organisation_starts_is_reported_where_the_journey_refers_to_it() -> None:
    assert lint("LIF002", """
        touchpoints:
          ad: {name: Ad, initiator: organisation}
        journeys:
          ride: {name: Ride, phases: [{id: p, name: P, steps: [{id: ad, touchpoint: ad}]}]}
    """) == ["4:77 journey 'ride' begins with a contact that the organisation starts"]  # fmt: skip


def test_a_journey_without_trigger_or_outcome_is_reported_at_its_id() -> None:
    text = journeys(journey("ride", "use"), journey("walk", "use", more="trigger: Rain, outcome: Dry"))
    assert lint("LIF003", text) == ["2:3 journey 'ride' has no trigger"]
    assert lint("LIF004", text) == ["2:3 journey 'ride' has no outcome"]


def test_a_retired_journey_needs_no_trigger() -> None:
    assert lint("LIF003", journeys(journey("ride", "use", more="status: retired"))) == []


def test_a_phase_without_stage_is_reported_at_its_id() -> None:
    assert lint("LIF005", journeys(journey("ride", "use", "", "exit"))) == [
        "2:91 phase 'p1' names no stage",
    ]


def order(*stages: str) -> list[str]:
    """Judge a journey with phases in these stages; return the messages without their places."""
    return [message.split(" ", 1)[1] for message in lint("LIF006", journeys(journey("ride", *stages)))]


def test_stages_that_run_backwards_are_reported_at_the_stage() -> None:
    assert lint("LIF006", journeys(journey("ride", "use", "need"))) == [
        "2:115 phase 'p1' goes back from stage 'use' to 'need'"
    ]


def test_service_and_use_take_turns_and_a_renewal_leads_back_to_either() -> None:
    assert order("use", "service", "use") == []
    assert order("use", "renewal", "use") == []
    assert order("use", "renewal", "service") == []
    assert order("renewal", "onboarding") == ["phase 'p1' goes back from stage 'renewal' to 'onboarding'"]
    assert order("advocacy", "use") == ["phase 'p1' goes back from stage 'advocacy' to 'use'"]


def test_a_phase_without_stage_does_not_hide_the_way_back() -> None:
    assert order("use", "", "need") == ["phase 'p2' goes back from stage 'use' to 'need'"]


def test_a_workspace_that_begins_at_the_commitment_is_reported_at_its_first_journey() -> None:
    assert lint("LIF007", journeys(journey("ride", "purchase", "use"))) == [
        "2:3 no journey covers the time before somebody becomes a customer"
    ]


def test_the_organisation_is_where_the_workspace_is_told_what_it_lacks() -> None:
    text = journeys(journey("ride", "use"), "organisation: {name: Spoke}")
    assert lint("LIF007", text) == ["3:1 no journey covers the time before somebody becomes a customer"]


def test_a_retired_journey_and_a_phase_without_steps_cover_nothing() -> None:
    text = journeys(
        journey("ride", "use"), journey("look", "need", more="status: retired"),
        "  void: {name: V, phases: [{id: p, name: P, stage: need, steps: []}]}",
    )  # fmt: skip
    assert lint("LIF007", text) == ["2:3 no journey covers the time before somebody becomes a customer"]


def test_nothing_lacks_before_the_first_stage_is_named_or_where_one_is_not_known() -> None:
    assert lint("LIF007", journeys(journey("ride", ""))) == []
    assert lint("LIF007", journeys(journey("ride", "use", "neded"))) == []


@pytest.mark.parametrize("code", ["LIF002", "LIF007", "LIF008", "LIF009", "FLO001", "REF003", "CHN009", "OWN006"])
def test_what_the_workspace_may_yet_hold_is_not_called_absent_while_a_document_fails(code: str) -> None:
    (rule,) = [rule for rule in built_in() if rule.code == code]
    for other, is_told in (("kpis: {}", True), ("unknown: 1", False)):
        documents = [parse("a.yaml", complete(rule.doc.bad)), parse("b.yaml", other)]
        workspace = compile_documents(documents, CHECKOUT, Settings()).workspace
        assert bool(list(rule.find(workspace, today=TODAY, options={}))) is is_told


def test_a_workspace_that_serves_customers_needs_a_way_to_leave() -> None:
    assert lint("LIF008", journeys(journey("ride", "need", "use"))) == ["2:3 no journey covers how a customer leaves"]
    assert lint("LIF008", journeys(journey("ride", "use"), journey("stop", "exit"))) == []


def test_a_workspace_without_after_stages_needs_no_way_to_leave() -> None:
    assert lint("LIF008", journeys(journey("look", "need", "purchase"))) == []


def test_a_stage_between_covered_ones_that_none_covers_is_a_hole() -> None:
    assert lint("LIF009", journeys(journey("buy", "consideration"), journey("ride", "onboarding", "use"))) == [
        "2:3 stage 'purchase' is covered by no journey, while stages before and after it are"
    ]


def test_what_lies_before_the_first_or_after_the_last_covered_stage_is_no_hole() -> None:
    assert lint("LIF009", journeys(journey("ride", "use"))) == []


def test_own_stages_stand_for_the_built_in_ones_of_their_moment() -> None:
    text = journeys(
        journey("ask", "need", "request", "use"),
        "stages:",
        "  request: {name: Request, moment: commit}",
        "  decision: {name: Decision, moment: commit}",
    )
    found = lint("LIF009", text)
    assert "5:3 stage 'decision' is covered by no journey, while stages before and after it are" in found
    assert not [message for message in found if "purchase" in message]


def test_a_journey_that_stops_where_another_goes_on_is_reported() -> None:
    text = journeys(journey("start", "onboarding"), journey("ride", "use"))
    assert lint("LIF010", text) == [
        "2:3 journey 'start' stops, and nothing leads on to 'ride', which covers the next stage"
    ]


def test_a_journey_that_is_continued_hands_over_or_ends_in_the_end_is_left_alone() -> None:
    ride = journey("ride", "use")
    assert lint("LIF010", journeys(journey("start", "onboarding", more="continues_in: [ride]"), ride)) == []
    assert lint("LIF010", journeys(journey("start", "onboarding", more="continues_in: [rdie]"), ride)) == []
    assert lint("LIF010", journeys(journey("stop", "exit"), ride)) == []
    assert lint("LIF010", journeys(journey("start", "need"), ride)) == []
    assert lint("LIF010", """
        journeys:
          start: {name: S, phases: [{id: p, name: P, stage: onboarding, steps: [
            {id: s, action: Go, next: [{journey: ride}]}]}]}
          ride: {name: R, phases: [{id: p, name: P, stage: use, steps: [{id: s, action: Go}]}]}
    """) == []  # fmt: skip


def test_only_the_level_journey_is_asked_to_lead_on() -> None:
    for level in ("micro", "lifecycle"):
        text = journeys(journey("start", "onboarding", more=f"level: {level}"), journey("ride", "use"))
        assert lint("LIF010", text) == []


def test_what_belongs_together_is_not_another_journey() -> None:
    start = journey("start", "onboarding", more="parent: all")
    assert lint("LIF010", journeys(start, journey("all", "onboarding", "use", "exit"))) == []
    new = journey("new", "onboarding", "use", "exit", more="replaces: start")
    assert lint("LIF010", journeys(journey("start", "onboarding"), new)) == []


def test_a_journey_that_ends_at_the_purchase_is_reported_once() -> None:
    text = journeys(journey("buy", "purchase"), journey("start", "onboarding", "exit"))
    assert lint("LIF001", text) == ["2:3 journey 'buy' ends at the purchase"]
    assert lint("LIF010", text) == []


def quality(before: str, after: str, last: str = "use") -> list[str]:
    """Judge a journey with these qualities of a step before and a step after the commitment."""
    return lint("LIF011", f"""
        journeys:
          ride: {{name: Ride, phases: [
            {{id: a, name: A, stage: need, steps: [{{id: a, action: Go{before}}}]}},
            {{id: b, name: B, stage: purchase, steps: [{{id: b, action: Go, quality: 1}}]}},
            {{id: c, name: C, stage: {last}, steps: [{{id: c, action: Go{after}}}]}}]}}
    """)  # fmt: skip


def test_a_fall_of_two_from_before_to_after_the_commitment_is_reported() -> None:
    drop = "journey 'ride' falls in quality from 4.0 before the purchase to 2.0 after it"
    assert quality(", quality: 4", ", quality: 2") == [f"5:71 {drop}"]
    assert quality(", quality: 4", ", quality: 2", "exit") == [f"5:72 {drop}"]


def test_a_smaller_fall_or_an_unstated_quality_is_left_alone() -> None:
    assert quality(", quality: 4", ", quality: 3") == []
    assert quality(", quality: 4", "") == []
    assert quality("", ", quality: 1") == []
