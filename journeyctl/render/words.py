"""Words, figures and icons that several pictures share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date
from babel.numbers import format_percent
from babel.units import format_unit

from journeyctl.i18n import Message, _, locale_of
from journeyctl.i18n import figure as written
from journeyctl.model.values import DURATION, day
from journeyctl.render.metrics import REMEMBERED, clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.i18n import Localised
    from journeyctl.model import Step, spec

ICONS: Mapping[str, str] = {
    "web": "globe", "app": "smartphone", "email": "mail", "phone": "phone", "video": "video", "chat": "message-circle",
    "chatbot": "bot", "social": "users", "messaging": "message-square", "store": "store", "face-to-face": "handshake",
    "post": "mailbox", "event": "calendar-days", "device": "monitor-smartphone", "search": "search",
    "advertising": "megaphone", "review-site": "star", "other": "waypoints",
}  # fmt: skip
SHAPES: Mapping[str, str] = {
    "web": "screen", "app": "screen", "device": "screen", "search": "screen", "review-site": "screen",
    "email": "message", "messaging": "message", "chat": "message", "chatbot": "message", "social": "message",
    "post": "message", "advertising": "message",
    "phone": "person", "video": "person", "store": "person", "face-to-face": "person", "event": "person",
}  # fmt: skip
SHAPE_WORDS: Mapping[str, Message] = {
    "screen": _("on a screen"),
    "message": _("in a message"),
    "person": _("with a person"),
}
KIND_WORDS: Mapping[str, Message] = {"normal": _("next"), "recovery": _("recovery"), "exit": _("leaving")}
UNITS = ("year", "month", "week", "day", "", "hour", "minute", "second")
MINUS = "\u2212"


def said(text: Localised | str | None, language: str) -> str:
    """Return words in a language on one line, safe to draw; nothing for None."""
    if text is None:
        return ""
    return clean(text if isinstance(text, str) else text.in_language(language))


def percent(share: float, language: str) -> str:
    """Write a share of 0 to 1: `61%`, `0.5%`."""
    pattern = "0.#%" if share < 0.1 else "0%"  # noqa: PLR2004 - small shares need their decimal
    return str(format_percent(share, format=pattern, locale=locale_of(language))).replace("%", "\u00a0%")


def decimal(value: float, language: str) -> str:
    """Write a number as a language does, with at most two decimals and a true minus."""
    return _decimal(round(value, 2), language)


@lru_cache(maxsize=REMEMBERED)
def _decimal(value: float, language: str) -> str:
    return written(value, None, locale_of(language)).replace("-", MINUS)


def signed(score: float, language: str) -> str:
    """Write an emotion's score with its sign: `+1`, `0`, and a true minus."""
    return ("+" if score > 0 else "") + decimal(score, language)


def figure(value: float, unit: str | None, language: str) -> str:
    """Write a value with its unit: `90.6 %`, `3.6 min`."""
    return f"{decimal(value, language)}\u00a0{clean(unit)}" if unit else decimal(value, language)


def target_words(kpi: spec.Kpi, language: str) -> str:
    """Write what is good enough for a KPI: `target 92 % or more`; nothing when none is stated."""
    if kpi.target is None:
        return ""
    least, most = kpi.target.at_least, kpi.target.at_most
    limit = figure(least if least is not None else most or 0.0, kpi.unit, language)
    sentence = (
        _("target {limit} or more", limit=limit) if least is not None else _("target {limit} or less", limit=limit)
    )
    return said(sentence, language)


def date_words(written: str, language: str) -> str:
    """Write a day in words."""
    return str(format_date(day(written), format="long", locale=locale_of(language)))


def duration_words(duration: str, language: str) -> str:
    """Write an ISO 8601 duration in words: `PT6M` as `6 min`."""
    found = re.match(DURATION, duration)
    parts = zip(found.groups() if found else (), UNITS, strict=False)
    amounts = [(int(part[:-1]), unit) for part, unit in parts if part and unit]
    locale = locale_of(language)
    words = [str(format_unit(amount, f"duration-{unit}", "short", locale=locale)) for amount, unit in amounts]
    return " ".join(words).replace(",", "") or duration


class Answers(NamedTuple):
    """Who answers for a contact: words, how they look, and the owner to follow."""

    words: str
    look: str
    ref: str = ""


def is_public(step: Step) -> bool:
    """Tell whether a contact happens on a channel that belongs to nobody: what others say about us."""
    return step.owner is None and step.channel_spec is not None and step.channel_spec.control == "earned"


def answers_for(step: Step, language: str) -> Answers:
    """Return who answers for a contact: its owner, who listens in where nobody can own it, or nobody."""
    owner = step.workspace.owners.get(step.owner or "")
    if owner:
        return Answers(said(owner.name, language), "", owner.ref)
    listener = step.workspace.owners.get(step.monitored_by or "")
    if listener and is_public(step):
        return Answers(said(_("{name} listens in", name=listener.name), language), "quiet-text", listener.ref)
    return Answers(step.owner or said(_("nobody"), language), "is-error")


def icon_of(kind: str) -> str:
    """Return the icon of a channel's kind."""
    return ICONS.get(kind, "waypoints")


def shape_of(kind: str) -> str:
    """Return the outline of a channel's kind."""
    return SHAPES.get(kind, "screen")
