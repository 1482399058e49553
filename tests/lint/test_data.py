"""DAT: each side of each line."""

from __future__ import annotations

from tests.support import lint

DATA = """
data:
  bare: {name: Bare, personal: true}
  whole:
    name: Whole
    personal: true
    purpose: To call back
    legal_basis: consent
    retention: P1Y
    withdrawal: By phone
    special_category: true
    safeguards: Locked
  plain: {name: Plain, personal: false}
"""


def test_data_without_a_purpose_or_a_term_is_reported_whether_personal_or_not() -> None:
    assert lint("DAT001", DATA) == ["2:3 data item 'bare' has no purpose", "12:3 data item 'plain' has no purpose"]
    assert lint("DAT003", DATA) == [
        "2:3 data item 'bare' does not say how long it is kept",
        "12:3 data item 'plain' does not say how long it is kept",
    ]


def test_personal_data_alone_needs_a_legal_basis() -> None:
    assert lint("DAT002", DATA) == ["2:3 personal data item 'bare' has no legal basis"]


def test_consent_has_to_be_withdrawn_somewhere() -> None:
    assert lint("DAT004", DATA) == []
    assert lint("DAT004", DATA.replace("    withdrawal: By phone\n", "")) == [
        "3:3 data item 'whole' rests on consent that nobody can withdraw"
    ]
    assert lint("DAT004", DATA.replace("    withdrawal: By phone\n", "").replace("consent", "contract")) == []


def test_a_special_category_needs_safeguards() -> None:
    assert lint("DAT005", DATA) == []
    assert lint("DAT005", DATA.replace("    safeguards: Locked\n", "")) == [
        "3:3 data item 'whole' is of a special category and states no safeguards"
    ]


STORED = """
data:
  hobby: {name: Hobby, personal: true}
  phone: {name: Phone, personal: true}
  shown: {name: Shown, personal: true}
  used: {name: Used, personal: true, used_for: [service]}
  asked: {name: Asked, personal: true}
systems: {crm: {name: CRM, stores: [hobby, used]}}
touchpoints:
  desk:
    name: Desk
    data: [{item: phone, use: store}, {item: shown, use: [store, show]}, {item: asked, use: ask}]
"""


def test_data_stored_by_a_contact_or_in_a_system_and_used_for_nothing_is_reported() -> None:
    assert lint("DAT006", STORED) == [
        "2:3 data item 'hobby' is stored and used for nothing",
        "3:3 data item 'phone' is stored and used for nothing",
    ]


def test_data_asked_or_stored_that_no_system_keeps_is_reported() -> None:
    assert lint("DAT007", STORED) == [
        "3:3 data item 'phone' is asked or stored, and no system keeps it",
        "4:3 data item 'shown' is asked or stored, and no system keeps it",
        "6:3 data item 'asked' is asked or stored, and no system keeps it",
    ]


def test_what_is_only_shown_need_not_be_kept() -> None:
    text = """
        data: {delay: {name: Delay, personal: false}}
        journeys: {j: {name: J, phases: [{id: p, name: P, steps: [
          {id: a, touchpoint: {name: A}, data: [{item: delay, use: show}]}]}]}}
    """
    assert lint("DAT007", text) == []
    assert len(lint("DAT007", text.replace("use: show", "use: ask"))) == 1


def test_retired_journeys_ask_for_nothing_any_more() -> None:
    text = """
        data: {delay: {name: Delay, personal: false}}
        journeys: {j: {name: J, status: retired, phases: [{id: p, name: P, steps: [
          {id: a, touchpoint: {name: A, data: [{item: delay, use: ask}]}}]}]}}
    """
    assert lint("DAT007", text) == []
    assert len(lint("DAT007", text.replace("retired", "active"))) == 1


def test_nothing_is_called_absent_while_a_document_fails() -> None:
    assert lint("DAT006", f"{STORED}---\nsystems: {{x: {{nam: X}}}}") == []
    assert lint("DAT007", f"{STORED}---\nsystems: {{x: {{nam: X}}}}") == []
