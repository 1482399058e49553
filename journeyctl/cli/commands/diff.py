"""`journeyctl diff`: what changed in meaning between two commits, or since one of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import Context, today, today_option
from journeyctl.i18n import Message, _

if TYPE_CHECKING:
    from datetime import date

    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.show import Shown
    from journeyctl.history.sides import Side

FORMATS = ["text", "json", "markdown"]


@click.command(
    epilog="""\b
Examples:
  journeyctl diff
  journeyctl diff origin/main...
  journeyctl diff v1.0 v1.1 --format markdown
  journeyctl diff --exit-code -o changes.txt"""
)
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of standard output.")
@today_option
@click.pass_obj
def command(
    context: Context,
    base: str | None,
    head: str | None,
    format_: str,
    output: str | None,
    today_: str | None,
    *,
    exit_code: bool,
) -> None:
    """Tell what changed in meaning: entities, their fields, and findings.

    BASE is a commit, a branch or a tag; by default the commit where this work parted from the default branch. With
    three dots behind it (`origin/main...`) it is the commit where HEAD parted from it. HEAD is the working tree by
    default.
    Moving files, layout, the order of keys and comments are no change.
    """
    from journeyctl.cli.writing import deliver
    from journeyctl.history.show import writer

    shown = _shown(context, base, head, today(today_), is_coloured=output is None and context.is_coloured(sys.stdout))
    deliver(writer(format_)(shown).encode(), output)
    raise click.exceptions.Exit(1 if exit_code and shown.has_entries else 0)


def _shown(context: Context, base: str | None, head: str | None, on: date, *, is_coloured: bool) -> Shown:
    from journeyctl.history.changes import compare
    from journeyctl.history.findings import alike, differences
    from journeyctl.history.show import Shown

    before, after = _sides(context, base, head)
    comparison = compare(before.compiled, after.compiled)
    then, now = (_judged(side, after, on) for side in alike(before.compiled, after.compiled))
    findings = differences(comparison, then, now)
    return Shown(
        comparison, findings, before.name, after.name, context.language, context.width, is_coloured, _notes(before)
    )


def _sides(context: Context, base: str | None, head: str | None) -> tuple[Side, Side]:
    from journeyctl.errors import JourneyctlError
    from journeyctl.history.git import find_repository
    from journeyctl.history.sides import at_commit, at_ref, parting, working_tree

    repository = find_repository(context.root)
    before = at_ref(repository, base) if base is not None else at_commit(repository, *parting(repository))
    if head is None:
        return before, working_tree(context.root, context.settings)
    after = at_ref(repository, head)
    if after.is_absent:
        raise JourneyctlError(
            _("there is no workspace at '{head}'", head=head),
            _("name a commit that has journeyctl.yaml here"),
        )
    return before, after


def _judged(compiled: Compiled, judge: Side, on: date) -> tuple[Diagnostic, ...]:
    """Return a side's findings, both sides judged by the rules and settings of the one after."""
    from journeyctl.history.record import breaks
    from journeyctl.lint import Choice, known, run, select
    from journeyctl.lint.plugins import plugin_rules

    settings = judge.settings.lint
    rules = known(judge.rules, plugin_rules(settings.plugins))
    return run(compiled, select(rules, settings, Choice()), on, known=(*rules, *breaks()))


def _notes(before: Side) -> tuple[Message, ...]:

    return (_("There was no workspace at {base}: everything is new.", base=before.name),) if before.is_absent else ()
