"""Rules in Python, from packages that the settings name: entry points of the group `journeyctl.rules`.

An entry point is a module with rules in it, or one rule. Nothing is loaded that the settings do not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint.record import Rule
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GROUP = "journeyctl.rules"


def plugin_rules(names: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules of the named plugins.

    Raises:
        JourneyctlError: a plugin is not installed, does not load, or holds no rule.
    """
    return tuple(rule for name in names for rule in _load(name))


def _load(name: str) -> Iterable[Rule]:
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    if name not in found.names:
        advice = hint(name, found.names, _("install the package that provides it (entry point {group})", group=GROUP))
        raise JourneyctlError(_("there is no plugin '{name}'", name=name), advice)
    try:
        loaded = found[name].load()
    except Exception as error:
        message = _(
            "the plugin '{name}' does not load: {kind}: {error}", name=name, kind=type(error).__name__, error=str(error)
        )
        raise JourneyctlError(message, _("ask its maker, or take it out of `lint.plugins`")) from error
    rules = _rules_in(loaded)
    if not rules:
        raise JourneyctlError(
            _("the plugin '{name}' holds no rule", name=name), _("an entry point is a rule, or a module with rules")
        )
    return rules


def _rules_in(loaded: Any) -> tuple[Rule, ...]:
    if isinstance(loaded, Rule):
        return (loaded,)
    return tuple(value for value in getattr(loaded, "__dict__", {}).values() if isinstance(value, Rule))
