"""`journeyctl lint`: compile the workspace and print what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import Context, today, today_option
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic

SEVERITIES = ["error", "warning", "info"]


@click.command(
    epilog="""\b
Examples:
  journeyctl lint
  journeyctl lint journeys/door-to-door.yaml
  journeyctl lint --format json=findings.json --format text
  journeyctl lint --select OWN,FLO002 --fail-on warning"""
)
@click.argument("paths", nargs=-1)
@click.option("--format", "formats", multiple=True, metavar="FMT[=FILE]", help="How to report; may be repeated.")
@click.option("--profile", type=click.Choice(["core", "recommended", "strict"]), help="How much is asked.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these codes, names or families.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these codes, names or families.")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="The least severity that gives exit 1.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), default="info", help="The least severity that is shown.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
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
    today_: str | None,
    *,
    statistics: bool,
) -> None:
    """Find the gaps in your journeys.

    The whole workspace is compiled; with PATHS only findings in those files and folders are shown. Exits with 1 when a
    finding is as severe as --fail-on, or when a document does not compile.
    """
    from journeyctl.cli.judging import judge, reports
    from journeyctl.lint import Choice

    choice = Choice(profile, _words(select), _words(ignore))
    judged = judge(context, choice, today(today_))
    wanted = _wanted(context.root, paths)
    least = Severity.named(min_severity)
    inside = tuple(finding for finding in judged.findings if _is_wanted(finding, wanted))
    shown = tuple(finding for finding in inside if finding.severity >= least)
    report = replace(judged.report, findings=shown)
    reports(context, report, formats or ("text",))
    if statistics:
        _print_statistics(shown)
    failing = fail_on or context.settings.lint.fail_on
    raise click.exceptions.Exit(1 if fails(inside, failing) else 0)


def fails(findings: tuple[Diagnostic, ...], fail_on: str) -> bool:
    """Tell whether findings make a run fail; a document that does not compile always does."""
    least = None if fail_on == "never" else Severity.named(fail_on)
    return any(finding.code.startswith("DOC") or (least and finding.severity >= least) for finding in findings)


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _wanted(root: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_relative(root, path) for path in paths)


def _relative(root: Path, path: str) -> str:
    for file in (Path(path), root / path):
        if file.exists():
            try:
                return file.resolve().relative_to(root.resolve()).as_posix()
            except ValueError as error:
                raise JourneyctlError(f"'{path}' lies outside the workspace {root}", "name a path inside it") from error
    raise JourneyctlError(f"there is no file or folder '{path}'", "paths are relative to the working directory")


def _is_wanted(finding: Diagnostic, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(path in (".", finding.path) or finding.path.startswith(f"{path}/") for path in wanted)


def _print_statistics(findings: tuple[Diagnostic, ...]) -> None:
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        counts[finding.code, finding.name] = counts.get((finding.code, finding.name), 0) + 1
    for (code, name), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        click.echo(f"{count:>6}  {code}  {name}")
