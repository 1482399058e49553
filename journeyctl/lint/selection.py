"""Which rules judge which files, and how severely: profile, selection, settings, overrides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint.options import days_option
from journeyctl.lint.record import Profile, Rule
from journeyctl.lint.registry import named
from journeyctl.model.values import is_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeyctl.settings import LintSettings, Override


@dataclass(frozen=True)
class Choice:
    """What the person at the terminal chose for this run; it wins over the settings."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Selection:
    """The rules of a run.

    Args:
        rules: every rule that judges at least one file.
        base: the severity of each rule that judges everywhere.
        overrides: for globs of paths, rules added, rules left out, and other severities.
        options: of each rule, by its code; defaults filled in.
    """

    rules: tuple[Rule, ...]
    base: Mapping[str, Severity]
    overrides: tuple[tuple[re.Pattern[str], Mapping[str, Severity | None]], ...]
    options: Mapping[str, Mapping[str, Any]]

    @cached_property
    def told(self) -> str:
        """What tells this selection from any other."""
        overrides = [(pattern.pattern, sorted(changes.items())) for pattern, changes in self.overrides]
        return repr((sorted(self.base.items()), overrides, sorted((code, dict(o)) for code, o in self.options.items())))

    def severity(self, rule: Rule, path: str) -> Severity | None:
        """Return how bad a rule's findings in a file are; None when the rule does not judge it."""
        severity = self.base.get(rule.code)
        for pattern, changes in self.overrides:
            if rule.code in changes and pattern.fullmatch(path):
                severity = changes[rule.code]
        return rule.severity if rule.always else severity


def select(rules: Iterable[Rule], settings: LintSettings, choice: Choice) -> Selection:
    """Return which rules judge.

    `--select` replaces the profile and the settings' selection; the settings' `select` adds to the profile.

    Raises:
        JourneyctlError: a word names no rule, or an option does not exist or has the wrong type.
    """
    rules = tuple(rules)
    chosen = _chosen(rules, settings, choice)
    severities = _severities(rules, settings.severity)
    base = {
        rule.code: severity for rule in chosen if (severity := severities.get(rule.code, rule.severity)) is not None
    }
    overrides = tuple(pair for override in settings.overrides for pair in _override(rules, override))
    added = {code for _pattern, changes in overrides for code, severity in changes.items() if severity is not None}
    running = tuple(rule for rule in rules if rule.code in base or rule.code in added or rule.always)
    return Selection(running, base, overrides, _options(rules, settings.options))


def _chosen(rules: tuple[Rule, ...], settings: LintSettings, choice: Choice) -> set[Rule]:
    added, left_out = _all_named(settings.select, rules), _all_named(settings.ignore, rules)
    if choice.select:
        chosen = _all_named(choice.select, rules)
    else:
        profile = Profile[(choice.profile or settings.profile).upper()]
        chosen = {rule for rule in rules if rule.profile <= profile} | added
        chosen -= left_out - added
    return chosen - _all_named(choice.ignore, rules)


def _all_named(words: Iterable[str], rules: tuple[Rule, ...]) -> set[Rule]:
    return {rule for word in words for rule in named(word, rules)}


def _severities(rules: tuple[Rule, ...], written: Mapping[str, str]) -> dict[str, Severity | None]:
    return {
        rule.code: None if level == "off" else Severity.named(level)
        for word, level in written.items()
        for rule in named(word, rules)
    }


def _override(
    rules: tuple[Rule, ...], override: Override
) -> list[tuple[re.Pattern[str], Mapping[str, Severity | None]]]:
    changes: dict[str, Severity | None] = {rule.code: rule.severity for rule in _all_named(override.select, rules)}
    changes |= _severities(rules, override.severity)
    changes |= dict.fromkeys((rule.code for rule in _all_named(override.ignore, rules)), None)
    return [(glob_pattern(path), changes) for path in override.paths]


@cache
def glob_pattern(glob: str) -> re.Pattern[str]:
    """Return a pattern for a glob of paths: `**` crosses folders, `*` and `?` do not; a folder means all in it."""
    pieces = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob.rstrip("/"))
    return re.compile("".join(pieces.get(part, re.escape(part)) for part in parts) + "(?:/.*)?")


def _options(rules: tuple[Rule, ...], written: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    options = {rule.code: {name: option.default for name, option in rule.options.items()} for rule in rules}
    for word, values in written.items():
        for rule in named(word, rules):
            options[rule.code] |= {name: _checked_option(rule, name, value) for name, value in values.items()}
    return options


def _checked_option(rule: Rule, name: str, value: Any) -> Any:
    option = rule.options.get(name)
    if option is None:
        message = _("rule {code} has no option '{name}'", code=rule.code, name=name)
        raise JourneyctlError(message, _("its options: {known}", known=tuple(rule.options) or _("none")))
    number = isinstance(option.default, int | float)
    fits = isinstance(value, int | float) and not isinstance(value, bool) if number else isinstance(value, str)
    if not fits:
        wanted = _("a number") if number else _("text")
        message = _("option '{name}' of {code} wants {wanted}", name=name, code=rule.code, wanted=wanted)
        raise JourneyctlError(message, _("its default is {default}", default=option.default))
    if isinstance(option.default, str) and is_duration(option.default):
        days_option({name: value}, name)  # who wrote it otherwise is told, also where the rule finds nothing to judge
    return value
