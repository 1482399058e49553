"""OWN: each side of each line."""

from __future__ import annotations

from tests.support import lint


def test_a_touchpoint_written_in_place_without_owner_is_reported_at_its_key() -> None:
    assert lint(
        "OWN001",
        """
        journeys:
          buy:
            name: Buy
            phases:
              - id: order
                name: Order
                steps:
                  - id: form
                    touchpoint: {name: Order form, channel: web}
        """,
    ) == ["9:13 touchpoint 'Order form' has no owner"]


def test_a_shared_touchpoint_without_owner_is_one_finding_at_its_entry() -> None:
    assert lint(
        "OWN001",
        """
        touchpoints:
          desk: {name: Desk, channel: store}
        journeys:
          buy:
            name: Buy
            phases:
              - id: order
                name: Order
                steps:
                  - {id: ask, touchpoint: desk}
                  - {id: pay, touchpoint: desk}
        """,
    ) == ["2:3 touchpoint 'desk' has no owner"]


def test_an_owner_on_the_phase_or_the_step_owns_the_contact() -> None:
    assert (
        lint(
            "OWN001",
            """
            touchpoints:
              desk: {name: Desk, channel: store}
            journeys:
              buy:
                name: Buy
                phases:
                  - id: order
                    name: Order
                    owner: sales
                    steps: [{id: ask, touchpoint: desk}]
                  - id: use
                    name: Use
                    steps: [{id: help, touchpoint: desk, owner: service}]
            """,
        )
        == []
    )


def test_a_contact_on_an_earned_channel_needs_no_owner() -> None:
    assert lint("OWN001", """
        channels: {reviews: {name: Reviews, kind: review-site, control: earned}}
        touchpoints: {read: {name: Read, channel: reviews}}
        journeys:
          buy: {name: Buy, phases: [{id: p, name: P, steps: [{id: a, touchpoint: {name: Rate, channel: reviews}}]}]}
    """) == []  # fmt: skip


def test_a_journey_a_process_a_kpi_and_an_initiative_without_owner_are_reported_at_their_ids() -> None:
    text = """
        journeys: {buy: {name: Buy, phases: [{id: p, name: P, steps: []}]}}
        processes: {pay: {name: Pay, layer: support}}
        kpis: {ease: {name: Ease, kind: ces}}
        initiatives: {help: {name: Help}}
    """
    assert lint("OWN002", text) == ["1:12 journey 'buy' has no owner"]
    assert lint("OWN003", text) == ["2:13 process 'pay' has no owner"]
    assert lint("OWN004", text) == ["3:8 KPI 'ease' has no owner"]
    assert lint("OWN005", text) == ["4:15 initiative 'help' has no owner"]


def test_an_owner_that_is_not_known_counts_as_one() -> None:
    assert lint("OWN003", "processes: {pay: {name: Pay, layer: support, owner: nobody}}") == []


def test_an_initiative_that_was_stopped_needs_no_owner() -> None:
    assert lint("OWN005", "initiatives: {help: {name: Help, status: stopped}}") == []


BETWEEN = """
    owners: {sales: {name: S, kind: team}, care: {name: C, kind: team}, shops: {name: W, kind: team}}
    journeys:
      buy: {name: Buy, owner: shops, phases: [{id: p, name: P, steps: [
        {id: a, touchpoint: {name: A, owner: sales}},
        {id: b, touchpoint: {name: B, owner: care}, pains: [I had to wait, {text: Again}]}]}]}
"""


def test_a_pain_between_two_owners_is_reported_at_the_pain() -> None:
    lies = "lies between 'sales' and 'care', and no opportunity takes it up"
    assert lint("OWN006", BETWEEN) == [f"5:57 the pain 'I had to wait' {lies}", f"5:73 the pain 'Again' {lies}"]


def test_a_pain_is_left_alone_where_the_journeys_owner_is_one_of_the_two() -> None:
    assert lint("OWN006", BETWEEN.replace("owner: shops", "owner: sales")) == []
    assert lint("OWN006", BETWEEN.replace("owner: shops", "owner: care")) == []


def test_a_pain_that_an_opportunity_takes_up_is_left_alone() -> None:
    assert lint("OWN006", BETWEEN + "    opportunities: {quick: {name: Quick, steps: [buy/b]}}") == []
    taken = BETWEEN.replace("{text: Again}", "{text: Again, opportunity: quick}")
    assert len(lint("OWN006", taken + "    opportunities: {quick: {name: Quick}}")) == 1


def test_a_pain_after_the_same_owner_is_nobody_elses() -> None:
    assert lint("OWN006", BETWEEN.replace("owner: sales}", "owner: care}")) == []


def test_an_owner_at_work_without_mandate_is_reported_once_others_have_one() -> None:
    text = """
        owners:
          care: {name: Care, kind: team, mandate: Up to 50 euro}
          desk: {name: Desk, kind: team}
          board: {name: Board, kind: role}
          bikes: {name: Bikes, kind: partner}
        processes:
          pay: {name: Pay, layer: support, owner: desk}
          lend: {name: Lend, layer: support, owner: bikes}
    """
    assert lint("OWN007", text) == ["3:3 owner 'desk' has no mandate"]
    assert lint("OWN007", text.replace(", mandate: Up to 50 euro", "")) == []


def test_an_organisation_without_sponsor_or_advocate_is_reported_at_its_key() -> None:
    text = "organisation: {name: Spoke}\n"
    assert lint("OWN008", text) == ["1:1 the organisation names no sponsor for its journeys"]
    assert lint("OWN009", text) == ["1:1 the organisation names no customer advocate"]
    assert lint("OWN008", text + "owners: {care: {name: Care, kind: team, sponsor: care}}") == []
    assert lint("OWN008", "owners: {care: {name: Care, kind: team}}") == []


def owner(name: str, contact: str = "", kind: str = "role") -> list[str]:
    """Judge an owner with this name and contact; return what is said, without its place."""
    more = f", contact: {contact}" if contact else ""
    found = lint("OWN010", f"owners: {{x: {{name: {name}, kind: {kind}{more}}}}}")
    return [message.split(" ", 1)[1] for message in found]


def test_an_owner_called_after_a_person_is_reported_at_the_name() -> None:
    assert lint("OWN010", "owners: {x: {name: Jan de Vries, kind: role}}") == [
        "1:20 owner 'x' is called after a person"
    ]
    for name in ("Mrs Jones", "A. Bakker", "A.B. van den Berg", "Mevrouw Smit", "Anne-Marie Bos"):
        assert owner(name) == ["owner 'x' is called after a person"], name


def test_a_team_a_role_or_a_firm_is_no_person() -> None:
    for name in ("Customer care", "Director of Travellers", "Robin", "Jan Smit team", "Sales", "Raad van Bestuur"):
        assert owner(name) == [], name
    assert owner("Jan de Groot", kind="partner") == []


def test_a_personal_mailbox_is_reported_and_a_shared_one_is_not() -> None:
    for mailbox in ("jan.devries@example.org", "a.bakker@example.org", "Sanne@example.org"):
        assert owner("Refunds", mailbox) == ["owner 'x' is reached at a person's own mailbox"], mailbox
    for mailbox in (
        "info@example.org",
        "customer.care@example.org",
        "reis.advies@example.org",
        "'#refunds'",
        "nl.service@example.org",
    ):
        assert owner("Refunds", mailbox) == [], mailbox
