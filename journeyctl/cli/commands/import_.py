"""`journeyctl import`: journeys from other tools become a document of the workspace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from journeyctl.cli.help import WithFormats
from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyctl.cli.context import Context
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.exchange.base import Actors, Reading
    from journeyctl.exchange.draft import Draft, Given
    from journeyctl.exchange.landing import Landing, Workplace

MOST_BYTES = 20 * 1024 * 1024


def _formats() -> dict[str, str]:
    from journeyctl.exchange.base import import_formats

    return import_formats()


@click.command(
    cls=WithFormats,
    formats=_formats,
    epilog="""\b
Examples:
  journeyctl import mermaid wiki/*.md
  journeyctl import mermaid trip.mmd --actors owners --into journeys/trip.yaml
  journeyctl import csv steps.csv --map "Stap=step" --map "Opmerking="
  journeyctl import xlsx journeys.xlsx --dry-run""",
)
@click.argument("format_", metavar="FORMAT")
@click.argument("files", metavar="FILES...", nargs=-1, required=True)
@click.option("--into", metavar="FILE", help="The document to write; by default named after the journey or the file.")
@click.option("--actors", type=click.Choice(["personas", "owners"]), default="personas",
              help="What people in a diagram are: kinds of customers, or who answers for the step.")  # fmt: skip
@click.option("--map", "mapped", multiple=True, metavar="HEADING=COLUMN", help="What a column of a table stands for; "
              "HEADING= leaves it out. Repeatable.")  # fmt: skip
@click.option("--journey", default="", metavar="NAME", help="The journey's name, where a table does not say.")
@click.option("--dry-run", "dry_run", is_flag=True, help="Write nothing; show the document.")
@click.option("--force", is_flag=True, help="Write over a document that exists.")
@click.pass_obj
def command(
    context: Context, format_: str, files: tuple[str, ...], into: str | None, actors: Actors, mapped: tuple[str, ...],
    journey: str, *, dry_run: bool, force: bool,
) -> None:  # fmt: skip
    """Read journeys from FILES of another tool, and write them as one document of the workspace.

    All of it is imported, or nothing: what cannot be read is reported at its place, and the exit code is 1 then. What
    is written compiles; what the files do not say stays unsaid, and `journeyctl lint` asks for it. Outside a workspace,
    the working directory becomes one.
    """
    from journeyctl.exchange.base import Reading, importer
    from journeyctl.exchange.landing import land, place

    importer(format_)  # a misspelt format is the first thing to say, before any file is read
    request = Request(format_, tuple(_given(files)), Reading(actors, _mapping(mapped), journey))
    alone = _read(context, _beginning(context, ()), request)
    is_new = not _has_settings(context)
    work = _beginning(context, alone.languages) if is_new else _workplace(context)
    path = place(work, str(Path.cwd() / into) if into else None, alone, files)
    work = work.without(path)
    draft = _read(context, work, request)
    landing = land(work, path, draft)
    _report(context, [*draft.findings, *landing.findings])
    if landing.findings:
        raise click.exceptions.Exit(1)
    if dry_run:
        click.echo(landing.text, nl=False)
    else:
        _write(work, landing, force=force, is_new=is_new)
    _tell(context, draft, path, dry_run=dry_run)


class Request(NamedTuple):
    """What to read, and how."""

    format: str
    files: tuple[Given, ...]
    reading: Reading


def _mapping(written: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what headings stand for; raises JourneyctlError when that is written otherwise."""
    for pair in written:
        if "=" not in pair:
            raise JourneyctlError(
                _("'{pair}' does not say what a heading stands for", pair=pair), _("write `--map Stap=step`")
            )
    return tuple((heading.strip(), column.strip()) for heading, _sign, column in (w.rpartition("=") for w in written))


def _has_settings(context: Context) -> bool:
    from journeyctl.settings import FILE

    return context.is_in_workspace and (context.root / FILE).exists()


def _workplace(context: Context) -> Workplace:
    from journeyctl.exchange.landing import workplace

    return workplace(context.root, context.settings)


def _beginning(context: Context, languages: tuple[str, ...]) -> Workplace:
    """Return a workspace in which nothing is written yet; raises JourneyctlError when its folder does not exist."""
    from journeyctl.exchange.landing import Workplace
    from journeyctl.settings import Settings

    if _has_settings(context):
        return Workplace(context.root, context.settings, ())
    root = Path.cwd() if context.named_root is None else context.root
    return Workplace(root, Settings(languages=languages or (context.language,)), ())


def _read(context: Context, work: Workplace, request: Request) -> Draft:
    """Return what the files say; when it cannot be used, say so and end."""
    from journeyctl.exchange.base import importer

    draft = importer(request.format)(request.files, work.workspace, request.reading)
    if draft.fails:
        _report(context, draft.findings)
        raise click.exceptions.Exit(1)
    return draft


def _given(paths: Iterable[str]) -> list[Given]:
    """Return the files; raises JourneyctlError when one cannot be read."""
    from journeyctl.exchange.draft import Given

    return [Given(path, _bytes(path)) for path in paths]


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise JourneyctlError(_("'{path}' is no plain file", path=path), _("name the files themselves"))
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        hint = _("paths are relative to the working directory")
        raise JourneyctlError(_("cannot read '{file}': {reason}", file=path, reason=refusal(error)), hint) from error


def _write(work: Workplace, landing: Landing, *, force: bool, is_new: bool) -> None:
    from journeyctl.cli.writing import write
    from journeyctl.settings import FILE

    if (work.root / landing.path).exists() and not force:
        raise JourneyctlError(
            _("'{file}' exists already", file=landing.path), _("name another with `--into FILE`, or add `--force`")
        )
    if is_new:
        write(work.root / FILE, f"version: 1\nlanguages: [{', '.join(work.settings.languages)}]\n".encode())
    write(work.root / landing.path, landing.text.encode())


def _report(context: Context, findings: Sequence[Diagnostic]) -> None:
    from journeyctl.report import Report, writer

    if findings:
        ordered = tuple(sorted(findings, key=lambda finding: finding.order))
        files = len({finding.path for finding in ordered})
        coloured = context.is_coloured(sys.stdout)
        report = Report(ordered, files, context.language, is_coloured=coloured, width=context.width)
        click.echo(writer("text")(report), color=True)


def _tell(context: Context, draft: Draft, path: str, *, dry_run: bool) -> None:
    journeys = draft.values.get("journeys", {}).values()
    steps = sum(len(phase["steps"]) for journey in journeys for phase in journey["phases"])
    counted = plural("{count} journey", "{count} journeys", len(journeys))
    context.log(plural("{count} step", "{count} steps", steps), f"{context.said(counted)}: ")
    for note in draft.notes:
        context.log(note, "  - ")
    if dry_run:
        context.log(_("Nothing is written: this was a dry run"))
    else:
        from journeyctl.cli.writing import quoted

        context.log(_("Written: {path}", path=path))
        context.log(_("Next: `journeyctl lint {path}` tells what is missing", path=quoted(path)))
