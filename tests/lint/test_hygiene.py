"""HYG: each side of each line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support import lint

STEPS = "phases: [{id: p, name: P, steps: [{id: a, action: A}]}]"


def test_a_journey_not_reviewed_in_time_is_reported_at_the_review() -> None:
    text = f"""
        journeys:
          old: {{name: A, reviewed: 2026-10-01, review_every: P30D, {STEPS}}}
          never: {{name: B, review_every: P30D, {STEPS}}}
          whenever: {{name: C, reviewed: 2020-01-01, {STEPS}}}
          past: {{name: D, reviewed: 2020-01-01, review_every: P30D, status: retired, {STEPS}}}
    """
    assert lint("HYG001", text, today=date(2026, 10, 31)) == []
    assert lint("HYG001", text, today=date(2026, 11, 1)) == [
        "2:28 journey 'old' was last reviewed on 2026-10-01; it should be every P30D"
    ]


def test_a_journey_without_a_rhythm_is_reported_once_reviews_are_in_use() -> None:
    text = f"""
        journeys:
          one: {{name: A, reviewed: 2026-10-01, review_every: P30D, {STEPS}}}
          two: {{name: B, {STEPS}}}
    """
    assert lint("HYG002", text) == ["3:3 journey 'two' does not say how often it is reviewed"]
    assert lint("HYG002", text.replace("reviewed: 2026-10-01, ", "")) == []


TEXTS = """
owners: {team: {name: {nl: Ploeg}, kind: team, mandate: {nl: Alles, en: All}}}
organisation: {name: O, strategy: {vision: {en: Far}}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: {nl: P, en: ""}
        steps:
          - id: a
            action: {nl: A, en: A}
            pains: [{text: {nl: Au}}, {nl: Nog}, Plain]
            next: [{to: a, when: {nl: Weer}}]
"""


def test_a_text_by_language_that_lacks_one_is_reported_wherever_it_stands() -> None:
    assert lint("HYG003", TEXTS, languages=("nl", "en")) == [
        "1:17 `name` has no text in 'en'",
        "2:36 `vision` has no text in 'nl'",
        "8:9 `name` has no text in 'en'",
        "12:22 `pains` has no text in 'en'",
        "12:40 `pains` has no text in 'en'",
        "13:28 `when` has no text in 'en'",
    ]


def test_a_note_with_a_text_of_its_own_is_reported_there() -> None:
    text = """
        journeys: {j: {name: J, phases: [{id: p, name: P, steps: [
          {id: a, action: A, pains: [{text: {nl: Au, en: TBD}}, {nl: TBD}, TODO]}]}]}}
    """
    assert [one.partition(" ")[0] for one in lint("HYG004", text)] == ["2:50", "2:62", "2:68"]


def test_one_language_needs_no_translation() -> None:
    assert lint("HYG003", TEXTS, languages=("nl",)) == []


def test_retired_journeys_need_no_translation() -> None:
    found = lint("HYG003", TEXTS.replace("name: J\n", "name: J\n    status: retired\n"), languages=("nl", "en"))
    assert [one.partition(" ")[0] for one in found] == ["1:17", "2:36"]


@pytest.mark.parametrize(
    "words",
    [
        "n.t.b.",
        "NTB",
        "tbd",
        "Lorem ipsum dolor sit amet",
        "lorem ipsum",
        "Nog te bepalen…",
        "…",
        "[TBD]",
        "TODO: ask Kim",
    ],
)
def test_a_placeholder_is_reported_where_it_stands(words: str) -> None:
    text = f'journeys: {{j: {{name: J, trigger: "{words}", {STEPS}}}}}'
    assert lint("HYG004", text) == [f"1:34 `trigger` was left to be filled in: {words}"]


@pytest.mark.parametrize(
    "words", ["Todo lo que quiero", "I have a lot to do", "%", "TODOS", "Answer to be decided by me"]
)
def test_ordinary_words_are_no_placeholder(words: str) -> None:
    assert lint("HYG004", f'journeys: {{j: {{name: J, trigger: "{words}", {STEPS}}}}}') == []


def test_a_placeholder_in_one_language_is_reported_in_that_language() -> None:
    text = "owners: {team: {name: {nl: Ploeg, en: TBD}, kind: team, contact: TODO}}"
    assert lint("HYG004", text) == [
        "1:39 `name` was left to be filled in: TBD",
        "1:66 `contact` was left to be filled in: TODO",
    ]


def test_drafts_may_say_what_is_still_to_come() -> None:
    text = """
        journeys:
          j: {name: J, status: draft, trigger: TODO, phases: [{id: p, name: TBD, steps: [{id: a, action: TODO}]}]}
    """
    assert lint("HYG004", text) == []
    assert len(lint("HYG004", text.replace("draft", "active"))) == 3
