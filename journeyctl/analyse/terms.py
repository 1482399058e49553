"""The fixed values that reports show, with their words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.sheet import Term
from journeyctl.i18n import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVIDENCE: Mapping[str, Message] = {
    "none": _("no evidence"),
    "benchmark": _("benchmark"),
    "correlation": _("correlation"),
    "experiment": _("experiment"),
}
LEVELS: Mapping[str, Message] = {
    "culture": _("culture"),
    "employee": _("employee"),
    "experience": _("experience"),
    "behaviour": _("behaviour"),
    "result": _("result"),
}
CONTEXT: Mapping[str, Message] = {
    "full": _("everything known goes along"),
    "partial": _("part of it goes along"),
    "none": _("the customer starts all over"),
}
DIMENSIONS: Mapping[str, Message] = {
    "reliability": _("reliability"),
    "assurance": _("assurance"),
    "tangibles": _("tangibles"),
    "empathy": _("empathy"),
    "responsiveness": _("responsiveness"),
}
PATHS: Mapping[str, Message] = {"broaden": _("broaden"), "deepen": _("deepen"), "align": _("align")}
INSIGHTS: Mapping[str, Message] = {
    "fact": _("fact"),
    "quote": _("quote"),
    "story": _("story"),
    "assumption": _("assumption"),
}
STATUS: Mapping[str, Message] = {
    "idea": _("idea"),
    "test": _("being tested"),
    "build": _("being built"),
    "live": _("live"),
    "stopped": _("stopped"),
}
BASES: Mapping[str, Message] = {
    "consent": _("consent"),
    "contract": _("contract"),
    "legal-obligation": _("legal obligation"),
    "vital-interests": _("vital interests"),
    "public-task": _("public task"),
    "legitimate-interests": _("legitimate interests"),
}
USES: Mapping[str, Message] = {
    "service": _("service"),
    "analysis": _("analysis"),
    "improvement": _("improvement"),
}
SCENARIOS: Mapping[str, Message] = {
    "low": _("low case"),
    "base": _("base case"),
    "high": _("high case"),
}


def term(words: Mapping[str, Message], code: str | None) -> Term | None:
    """Return a fixed value with its words; nothing for nothing."""
    return Term(code, words[code]) if code is not None else None


def terms(words: Mapping[str, Message], codes: Iterable[str]) -> tuple[Term, ...]:
    """Return fixed values with their words."""
    return tuple(Term(code, words[code]) for code in codes)
