"""Gaps in documents, references, structure, ownership and lifecycle."""

from __future__ import annotations

from tests.mutations.planting import Mutation, append, change, cut, insert, plant, rewrite

ANOTHER_PHASE = """\
      - id: seated
        name: {nl: In de trein, en: On the train}
        stage: use
        steps:
"""
BEFORE_THE_PURCHASE_NO_MORE = """\
stages:
  need: {name: {nl: Behoefte, en: Need}, moment: after, order: 10}
  awareness: {name: {nl: Bekendheid, en: Awareness}, moment: after, order: 20}
  discovery: {name: {nl: Verkenning, en: Discovery}, moment: after, order: 30}
  consideration: {name: {nl: Afweging, en: Consideration}, moment: after, order: 40}
"""

DOCUMENTS = (
    Mutation(
        "DOC001",
        (append("owners", "# André\n"),),
        "▸# yaml-language-server",
        "owners",
        encoding="cp1252",
    ),
    plant(
        "DOC002",
        change("owners", "en: Conductors and drivers}", "en: Conductors and drivers"),
        at="    kind▸: team",
        after="train-crew:",
    ),
    plant(
        "DOC003",
        append("owners", "    kind: partner\n"),
        at="    ▸kind: partner\n",
        after="inzet@streekvervoer-oost.example\n",
    ),
    plant("DOC004", change("owners", "  stations:\n", "  stations: &stations\n"), at="stations: ▸&stations"),
    plant("DOC005", change("owners", "department: Directie", "departement: Directie"), at="▸departement"),
    plant("DOC006", cut("owners", "    kind: team\n", after="  stations:"), at="▸stations:\n"),
    plant("DOC007", change("owners", "kind: team", "kind: squad", after="  stations:"), at="kind: ▸squad"),
    plant(
        "DOC008",
        append("services", "owners:\n  stations: {name: {nl: Stations, en: Stations}, kind: team}\n"),
        at="owners:\n  ▸stations",
    ),
    plant("DOC009", append("services", f"x-notes: {'[' * 70}{']' * 70}\n"), at=f"x-notes: {'[' * 63}▸["),
)

REFERENCES = (
    plant(
        "REF001",
        change("behind-the-stage", "owner: app-team", "owner: app-tem", after="  trip-advice:"),
        at="owner: ▸app-tem",
    ),
    plant(
        "REF002",
        change(
            "behind-the-stage",
            "layer: support\n",
            "layer: support\n    depends_on: [station-welcome]\n",
            after="crew-rostering:",
        ),
        at="depends_on: [▸crew-rostering]",
        after="  station-welcome:",
    ),
    plant(
        "REF003",
        append("owners", "  night-desk: {name: {nl: Nachtbalie, en: Night desk}, kind: team}\n"),
        at="▸night-desk",
    ),
)

STRUCTURE = (
    plant(
        "STR001",
        insert(
            "complaint",
            "      - {id: silence, name: {nl: Stilte, en: Silence}, stage: service, steps: []}\n",
            before="      - id: put-right\n",
        ),
        at="{▸id: silence",
    ),
    plant(
        "STR002",
        insert("door-to-door", ANOTHER_PHASE, before="          - id: board\n"),
        at="▸door-to-door:",
    ),
    plant("STR003", change("business-account", "nl: Handtekening", "nl: Commercie"), at="nl: ▸Commercie"),
    plant("STR004", cut("business-account", "score: -1, "), at="▸target: 1"),
)

OWNERSHIP = (
    plant("OWN001", cut("touchpoints", "    owner: stations\n", after="  gate:"), at="▸gate:"),
    plant(
        "OWN002",
        change("business-account", "    owner: business-sales\n    personas", "    personas"),
        at="▸business-account:",
    ),
    plant("OWN003", cut("behind-the-stage", "    owner: app-team\n", after="  trip-advice:"), at="▸trip-advice:"),
    plant("OWN004", cut("kpis", "    owner: train-crew\n", after="  clean-train:"), at="▸clean-train:"),
    plant("OWN005", cut("improvement", "    owner: app-team\n", after="  filter-direct:"), at="▸filter-direct:"),
    plant(
        "OWN006",
        insert(
            "first-trip-with-wheelchair",
            "            pains: [{nl: Hij wist niet dat ik kwam, en: He did not know I was coming}]\n",
            before="            importance: 5\n",
            after="- id: conductor-helps",
        ),
        at="pains: [{▸nl",
    ),
    plant(
        "OWN007",
        rewrite("owners", r"^    mandate:\n      nl: \"Alles in de app.*\n.*\n", ""),
        at="▸app-team:",
    ),
    plant(
        "OWN008",
        cut("organisation", "    sponsor: customer-director\n"),
        rewrite("owners", r"^    sponsor: customer-director\n", ""),
        at="▸organisation:",
        companions={"REF003": "the director was there as a sponsor only, and is named by nobody now"},
    ),
    plant("OWN009", cut("organisation", "    customer_advocate: insight-team\n"), at="▸organisation:"),
    plant(
        "OWN010",
        change("owners", "klantinzicht@meander-rail.example", "anna.smit@meander-rail.example"),
        at="▸anna.smit",
    ),
)

LIFECYCLE = (
    plant(
        "LIF001",
        cut("family-day-out", "    continues_in: [door-to-door]\n"),
        change("family-day-out", "stage: use", "stage: purchase"),
        change("family-day-out", "stage: advocacy", "stage: purchase"),
        at="▸family-day-out:",
    ),
    plant(
        "LIF002",
        change("family-day-out", "stage: need", "stage: purchase"),
        change("family-day-out", "stage: consideration", "stage: purchase"),
        at="stage: ▸purchase",
        after="id: shall-we",
    ),
    plant("LIF003", rewrite("business-account", r"^    trigger:\n(      .*\n)+", ""), at="▸business-account:"),
    plant("LIF004", rewrite("business-account", r"^    outcome:\n(      .*\n)+", ""), at="▸business-account:"),
    plant("LIF005", cut("business-account", "        stage: service\n"), at="- ▸id: fix-it"),
    plant(
        "LIF006",
        change("business-account", "stage: renewal", "stage: consideration"),
        at="stage: ▸consideration",
        after="- id: second-year",
    ),
    plant("LIF007", change("organisation", "stages:\n", BEFORE_THE_PURCHASE_NO_MORE), at="▸organisation:"),
    plant(
        "LIF008", change("season-ticket", "stage: exit", "stage: advocacy"), at="▸organisation:", file="organisation"
    ),
    plant(
        "LIF009",
        change("season-ticket", "stage: awareness", "stage: discovery"),
        at="▸organisation:",
        file="organisation",
    ),
    plant(
        "LIF010",
        cut("first-trip-with-wheelchair", "    continues_in: [door-to-door]\n"),
        at="▸first-trip-with-wheelchair:",
    ),
    plant(
        "LIF011",
        insert("family-day-out", "            quality: 5\n", before="            insights: [families-pack-more]\n"),
        insert("family-day-out", "            quality: 2\n", before="            touchpoint: train-seat\n"),
        at="quality: ▸2",
    ),
)

MUTATIONS = (*DOCUMENTS, *REFERENCES, *STRUCTURE, *OWNERSHIP, *LIFECYCLE)
