"""`journeyctl rules`: the catalogue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.cli.context import Context
    from journeyctl.lint import Rule

FORMATS = ["text", "json", "markdown"]


@click.command(
    epilog="""\b
Examples:
  journeyctl rules
  journeyctl rules --format json
  journeyctl explain OWN001"""
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print.")
@click.pass_obj
def command(context: Context, format_: str) -> None:
    """List every rule: its code, name, severity and profile."""
    from journeyctl.cli.judging import documented_rules

    rules = documented_rules(context)
    writers = {"text": _text, "json": _json, "markdown": _markdown}
    click.echo(writers[format_](rules, context))


def as_json(rule: Rule) -> dict[str, Any]:
    """Return the record of a rule as a JSON object; its examples are complete documents."""
    from journeyctl.lint.examples import pasteable

    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.label,
        "profile": rule.profile.label,
        "since": rule.since,
        "fix": rule.fix or None,
        "options": {
            name: {"default": option.default, "meaning": option.meaning} for name, option in rule.options.items()
        },
        "summary": rule.doc.summary,
        "why": rule.doc.why,
        "source": rule.doc.source,
        "bad": pasteable(rule, rule.doc.bad),
        "good": pasteable(rule, rule.doc.good),
        "exceptions": rule.doc.exceptions,
    }


def _json(rules: Iterable[Rule], _context: Context) -> str:
    document = {"version": 1, "rules": [as_json(rule) for rule in rules]}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _markdown(rules: Iterable[Rule], _context: Context) -> str:
    lines = ["| code | name | severity | profile | what it catches |", "|---|---|---|---|---|"]
    lines += [
        f"| {rule.code} | {rule.name} | {rule.severity.label} | {rule.profile.label} | {rule.doc.summary} |"
        for rule in rules
    ]
    return "\n".join(lines)


def _text(rules: Iterable[Rule], context: Context) -> str:
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", _styled(family, context, bold=True)]
        lines.append(f"  {rule.code:<8}{rule.name:<30}{rule.severity.label:<9}{rule.profile.label}")
    return "\n".join([*lines[1:], "", context.said(_("`journeyctl explain CODE` tells what a rule is about."))])


def _styled(text: str, context: Context, **style: Any) -> str:
    return click.style(text, **style) if context.is_coloured() else text
