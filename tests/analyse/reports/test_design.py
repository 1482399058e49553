"""Design quality, counted by hand: what is well of what says enough to be judged, and silence where nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from journeyctl.analyse.design import PARTS, design, design_by_journey
from journeyctl.analyse.experience import largest_difference
from journeyctl.analyse.reports import load
from tests.support import TODAY, compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace

ORGANISATION = "    organisation: {name: O, themes: [calm, quick], tone: [plain]}\n"
TEXT = """
    channels: {app: {name: App, kind: app}, desk: {name: Desk, kind: store}}
    personas: {p: {name: P, prefers: [app]}, q: {name: Q}}
    data: {mail: {name: Mail, personal: false}, age: {name: Age, personal: false}}
    touchpoints:
      t: {name: T, channel: desk, themes: [calm], experience: {emotional: 5, sensory: 2},
          data: [{item: mail, use: ask}, {item: age, use: ask}]}
    journeys:
      j: {name: J, personas: [p], phases: [{id: f, name: F, steps: [
        {id: a, touchpoint: t, next: [{to: b, context: full}]},
        {id: b, touchpoint: {name: B, channel: app, themes: [warm], contact: {tone: plain}, experience: {emotional: 2},
          data: [{item: mail, use: [ask, show]}]}, next: [{to: c, when: "It rains", context: none}, {to: d}]},
        {id: c, touchpoint: {name: C, channel: app, themes: [warm, quick], contact: {tone: loud},
          experience: {emotional: 1, sensory: 0}}, next: [{to: d, context: full}]},
        {id: d, action: Goes home}]}]}
      k: {name: K, personas: [q], phases: [{id: f, name: F, steps: [
        {id: a, touchpoint: t}, {id: b, touchpoint: unknown}]}]}
"""


def workspace(text: str) -> Workspace:
    return compiled(text).workspace


def counts(text: str) -> dict[str, tuple[int, int]]:
    return {part.name: (part.tally.some, part.tally.all) for part in design(workspace(text))}


def test_each_part_counts_what_is_well_of_what_can_be_judged() -> None:
    assert counts(ORGANISATION + TEXT.lstrip("\n")) == {
        # a, c and k's a carry calm or quick; b carries warm only; what refers to nothing known is not judged.
        "themed": (3, 4),
        # a-b share nothing, b-c share warm.
        "kin": (1, 2),
        # b is plain, c is loud, the others say nothing.
        "tone": (1, 2),
        # a-b: emotional 5 and 2 lie 3 apart, which is a break; b-c: 2 and 1.
        "even": (1, 2),
        # Of j: the desk is not preferred, the app is; q prefers nothing, so that k is not judged.
        "preferred": (2, 3),
        # j has a way for when it rains, k has not.
        "adapts": (1, 2),
        # j asks mail and age, k too; only mail is ever shown.
        "useful": (2, 4),
        # a-b all comes along, b-c nothing does; c leads to what the customer does alone.
        "carried": (1, 2),
        # j asks mail twice; k asks both once.
        "asked-once": (4, 5),
    }


def test_without_themes_and_tone_of_the_organisation_nothing_is_measured_against_them() -> None:
    found = counts(TEXT)
    assert (found["themed"], found["tone"]) == ((0, 0), (0, 0))


def test_the_journeys_add_up_to_the_whole() -> None:
    space = workspace(ORGANISATION + TEXT.lstrip("\n"))
    by_journey = design_by_journey(space)
    for index, part in enumerate(design(space)):
        assert part.tally.all == sum(parts[index].tally.all for parts in by_journey.values())
        assert part.tally.some == sum(parts[index].tally.some for parts in by_journey.values())


def test_two_contacts_lie_as_far_apart_as_the_sense_in_which_they_differ_most() -> None:
    one, other, third, _action = workspace(TEXT).journeys["j"].steps
    assert largest_difference(one, other) == (3, "emotional")
    assert largest_difference(one, third) == (4, "emotional")  # emotional 5 and 1; sensory 2 and 0
    assert largest_difference(one, _action) is None


def rows(text: str, key: str) -> list[dict[str, Any]]:
    tables = load("design").write(workspace(text), TODAY).tables
    return next(table for table in tables if table.key == key).records()


def test_the_report_names_the_weakest_part_that_can_be_judged_at_three_places() -> None:
    # Of those with three or more: themed 3/4, preferred 2/3, useful 2/4, asked once 4/5; the others have two.
    sheet = load("design").write(workspace(ORGANISATION + TEXT.lstrip("\n")), TODAY)
    assert sheet.lead.in_language("en") == (
        "The weakest is context sensitivity, with 2 of 4 answers of customers that come back to them."
    )
    (chart,) = sheet.pictures
    assert [mark.value for mark in chart.marks] == pytest.approx([75, 200 / 3, 50, 80])  # type: ignore[union-attr] # it has a chart


def test_a_part_that_nothing_is_said_about_is_in_no_table_and_says_what_to_write() -> None:
    sheet = load("design").write(workspace(TEXT), TODAY)
    assert [row["part"].code for row in rows(TEXT, "parts")] == [
        part for part in PARTS if part not in ("themed", "tone")
    ]
    assert [message.in_language("en").split(":")[0] for message in sheet.missing] == [
        "Write the `themes` of the `organisation`, and at contact moments the `themes` they carry.",
        "Write the `tone` of the `organisation`, and in `contact` of contact moments the `tone` of each.",
    ]


def test_every_part_is_called_a_proxy_of_our_own_and_says_where_the_dimension_comes_from() -> None:
    sheet = load("design").write(workspace(TEXT), TODAY)
    notes = " ".join(note.words.in_language("en") for note in sheet.notes if not isinstance(note.words, str))
    assert "proxies of our own" in notes
    assert "Kuehnl, Jozić & Homburg 2019" in notes
    assert sheet.tables[0].columns[1].heading.in_language("en") == "Our own proxy"
