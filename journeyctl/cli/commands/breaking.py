"""`journeyctl breaking`: changes that break a promise to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import Context, today, today_option

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.sides import Side


@click.command(
    epilog="""\b
Examples:
  journeyctl breaking --against origin/main...
  journeyctl breaking --against v1.0 --format sarif=breaking.sarif --format text"""
)
@click.option("--against", required=True, metavar="REF", help="The commit, branch or tag that made the promises.")
@click.option(
    "--format", "formats", multiple=True, metavar="FMT[=FILE]", help="How to report, as lint; may be repeated."
)
@today_option
@click.pass_obj
def command(context: Context, against: str, formats: tuple[str, ...], today_: str | None) -> None:
    """Find what others counted on and can no longer: BRK001 to BRK007.

    The working tree is compared with REF; with three dots behind it (`origin/main...`) with the commit where HEAD parted
    from it. Exits with 1 when a promise is broken that `breaking.accepted` in the settings does not name, or when a
    document does not compile.
    """
    from journeyctl.cli.judging import reports
    from journeyctl.history.accepted import without_accepted
    from journeyctl.history.git import find_repository
    from journeyctl.history.record import breaks
    from journeyctl.history.sides import at_ref, working_tree
    from journeyctl.report import Report

    day = today(today_)
    head = working_tree(context.root, context.settings)
    outcome = without_accepted(
        _broken(at_ref(find_repository(context.root), against), head), context.settings.breaking.accepted, day
    )
    for note in outcome.notes:
        context.log(f"journeyctl: {note.in_language(context.language)}")
    rules = {record.code: record for record in breaks()}
    files = len(head.compiled.workspace.documents)
    reports(context, Report(outcome.breaks, files, context.language, rules, width=context.width), formats or ("text",))
    raise click.exceptions.Exit(1 if outcome.breaks else 0)


def _broken(base: Side, head: Side) -> tuple[Diagnostic, ...]:
    """Return the promises that are broken, and the documents of the working tree that do not compile."""
    from journeyctl.history.changes import compare
    from journeyctl.history.record import broken

    failed = [one for one in head.compiled.diagnostics if one.code.startswith("DOC")]
    found = [*broken(compare(base.compiled, head.compiled)), *failed]
    return tuple(sorted(found, key=lambda one: one.order))
