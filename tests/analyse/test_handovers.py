"""Who hands the customer to whom."""

from __future__ import annotations

from journeyctl.analyse.handovers import owner_links, weakest
from tests.support import compiled


def links(steps: str, more: str = "") -> list[tuple[str, str, int, str | None]]:
    text = f"""
        owners: {{a: {{name: A, kind: team}}, b: {{name: B, kind: team}}, c: {{name: C, kind: team}}}}
        journeys:
          j: {{name: J, phases: [{{id: p, name: P, steps: [{steps}]}}]}}
          k: {{name: K, phases: [{{id: p, name: P, steps: [{{id: k, touchpoint: {{name: K, owner: c}}}}]}}]}}
          {more}
        """
    found = owner_links(compiled(text).workspace)
    return [(link.giver, link.taker, len(link.handovers), link.worst) for link in found]


def contact(key: str, owner: str, next_: str = "") -> str:
    return f"{{id: {key}, touchpoint: {{name: {key}, owner: {owner}}}{f', next: [{next_}]' if next_ else ''}}}"


def test_from_one_owner_to_the_next_with_what_goes_along() -> None:
    steps = f"{contact('x', 'a', '{to: y, context: partial}')}, {contact('y', 'b')}, {contact('z', 'b')}"
    assert links(steps) == [("a", "b", 1, "partial")]


def test_what_the_customer_does_alone_belongs_to_neither_and_the_least_context_counts() -> None:
    alone = "{id: w, action: W, next: [{to: y, context: none}]}"
    steps = f"{contact('x', 'a', '{to: w, context: full}')}, {alone}, {contact('y', 'b')}"
    assert links(steps) == [("a", "b", 1, "none")]


def test_into_another_journey_counts_and_leaving_does_not() -> None:
    assert links(contact("x", "a", "{journey: k}")) == [("a", "c", 1, None)]
    assert links(contact("x", "a", "{journey: k, kind: exit}")) == []


def test_contacts_without_a_known_owner_are_left_out() -> None:
    assert links(f"{contact('x', 'a')}, {{id: y, touchpoint: {{name: Y}}}}") == []


def test_losses_and_silence_are_counted() -> None:
    text = """
        owners: {a: {name: A, kind: team}, b: {name: B, kind: team}}
        journeys:
          j:
            name: J
            phases:
              - id: p
                name: P
                steps:
                  - {id: x, touchpoint: {name: X, owner: a}, next: [{to: y, context: none}, {to: z}]}
                  - {id: y, touchpoint: {name: Y, owner: b}}
                  - {id: z, touchpoint: {name: Z, owner: b}}
        """
    (link,) = owner_links(compiled(text).workspace)
    assert (link.losing, link.unstated, link.worst) == (1, 1, "none")


def test_the_weakest_of_what_is_stated() -> None:
    assert weakest(("full", None, "partial")) == "partial"
    assert weakest((None,)) is None
