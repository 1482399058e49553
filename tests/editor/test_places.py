"""What a place means, where its id is defined and used, what happens when that is renamed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyctl.editor import actions, completion, hover, lenses, renaming, symbols
from journeyctl.lint.fixes import edited
from tests.editor.test_outline import PIECES
from tests.editor.viewing import BESIDE as BESIDE_FILE
from tests.editor.viewing import FILE, at, view

BESIDE = """
    owners: {travel: {name: "Travel [x](command:rm)", kind: team, description: Sells trips}}
    channels: {app: {name: Meander app, kind: app}}
    opportunities:
      help: {name: Help, steps: [trip/search, 'trip/book']}
"""
TRIP = """
    journeys:
      trip:
        name: Trip
        owner: travel
        phases:
          - id: plan
            name: Plan
            steps:
              - id: search
                touchpoint: {name: Planner, channel: app, owner: travel}
                next: [{to: book}]
              - {id: book, action: Book, expectations: [{id: quick, text: Quick}]}
"""


def said(text: str) -> str:
    found = hover.card(view(text, BESIDE))
    assert found
    return "\n".join(one if isinstance(one, str) else one.in_language("en") for one in found.paragraphs)


def spots(text: str) -> list[str]:
    found = renaming.spots(view(text, BESIDE), with_definition=True)
    return [f"{spot.document.path}:{spot.start}:{spot.document.text[spot.start : spot.end]}" for spot in found]


def test_a_field_says_what_it_means() -> None:
    assert said("channels:\n  app:\n    aut|omated: true\n").startswith("**automated**: No person answers.")
    assert "`team` · `role` · `partner`" in said("owners:\n  a:\n    kind: te|am\n")


def test_an_id_shows_its_card_and_no_markup_of_others() -> None:
    text = said(TRIP.replace("owner: travel\n", "owner: tra|vel\n", 1))
    assert text == (
        "owner `travel`: Travel \\[x\\]\\(command:rm\\)\nSells trips\ndefined at beside\\.yaml:2\nused 2 times"
    )


def test_a_suppressed_code_says_what_the_rule_is_about() -> None:
    text = said("owners:\n  a: {name: A, kind: team}  # journeyctl: ignore[REF003, OWN|010] because\n")
    assert text.startswith("**[OWN010](https://journeyctl.example/rules/OWN010.html) personal-owner** · warning\n")


def test_an_id_is_found_from_its_uses_and_its_definition() -> None:
    found = spots(TRIP.replace("to: book", "to: bo|ok"))
    assert [spot.split(":")[0::2] for spot in found] == [[FILE, "book"], [FILE, "book"], [BESIDE_FILE, "book"]]
    assert spots(TRIP.replace("id: book", "id: bo|ok")) == found
    assert len(spots(TRIP.replace("  trip:", "  tr|ip:"))) == 3


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Book It", "'Book It' is no id: write small letters, digits and single hyphens, at most 64"),
        ("search", "there is already step 'search'"),
    ],
)
def test_a_name_that_is_none_or_is_taken_is_refused(new: str, expected: str) -> None:
    with pytest.raises(renaming.Refusal) as refused:
        renaming.renamed(view(TRIP.replace("{id: book", "{id: bo|ok"), BESIDE), new)
    assert refused.value.message.in_language("en") == expected


def test_a_renamed_journey_is_renamed_in_the_steps_of_opportunities_too() -> None:
    edits = renaming.renamed(view(TRIP.replace("  trip:", "  tr|ip:"), BESIDE), "tour")
    texts = {edit.document.path: edit.document.text for edit in edits}
    after = {path: edited(text, [one for one in edits if one.document.path == path]) for path, text in texts.items()}
    assert "[tour/search, 'tour/book']" in after["beside.yaml"]
    assert after["test.yaml"].startswith("journeys:\n  tour:\n")


def test_a_document_is_a_tree_of_journeys_phases_and_steps() -> None:
    (trip,) = symbols.in_document(view(TRIP))
    assert (trip.id, trip.kind, [one.id for one in trip.inner]) == ("trip", "journeys", ["plan"])
    assert [one.id for one in trip.inner[0].inner] == ["search", "book"]


def test_what_stands_above_a_journey() -> None:
    (lens,) = lenses.lenses(view(TRIP, BESIDE))
    assert [one.in_language("en") for one in lens.facts][::2] == ["2 steps", "owner: Travel [x](command:rm)"]


def titles(text: str, beside: str = BESIDE) -> dict[str, str]:
    """Return what can be done about what is found at the cursor, and the text that it would leave."""
    place = view(text, beside)
    line = place.outline.lines.position(place.offset)[0]
    here = [one for one in place.state.findings if one.path == place.path and one.span.line == line]
    return {
        action.title.in_language("en"): edited(action.edits[0].document.text, action.edits)
        for action in actions.actions(place, here)
    }


def test_what_was_meant_is_offered() -> None:
    text = "touchpoints:\n  desk:\n    name: Desk\n    channel: ap|q\n    owner: travel\n"
    assert "channel: app\n" in titles(text)["write 'app'"]
    assert "kind: team" in titles("owners:\n  a:\n    name: A\n    kind: te|em\n")["write 'team'"]


def test_what_is_missing_is_created_where_its_collection_lives() -> None:
    text = "touchpoints:\n  desk:\n    name: Desk\n    owner: nob|ody-yet\n"
    assert "travel: {name: " in titles(text)["create an owner 'nobody-yet' in beside.yaml"]
    assert ", nobody-yet: {name: TODO, kind: team}}" in titles(text)["create an owner 'nobody-yet' in beside.yaml"]
    block = titles(text, "owners:\n  a:\n    name: A\n    kind: team\n")["create an owner 'nobody-yet' in beside.yaml"]
    assert block.endswith(
        "    kind: team\n  nobody-yet:\n    name: TODO\n    kind: team  # TODO: team, role, partner\n"
    )
    alone = titles(text, "")["create an owner 'nobody-yet' in test.yaml"]
    assert alone.endswith("\nowners:\n  nobody-yet:\n    name: TODO\n    kind: team  # TODO: team, role, partner")


def test_a_finding_is_accepted_with_a_reason_that_a_person_writes() -> None:
    text = "journeys:\n  tri|p:\n    name: Trip\n    owner: travel\n    phases: [{id: a, name: A, steps: []}]\n"
    made = [one for title, one in titles(text).items() if title.startswith("accept LIF003")]
    assert "# journeyctl: ignore[LIF003] TODO: say why this is right" in made[0]


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=25).map("".join), st.integers(0, 300), st.integers(0, 300))
def test_no_edit_at_any_place_breaks_a_feature(piece: str, where: int, cursor: int) -> None:
    whole = TRIP.replace("\n    ", "\n").lstrip("\n")
    text = whole[:where] + piece + whole[where:]
    place = at(text, min(cursor, len(text)), BESIDE.replace("\n    ", "\n"), text, is_linted=False)
    completion.offers(place)
    hover.card(place)
    symbols.in_document(place)
    list(lenses.lenses(place))
    actions.actions(place, [one for one in place.state.findings if one.path == place.path][:3])
    actions.fix_all(place)
    with contextlib.suppress(renaming.Refusal):
        renaming.renamed(place, "new-name")
