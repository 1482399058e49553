"""CST: each side of each line."""

from __future__ import annotations

from tests.support import findings, lint

THEMES = """
organisation: {name: O, themes: [at-ease, in-control]}
touchpoints: {desk: {name: Desk}, app: {name: App, themes: [at-ease]}, mail: {name: Mail, themes: [other]}}
journeys:
  j: {name: J, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}, {id: b, touchpoint: app},
    {id: c, touchpoint: mail}, {id: d, action: D}, {id: e, touchpoint: unknown}]}]}
"""


def test_a_contact_with_none_of_the_organisations_themes_is_reported() -> None:
    assert lint("CST001", THEMES) == [
        "2:15 touchpoint 'desk' carries none of the organisation's themes",
        "2:72 touchpoint 'mail' carries none of the organisation's themes",
    ]


def test_an_organisation_without_themes_is_left_alone() -> None:
    assert lint("CST001", THEMES.replace(", themes: [at-ease, in-control]", "")) == []


JUMP = """
touchpoints:
  warm: {name: Warm, experience: {emotional: 5, sensory: 4}}
  cold: {name: Cold, experience: {emotional: 1.5, sensory: 4}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: P
        steps:
          - {id: a, touchpoint: warm}
          - {id: b, touchpoint: cold}
          - {id: c, touchpoint: cold, experience: {emotional: 4.5}}
          - {id: d, touchpoint: {name: D, experience: {emotional: 1.5, relational: 0}}}
"""


def test_a_jump_of_three_between_neighbours_is_reported_where_the_later_step_leads_to_it() -> None:
    assert lint("CST002", JUMP) == [
        "12:33 step 'Cold' differs 3.5 from step 'Warm' in emotional experience",
        "13:63 step 'Cold' differs 3 from step 'Cold' in emotional experience",
        "14:67 step 'D' differs 3 from step 'Cold' in emotional experience",
    ]
    assert lint("CST002", JUMP, options={"min-jump": 4}) == []


def test_steps_that_do_not_follow_each_other_are_no_neighbours() -> None:
    assert (
        lint("CST002", JUMP.replace("{id: a, touchpoint: warm}", "{id: a, touchpoint: warm, next: []}"))[0][:2] == "13"
    )
    between = JUMP.replace("          - {id: b,", "          - {id: own, action: Own}\n          - {id: b,")
    assert [one[:2] for one in lint("CST002", between)] == ["14", "15"]


def test_of_several_neighbours_the_largest_jump_is_reported_with_where_it_comes_from() -> None:
    text = """
        touchpoints:
          warm: {name: Warm, experience: {emotional: 5}}
          mild: {name: Mild, experience: {emotional: 4}}
          cold: {name: Cold, experience: {emotional: 1}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: mild, next: [{to: c}, {to: b}]}, {id: b, touchpoint: warm},
            {id: c, touchpoint: cold}]}]}
    """
    assert lint("CST002", text) == ["8:25 step 'Cold' differs 4 from step 'Warm' in emotional experience"]
    assert [related.span[:2] for related in findings(text, "CST002")[0].related] == [(2, 46)]


TO_BE = """
touchpoints: {desk: {name: Desk}, app: {name: App}, form: {name: Form}}
journeys:
  now: {name: Now, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}, {id: b, touchpoint: app},
    {id: c, touchpoint: form}, {id: d, touchpoint: {name: In place}}, {id: e, touchpoint: unknown}]}]}
  later:
    name: Later
    state: to-be
    replaces: now
    drops: [{touchpoint: form, why: The app asks}]
    phases: [{id: p, name: P, steps: [{id: x, touchpoint: app}]}]
"""


def test_a_shared_touchpoint_that_the_to_be_journey_forgets_is_reported_at_what_it_replaces() -> None:
    assert lint("CST003", TO_BE) == ["8:15 journey 'later' lacks touchpoint 'desk' of the journey it replaces"]


def test_what_is_dropped_on_purpose_kept_or_never_shared_is_silent() -> None:
    assert lint("CST003", TO_BE.replace("{touchpoint: form,", "{touchpoint: desk, why: No}, {touchpoint: form,")) == []
    assert lint("CST003", TO_BE.replace("state: to-be", "state: as-is")) == []
    assert lint("CST003", TO_BE.replace("replaces: now", "replaces: unknown")) == []


SAME = """
personas: {hasty: {name: H}, curious: {name: C}}
journeys:
  j:
    name: J
    personas: everyone
    phases: [{id: p, name: P, steps: [
      {id: a, action: A, next: [{to: b}, {to: b, kind: recovery}]}, {id: b, action: B}]}]
"""


def test_a_journey_of_several_personas_in_which_nothing_differs_is_reported_at_them() -> None:
    assert lint("CST004", SAME) == ["5:5 journey 'j' is the same for all its personas"]


def test_a_choice_an_expectation_of_one_of_them_or_a_single_persona_makes_it_fit() -> None:
    assert lint("CST004", SAME.replace(", kind: recovery", "")) == []
    own = "{id: b, action: B, expectations: [{id: quick, text: Quick, persona: hasty}]}"
    assert lint("CST004", SAME.replace("{id: b, action: B}", own)) == []
    assert lint("CST004", SAME.replace("everyone", "[hasty]")) == []
    assert lint("CST004", SAME.replace("name: J\n", "name: J\n    level: micro\n")) == []
