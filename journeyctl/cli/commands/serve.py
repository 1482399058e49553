"""`journeyctl serve`: a live preview of the site on this machine."""

from __future__ import annotations

import itertools
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import Context, today, today_option
from journeyctl.cli.mistakes import complain
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, plain, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from journeyctl.cli.judging import Judged
    from journeyctl.cli.past import Past
    from journeyctl.cli.watching import Snapshot
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Localised
    from journeyctl.model import Workspace
    from journeyctl.site.preview import Preview
    from journeyctl.site.server import Problem, Stage

SECONDS = 0.15
SETTLING = 0.02  # an editor may have emptied the file that it is about to fill
SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  journeyctl serve
  journeyctl serve --port 8080 --today 2026-12-31"""
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any that is free."
)
@click.option(
    "--since", metavar="REF", help="The commit that the overview tells what changed since; by default the last tag."
)
@today_option
@click.pass_obj
def command(context: Context, port: int, since: str | None, today_: str | None) -> None:
    """Show the site while you write, on this machine only.

    The page that you look at follows your files within a second. Findings stand on the pages, as with `build --draft`.
    When a document does not compile, a banner says where, and the last good site stays. Interrupt it to stop; nothing
    is written in the workspace.
    """
    from journeyctl.cli.past import Past
    from journeyctl.site.server import Stage, listening

    today(today_)
    stage = Stage(context.language)
    with tempfile.TemporaryDirectory(prefix="journeyctl-") as aside, listening(stage, port) as server:
        follower = Follower(context, stage, Path(aside), today_, Past(since))
        follower.follow()
        click.echo(f"{server.url}: the preview; interrupt to stop")
        while True:
            time.sleep(SECONDS)
            follower.follow()


@dataclass
class Follower:
    """Makes the site anew from the files as they are.

    Args:
        context: says where the workspace is.
        stage: where the site is shown.
        aside: a folder of our own, outside the workspace.
        today_: the day on which dates are judged, as written; None for the current one.
        past: what git knows of the workspace.
    """

    context: Context
    stage: Stage
    aside: Path
    today_: str | None
    past: Past
    is_whole: bool = False
    _named: set[str] = field(default_factory=set)
    _seen: Snapshot = frozenset()
    _started: int = field(default_factory=time.time_ns)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def follow(self) -> None:
        """Make the site anew when something that it is made from has changed."""
        seen = self._snapshot()
        if seen != self._seen:
            time.sleep(SETTLING)
            seen = self._snapshot()
            known = set(self._named)
            self.refresh()
            self._seen = seen | _states(self.context.root / path for path in self._named - known)

    def refresh(self) -> None:
        """Show the site as the files say it; when they cannot, say why and leave what is shown.

        Without anything to show yet, what can be read of the documents is shown, as in a draft.
        """
        began = time.perf_counter()
        try:
            heading = self._refreshed(replace(self.context))
        except JourneyctlError as error:
            self._fail(error)
        else:
            state = plain(heading) if heading else _("the site is up to date")
            seconds = f"{time.perf_counter() - began:.2f}"
            self.context.log(_("{state} ({seconds} s)", state=state, seconds=seconds))

    def _refreshed(self, context: Context) -> str:
        """Show a new state of the site, or what keeps it back; return the heading over that."""
        from journeyctl.cli.judging import judge
        from journeyctl.lint import Choice

        day = today(self.today_)
        judged = judge(context, Choice(), day)
        self._named |= named_files(judged.compiled.workspace)
        heading, problems = self._wrong(judged)
        stays = bool(problems) and self.is_whole
        old = self.stage.preview
        self.stage.show(None if stays else self._preview(context, judged, day), heading, problems)
        self.is_whole = self.is_whole or not problems
        if old and not stays:
            old.discard()
        return heading

    def _preview(self, context: Context, judged: Judged, day: date) -> Preview:
        """Return a new state of the site, in which the page that is looked at has been made."""
        from journeyctl.site import Source
        from journeyctl.site.preview import Preview

        workspace, rules = judged.compiled.workspace, judged.report.rules
        source = Source(
            context.root, context.settings, workspace, judged.findings, rules, day,
            self.past.changed(context), self.past.since(context, judged, day), self.past.commits(context),
        )  # fmt: skip
        version = f"{self._started:x}-{next(self._numbers)}"
        preview = Preview(source, version, self.aside, context.language, self.stage.preview)
        preview.prepare(self.stage.looked_at)
        return preview

    def _fail(self, error: JourneyctlError) -> None:
        """Show a mistake of the operator."""
        from journeyctl.site.server import Problem

        is_shown = self.stage.preview is not None
        heading = _("The site cannot be made anew; this is how it was") if is_shown else _("The site cannot be made")
        place, advice = str(error.where or ""), self._said(error.advice) if error.advice else ""
        self.stage.show(None, self._said(heading), (Problem(place, self._said(error.what), advice),))
        complain(error, self.context.language)

    def _wrong(self, judged: Judged) -> tuple[str, tuple[Problem, ...]]:
        """Return what does not compile, and a heading over it; nothing when all is well."""
        found = judged.compiled.diagnostics
        if not found:
            return "", ()
        mistakes = plural("{count} mistake in the documents", "{count} mistakes in the documents", len(found))
        heading = (
            _("{mistakes}; this is the site as it was without", mistakes=mistakes)
            if self.is_whole
            else _("{mistakes}; this is what can be read of them", mistakes=mistakes)
        )
        return self._said(heading), tuple(self._problem(one) for one in found[:SHOWN])

    def _problem(self, found: Diagnostic) -> Problem:
        from journeyctl.site.server import Problem

        place = f"{found.path}:{found.span.line}:{found.span.column}"
        return Problem(place, self._said(found.message), self._said(found.help) if found.help else "")

    def _said(self, message: Localised) -> str:
        return self.context.said(message)

    def _snapshot(self) -> Snapshot:
        """Return what tells whether anything that the site is made from has changed."""
        from journeyctl.cli.watching import snapshot

        return snapshot(self.context) | _states(self._beside())

    def _beside(self) -> Iterator[Path]:
        """Yield the files and folders inside the workspace that settings and documents name."""
        from journeyctl.source import files

        root = self.context.root
        try:
            settings = replace(self.context).settings
        except JourneyctlError:
            return
        site = (settings.site.theme.logo, settings.site.templates)
        named = {*settings.extends, *settings.lint.rules, *self._named, *(path for path in site if path)}
        yield from (root / path for path in named if files.inside(root, root / path))


def named_files(workspace: Workspace) -> set[str]:
    """Return the files beside the documents that these name: readings, and pictures of contact moments."""
    from journeyctl.compiler.readings import files_of
    from journeyctl.site import media

    return files_of(workspace) | media.named(workspace)


def _states(paths: Iterable[Path]) -> Snapshot:
    """Return what tells whether a file, or one in a folder or below it, has changed."""
    from journeyctl.cli.watching import states

    return frozenset(states(file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,))))
