"""Breaking changes: the examples in their records, the traps, and what is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.history.changes import compare
from journeyctl.history.record import breaks, broken
from journeyctl.lint.examples import CATALOGUE as KNOWN
from journeyctl.source import parse
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.lint import Rule
    from tests.conftest import Run
    from tests.history.repository import Repo

CARD, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"


def whole(example: str) -> str:
    """Return an example with all that it may refer to, the same before and after."""
    (written,) = parse("example.yaml", example).values
    lines = []
    for collection, entries in KNOWN.items():
        lines.append(f"{collection}:")
        lines += [f"  {name}: {entry}" for name, entry in entries.items() if name not in written.get(collection, {})]
    return example + "\n---\n" + "\n".join(lines)


def between(before: str, after: str) -> list[str]:
    """Return the breaks between two documents: code, entity and message."""
    found = broken(compare(compiled(whole(before)), compiled(whole(after))))
    return [f"{one.code} {one.entity}: {one.message.in_language('en')}" for one in found]


@pytest.mark.parametrize("record", breaks(), ids=lambda record: record.code)
def test_the_bad_example_breaks_and_the_good_one_does_not(record: Rule) -> None:
    before, after = record.doc.bad.split("\n---\n")
    for text in (before, after):
        assert compiled(whole(text)).diagnostics == ()
    found = between(before, after)
    assert [line.partition(" ")[0] for line in found] == [record.code], found
    good = between(*record.doc.good.split("\n---\n"))
    assert [line for line in good if line.startswith(record.code)] == []
    assert record.doc.why
    assert record.doc.exceptions


def test_there_are_seven_and_all_are_errors() -> None:
    assert [(record.code, record.name) for record in breaks()] == [
        ("BRK001", "removed-id"), ("BRK002", "renamed-id"), ("BRK003", "owner-lost"), ("BRK004", "moment-unmeasured"),
        ("BRK005", "scope-inward"), ("BRK006", "looser-standard"), ("BRK007", "wider-data-use"),
    ]  # fmt: skip
    assert {record.severity.label for record in breaks()} == {"error"}


JOURNEY = """
journeys:
  order: {name: Order, owner: service, status: STATUS, phases: [
    {id: look, name: Look, stage: awareness, steps: [{id: ask, action: Ask}, {id: see, touchpoint: shop}]},
    {id: use, name: Use, stage: use, steps: [{id: ride, touchpoint: {name: Ride, channel: web, owner: service}}]}]}
touchpoints:
  shop: {name: Shop, channel: store, owner: service}
"""
ORDER = JOURNEY.replace("STATUS", "active")


def test_a_removed_step_is_reported_at_its_phase_and_a_phase_at_its_journey() -> None:
    after = ORDER.replace("{id: ask, action: Ask}, ", "")
    (found,) = broken(compare(compiled(whole(ORDER)), compiled(whole(after))))
    assert (found.entity, found.span.line, found.span.column) == ("journeys/order/steps/ask", 3, 6)
    start, end = ORDER.index("    {id: use"), ORDER.index("]}\ntouchpoints")
    after = ORDER[:start].rstrip().rstrip(",") + ORDER[end:]
    found_all = broken(compare(compiled(whole(ORDER)), compiled(whole(after))))
    assert [(one.code, one.entity, one.span.line) for one in found_all if one.code == "BRK001"] == [
        ("BRK001", "journeys/order/phases/use", 2), ("BRK001", "journeys/order/steps/ride", 2),
    ]  # fmt: skip


def test_a_shared_touchpoint_that_lost_its_owner_is_one_break_with_its_uses() -> None:
    before = ORDER.replace("{id: ask, action: Ask}", "{id: ask, touchpoint: shop}")
    after = before.replace("channel: store, owner: service}", "channel: store}")
    (found,) = broken(compare(compiled(whole(before)), compiled(whole(after))))
    assert (found.code, found.entity, len(found.related)) == ("BRK003", "touchpoints/shop", 2)


def test_an_owner_that_moved_to_the_phase_or_is_another_is_not_lost() -> None:
    assert (
        between(
            ORDER, ORDER.replace("name: Look,", "name: Look, owner: service,").replace("store, owner: service", "store")
        )
        == []
    )
    assert between(ORDER, ORDER.replace("channel: store, owner: service}", "channel: store, owner: sales}")) == []


def test_what_was_a_draft_or_history_promised_nothing() -> None:
    for status in ("draft", "retired"):
        before = JOURNEY.replace("STATUS", status)
        after = before.replace("stage: awareness", "stage: purchase").replace("{id: ask, action: Ask}, ", "")
        assert between(before, after) == []


def test_a_journey_cut_in_two_is_not_drawn_inward() -> None:
    start, end = ORDER.index("    {id: use"), ORDER.index("]}\ntouchpoints")
    ride = ORDER[start:end].strip()
    inward = ORDER[:start].rstrip().rstrip(",") + ORDER[end:]
    found = between(ORDER, inward)
    assert any(line.startswith("BRK005") for line in found)
    assert "journey 'Order' now ends at Awareness; it ended at Use" in " ".join(found)
    cut = inward.replace("status: active", "status: active, continues_in: [riding]")
    cut = cut.replace("touchpoints:\n", f"  riding: {{name: Riding, owner: service, phases: [{ride}]}}\ntouchpoints:\n")
    assert not any(line.startswith("BRK005") for line in between(ORDER, cut))


STANDARD = "touchpoints:\n  desk: {name: Desk, channel: store, owner: service, standards: [{measure: MEASURE}]}\n"


@pytest.mark.parametrize(
    ("old", "new", "is_broken"),
    [
        ("{metric: wait, at_most: PT1H}", "{metric: wait, at_most: PT60M}", False),
        ("{metric: wait, at_most: PT1H}", "{metric: wait, at_most: 61, unit: min}", True),
        ("{metric: wait, at_most: 5, unit: min}", "{metric: wait, at_most: PT5M}", False),
        ("{metric: wait, at_most: PT4H, hours: elapsed}", "{metric: wait, at_most: PT4H}", True),
        ("{metric: wait, at_most: PT4H}", "{metric: wait, at_most: PT8H, hours: elapsed}", False),
        ("{metric: kept, at_least: 95, unit: '%'}", "{metric: kept, at_least: 90, unit: '%'}", True),
        ("{metric: kept, at_least: 95, unit: '%'}", "{metric: kept, at_least: 99, unit: '%'}", False),
        ("{metric: wait, at_most: PT4H}", "{metric: wait, at_most: 4, unit: people}", False),
        ("{metric: wait, at_most: PT4H}", "{metric: kept, at_least: 95, unit: '%'}", True),
    ],
)  # fmt: skip
def test_a_standard_is_looser_only_when_that_is_sure(old: str, new: str, is_broken: bool) -> None:  # noqa: FBT001 - a case
    found = between(STANDARD.replace("MEASURE", old), STANDARD.replace("MEASURE", new))
    assert [line[:6] for line in found] == (["BRK006"] if is_broken else [])


def test_a_standard_written_elsewhere_has_moved() -> None:
    before = ORDER.replace(
        "store, owner: service", "store, owner: service, standards: [{measure: {metric: w, at_most: PT5M}}]"
    )
    after = ORDER.replace("touchpoint: shop", "touchpoint: shop, standards: [{measure: {metric: w, at_most: PT5M}}]")
    assert between(before, after) == []
    assert [line[:6] for line in between(before, ORDER)] == ["BRK006"]


DATA = """
data:
  trips: {name: Trips, personal: true, purpose: Help, legal_basis: contract, retention: P1Y, used_for: [service]}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("P1Y", "P2Y", "data item 'Trips' is kept longer: P2Y, it was P1Y"),
        ("P1Y", "P12M", ""),
        ("P1Y", "As the law asks", ""),
        (" retention: P1Y,", "", "data item 'Trips' is kept longer: no end, it was P1Y"),
        ("contract", "legitimate-interests", "data item 'Trips' rests on legitimate-interests; it was contract"),
        ("contract", "consent", ""),
        ("contract", "public-task", ""),
        ("[service]", "[service, improvement]", "data item 'Trips' is now also used for improvement"),
    ],
)
def test_wider_use_of_data_is_told(old: str, new: str, message: str) -> None:
    found = between(DATA, DATA.replace(old, new))
    assert found == ([f"BRK007 data/trips: {message}"] if message else [])
    assert between(DATA.replace(", used_for: [service]", ""), DATA) == []


def test_a_contact_that_asks_more_personal_data_is_told_and_a_new_one_beyond_its_journey() -> None:
    before = ORDER + DATA
    asks = before.replace("touchpoint: shop", "touchpoint: shop, data: [{item: trips, use: [ask, show]}]")
    assert between(before, asks) == ["BRK007 journeys/order/steps/see: 'Shop' now asks customers for 'Trips'"]
    shows = before.replace("touchpoint: shop", "touchpoint: shop, data: [{item: trips, use: show}]")
    assert between(before, shows) == []
    new = asks.replace("{id: ride,", "{id: again, action: Again, data: [{item: trips, use: ask}]}, {id: ride,")
    assert between(asks, new) == []
    assert (
        len(
            between(
                before,
                before.replace("{id: ride,", "{id: again, action: A, data: [{item: trips, use: store}]}, {id: ride,"),
            )
        )
        == 1
    )


def accepted(repo: Repo, change: str, entity: str, until: str) -> None:
    entry = f"{{change: {change}, entity: {entity}, reason: The desk closes, until: {until}}}"
    repo.write("journeyctl.yaml", f"name: Library\nlanguages: [en]\nbreaking: {{accepted: [{entry}]}}\n")


@pytest.mark.parametrize("change", ["owner-lost", "BRK003"])
def test_an_accepted_break_is_silent_until_its_day_has_passed(run: Run, repo: Repo, change: str) -> None:
    repo.replace(CATALOGUE, "    channel: desk\n    owner: front-desk\n", "    channel: desk\n")
    accepted(repo, change, "touchpoints/borrowing", "2027-01-01")
    assert run("breaking", "--against", "start", "--today", "2027-01-01", cwd=repo.folder).code == 0
    ran = run("breaking", "--against", "start", "--today", "2027-01-02", cwd=repo.folder)
    assert ran.code == 1
    assert "was accepted until 2027-01-01, which has passed" in ran.err


def test_an_acceptance_of_nothing_is_told_and_a_wrong_one_is_the_operators_mistake(run: Run, repo: Repo) -> None:
    accepted(repo, "owner-lost", "touchpoints/borrowing", "2027-01-01")
    ran = run("breaking", "--against", "start", "--today", "2026-11-23", cwd=repo.folder)
    assert (ran.code, "nothing is accepted by `owner-lost` of touchpoints/borrowing any more" in ran.err) == (0, True)
    accepted(repo, "owner-losst", "touchpoints/borrowing", "2027-01-01")
    ran = run("breaking", "--against", "start", cwd=repo.folder)
    assert (ran.code, "did you mean 'owner-lost'?" in ran.err) == (2, True)
    accepted(repo, "owner-lost", "touchpoints/borrowing", "2027-02-30")
    ran = run("breaking", "--against", "start", cwd=repo.folder)
    assert (ran.code, "there is no day '2027-02-30'" in ran.err) == (2, True)


def test_a_comment_suppresses_a_break_as_it_does_a_finding(run: Run, repo: Repo) -> None:
    repo.replace(CATALOGUE, "    channel: desk\n    owner: front-desk\n", "    channel: desk\n")
    assert run("breaking", "--against", "start", cwd=repo.folder).code == 1
    repo.replace(CATALOGUE, "  borrowing:\n", "  # journeyctl: ignore[BRK003] the desk closes\n  borrowing:\n")
    assert run("breaking", "--against", "start", cwd=repo.folder).code == 0


def test_a_journey_that_is_gone_is_one_break_at_its_collection(run: Run, repo: Repo) -> None:
    repo.write(CARD, "journeys:\n  other: {name: Other, phases: [{id: a, name: A, steps: [{id: b, action: B}]}]}\n")
    ran = run("breaking", "--against", "start", "--format", "concise", cwd=repo.folder)
    assert ran.code == 1
    assert [line.split(":")[:3] for line in ran.out.splitlines() if "BRK001" in line] == [[CARD, "1", "1"]]
