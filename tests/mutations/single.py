"""One mistake, one message: gaps that other rules could easily take for gaps of their own.

A reference that leads nowhere counts as a fact that is there; a file that failed may hold whatever is missed; and what
one rule has said, another does not say again.
"""

from __future__ import annotations

from tests.mutations.planting import Mutation, append, change, cut, plant, rewrite
from tests.support import CHECKOUT

FILES = sorted(file.stem for file in (CHECKOUT / "journeys").glob("*.yaml"))
NOWHERE = "nowhere"
# A reference, and how it is written: the part before it that stays, and the name that is misspelt.
REFERENCES = (
    ("behind-the-stage", "depends_on: [", "assistance-dispatch]"),
    ("behind-the-stage", "stores: [", "trip-mark]"),
    ("business-account", "channel: ", "email"),
    ("business-account", "continues_in: [", "door-to-door"),
    ("business-account", "personas: [", "mobility-manager"),
    ("business-account", "service: ", "travel-for-work"),
    ("business-account", "stage: ", "renewal"),
    ("business-account", "to: ", "invite"),
    ("channels", "alternatives: [app, ", "crew-and-hosts]"),
    ("complaint", "channel: ", "social-media"),
    ("complaint", "continues_in: [door-to-door, ", "season-ticket"),
    ("complaint", "monitored_by: ", "customer-care"),
    ("disturbed-trip", "touchpoint: ", "care-menu"),
    ("disturbed-trip-to-be", "      - touchpoint: ", "care-menu"),
    ("disturbed-trip-to-be", "replaces: ", "disturbed-trip"),
    ("disturbed-trip-to-be", "touchpoint: ", "platform-screens"),
    ("door-to-door", "journey: ", "unlock-bike"),
    ("door-to-door", "kpis: [", "transfer-kept"),
    ("door-to-door", "opportunity: ", "room-to-sit"),
    ("door-to-door", "step: ", "plan-b"),
    ("first-trip-with-wheelchair", "item: ", "payment-account"),
    ("improvement", "kpis: [renewal-rate, ", "season-churn"),
    ("improvement", "opportunity: ", "the-family-plan"),
    ("kpis", "drives: [{kpi: ", "order-conversion, evidence: experiment, effect: 0.5}"),
    ("personas", "evidence: [", "traveller-segments]"),
    ("personas", "prefers: [", "employer-portal"),
    ("services", "evidence: [", "leaver-interviews"),
    ("services", "expectation: ", "leave-as-easily"),
    ("services", "kept_by: [", "leaving-well"),
    ("services", "kpi: ", "invoice-accuracy"),
    ("services", "meets: ", "leave-as-easily"),
    ("touchpoints", "channel: ", "milo"),
    ("touchpoints", "owner: ", "refunds-desk\n    processes: [refund-payment]\n    systems: [payments]"),
    ("touchpoints", "processes: [", "campaign-planning"),
    ("unlock-bike", "parent: ", "door-to-door"),
)

BROKEN = (
    *(plant("DOC002", append(file, "@\n"), at="▸@\n") for file in FILES),
    plant("DOC006", cut("behind-the-stage", "    layer: support\n", after="card-production:"), at="▸card-production:"),
    plant("DOC006", cut("channels", "    kind: social\n"), at="▸social-media:"),
    plant("DOC006", cut("insights", "    kind: fact\n", after="servqual-2026:"), at="▸servqual-2026:"),
    plant("DOC006", cut("kpis", "    kind: nps\n"), at="▸nps:"),
    plant("DOC006", cut("organisation", "  name: Meander Rail\n"), at="▸organisation:"),
    plant("DOC006", cut("owners", "    kind: role\n", after="privacy-officer:"), at="▸privacy-officer:"),
    plant("DOC006", cut("personas", "    name: {nl: De forens, en: The commuter}\n"), at="▸commuter:"),
    plant("DOC006", cut("season-ticket", "        name: {nl: Tot ziens, en: Goodbye}\n"), at="- ▸id: goodbye"),
    plant("DOC006", rewrite("services", r"^ +text: .*Eén factuur, en die klopt.*\n", ""), at="- ▸id: one-right"),
    plant("DOC006", cut("touchpoints", "    name: {nl: Poortje, en: Gate}\n"), at="▸gate:"),
    plant("DOC007", change("improvement", "effort: 1", "effort: 9", after="a-lock-that-opens:"), at="effort: ▸9"),
    plant("DOC007", change("unlock-bike", "share: 0.958", "share: 95.8"), at="share: ▸95.8"),
)


def _in_cancel(code: str, line: str, **companions: str) -> Mutation:
    """Take a line out of the contact at which a customer cancels."""
    edit = cut("season-ticket", line, after="- id: cancel\n")
    return plant(code, edit, at="▸touchpoint:", after="- id: cancel\n", companions=companions)


SAID_ONCE = (
    plant("REF001", change("improvement", "[complaint/ask-milo]", "[complaint/nowhere]"), at="▸complaint/nowhere"),
    _in_cancel("CHN001", "              channel: app\n"),
    _in_cancel("MEA001", "              kpis: [season-churn]\n"),
    _in_cancel("OWN001", "              owner: season-tickets\n"),
    _in_cancel(
        "PRC001", "              processes: [leaving-well]\n", PRC002="and nobody follows up what is agreed here"
    ),
    plant("FLO001", change("season-ticket", "to: desk\n", "to: renewal-mail\n"), at="- ▸id: desk"),
    plant("LIF005", cut("disturbed-trip-to-be", "        stage: use\n", after="- id: i-know"), at="- ▸id: i-know"),
    plant(
        "PER001",
        rewrite("business-account", r"^    personas: .*\n", ""),
        at="▸business-account:",
    ),
    plant(
        "CHN001",
        cut("touchpoints", "    channel: milo\n"),
        at="▸milo-chat:",
        companions={"REF003": "no other contact is on the chatbot's channel"},
    ),
    plant(
        "GAP201",
        rewrite("services", r"^    standards:\n      - measure: \{metric: cancel-screens.*\n( {8}.*\n)+", ""),
        at="- ▸id: leave-as-easily",
        companions={"GAP401": "the promise to leavers stood on the same standard"},
    ),
)


def _lost(file: str, before: str, name: str) -> Mutation:
    """Misspell a reference."""
    word = name.split("\n", maxsplit=1)[0].rstrip("],").split(",")[0]
    new = before + NOWHERE + name[len(word) :]
    return plant("REF001", change(file, before + name, new), at=f"▸{NOWHERE}")


MUTATIONS = (*(_lost(*reference) for reference in REFERENCES), *BROKEN, *SAID_ONCE)
