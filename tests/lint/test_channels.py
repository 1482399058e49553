"""CHN: each side of each line."""

from __future__ import annotations

from tests.support import findings, lint

MEANS = """
owners: {sales: {name: Sales, kind: team}, care: {name: Care, kind: team}}
channels:
  web: {name: Web, kind: web}
  phone: {name: Phone, kind: phone}
  gate: {name: Gate, kind: device}
  bot: {name: Bot, kind: chatbot}
  line: {name: Line, kind: phone, automated: true}
  talk: {name: Talk, kind: other}
  reviews: {name: Reviews, kind: review-site, control: earned}
  desk: {name: Desk, kind: phone, open: 'mon-fri 09:00-17:00'}
data: {number: {name: Number, personal: true}, date: {name: Date, personal: false}}
"""


def journey(*steps: str, head: str = "") -> str:
    """Return a journey of one phase; its first step stands in line 4, at column 6 its id. The means follow."""
    listed = ",\n".join(f"    {{{step}}}" for step in steps)
    return (
        f"journeys:\n  ride: {{name: Ride, {head}phases: [\n   {{id: use, name: Use, steps: [\n{listed}]}}]}}\n{MEANS}"
    )


def on(identity: str, channel: str, owner: str = "sales", more: str = "") -> str:
    """Return a step with a contact on a channel."""
    return f"id: {identity}, touchpoint: {{name: T, channel: {channel}, owner: {owner}}}{more}"


def test_a_contact_without_channel_is_reported_at_its_touchpoint() -> None:
    text = journey("id: ask, touchpoint: {name: Ask}", "id: ride, action: Ride")
    assert lint("CHN001", text) == ["4:15 touchpoint 'Ask' has no channel"]


def test_a_shared_touchpoint_without_channel_is_one_finding_whether_it_is_used_or_not() -> None:
    assert lint("CHN001", """
        touchpoints:
          ask: {name: Ask}
          tell: {name: Tell}
          show: {name: Show}
        journeys:
          ride: {name: Ride, phases: [{id: use, name: Use, steps: [
            {id: a, touchpoint: ask}, {id: b, touchpoint: ask}, {id: c, touchpoint: show, channel: web}]}]}
    """) == ["2:3 touchpoint 'ask' has no channel", "3:3 touchpoint 'tell' has no channel"]  # fmt: skip


def test_an_unknown_touchpoint_is_not_told_that_it_has_no_channel() -> None:
    assert lint("CHN001", journey("id: a, touchpoint: nowhere")) == []


def test_a_journey_on_one_channel_is_reported_and_a_micro_journey_is_not() -> None:
    steps = on("a", "web"), on("b", "web"), "id: c, action: Go"
    assert lint("CHN002", journey(*steps)) == ["2:3 journey 'ride' happens on channel 'web' only"]
    assert lint("CHN002", journey(*steps, head="level: micro, ")) == []


def test_one_contact_two_channels_or_an_unknown_one_are_left_alone() -> None:
    assert lint("CHN002", journey(on("a", "web"))) == []
    assert lint("CHN002", journey(on("a", "web"), on("b", "phone"))) == []
    assert lint("CHN002", journey(on("a", "wbe"), on("b", "wbe"))) == []
    assert lint("CHN002", journey(on("a", "web"), on("b", "web"), "id: c, touchpoint: {name: T}")) == []


NONE = ", next: [{to: b, context: none}]"


def test_an_edge_that_loses_context_to_another_channel_or_owner_is_reported_at_the_context() -> None:
    assert lint("CHN003", journey(on("a", "web", more=NONE), on("b", "phone"))) == [
        "4:88 step 'a' loses what the customer told, from channel 'web' to 'phone'"
    ]
    assert lint("CHN003", journey(on("a", "web", more=NONE), on("b", "web", "care"))) == [
        "4:88 step 'a' loses what the customer told, from owner 'sales' to 'care'"
    ]


def test_context_is_not_lost_where_neither_changes_or_one_is_not_known() -> None:
    assert lint("CHN003", journey(on("a", "web", more=NONE), on("b", "web"))) == []
    assert lint("CHN003", journey(on("a", "wbe", more=NONE), on("b", "web"))) == []
    assert lint("CHN003", journey(on("a", "web", more=NONE), "id: b, action: Go")) == []
    assert lint("CHN003", journey(on("a", "web", more=NONE.replace("none", "partial")), on("b", "phone"))) == []


def test_a_hand_over_that_loses_context_is_reported() -> None:
    other = "  fall: {name: Fall, phases: [{id: p, name: P, steps: [{" + on("f", "phone") + "}]}]}\n"
    text = journey(on("a", "web", more=", next: [{journey: fall, context: none}]"))
    assert lint("CHN003", text.replace("\n\nowners", f"\n{other}owners")) == [
        "4:96 step 'a' loses what the customer told, from channel 'web' to 'phone'"
    ]


def test_an_edge_that_says_nothing_about_context_is_reported_where_the_channel_or_owner_changes() -> None:
    assert lint("CHN004", journey(on("a", "web"), on("b", "phone"), on("c", "phone"))) == [
        "4:6 step 'a' does not say what goes along from channel 'web' to 'phone'"
    ]
    assert lint("CHN004", journey(on("a", "web", more=", next: [{to: b}]"), on("b", "web", "care"))) == [
        "4:72 step 'a' does not say what goes along from owner 'sales' to 'care'"
    ]


def test_a_channel_on_which_nobody_tells_anything_has_nothing_to_pass_on() -> None:
    assert lint("CHN004", journey(on("a", "gate"), on("b", "web"), on("c", "reviews"))) == []


ASK = ", data: [{item: number, use: ask}]"


def ways(*targets: str) -> str:
    """Return edges to steps."""
    return ", next: [" + ", ".join(f"{{to: {target}}}" for target in targets) + "]"


def test_a_question_asked_twice_on_one_path_is_reported_at_the_later_one() -> None:
    text = journey(on("a", "web", more=ASK), on("b", "web"), on("c", "phone", more=ASK.replace("ask", "[store, ask]")))
    assert lint("CHN005", text) == ["6:80 step 'c' asks for 'number' again"]
    (found,) = findings(text, "CHN005")
    assert [related.span.line for related in found.related] == [4]


def test_a_question_of_a_shared_touchpoint_is_reported_where_the_step_refers_to_it() -> None:
    shared = "touchpoints: {form: {name: Form, channel: web, owner: sales" + ASK + "}}\n"
    text = journey("id: a, touchpoint: form", "id: b, touchpoint: form") + shared
    assert lint("CHN005", text) == ["5:25 step 'b' asks for 'number' again"]


def test_a_question_asked_on_two_branches_is_asked_once() -> None:
    assert lint("CHN005", journey(
        on("a", "web", more=ways("b", "c")), on("b", "web", more=ASK + ways("d")),
        on("c", "web", more=ASK), on("d", "web"),
    )) == []  # fmt: skip


def test_a_question_asked_again_where_branches_meet_is_reported() -> None:
    found = lint("CHN005", journey(
        on("a", "web", more=ways("b", "c")), on("b", "web", more=ASK + ways("d")),
        on("c", "web"), on("d", "web", more=ASK),
    ))  # fmt: skip
    assert [message.split(" ", 1)[1] for message in found] == ["step 'd' asks for 'number' again"]


def test_a_step_that_is_revisited_in_a_loop_asks_once() -> None:
    assert lint("CHN005", journey(on("a", "web", more=ASK), on("b", "web", more=ways("a", "c")), on("c", "web"))) == []
    assert lint("CHN005", journey(on("a", "web", more=ASK + ways("a", "b")), on("b", "web"))) == []


def test_branches_that_lead_back_to_where_they_part_are_still_two_branches() -> None:
    assert lint("CHN005", journey(
        on("a", "web", more=ways("b", "c", "d")), on("b", "web", more=ASK + ways("a")),
        on("c", "web", more=ASK + ways("a")), on("d", "web"),
    )) == []  # fmt: skip


def test_two_steps_of_one_loop_that_ask_the_same_are_reported_once() -> None:
    found = lint("CHN005", journey(on("a", "web", more=ASK), on("b", "web", more=ASK + ways("a", "c")), on("c", "web")))
    assert [message.split(" ", 1)[1] for message in found] == ["step 'b' asks for 'number' again"]


def test_another_journey_other_data_or_another_use_is_no_repetition() -> None:
    other = "  fall: {name: Fall, phases: [{id: p, name: P, steps: [{" + on("f", "phone", more=ASK) + "}]}]}\n"
    text = journey(on("a", "web", more=ASK + ", next: [{journey: fall}]"))
    assert lint("CHN005", text.replace("\n\nowners", f"\n{other}owners")) == []
    assert lint("CHN005", journey(on("a", "web", more=ASK), on("b", "web", more=ASK.replace("number", "date")))) == []
    assert lint("CHN005", journey(on("a", "web", more=ASK), on("b", "web", more=ASK.replace("ask", "show")))) == []


def test_where_the_path_has_lost_all_context_the_question_is_not_reported_too() -> None:
    steps = on("a", "web", more=ASK + NONE), on("b", "phone", more=ASK)
    assert lint("CHN005", journey(*steps)) == []
    same_channel = on("a", "web", more=ASK + NONE), on("b", "web", more=ASK)
    assert len(lint("CHN005", journey(*same_channel))) == 1


def test_a_bot_from_which_nobody_is_reached_is_reported_at_the_step() -> None:
    assert lint("CHN006", journey(on("a", "bot"), on("b", "web"))) == [
        "4:6 step 'a' leaves the customer alone with 'bot'"
    ]


def test_an_automated_phone_is_a_bot_and_no_person() -> None:
    assert lint("CHN006", journey(on("a", "line"), on("b", "line"))) == [
        "4:6 step 'a' leaves the customer alone with 'line'",
        "5:6 step 'b' leaves the customer alone with 'line'",
    ]


def test_a_person_further_on_in_the_phase_helps() -> None:
    assert lint("CHN006", journey(on("a", "bot"), "id: b, action: Wait", on("c", "phone"))) == []


def phases(edge: str) -> str:
    """Return a bot in one phase and a person in the next; the edge between them is given."""
    return f"""journeys:
  ride: {{name: Ride, phases: [
    {{id: ask, name: Ask, steps: [{{{on("a", "bot", more=edge)}}}]}},
    {{id: use, name: Use, steps: [{{id: b, action: Wait}}, {{{on("c", "phone")}}}]}}]}}
{MEANS}"""


def test_a_person_in_the_next_phase_helps_only_by_a_recovery_edge() -> None:
    assert lint("CHN006", phases("")) == ["3:35 step 'a' leaves the customer alone with 'bot'"]
    assert lint("CHN006", phases(", next: [{to: b, kind: recovery}]")) == []


def test_a_recovery_edge_may_lead_to_a_person_in_another_journey() -> None:
    other = "  call: {name: Call, phases: [{id: p, name: P, steps: [{" + on("f", "phone") + "}]}]}\n"
    for kind, count in (("recovery", 0), ("normal", 1)):
        text = journey(on("a", "bot", more=f", next: [{{journey: call, kind: {kind}}}]"))
        assert len(lint("CHN006", text.replace("\n\nowners", f"\n{other}owners"))) == count


def test_what_is_not_known_may_be_a_person() -> None:
    assert lint("CHN006", journey(on("a", "bot"), "id: b, touchpoint: nowhere")) == []
    assert lint("CHN006", journey(on("a", "bot"), on("b", "nowhere"))) == []
    assert lint("CHN006", journey(on("a", "bot", more=ways("nowhere")), on("b", "web"))) == []


def test_an_earned_channel_in_use_needs_somebody_who_listens() -> None:
    text = journey("id: a, touchpoint: {name: Review, channel: reviews}", on("b", "web"))
    assert lint("CHN007", text) == ["4:13 touchpoint 'Review' is on an earned channel, and nobody listens there"]
    heard = journey("id: a, touchpoint: {name: Review, channel: reviews, monitored_by: care}")
    assert lint("CHN007", heard) == []


def pledge(most: str, hours: str = "elapsed", channel: str = "desk") -> list[str]:
    """Judge a promise of a touchpoint that two steps share."""
    return lint(
        "CHN008",
        f"""
touchpoints:
  ask: {{name: Ask, channel: {channel}, promises: [
    {{text: Soon, measure: {{metric: reply, at_most: {most}, hours: {hours}}}}}]}}
{journey("id: a, touchpoint: ask", "id: b, touchpoint: ask")}""",
    )


def test_a_promise_that_runs_out_while_the_channel_is_closed_is_one_finding_at_the_promise() -> None:
    assert pledge("P2D") == ["3:52 the promise 'Soon' runs out while 'desk' is closed, 64 hours at a stretch"]


def test_a_promise_as_long_as_the_closing_can_be_kept() -> None:
    assert pledge("PT64H") == []


def test_a_promise_in_opening_hours_or_on_a_channel_of_unknown_hours_is_left_alone() -> None:
    assert pledge("PT4H", hours="open") == []
    assert pledge("PT4H", channel="phone") == []
    assert pledge("4") == []


PERSONAS = "personas: {commuter: {name: Commuter, prefers: [web, phone]}}\n"


def test_a_channel_that_a_persona_prefers_and_no_journey_offers_is_reported_at_the_preference() -> None:
    text = PERSONAS + journey(on("a", "web"), head="personas: [commuter], ")
    assert lint("CHN009", text) == ["1:54 persona 'commuter' prefers 'phone', which none of its journeys offers"]
    assert lint("CHN009", text.replace("[commuter]", "everyone")) == lint("CHN009", text)


def test_a_persona_without_journeys_or_with_an_unknown_channel_on_them_is_left_alone() -> None:
    assert lint("CHN009", PERSONAS + journey(on("a", "web"))) == []
    assert lint("CHN009", PERSONAS + journey(on("a", "web"), on("b", "fone"), head="personas: [commuter], ")) == []


def test_a_retired_journey_offers_no_channel() -> None:
    retired = journey(on("a", "phone"), head="personas: [commuter], status: retired, ").replace("ride:", "old:")
    text = PERSONAS + journey(on("a", "web"), head="personas: [commuter], ")
    old = retired.split("\n\n", 1)[0].removeprefix("journeys:\n")
    assert lint("CHN009", text.replace("\n\nowners", f"\n{old}\nowners")) == [
        "1:54 persona 'commuter' prefers 'phone', which none of its journeys offers"
    ]


def test_a_journey_of_thousands_of_steps_with_branches_and_loops_is_judged_without_listing_paths() -> None:
    steps = [
        on(f"s{n}", "web", more=ASK + ways(f"s{n + 1}", f"s{n + 2}", f"s{max(0, n - 9)}")) for n in range(3000)
    ] + [on("s3000", "web"), on("s3001", "web")]  # fmt: skip
    assert len(lint("CHN005", journey(*steps))) == 2999
