"""`journeyctl build`: lint, then write the static site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import US, Context, cache_options, store_of, today, today_option
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.cli.judging import Judged


@click.command(
    epilog="""\b
Examples:
  journeyctl build
  journeyctl build --output /tmp/preview --draft
  journeyctl build --since v1.0
  SOURCE_DATE_EPOCH=1795392000 journeyctl build"""
)
@click.option("--output", metavar="DIR", help="The folder to write to; by default the one in the settings.")
@click.option("--draft", is_flag=True, help="Build whatever is found, and show the findings on the pages.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The least severity that stops the build.",
)
@click.option(
    "--since", metavar="REF", help="The commit that the overview tells what changed since; by default the last tag."
)
@cache_options
@today_option
@click.pass_obj
def command(
    context: Context,
    output: str | None,
    fail_on: str | None,
    since: str | None,
    today_: str | None,
    cache_dir: str | None,
    *,
    no_cache: bool,
    draft: bool,
) -> None:
    """Lint, then write the static site.

    When a finding is as severe as --fail-on, nothing is written and the exit code is 1. The site appears whole or not
    at all: a build that fails or is killed leaves the one that was there.
    """
    from journeyctl.cli.judging import fails, judge, reports, tell_of_left_out
    from journeyctl.cli.past import Past
    from journeyctl.lint import Choice
    from journeyctl.site import Source, build

    day = today(today_)
    folder = _output(context, output)
    store = store_of(context, cache_dir, no_cache=no_cache)
    judged = judge(context, Choice(), day, store)
    if not draft and fails(judged.findings, fail_on or context.settings.lint.fail_on):
        reports(context, judged.report, ("text",))
        context.log(_("nothing was built; mend the findings, or build with --draft to see them on the pages"), US)
        raise click.exceptions.Exit(1)
    tell_of_left_out(context, judged.compiled.workspace)
    if not judged.compiled.workspace.journeys and judged.compiled.workspace.complete:
        context.log(_("there are no journeys yet; `journeyctl init example` makes one to look at"), US)
    _outside_the_sources(folder, judged, context.root)
    past = Past(since)
    source = Source(
        context.root, context.settings, judged.compiled.workspace, judged.findings, judged.report.rules, day,
        past.changed(context), past.since(context, judged, day), past.commits(context),
    )  # fmt: skip
    _tell_of_the_accent(context)
    built = build(source, folder, _progress(context), store)
    pages = plural("{count} page", "{count} pages", built.pages)
    languages = plural("{count} language", "{count} languages", built.languages)
    click.echo(
        context.said(_("{file}: {pages} in {languages}", file=folder / "index.html", pages=pages, languages=languages))
    )


def _output(context: Context, named: str | None) -> Path:
    """Return the folder to write to: the one named, or the settings' one, which must lie inside the workspace."""
    if named is not None:
        return Path(named).resolve()
    written = context.settings.site.output
    folder = (context.root / written).resolve()
    if folder == context.root or not folder.is_relative_to(context.root):
        message = _("`site: output` names '{written}', which is no folder inside the workspace", written=written)
        raise JourneyctlError(message, _("name a folder inside it, or use --output"))
    return folder


def _outside_the_sources(folder: Path, judged: Judged, root: Path) -> None:
    """Make sure that the site does not take the place of the documents that it is made from."""
    if root.is_relative_to(folder):
        raise JourneyctlError(
            _("'{folder}' holds the workspace itself", folder=folder), _("name another folder with --output")
        )
    for path in judged.compiled.workspace.documents:
        if (root / path).resolve().is_relative_to(folder):
            raise JourneyctlError(
                _("'{folder}' holds the document '{path}'", folder=folder, path=path),
                _("name another folder with --output"),
            )


def _tell_of_the_accent(context: Context) -> None:
    """Say when the accent of the settings cannot be read on the pages, and what they use."""
    from journeyctl.render.palette import readable

    accent = context.settings.site.theme.accent
    if readable(accent) != accent:
        used = readable(accent)
        message = _("the accent {accent} is too light to read on the pages; they use {used}", accent=accent, used=used)
        advice = _("write a darker colour in `site: theme: accent`, with a contrast of 4.5 to 1 on white")
        context.log(message, US)
        context.log(_("help: {words}", words=advice), "  ")


def _progress(context: Context) -> Callable[[int, int], None]:
    """Return what shows progress, on a terminal only."""
    if context.quiet or not sys.stderr.isatty():
        return lambda _done, _all: None

    def show(done: int, total: int) -> None:
        pages = context.said(plural("{count} page", "{count} pages", total))
        click.echo(f"\r{done} / {pages}" + ("\r\033[K" if done == total else ""), nl=False, err=True)

    return show
