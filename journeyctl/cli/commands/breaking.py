"""`journeyctl breaking`: changes that break a promise to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import US, Context, today, today_option
from journeyctl.i18n import _

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

    The working tree is compared with REF; with three dots behind it (`origin/main...`) with the commit where HEAD
    parted from it. Exits with 1 when a promise is broken that neither a comment nor `breaking.accepted` in the settings
    accepts, or when a document does not compile.
    """
    from journeyctl.cli.judging import reports, targets
    from journeyctl.history.accepted import without_accepted
    from journeyctl.history.git import find_repository
    from journeyctl.history.record import breaks
    from journeyctl.history.sides import at_ref, working_tree
    from journeyctl.report import Report
    from journeyctl.settings import folder_in_repository

    targets(formats)
    on, accepted = today(today_), context.settings.breaking.accepted
    head = working_tree(context.root, context.settings)
    base = at_ref(find_repository(context.root), against)
    outcome = without_accepted(_broken(base, head), accepted, on)
    for note in outcome.notes:
        context.log(note, US)
    report = Report(
        outcome.breaks, len(head.compiled.workspace.documents), context.language,
        {record.code: record for record in breaks()}, width=context.width, folder=folder_in_repository(context.root),
        nothing=_("No promise is broken in {files}."),
    )  # fmt: skip
    reports(context, report, formats or ("text",))
    raise click.exceptions.Exit(1 if outcome.breaks else 0)


def _broken(base: Side, head: Side) -> tuple[Diagnostic, ...]:
    """Return the promises that are broken and not suppressed, and the documents that do not compile."""
    from journeyctl.compiler.codes import is_of_document
    from journeyctl.history.changes import compare
    from journeyctl.history.record import breaks, broken
    from journeyctl.lint import known
    from journeyctl.lint.plugins import plugin_rules
    from journeyctl.lint.suppression import suppress

    failed = [one for one in head.compiled.diagnostics if is_of_document(one.code)]
    rules = known(head.rules, plugin_rules(head.settings.lint.plugins), breaks())
    found = [*broken(compare(base.compiled, head.compiled)), *failed]
    kept, _comments = suppress(found, head.compiled.workspace.documents.values(), rules)
    return tuple(sorted(kept, key=lambda one: one.order))
