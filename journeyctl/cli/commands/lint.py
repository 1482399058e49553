"""`journeyctl lint`: compile the workspace and print what was found."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli import completing
from journeyctl.cli.context import US, Context, cache_options, store_of, today, today_option
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.cli.judging import Judge, Judged
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report import Report

SEVERITIES = ["error", "warning", "info"]
STDIN = "-"


@click.command(
    epilog="""\b
Examples:
  journeyctl lint
  journeyctl lint journeys/door-to-door.yaml
  journeyctl lint --format sarif=out.sarif --format text
  journeyctl lint --select OWN,FLO002 --fail-on warning
  journeyctl lint --fix --diff
  journeyctl lint --write-baseline
  journeyctl lint --since origin/main
  journeyctl lint - --stdin-filename journeys/trip.yaml < trip.yaml"""
)
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FMT[=FILE]",
    shell_complete=completing.formats,
    help="How to report; may be repeated.",
)
@click.option("--profile", type=click.Choice(["core", "recommended", "strict"]), help="How much is asked.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.rules,
    help="Only these codes, names or families.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.rules,
    help="Not these codes, names or families.",
)
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="The least severity that gives exit 1.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), default="info", help="The least severity that is shown.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what a document means.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what a person should look at, such as a TODO to fill in.")
@click.option("--diff", is_flag=True, help="Show the fixes; write nothing.")
@click.option("--baseline", metavar="FILE", help="The file of known findings, which are not reported.")
@click.option("--write-baseline", is_flag=True, help="Make today's findings the known ones.")
@click.option("--add-ignore", metavar="REASON", help="Write a comment that suppresses it beside each finding.")
@click.option("--stdin-filename", metavar="PATH", help="The document that standard input (PATHS is -) stands for.")
@click.option("--since", metavar="REF", help="Only what a change since a git ref has to do with.")
@cache_options
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes.")
@today_option
@click.pass_obj
def command(
    context: Context,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    min_severity: str,
    baseline: str | None,
    add_ignore: str | None,
    stdin_filename: str | None,
    since: str | None,
    today_: str | None,
    cache_dir: str | None,
    *,
    no_cache: bool,
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    write_baseline: bool,
    watch: bool,
) -> None:
    """Find the gaps in your journeys.

    The whole workspace is compiled; with PATHS only findings in those files and folders are shown. Exits with 1 when a
    finding is as severe as --fail-on, or when a document does not compile.

    A comment `# journeyctl: ignore[OWN001] reason` suppresses a finding on its line, or, on a line of its own, in the
    whole entry below it.
    """
    from journeyctl.cli.judging import baseline_place, fails, judge_for, reports, targets
    from journeyctl.lint import Choice

    asked = targets(formats)
    choice = Choice(profile, _words(select), _words(ignore))
    changes = Changes(fix or unsafe_fixes or diff, write_baseline, add_ignore)
    changes.check(paths, watch=watch)

    def once(context: Context) -> int:
        place = None if write_baseline else baseline_place(context, baseline)
        judge = judge_for(context, choice, today(today_), place)
        judge = replace(judge, store=store_of(context, cache_dir, no_cache=no_cache))
        run = Run(judge, paths, stdin_filename, Severity.named(min_severity), since)
        run.heed_paths()
        if write_baseline:
            run = _write_baseline(run, baseline)
        elif add_ignore is not None:
            run = _add_ignores(run, add_ignore)
        elif changes.fixes:
            run = _mend(run, unsafe=unsafe_fixes, diff=diff)
        if formats or not diff:
            reports(context, run.report, formats or ("text",))
        if statistics:
            _print_statistics(run.shown, err=any(target.is_for_programs for target in asked))
        return 1 if fails(run.inside, fail_on or context.settings.lint.fail_on) else 0

    if watch:
        from journeyctl.cli.watching import watch as watch_

        watch_(context, once)
    gc.disable()  # what one run makes it keeps to its end, so looking for what may be forgotten finds nothing
    raise click.exceptions.Exit(once(context))


@dataclass(frozen=True)
class Changes:
    """What a run is asked to change: one thing at most, and nothing while it watches or reads standard input."""

    fixes: bool
    writes_baseline: bool
    ignores_for: str | None

    def check(self, paths: tuple[str, ...], *, watch: bool) -> None:
        """Raise JourneyctlError for what does not go together."""
        changes = sum([self.fixes, self.writes_baseline, self.ignores_for is not None])
        if changes > 1:
            message = _("--fix, --write-baseline and --add-ignore exclude each other")
            raise JourneyctlError(message, _("run one after the other"))
        if changes and STDIN in paths:
            raise JourneyctlError(_("standard input cannot be changed"), _("name the file instead of `-`"))
        if watch and (changes or STDIN in paths):
            raise JourneyctlError(_("--watch changes nothing, and reads files only"), _("leave --watch out"))
        if self.writes_baseline and paths:
            raise JourneyctlError(_("a baseline is of the whole workspace"), _("leave the paths out"))
        reason = self.ignores_for
        if reason is not None and not (reason.strip() and reason.isprintable()):
            raise JourneyctlError(
                _("--add-ignore wants a reason, on one line"), _("say why these findings are accepted")
            )


@dataclass(frozen=True)
class Run:
    """One judgement of the workspace, and what of it was asked for."""

    judge: Judge
    paths: tuple[str, ...]
    stdin_filename: str | None
    least: Severity
    since: str | None = None

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands for the text of files: standard input, when it is asked for."""
        return {self.wanted[0]: _standard_input()} if self.is_stdin else {}

    @property
    def is_stdin(self) -> bool:
        """Whether standard input is judged."""
        return STDIN in self.paths

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The paths whose findings are wanted."""
        from journeyctl.cli.judging import wanted_paths

        root = self.judge.context.root
        if not self.is_stdin:
            return wanted_paths(root, self.paths)
        if len(self.paths) > 1:
            raise JourneyctlError(_("standard input is judged by itself"), _("name no other paths beside `-`"))
        return (_inside(root, self.stdin_filename or "stdin.yaml"),)

    @cached_property
    def judged(self) -> Judged:
        """The workspace and its findings."""
        return self.judge.judged(self.texts)

    @cached_property
    def inside(self) -> tuple[Diagnostic, ...]:
        """The findings in the wanted paths, and about what changed since the wanted commit."""
        return self.among(self.changed(self.judged))

    def is_blind_to(self, rule: str) -> bool:
        """Tell whether a rule may find less than there is: it does not judge, or some document does not compile."""
        from journeyctl.compiler.codes import is_of_document

        return not self.judge.runs(rule) or any(is_of_document(finding.code) for finding in self.judged.findings)

    def changed(self, judged: Judged) -> tuple[Diagnostic, ...]:
        """Return the findings about what changed since the wanted commit; all of them when none is wanted."""
        if self.since is None:
            return judged.findings
        from journeyctl.history.since import only_since

        return only_since(self.judge.context.root, self.since, judged.compiled, judged.findings)

    def found(self, texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
        """Return the findings in the wanted paths when some texts stand for files."""
        return self.among(self.changed(self.judge.judged(texts) if texts else self.judged))

    def among(self, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return the findings in the wanted paths."""
        from journeyctl.cli.judging import is_wanted

        wanted = self.wanted  # read first: a path that does not exist is a mistake also where nothing is found
        return tuple(finding for finding in findings if is_wanted(finding.path, wanted))

    @property
    def shown(self) -> tuple[Diagnostic, ...]:
        """The findings that are shown."""
        return tuple(finding for finding in self.inside if finding.severity >= self.least)

    @property
    def report(self) -> Report:
        """The report of what is shown, counting the documents that were asked for."""
        from journeyctl.cli.judging import is_wanted

        files = sum(is_wanted(path, self.wanted) for path in self.judged.documents)
        unshown = len(self.inside) - len(self.shown)
        report = replace(self.judged.report, findings=self.shown, files=files, unshown=unshown)
        return report if self.since is None else replace(report, nothing=_("No gaps in what changed, among {files}."))

    def heed_paths(self) -> None:
        """Tell of paths in which there is nothing to judge; raise JourneyctlError when there is nothing in any."""
        from journeyctl.cli.judging import is_wanted

        if self.is_stdin or not self.paths:
            return
        judged = self._judged_files
        named = zip(self.paths, self.wanted, strict=True)
        empty = [path for path, wanted in named if not any(is_wanted(file, (wanted,)) for file in judged)]
        for path in empty:
            message = _("'{path}' holds no document of this workspace", path=path)
            if len(empty) == len(self.paths):
                sources = ", ".join(self.judge.context.settings.sources)
                raise JourneyctlError(message, _("documents are the YAML files under: {sources}", sources=sources))
            self.judge.context.log(message, US)

    @property
    def _judged_files(self) -> tuple[str, ...]:
        """Every file that a finding can be in: documents, and what a workspace has besides."""
        from journeyctl.lint.policy import relative
        from journeyctl.settings import FILE

        root, known = self.judge.context.root, self.judge.baseline_file
        return (*self.judged.documents, FILE, *([relative(root, known)] if known else []))


def _mend(run: Run, *, unsafe: bool, diff: bool) -> Run:
    """Fix what can be fixed; with `diff` show it only."""
    from journeyctl.cli.judging import rewrite
    from journeyctl.lint.fixes import mend, unified_diff

    context = run.judge.context
    mended = mend(run.found, unsafe=unsafe)
    if diff:
        click.echo(unified_diff(mended.before, mended.after).encode("utf-8", "backslashreplace"), nl=False)
        return run
    texts = {path: (mended.before[path], mended.after[path]) for path in mended.after}
    written = rewrite(context.root, texts)
    context.log(_("mended {findings} in {files}", findings=_findings(mended.count), files=_files(len(written))))
    return replace(run) if written else run


def _write_baseline(run: Run, named: str | None) -> Run:
    """Write today's findings; what the file says of rules that did not run, or could not see all, stays."""
    from journeyctl.cli.judging import baseline_place
    from journeyctl.cli.writing import write
    from journeyctl.lint import baseline
    from journeyctl.lint.policy import relative

    context = run.judge.context
    place = baseline_place(context, named) or context.root / baseline.FILE
    entries = baseline.entries_of(run.judged.findings)
    if place.is_file():
        known = replace(run.judge, baseline_file=place).baseline()
        entries |= {entry for entry in known.entries if run.is_blind_to(entry.rule)} if known else set()
    write(place, baseline.written(entries).encode())
    written = relative(context.root, place)
    context.log(_("wrote {findings} to {file}", findings=_findings(len(entries)), file=written))
    named_in_settings = baseline_place(context)
    is_named = named_in_settings is not None and place.resolve() == named_in_settings.resolve()
    if not is_named and place.resolve().is_relative_to(context.root.resolve()):  # settings name none outside
        context.log(_("Next: write `baseline: {file}` under `lint:` in journeyctl.yaml, and commit both", file=written))
    return replace(run, judge=replace(run.judge, baseline_file=place))


def _add_ignores(run: Run, reason: str) -> Run:
    """Write a comment beside each finding that is shown."""
    from journeyctl.cli.judging import rewrite
    from journeyctl.lint.suppression import with_ignores

    context = run.judge.context
    texts, left = with_ignores(run.shown, reason.strip(), run.judge.rules)
    written = rewrite(context.root, texts)
    context.log(_("wrote comments in {files}", files=_files(len(written))))
    if left:
        context.log(_("found no place for a comment beside {findings}", findings=_findings(len(left))))
    return replace(run)


def _findings(count: int) -> Message:
    return plural("{count} finding", "{count} findings", count)


def _files(count: int) -> Message:
    return plural("{count} file", "{count} files", count)


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _standard_input() -> str:
    from journeyctl.source import files, limits

    data = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    if len(data) > limits.FILE_BYTES:
        raise JourneyctlError(
            _("standard input is larger than {count} MiB", count=limits.FILE_BYTES // limits.MIB), _("send less")
        )
    try:
        return files.decode(data)
    except files.Unreadable as error:
        raise JourneyctlError(
            _("standard input is no UTF-8 text that can be judged"), _("send one document")
        ) from error


def _inside(root: Path, path: str) -> str:
    from journeyctl.lint.policy import relative
    from journeyctl.source import files

    for file in (Path(path), root / path):
        if files.inside(root, file):
            return relative(root, file)
    raise JourneyctlError(
        _("'{path}' lies outside the workspace {root}", path=path, root=root), _("name a path inside it")
    )


def _print_statistics(findings: tuple[Diagnostic, ...], *, err: bool) -> None:
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        counts[finding.code, finding.name] = counts.get((finding.code, finding.name), 0) + 1
    for (code, name), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        click.echo(f"{count:>6}  {code}  {name}", err=err)
