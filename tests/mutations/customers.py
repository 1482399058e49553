"""Gaps in data, personas, contact, flow, consistency, accessibility and hygiene."""

from __future__ import annotations

from tests.mutations.planting import BASELINE, Mutation, change, cut, insert, plant, rewrite

STALE_BASELINE = """\
{
  "version": 1,
  "findings": [
    {"rule": "OWN001", "entity": "touchpoints/gate", "path": ""}
  ]
}
"""
SUPPRESSED = "  trip-advice: # journeyctl: ignore[OWN003] the owner is still being found\n"

DATA = (
    plant("DAT001", rewrite("behind-the-stage", r"^    purpose: .*De rit afrekenen.*\n", ""), at="▸bike-ride:"),
    plant("DAT002", cut("behind-the-stage", "    legal_basis: contract\n", after="  bike-ride:"), at="▸bike-ride:"),
    plant("DAT003", cut("behind-the-stage", "    retention: P18M\n", after="  bike-ride:"), at="▸bike-ride:"),
    plant("DAT004", rewrite("behind-the-stage", r"^    withdrawal: .*Onderaan.*\n", ""), at="▸marketing-consent:"),
    plant(
        "DAT005",
        rewrite("behind-the-stage", r"^    safeguards:\n      nl: Alleen zichtbaar.*\n.*\n", ""),
        at="▸assistance-need:",
    ),
    plant(
        "DAT006",
        cut("behind-the-stage", "    used_for: [analysis, improvement]\n", after="  trip-mark:"),
        at="▸trip-mark:",
    ),
    plant("DAT007", cut("behind-the-stage", "    stores: [trip-mark]\n"), at="▸trip-mark:"),
)

PERSONAS = (
    plant("PER001", cut("complaint", "    personas: everyone\n"), at="▸complaint:"),
    plant("PER002", cut("personas", "    evidence: [traveller-segments]\n"), at="▸day-tripper:"),
    plant(
        "PER003",
        change("complaint", "emotion: {score: 0, evidence: [called-back]}", "emotion: 0", after="- id: chat\n"),
        at="▸emotion: 0",
    ),
    plant("PER004", change("insights", "date: 2025-06-12", "date: 2024-06-12"), at="date: ▸2024-06-12"),
    plant(
        "PER005",
        change("complaint", "personas: everyone", "personas: [commuter, day-tripper]"),
        change(
            "business-account", "personas: [mobility-manager, business-traveller]", "personas: [business-traveller]"
        ),
        at="▸mobility-manager:",
        file="personas",
    ),
)

CONTACT = (
    plant(
        "CON001",
        change(
            "touchpoints", "frequency: {max: 1, per: P1M}", "frequency: {max: 1, per: P14D}", after="  meander-news:"
        ),
        at="▸max_contacts",
        file="personas",
        after="  former-subscriber:",
    ),
    plant(
        "CON002", rewrite("unlock-bike", r"^ {16}purpose:\n( {18}.*\n)+", ""), at="▸touchpoint:", after="- id: park\n"
    ),
    plant(
        "CON003",
        change("channels", "richness: 5", "richness: 2", after="  video-call:"),
        at="channel: ▸video-call",
        file="business-account",
        after="- id: yearly-talk",
    ),
    plant("CON004", change("touchpoints", "tone: warm", "tone: formeel", after="  meander-news:"), at="tone: ▸formeel"),
    plant("CON005", change("complaint", "wait: P3D", "wait: P21D"), at="wait: ▸P21D"),
    plant(
        "CON006",
        rewrite("business-account", r"^ {16}tone: direct\n {16}content:\n {18}nl: \"Eén werkgever.*\n.*\n", ""),
        at="▸touchpoint:",
        after="- id: peer-advice",
    ),
)

FLOW = (
    plant("FLO001", change("unlock-bike", "to: call-about-bike", "to: park"), at="- ▸id: call-about-bike"),
    plant(
        "FLO002",
        change("complaint", "next: [{to: receipt, context: full}]", "next: []", after="- id: desk\n"),
        at="▸next: []",
        after="- id: desk\n",
    ),
    plant(
        "FLO003",
        insert(
            "unlock-bike",
            "            next: [{to: cycle}]\n",
            before="            quality: 4\n",
            after="- id: park\n",
        ),
        at="{to: ▸cycle}",
    ),
    plant(
        "FLO004",
        cut("first-trip-with-wheelchair", "                kind: recovery\n"),
        at="- ▸id: behind-the-door",
    ),
    plant(
        "FLO005",
        change("first-trip-with-wheelchair", "share: 0.96", "share: 0.9"),
        at="▸next:",
        after="- id: behind-the-door",
    ),
    plant(
        "FLO006",
        rewrite(
            "first-trip-with-wheelchair",
            r"^ {12}next:\n( {14}.*\n)+",
            "            next: [{to: conductor-helps, kind: recovery, context: full}]\n",
        ),
        at="▸first-trip-with-wheelchair:",
    ),
)

CONSISTENCY = (
    plant(
        "CST001",
        change("touchpoints", "themes: [woord-houden]", "themes: [snel]", after="  refund-form:"),
        at="▸refund-form:",
    ),
    plant(
        "CST002", change("season-ticket", "relational: 2", "relational: 5", after="- id: order\n"), at="relational: ▸5"
    ),
    plant(
        "CST003",
        rewrite("disturbed-trip-to-be", r"^      - touchpoint: refund-form\n( {8}.*\n)+", ""),
        at="replaces: ▸disturbed-trip",
    ),
    plant(
        "CST004",
        change("family-day-out", "personas: [day-tripper]", "personas: [day-tripper, commuter]"),
        at="▸personas:",
    ),
)

ACCESSIBILITY = (
    plant("ACC001", cut("channels", ", alternatives: [app, care-phone]"), at="▸modes: [text]}", after="  bike-lock:"),
    plant(
        "ACC002",
        change(
            "channels",
            "{modes: [voice, text], alternatives: [live-chat, video-call]}",
            "{modes: [voice], alternatives: [phone-menu]}",
        ),
        at="stage: ▸service",
        file="business-account",
    ),
    plant("ACC003", cut("channels", "conformance: WCAG 2.2 AA, ", after="  website:"), at="▸website:"),
    plant(
        "ACC004",
        rewrite("touchpoints", r"^      alt:\n        nl: Breed poortje.*\n.*\n", ""),
        at="▸media:",
        after="  gate:",
    ),
)

HYGIENE = (
    plant(
        "HYG001", change("business-account", "reviewed: 2026-09-15", "reviewed: 2025-09-15"), at="reviewed: ▸2025-09-15"
    ),
    plant("HYG002", cut("business-account", "    review_every: P1Y\n"), at="▸business-account:"),
    plant("HYG003", change("channels", "name: {nl: Brief, en: Letter}", "name: {nl: Brief}"), at="▸name: {nl: Brief}"),
    plant("HYG004", change("business-account", "en: Sums the board believes", "en: TODO"), at="en: ▸TODO"),
    plant(
        "HYG005",
        change("owners", "    kind: role\n", "    kind:   role\n", after="  customer-director:"),
        at="▸    kind:   role",
    ),
    plant("HYG006", change("behind-the-stage", "  trip-advice:\n", SUPPRESSED), at="▸# journeyctl"),
    Mutation("HYG007", (), '▸{"rule": "OWN001"', BASELINE, baseline=STALE_BASELINE),
)

MUTATIONS = (*DATA, *PERSONAS, *CONTACT, *FLOW, *CONSISTENCY, *ACCESSIBILITY, *HYGIENE)
