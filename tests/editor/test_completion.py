"""What may be written at a place, in texts that are half typed."""

from __future__ import annotations

import pytest

from journeyctl.editor.completion import offers
from tests.editor.viewing import view

GOOD = """
    owners:
      travel: {name: Travel, kind: team}
      app-team: {name: App team, kind: team}
    channels:
      app: {name: Meander app, kind: app}
    personas:
      commuter: {name: Commuter}
    journeys:
      trip:
        name: Trip
        phases:
          - id: plan
            name: Plan
            steps:
              - id: search
                action: Search
              - id: book
                action: Book
      complaint:
        name: Complaint
        phases:
          - {id: tell, name: Tell, steps: [{id: tell-us, action: Tell}]}
"""


def labels(text: str) -> list[str]:
    return [one.label for one in offers(view(text, GOOD)).found]


def written(text: str) -> dict[str, str]:
    return {one.label: one.text for one in offers(view(text, GOOD)).found}


def test_a_document_begins_with_a_collection() -> None:
    assert "journeys" in labels("|")
    assert "journeys" not in labels("journeys: {}\n|")
    assert written("jour|")["journeys"] == "journeys:"


def test_fields_are_those_of_the_place_and_not_those_that_stand_there() -> None:
    found = labels("touchpoints:\n  desk:\n    name: Desk\n    ch|\n    owner: travel\n")
    assert "channel" in found
    assert not {"name", "owner", "phases", "journeys"} & set(found)
    assert written("touchpoints:\n  desk:\n    ch|\n")["channel"] == "channel: "


def test_fields_in_brackets_and_of_items_and_on_an_empty_line() -> None:
    assert {"kind", "control"} <= set(labels("channels:\n  app: {name: App, |}\n"))
    assert "id" in labels("journeys:\n  t:\n    phases:\n      - |\n")
    assert "stage" in labels("journeys:\n  t:\n    phases:\n      - id: a\n        |\n")
    assert "moment_of_truth" in labels(
        "journeys:\n  t:\n    phases:\n      - steps:\n          - id: s\n            mo|\n"
    )


def test_the_values_of_a_choice() -> None:
    assert labels("owners:\n  a:\n    kind: |\n") == ["team", "role", "partner"]
    assert labels("owners:\n  a: {kind: |}\n") == ["team", "role", "partner"]
    assert labels("channels: {app: {automated: |") == ["true", "false"]
    assert labels("owners:\n  a:\n    kind: 't|'\n") == ["team", "role", "partner"]


def test_ids_of_the_right_collection_with_names_and_files_while_the_file_is_broken() -> None:
    found = offers(view("touchpoints:\n  desk:\n    owner: |\n  broken: [\n", GOOD)).found
    assert [(one.label, one.detail, one.meaning) for one in found] == [
        ("travel", "Travel", "owner, beside.yaml"),
        ("app-team", "App team", "owner, beside.yaml"),
    ]
    assert labels("touchpoints: {desk: {channel: |}}") == ["app"]
    assert labels("personas:\n  p:\n    prefers: [|]\n") == ["app"]
    assert labels("personas:\n  p:\n    prefers:\n      - |\n") == ["app"]


def test_a_list_is_offered_whole_where_nothing_stands_yet() -> None:
    assert written("journeys:\n  t:\n    personas: |\n") == {"everyone": "everyone", "commuter": "[commuter]"}


def test_stages_are_built_in_too() -> None:
    assert "consideration" in labels("journeys:\n  t:\n    phases:\n      - stage: |\n")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("{to: |}", ["search", "book"]),
        ("{journey: |}", ["trip", "complaint"]),
        ("{journey: complaint, step: |}", ["tell-us"]),
    ],
)
def test_where_a_step_leads(place: str, expected: list[str]) -> None:
    text = f"journeys:\n  trip:\n    phases:\n      - steps:\n          - id: search\n            next: [{place}]\n"
    assert labels(text) == expected


def test_a_step_of_any_journey() -> None:
    assert labels("opportunities:\n  o:\n    steps: [|]\n") == ["trip/search", "trip/book", "complaint/tell-us"]


def test_the_languages_of_words() -> None:
    assert labels("owners:\n  a:\n    name: {|}\n") == ["nl", "en"]
    assert labels("owners:\n  a:\n    name: {nl: Reizen, |}\n") == ["en"]


@pytest.mark.parametrize(
    "text",
    [
        "# a comment |\n",
        "owners:\n  a:\n    mandate: >\n      words |\n",
        "nonsense:\n  a: |\n",
        'owners: {a: {name: "x|"}}',
    ],
)
def test_nothing_is_offered_in_comments_words_and_what_the_language_does_not_know(text: str) -> None:
    assert labels(text) == []


def test_the_word_that_is_there_is_replaced_whole() -> None:
    found = offers(view("owners:\n  a:\n    kind: te|am\n", GOOD))
    assert found.bounds == (23, 27)
