"""All rules: found by looking into `lint/rules/`, never listed by hand."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from journeyctl import discovery
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint.record import Rule
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = "journeyctl.lint.rules"


@cache
def built_in() -> tuple[Rule, ...]:
    """Return every built-in rule, ordered by code."""
    modules = [discovery.load(PACKAGE, name) for name in discovery.names(PACKAGE)]
    found = {rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    return tuple(sorted(found, key=lambda rule: rule.code))


def known(*others: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the built-in rules and others, ordered by code.

    Raises:
        JourneyctlError: two rules claim one code or name.
    """
    rules = sorted((*built_in(), *chain.from_iterable(others)), key=lambda rule: rule.code)
    claimed: dict[str, Rule] = {}
    for rule in rules:
        for word in (rule.code, rule.name):
            if word in claimed:
                raise JourneyctlError(
                    _("two rules are called '{word}'", word=word), _("give your own rule another code and name")
                )
            claimed[word] = rule
    return tuple(rules)


def named(word: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that a code, a name or a family names.

    Raises:
        JourneyctlError: it names none; the hint has the nearest one.
    """
    rules = tuple(rules)
    found = tuple(rule for rule in rules if rule.answers_to(word))
    if found:
        return found
    families = {rule.code.rstrip("0123456789") for rule in rules}
    known = {word for rule in rules for word in (rule.code, rule.name, rule.family)}
    bare = word.rstrip("*0")  # who writes a pattern means a family
    advice = (
        hint(bare, families) if bare.upper() in families else hint(word, known, _("`journeyctl rules` lists them all"))
    )
    raise JourneyctlError(_("there is no rule or family '{word}'", word=word), advice)
