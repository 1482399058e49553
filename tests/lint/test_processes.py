"""PRC: each side of each line."""

from __future__ import annotations

from tests.support import lint

STEPS = """
processes: {answer: {name: Answer, layer: frontstage}}
channels: {forum: {name: Forum, kind: review-site, control: earned}}
journeys:
  ask:
    name: Ask
    phases:
      - id: p
        name: P
        steps:
          - id: call
            touchpoint: {name: Call}
          - {id: think, action: I think}
          - {id: read, touchpoint: {name: Reviews, channel: forum}}
          - {id: mail, touchpoint: {name: Mail, processes: [unknown]}}
"""


def test_a_contact_without_a_process_is_reported_but_no_action_and_no_earned_channel() -> None:
    assert lint("PRC001", STEPS) == ["11:13 touchpoint 'Call' is delivered by no process"]


def test_a_workspace_without_processes_is_left_alone() -> None:
    assert lint("PRC001", STEPS.replace("processes: {answer: {name: Answer, layer: frontstage}}\n", "")) == []


AGREEMENT = """
processes:
  answer: {name: Answer, layer: frontstage}
  repair: {name: Repair, layer: backstage, follow_up: {what: Call, within: P2D}}
touchpoints: {desk: {name: Desk, processes: [answer], data: [{item: phone, use: [ask, store]}]}}
journeys:
  ask:
    name: Ask
    phases:
      - id: p
        name: P
        steps:
          - {id: desk, touchpoint: desk}
          - {id: call, touchpoint: {name: Call, processes: [answer]}, tags: [agreement]}
          - {id: chat, touchpoint: {name: Chat, processes: [answer], data: [{item: phone, use: ask}]}}
"""


def test_an_agreement_by_stored_data_or_by_tag_that_nobody_follows_up_is_reported() -> None:
    assert lint("PRC002", AGREEMENT) == [
        "4:15 touchpoint 'desk' makes an agreement that no process follows up",
        "13:24 touchpoint 'Call' makes an agreement that no process follows up",
    ]


def test_a_process_or_one_it_depends_on_may_follow_up() -> None:
    assert lint("PRC002", AGREEMENT.replace("[answer]", "[repair]")) == []
    assert lint("PRC002", AGREEMENT.replace("layer: frontstage}", "layer: frontstage, depends_on: [repair]}")) == []


def test_a_process_that_is_not_known_may_follow_up() -> None:
    assert lint("PRC002", AGREEMENT.replace("[answer]", "[answr]")) == []


def test_a_workspace_that_states_no_follow_up_yet_is_left_alone() -> None:
    assert lint("PRC002", AGREEMENT.replace(", follow_up: {what: Call, within: P2D}", "")) == []


INSIGHT = """
insights: {diaries: {name: D, kind: fact, date: 2026-09-01}, old: {name: O, kind: fact, date: 2026-01-01}}
processes: {answer: {name: Answer, layer: frontstage, reviewed: 2026-05-01}}
touchpoints: {desk: {name: Desk, processes: [answer]}}
journeys:
  ask: {name: Ask, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk, insights: [diaries, old]}]}]}
"""


def test_a_process_reviewed_before_an_insight_on_its_steps_is_reported_at_the_review() -> None:
    assert lint("PRC003", INSIGHT) == ["2:65 process 'answer' was reviewed before insight 'diaries' was found"]
    by_feeling = INSIGHT.replace("insights: [diaries, old]", "emotion: {score: -1, evidence: [diaries]}")
    assert len(lint("PRC003", by_feeling)) == 1


def test_a_process_reviewed_on_the_day_or_never_is_silent() -> None:
    assert lint("PRC003", INSIGHT.replace("reviewed: 2026-05-01", "reviewed: 2026-09-01")) == []
    assert lint("PRC003", INSIGHT.replace(", reviewed: 2026-05-01", "")) == []
    assert lint("PRC003", INSIGHT.replace("name: Ask,", "name: Ask, status: retired,")) == []


LAYERS = """
processes:
  roster: {name: Roster, layer: support}
  plan: {name: Plan, layer: backstage, depends_on: [roster]}
  answer: {name: Answer, layer: frontstage}
touchpoints: {desk: {name: Desk, processes: [answer, roster]}}
journeys:
  ask: {name: Ask, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}, {id: b, touchpoint: desk}]}]}
"""


def test_a_support_process_that_serves_a_contact_directly_is_reported_once_where_it_is_named() -> None:
    assert lint("PRC004", LAYERS) == ["5:54 support process 'roster' serves touchpoint 'desk' directly"]


def test_a_process_between_fills_the_layer_directly_or_through_others() -> None:
    through = LAYERS.replace("layer: frontstage}", "layer: frontstage, depends_on: [plan]}")
    assert lint("PRC004", through) == []
    assert lint("PRC004", LAYERS.replace("[answer, roster]", "[plan, roster]")) == []
    assert lint("PRC004", LAYERS.replace("[answer, roster]", "[unknown, roster]")) == []


def test_a_process_that_nothing_needs_is_an_orphan() -> None:
    text = """
        processes:
          orphan: {name: A, layer: backstage, depends_on: [needed]}
          needed: {name: B, layer: support}
          keeping: {name: C, layer: backstage}
          serving: {name: D, layer: frontstage}
          selfish: {name: E, layer: support, depends_on: [selfish]}
          past: {name: F, layer: support}
        services: {s: {name: S, standards: [{measure: {metric: m, at_most: 1}, kept_by: [keeping]}]}}
        touchpoints: {desk: {name: Desk, processes: [serving]}}
        journeys:
          old: {name: Old, status: retired, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A, processes: [past]}}]}]}
    """
    assert lint("PRC005", text) == [
        "2:3 process 'orphan' serves nothing",
        "6:3 process 'selfish' serves nothing",
        "7:3 process 'past' serves nothing",
    ]


def test_an_orphan_is_not_called_so_while_a_document_fails() -> None:
    assert lint("PRC005", "processes: {a: {name: A, layer: support}}\n---\ntouchpoints: {t: {nam: T}}") == []
