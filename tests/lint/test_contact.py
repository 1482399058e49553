"""CON: each side of each line."""

from __future__ import annotations

from tests.support import findings, lint

PRESSURE = """
organisation: {name: O, contact_cap: {max: 3, per: P1M}}
personas:
  strict: {name: S, max_contacts: {max: 1, per: P1M}}
  lenient: {name: L, max_contacts: {max: 9, per: P1M}}
touchpoints:
  news: {name: News, contact: {marketing: true, frequency: {max: 2, per: P1M}}}
  offer: {name: Offer, contact: {marketing: true, frequency: {max: 2, per: P1M}}}
  receipt: {name: Receipt, contact: {frequency: {max: 30, per: P1M}}}
journeys:
  one:
    name: One
    personas: everyone
    phases: [{id: p, name: P, steps: [{id: a, touchpoint: news}, {id: b, touchpoint: receipt}]}]
  two: {name: Two, personas: [lenient], phases: [{id: p, name: P, steps: [{id: a, touchpoint: offer}]}]}
"""


def test_more_marketing_than_the_lower_cap_is_reported_at_that_cap() -> None:
    assert lint("CON001", PRESSURE) == [
        "3:21 persona 'strict' may get 2 marketing contacts a month, and the cap is 1",
        "4:3 persona 'lenient' may get 4 marketing contacts a month, and the cap is 3",
    ]
    assert [related.span[:2] for related in findings(PRESSURE, "CON001")[1].related] == [(6, 22), (7, 24)]


def test_what_reaches_the_cap_and_no_more_is_allowed() -> None:
    assert lint("CON001", PRESSURE.replace("max: 1, per", "max: 2, per").replace("max: 3, per", "max: 4, per")) == []
    assert lint("CON001", PRESSURE.replace("max: 1, per: P1M", "max: 24, per: P1Y").replace("max: 3,", "max: 4,")) == []


def test_branches_do_not_add_up() -> None:
    text = """
        personas: {hasty: {name: H, max_contacts: {max: 2, per: P1M}}}
        journeys:
          buy: {name: Buy, personas: [hasty], phases: [{id: p, name: P, steps: [
            {id: in, action: In, next: [{to: a}, {to: b}]},
            {id: a, next: [], touchpoint: {name: A, contact: {marketing: true, frequency: {max: 2, per: P1M}}}},
            {id: b, next: [], touchpoint: {name: B, contact: {marketing: true, frequency: {max: 1, per: P1M}}}}]}]}
    """
    assert lint("CON001", text) == []
    assert lint("CON001", text.replace("{id: a, next: [],", "{id: a,")) == [
        "1:29 persona 'hasty' may get 3 marketing contacts a month, and the cap is 2"
    ]


def test_without_a_cap_nothing_exceeds_it() -> None:
    text = PRESSURE.replace(", contact_cap: {max: 3, per: P1M}", "").replace(", max_contacts: {max: 1, per: P1M}", "")
    assert lint("CON001", text) == []


RELEVANCE = """
touchpoints:
  news: {name: News, initiator: organisation, contact: {tone: warm}}
  call: {name: Call, initiator: organisation, contact: {purpose: To help}}
  shop: {name: Shop}
  taxi: {name: Taxi, initiator: partner}
journeys:
  j: {name: J, phases: [{id: p, name: P, steps: [{id: a, touchpoint: news}, {id: b, touchpoint: call},
    {id: c, touchpoint: shop}, {id: d, touchpoint: taxi}, {id: e, touchpoint: shop, initiator: organisation}]}]}
"""


def test_a_contact_that_the_organisation_starts_needs_a_purpose() -> None:
    assert lint("CON002", RELEVANCE) == [
        "2:3 touchpoint 'news' is started by the organisation without a purpose",
        "4:3 touchpoint 'shop' is started by the organisation without a purpose",
    ]


def test_a_workspace_without_a_contact_strategy_is_left_alone() -> None:
    without = RELEVANCE.replace(", contact: {tone: warm}", "").replace(", contact: {purpose: To help}", "")
    assert lint("CON002", without) == []


LEAN = """
channels:
  text: {name: Text, kind: messaging, richness: 2}
  desk: {name: Desk, kind: store, richness: 5}
  forum: {name: Forum, kind: review-site, control: earned, richness: 1}
  vague: {name: Vague, kind: other}
touchpoints: {refusal: {name: Refusal, channel: text, contact: {purpose: To know}}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: P
        steps:
          - {id: a, touchpoint: refusal, moment_of_truth: true}
          - {id: b, touchpoint: {name: B, channel: text}, emotion: -1}
          - {id: c, touchpoint: refusal, emotion: -0.5}
          - {id: d, touchpoint: refusal, emotion: -2, channel: desk}
          - {id: e, touchpoint: {name: E, channel: forum}, emotion: -2}
          - {id: f, touchpoint: {name: F, channel: vague}, emotion: -2}
"""


def test_what_matters_on_a_lean_channel_is_reported_where_the_step_leads_to_it() -> None:
    assert lint("CON003", LEAN) == [
        "14:33 step 'Refusal' matters to the customer and happens on lean channel 'text'",
        "15:52 step 'B' matters to the customer and happens on lean channel 'text'",
    ]


TONE = """
organisation: {name: O, tone: [Warm, plain]}
touchpoints: {desk: {name: Desk, contact: {tone: formal}}, mail: {name: Mail, contact: {tone: warm}}}
journeys:
  j: {name: J, phases: [{id: p, name: P, steps: [{id: a, touchpoint: desk}, {id: b, touchpoint: desk},
    {id: c, touchpoint: mail}, {id: d, touchpoint: mail, contact: {tone: stern}}]}]}
"""


def test_a_tone_that_is_not_the_organisations_is_reported_once_where_it_is_written() -> None:
    assert lint("CON004", TONE) == [
        "2:50 touchpoint 'desk' has tone 'formal', which is not the organisation's",
        "5:74 touchpoint 'mail' has tone 'stern', which is not the organisation's",
    ]


def test_an_organisation_without_a_tone_is_left_alone() -> None:
    assert lint("CON004", TONE.replace(", tone: [Warm, plain]", "")) == []


SILENT = """
touchpoints: {desk: {name: Desk, contact: {purpose: To help}}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: P
        steps:
          - {id: ask, touchpoint: desk, next: [{to: hope, wait: P14D}]}
          - {id: hope, action: Hope, next: [{to: doubt, wait: P1D}]}
          - {id: doubt, action: Doubt, next: [{to: told, wait: P1D}]}
          - {id: told, touchpoint: desk, next: [{journey: other, wait: P15D}]}
"""


def test_waits_without_contact_add_up_and_are_reported_where_the_limit_is_passed() -> None:
    assert lint("CON005", SILENT) == [
        "10:63 after step 'Hope' the customer hears nothing for 15 days",
        "12:72 after step 'Desk' the customer hears nothing for 15 days",
    ]


def test_the_limit_is_an_option() -> None:
    assert lint("CON005", SILENT, options={"max-wait": "P16D"}) == []


def test_a_contact_in_between_ends_the_silence() -> None:
    with_news = SILENT.replace("{id: hope, action: Hope,", "{id: hope, touchpoint: {name: News},")
    assert lint("CON005", with_news.replace("P15D", "P1D")) == []


FIRST = """
channels: {forum: {name: Forum, kind: review-site, control: earned}, web: {name: Web, kind: web}}
touchpoints:
  review: {name: Review, channel: forum}
  home: {name: Home, channel: web, contact: {purpose: To find}}
journeys:
  buy: {name: Buy, phases: [{id: look, name: Look, stage: discovery, steps: [
    {id: a, action: A}, {id: b, touchpoint: review}, {id: c, touchpoint: home}, {id: d, touchpoint: {name: D}}]}]}
  use: {name: Use, phases: [{id: use, name: Use, stage: use, steps: [{id: a, touchpoint: {name: A}}]}]}
"""


def test_the_first_contact_of_ours_before_the_commitment_needs_preparing() -> None:
    assert lint("CON006", FIRST) == ["4:3 touchpoint 'home' is a first impression without tone or content"]


def test_a_tone_or_content_prepares_it() -> None:
    assert lint("CON006", FIRST.replace("purpose: To find", "tone: warm")) == []
    assert lint("CON006", FIRST.replace("purpose: To find", "content: Bicycles")) == []
