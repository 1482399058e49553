"""Gaps in channels, measurement, service quality, the business case and processes."""

from __future__ import annotations

from tests.mutations.planting import change, cut, insert, plant, rewrite

CHANNELS = (
    plant("CHN001", cut("touchpoints", "    channel: gates\n"), at="▸gate:"),
    plant(
        "CHN002",
        rewrite(
            "family-day-out", r"touchpoint: (?:trip-planner|desk-visit|gate|train-seat)$", "touchpoint: trip-companion"
        ),
        at="▸family-day-out:",
    ),
    plant("CHN003", change("complaint", "context: full", "context: none", after="- id: desk\n"), at="context: ▸none"),
    plant("CHN004", cut("complaint", ", context: full", after="- id: desk\n"), at="next: [{▸to: receipt}]"),
    plant(
        "CHN005",
        change("complaint", "use: show", "use: ask", after="- id: chat\n"),
        at="item: ▸complaint-story",
        after="- id: chat\n",
    ),
    plant(
        "CHN006",
        change(
            "season-ticket",
            "touchpoint: colleague-chat\n",
            "touchpoint: colleague-chat\n            channel: website\n",
        ),
        at="- ▸id: ask-milo",
    ),
    plant(
        "CHN007",
        cut("season-ticket", "              monitored_by: brand-team\n"),
        at="▸touchpoint:",
        after="- id: google-it",
    ),
    plant(
        "CHN008",
        change(
            "channels",
            "open: mon-fri 07:00-22:00, sat-sun 09:00-20:00",
            "open: mon-fri 09:00-17:00",
            after="  care-phone:",
        ),
        rewrite("business-account", r"hours: open", "hours: elapsed"),
        at="at_most: ▸P2D",
        file="business-account",
    ),
    plant(
        "CHN009",
        change("personas", "prefers: [employer-portal, care-phone]", "prefers: [employer-portal, post]"),
        at="▸post]",
    ),
)

MEASUREMENT = (
    plant(
        "MEA001",
        cut("business-account", "              kpis: [business-revenue]\n", after="- id: yearly-talk"),
        at="▸touchpoint:",
        after="- id: yearly-talk",
    ),
    plant(
        "MEA002",
        change("business-account", "kpis: [business-revenue, invoice-accuracy]", "kpis: [nps]"),
        at="▸kpis: [nps]",
    ),
    plant("MEA003", change("kpis", "incentive: false", "incentive: true"), at="▸incentive: true", after="  nps:\n"),
    plant(
        "MEA004",
        change("kpis", "value: 6.1", "value: 7.3", after="  planning-effort:"),
        at="value: ▸7.3",
        after="  planning-effort:",
    ),
    plant(
        "MEA005",
        rewrite(
            "kpis",
            r"^    formula:\n      nl: geslaagde .*\n      en: .*\n    unit: \"%\"\n    scale: .*\n",
            '    unit: "%"\n',
        ),
        at="▸clean-train:",
    ),
    plant(
        "MEA006",
        change("kpis", "at_least: 94", "at_least: 91", after="  clean-train:"),
        at="▸target:",
        after="  clean-train:",
    ),
    plant("MEA007", cut("kpis", "    baseline: 91.8\n"), at="▸clean-train:"),
    plant(
        "MEA008",
        cut(
            "kpis", "      - {date: 2026-09-30, value: 93.7, n: 402}\n      - {date: 2026-10-31, value: 94.6, n: 431}\n"
        ),
        at="date: ▸2026-08-31",
        after="  clean-train:",
    ),
    plant("MEA009", change("kpis", "value: 94.6", "value: 93.6"), at="value: ▸93.6"),
    plant("MEA010", change("kpis", "n: 431", "n: 21"), at="n: ▸21}"),
    plant("MEA011", cut("kpis", "    target: {at_least: 94}\n", after="  clean-train:"), at="▸clean-train:"),
)

GAPS = (
    plant("GAP101", cut("services", "        evidence: [employer-interviews]\n"), at="- ▸id: one-right-invoice"),
    plant(
        "GAP102",
        change("services", "estimate: 6.0", "estimate: 4.9", after="id: one-right-invoice"),
        at="estimate: ▸4.9",
    ),
    plant("GAP201", cut("services", "        meets: leave-as-easily\n"), at="- ▸id: leave-as-easily"),
    plant("GAP202", change("services", "at_least: 99,", "at_least: 98,"), at="at_least: ▸98,"),
    plant("GAP301", change("services", "at_least: 99,", "at_least: 99.6,"), at="at_least: ▸99.6"),
    plant("GAP302", cut("services", "        kept_by: [leaving-well]\n"), at="- ▸measure: {metric: cancel-screens"),
    plant(
        "GAP401", rewrite("business-account", r"^ {14}standards:\n( {16}.*\n)+", ""), at="- ▸text:\n", after="promises:"
    ),
    plant(
        "GAP402",
        change("services", "PT5M", "PT3M", after="en: The ramp is in place within five minutes}"),
        at="at_most: ▸PT3M",
    ),
    plant("GAP501", change("services", "mean: 6.3, n: 58", "mean: 6.1, n: 58"), at="mean: ▸6.1, n: 58"),
)

BUSINESS = (
    plant(
        "BIZ001", change("improvement", "status: idea", "status: build", after="  filter-direct:"), at="▸filter-direct:"
    ),
    plant(
        "BIZ002",
        change("improvement", "evidence: benchmark", "evidence: none", after="  joiners-and-leavers:"),
        at="evidence: ▸none",
        after="  joiners-and-leavers:",
    ),
    plant("BIZ003", cut("improvement", "          high: 2.2\n"), at="- ▸kpi: bike-first-go"),
    plant(
        "BIZ004",
        change("improvement", "amount: 350000", "amount: 3500000"),
        at="▸business_case:",
        after="  week-price:",
    ),
    plant(
        "BIZ005",
        cut("kpis", "    drives: [{kpi: order-conversion, evidence: experiment, effect: 0.5}]\n"),
        at="▸planning-effort:",
    ),
    plant(
        "BIZ006",
        rewrite("improvement", r"status: live$", "status: build"),
        rewrite("improvement", r"effort: [12]$", "effort: 4"),
        rewrite("improvement", r"date: 202\d-", "date: 2028-"),
        at="▸one-source:",
    ),
    plant(
        "BIZ007",
        insert(
            "improvement",
            "    business_case: {cost: {once: {amount: 40000, currency: EUR}}}\n",
            before="    kpis: [trip-satisfaction]\n",
            after="  carriage-lights:",
        ),
        at="business_case: {▸cost",
    ),
    plant(
        "BIZ008",
        insert(
            "door-to-door",
            "            pains: [{nl: De auto staat er al, en: The car is there already}]\n",
            before="            emotion:",
            after="- id: compare",
        ),
        at="pains: [{▸nl",
    ),
)

PROCESSES = (
    plant("PRC001", cut("touchpoints", "    processes: [campaign-planning]\n"), at="▸meander-news:"),
    plant(
        "PRC002",
        rewrite("behind-the-stage", r"^    follow_up: .*E-ticket.*\n", ""),
        at="▸touchpoint:",
        file="door-to-door",
        after="- id: ticket\n",
    ),
    plant(
        "PRC003", change("behind-the-stage", "reviewed: 2026-10-05", "reviewed: 2026-03-05"), at="reviewed: ▸2026-03-05"
    ),
    plant(
        "PRC004",
        change("touchpoints", "[station-welcome]", "[crew-rostering]", after="  station-host:"),
        at="[▸crew-rostering]",
    ),
    plant(
        "PRC005",
        insert(
            "behind-the-stage",
            "  cleaning: {name: {nl: Schoonmaken, en: Cleaning}, layer: support, owner: people-team}\n",
            before="  crew-rostering:\n",
        ),
        at="▸cleaning:",
    ),
)

MUTATIONS = (*CHANNELS, *MEASUREMENT, *GAPS, *BUSINESS, *PROCESSES)
