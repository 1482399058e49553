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
