"""`journeyctl explain`: one rule, with its reason, its examples and its options."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from journeyctl.cli import completing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.cli.context import Context
    from journeyctl.lint import Rule

FORMATS = ["text", "json", "markdown"]


@click.command(
    epilog="""\b
Examples:
  journeyctl explain OWN001
  journeyctl explain ends-at-purchase"""
)
@click.argument("code", shell_complete=completing.rules)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print.")
@click.pass_obj
def command(context: Context, code: str, format_: str) -> None:
    """Explain one rule: what it catches, why it matters, a bad and a good example, when not to use it."""
    from journeyctl.cli.commands.rules import as_json
    from journeyctl.cli.judging import documented_rules
    from journeyctl.lint import named

    found = named(code, documented_rules(context))
    if format_ == "json":
        documents = [as_json(rule) for rule in found]
        click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False))
        return
    write = markdown if format_ == "markdown" else _text
    click.echo("\n\n".join(write(rule, context) for rule in found))


def markdown(rule: Rule, _context: Context | None = None) -> str:
    """Return the page of a rule."""
    return "\n\n".join(_markdown_blocks(rule))


def _markdown_blocks(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield f"*{', '.join(_facts(rule, 'family '))}*"
    yield rule.doc.summary
    yield f"## Why\n\n{rule.doc.why}" + (f"\n\nSource: {rule.doc.source}" if rule.doc.source else "")
    for title, example in (("Bad", rule.doc.bad), ("Good", rule.doc.good)):
        if example:
            yield f"## {title}\n\n```yaml\n{example}\n```"
    if rule.options:
        rows = [f"| `{name}` | `{option.default}` | {option.meaning} |" for name, option in rule.options.items()]
        yield "\n".join(["## Options\n", "| option | default | meaning |", "|---|---|---|", *rows])
    yield f"## When not to use it\n\n{rule.doc.exceptions}"


def _facts(rule: Rule, before_family: str = "") -> Iterator[str]:
    """Yield how severe a rule is, when it judges, and whence it comes; a rule of one's own has no family or version."""
    from journeyctl.lint.record import FAMILIES

    yield rule.severity.label
    yield f"profile {rule.profile.label}"
    if rule.code[:3] in FAMILIES:
        yield f"{before_family}{rule.family}"
        yield f"since {rule.since}"
    else:
        yield "a rule of your own"


def _text(rule: Rule, context: Context) -> str:
    return "\n".join(_text_lines(rule, context))


def _text_lines(rule: Rule, context: Context) -> Iterator[str]:
    width = min(context.width, 100) - 2
    title = f"{rule.code} {rule.name}"
    yield click.style(title, bold=True) if context.is_coloured() else title
    yield " · ".join(_facts(rule))
    for heading, prose in (("", rule.doc.summary), ("Why", rule.doc.why), ("Source", rule.doc.source)):
        yield from _prose(heading, prose, width)
    for heading, example in (("Bad", rule.doc.bad), ("Good", rule.doc.good)):
        if example:
            yield from ("", f"{heading}:", textwrap.indent(example, "    "))
    for name, option in rule.options.items():
        yield from ("", f"Option {name} (default {option.default}): {option.meaning}")
    yield from _prose("When not to use it", rule.doc.exceptions, width)


def _prose(heading: str, prose: str, width: int) -> Iterator[str]:
    if prose:
        yield ""
        yield from textwrap.wrap(f"{heading}: {prose}" if heading else prose, width)
