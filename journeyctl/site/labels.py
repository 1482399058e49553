"""The words for what documents write as fixed values: kinds, levels, states; one word for one thing."""

from __future__ import annotations

from journeyctl.analyse.terms import BASES, DIMENSIONS, EVIDENCE, INSIGHTS, LEVELS, PATHS, STATUS, USES
from journeyctl.i18n import Message, _
from journeyctl.render import words

COLLECTIONS: dict[str, Message] = {
    "journeys": _("Journeys"),
    "touchpoints": _("Contact moments"),
    "channels": _("Channels"),
    "owners": _("Owners"),
    "kpis": _("KPIs"),
    "personas": _("Personas"),
    "services": _("Services"),
    "processes": _("Processes"),
    "systems": _("Systems"),
    "data": _("Data"),
    "insights": _("Insights"),
    "opportunities": _("Opportunities"),
    "initiatives": _("Initiatives"),
}
ONE: dict[str, Message] = {
    "journeys": _("Journey"),
    "touchpoints": _("Contact moment"),
    "channels": _("Channel"),
    "owners": _("Owner"),
    "kpis": _("KPI"),
    "personas": _("Persona"),
    "services": _("Service"),
    "processes": _("Process"),
    "systems": _("System"),
    "data": _("Data item"),
    "insights": _("Insight"),
    "opportunities": _("Opportunity"),
    "initiatives": _("Initiative"),
    "steps": _("Step"),
}
KINDS: dict[str, Message] = {
    # channels
    "web": _("website"), "app": _("app"), "email": _("e-mail"), "phone": _("telephone"), "video": _("video"),
    "chat": _("chat"), "chatbot": _("chatbot"), "social": _("social media"), "messaging": _("messages"),
    "store": _("shop or desk"), "face-to-face": _("face to face"), "post": _("post"), "event": _("event"),
    "device": _("device"), "search": _("search engine"), "advertising": _("advertising"),
    "review-site": _("review site"), "other": _("other"),
    # owners
    "team": _("team"), "role": _("role"), "partner": _("partner"),
    # KPIs
    "nps": _("NPS"), "csat": _("CSAT, satisfaction"), "ces": _("CES, ease"), "servqual": _("ServQual"),
    "conversion": _("conversion"), "retention": _("retention"), "churn": _("churn"), "revenue": _("revenue"),
    "cost": _("cost"), "time": _("time"), "count": _("count"), "ratio": _("ratio"), "index": _("index"),
    # personas, insights
    "persona": _("persona"), "segment": _("segment"), **INSIGHTS,
}  # fmt: skip
WORDS: dict[str, Message] = {
    "as-is": _("as it is now"), "to-be": _("as it should be"), "draft": _("draft"), "retired": _("retired"),
    "active": _("in use"), "lifecycle": _("whole relation"), "journey": _("journey"), "micro": _("part of a journey"),
    "customer": _("started by the customer"), "organisation": _("started by us"), "partner": _("started by a partner"),
    "owned": _("ours"), "earned": _("the public's"), "front": _("front stage"), "back": _("back stage"),
    "support": _("support"), "frontstage": _("front stage"), "backstage": _("back stage"),
    **LEVELS, "up": _("higher is better"), "down": _("lower is better"),
    **EVIDENCE, **PATHS, **STATUS, "normal": _("normal"), "recovery": _("recovery"), "exit": _("leaving"),
    "text": _("text"), "voice": _("voice"), "in-person": _("in person"), "video": _("video"),
    **BASES, **USES, **DIMENSIONS,
    "prospect": _("not yet a customer"), "former": _("former customer"), "b2c": _("consumer"), "b2b": _("business"),
    "before": _("before"), "commit": _("commitment"), "after": _("after"), "end": _("the end"),
    "ask": _("asked"), "show": _("shown"), "store": _("stored"), "partial": _("partial"), "full": _("full"),
    "sensory": _("sensory"), "emotional": _("emotional"), "aesthetic": _("aesthetic"), "cognitive": _("cognitive"),
    "relational": _("relational"), "functional": _("functional"), "social": _("social"),
}  # fmt: skip
RELATION: dict[str, Message] = {
    "prospect": _("not yet a customer"), "customer": _("customer"), "former": _("former customer"),
}  # fmt: skip
CONTROL: dict[str, Message] = {"owned": _("ours"), "partner": _("a partner's"), "earned": _("the public's")}
# As in pictures; `waypoints` stands for all channels on pages, so what is none of the kinds has a sign of its own.
OTHER_CHANNEL = "circle-ellipsis"
CHANNEL_ICONS = {**words.ICONS, "other": OTHER_CHANNEL}
ICONS = {
    "journeys": "route", "touchpoints": "map-pin", "channels": "waypoints", "owners": "users", "kpis": "chart-line",
    "personas": "user-round", "services": "gem", "processes": "workflow", "systems": "server", "data": "database",
    "insights": "eye", "opportunities": "lightbulb", "initiatives": "rocket",
}  # fmt: skip


def channel_icon(kind: str | None) -> str:
    """Return the icon of a channel's kind."""
    return CHANNEL_ICONS.get(kind or "other", OTHER_CHANNEL)
