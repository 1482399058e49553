"""One mistake, one message: gaps that other rules could easily take for gaps of their own.

A reference that leads nowhere counts as a fact that is there; a file that failed may hold whatever is missed; and what
one rule has said, another does not say again.
"""

from __future__ import annotations

from tests.mutations.planting import change, cut, plant

LOST = (
    ("business-account", "owner: business-sales\n    personas", "owner: nobody-here\n    personas", "owner: ▸nobody-here"),
    ("business-account", "personas: [mobility-manager", "personas: [nobody-here", "personas: [▸nobody-here"),
    ("business-account", "service: travel-for-work", "service: nobody-here", "service: ▸nobody-here"),
    ("business-account", "stage: renewal", "stage: nobody-here", "stage: ▸nobody-here"),
    ("business-account", "channel: email", "channel: nobody-here", "channel: ▸nobody-here"),
    ("business-account", "to: invite", "to: nobody-here", "to: ▸nobody-here"),
    ("business-account", "continues_in: [door-to-door]", "continues_in: [nobody-here]", "continues_in: [▸nobody-here"),
    ("complaint", "channel: social-media", "channel: nobody-here", "channel: ▸nobody-here"),
    ("disturbed-trip", "touchpoint: care-menu", "touchpoint: nobody-here", "touchpoint: ▸nobody-here"),
    ("disturbed-trip-to-be", "touchpoint: platform-screens", "touchpoint: nobody-here", "touchpoint: ▸nobody-here"),
    ("disturbed-trip-to-be", "touchpoint: care-menu", "touchpoint: nobody-here", "touchpoint: ▸nobody-here"),
    ("disturbed-trip-to-be", "replaces: disturbed-trip", "replaces: nobody-here", "replaces: ▸nobody-here"),
    ("door-to-door", "journey: unlock-bike\n", "journey: nobody-here\n", "journey: ▸nobody-here"),
    ("door-to-door", "kpis: [transfer-kept]", "kpis: [nobody-here]", "kpis: [▸nobody-here"),
    ("door-to-door", "step: plan-b", "step: nobody-here", "step: ▸nobody-here"),
    ("door-to-door", "opportunity: room-to-sit", "opportunity: nobody-here", "opportunity: ▸nobody-here"),
    ("complaint", "data: [{item: complaint-story, use: show}]\n              contact", "data: [{item: nobody-here, use: show}]\n              contact", "item: ▸nobody-here"),
    ("touchpoints", "owner: app-team\n    kpis", "owner: nobody-here\n    kpis", "owner: ▸nobody-here"),
    ("touchpoints", "processes: [campaign-planning]", "processes: [nobody-here]", "processes: [▸nobody-here"),
    ("services", "meets: leave-as-easily", "meets: nobody-here", "meets: ▸nobody-here"),
    ("services", "kept_by: [leaving-well]", "kept_by: [nobody-here]", "kept_by: [▸nobody-here"),
    ("services", "kpi: invoice-accuracy", "kpi: nobody-here", "kpi: ▸nobody-here"),
    ("services", "evidence: [leaver-interviews]", "evidence: [nobody-here]", "evidence: [▸nobody-here"),
    ("services", "expectation: leave-as-easily", "expectation: nobody-here", "expectation: ▸nobody-here"),
    ("personas", "prefers: [employer-portal", "prefers: [nobody-here", "prefers: [▸nobody-here"),
    ("personas", "evidence: [traveller-segments]", "evidence: [nobody-here]", "evidence: [▸nobody-here"),
    ("behind-the-stage", "stores: [trip-mark]", "stores: [nobody-here]", "stores: [▸nobody-here"),
    ("behind-the-stage", "depends_on: [assistance-dispatch]", "depends_on: [nobody-here]", "depends_on: [▸nobody-here"),
    ("improvement", "kpis: [renewal-rate, season-churn]", "kpis: [renewal-rate, nobody-here]", "▸nobody-here"),
    ("improvement", "steps: [complaint/ask-milo]", "steps: [complaint/nobody-here]", "▸complaint/nobody-here"),
    ("improvement", "opportunity: the-family-plan", "opportunity: nobody-here", "opportunity: ▸nobody-here"),
    ("kpis", "drives: [{kpi: order-conversion, evidence", "drives: [{kpi: nobody-here, evidence", "kpi: ▸nobody-here"),
    ("channels", "alternatives: [app, crew-and-hosts]", "alternatives: [app, nobody-here]", "▸nobody-here"),
)  # fmt: skip

BROKEN = (
    plant("DOC006", cut("channels", "    kind: social\n"), at="▸social-media:"),
    plant("DOC006", cut("owners", "    kind: role\n", after="  privacy-officer:"), at="▸privacy-officer:"),
    plant("DOC006", cut("personas", "    name: {nl: De forens, en: The commuter}\n"), at="▸commuter:"),
    plant("DOC006", cut("kpis", "    kind: nps\n"), at="▸nps:"),
    plant("DOC006", cut("insights", "    kind: fact\n", after="  servqual-2026:"), at="▸servqual-2026:"),
    plant("DOC006", cut("touchpoints", "    name: {nl: Poortje, en: Gate}\n"), at="▸gate:"),
    plant("DOC006", cut("services", '        text: {nl: "Eén factuur, en die klopt", en: "One invoice, and it is right"}\n'), at="- ▸id: one-right-invoice"),
    plant("DOC006", cut("behind-the-stage", "    layer: support\n", after="  card-production:"), at="▸card-production:"),
    plant("DOC006", cut("improvement", "    name: {nl: Weten waar plek is, en: Knowing where there is room}\n"), at="▸room-to-sit:"),
    plant("DOC006", cut("organisation", "  name: Meander Rail\n"), at="▸organisation:"),
    plant("DOC006", cut("season-ticket", "        name: {nl: Tot ziens, en: Goodbye}\n"), at="- ▸id: goodbye"),
    plant("DOC006", cut("unlock-bike", "              name: {nl: Bonnetje van de rit, en: Receipt for the ride}\n"), at="▸touchpoint:", after="- id: park\n"),
)  # fmt: skip

SAID_ONCE = (
    plant("PRC001", cut("season-ticket", "              processes: [leaving-well]\n", after="- id: cancel\n"), at="▸touchpoint:", after="- id: cancel\n"),
    plant("MEA001", cut("season-ticket", "              kpis: [season-churn]\n"), at="▸touchpoint:", after="- id: cancel\n"),
    plant("OWN001", cut("season-ticket", "              owner: season-tickets\n", after="- id: cancel\n"), at="▸touchpoint:", after="- id: cancel\n"),
    plant("CHN001", cut("season-ticket", "              channel: app\n", after="- id: cancel\n"), at="▸touchpoint:", after="- id: cancel\n"),
    plant("CHN001", cut("touchpoints", "    channel: milo\n"), at="▸milo-chat:", companions={"REF003": "no other contact is on the chatbot's channel"}),
    plant("FLO001", change("season-ticket", "to: desk\n", "to: renewal-mail\n"), at="- ▸id: desk"),
    plant("DAT001", cut("behind-the-stage", "    purpose: {nl: Leren waarom mensen gaan, en: To learn why people go}\n"), at="▸leave-reason:"),
)  # fmt: skip

MUTATIONS = (
    *(plant("REF001", change(file, old, new), at=at) for file, old, new, at in LOST),
    *BROKEN,
    *SAID_ONCE,
)
