"""`journeyctl init`: a workspace that compiles, with two honest gaps to mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import US
from journeyctl.cli.writing import quoted
from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _
from journeyctl.resources import resource
from journeyctl.settings import FILE, folder_in_repository
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from journeyctl.cli.context import Context

STARTER = "starter"
MEANDER_RAIL = "meander-rail"
FOR_EDITORS = ("document.schema.json", "settings.schema.json")
"""The schemas that files of a workspace name in their first line; the others are for programs."""
EXAMPLES = (STARTER, MEANDER_RAIL)


@click.command(
    epilog="""\b
Examples:
  journeyctl init
  journeyctl init my-journeys --ci github
  journeyctl init rail --example meander-rail"""
)
@click.argument("directory", metavar="[DIR]", default=".")
@click.option("--example", default=STARTER, metavar="NAME", help=f"What to start from: {', '.join(EXAMPLES)}.")
@click.option("--ci", type=click.Choice(["github", "gitlab"]), help="Add a workflow that lints and builds.")
@click.option("--pre-commit", "pre_commit", is_flag=True, help="Add a pre-commit entry.")
@click.pass_obj
def command(context: Context, directory: str, example: str, ci: str | None, *, pre_commit: bool) -> None:
    """Start a workspace in DIR (the working directory by default). Nothing that exists is overwritten."""
    folder = Path(directory)
    files = _files(context.language, example)
    extras = _extras(ci, pre_commit=pre_commit)
    if (folder / FILE).exists():
        if not extras:
            raise JourneyctlError(
                _("'{file}' exists already", file=folder / FILE), _("run `journeyctl lint` to see how it stands")
            )
        files = {}
    written = _write(folder, files | extras)
    _tell(context, folder, written)


def _files(language: str, example: str) -> dict[str, Path]:
    if example not in EXAMPLES:
        raise JourneyctlError(_("there is no example '{example}'", example=example), hint(example, EXAMPLES))
    files = {f"schemas/{name}": resource("schemas") / name for name in FOR_EDITORS}
    if example == STARTER:
        return files | _below(resource("templates", "init", "starter", language))
    return files | {FILE: resource(FILE)} | _below(resource("journeys"), "journeys/")


def _extras(ci: str | None, *, pre_commit: bool) -> dict[str, Path]:
    files = _below(resource("templates", "init", "ci", ci)) if ci else {}
    return files | (_below(resource("templates", "init", "pre-commit")) if pre_commit else {})


def _below(folder: Path, prefix: str = "") -> dict[str, Path]:
    return {prefix + file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}


def _write(folder: Path, files: dict[str, Path]) -> list[str]:
    existing = [name for name in files if (folder / name).exists()]
    if existing:
        listed = ", ".join(existing[:3])
        message = _("{listed} would be overwritten in {folder}", listed=listed, folder=folder)
        raise JourneyctlError(message, _("start in an empty folder, or move it aside"))
    try:
        for name, source in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    except OSError as error:
        message = _("cannot write in '{folder}': {reason}", folder=folder, reason=refusal(error))
        raise JourneyctlError(message, _("name a folder you may write in")) from error
    return list(files)


def _tell(context: Context, folder: Path, written: list[str]) -> None:
    for name in written:
        context.log(_("wrote {file}", file=folder / name), "  ")
    _tell_of_the_top(context, folder, written)
    there = "" if folder == Path() else f"cd {quoted(folder)} && "
    lint, build = _("what is missing, and what to do about it"), _("the site")
    click.echo(f"\n{context.said(_('Next:'))}\n  {there}journeyctl lint     {context.said(lint)}")
    click.echo(f"  {' ' * len(there)}journeyctl build    {context.said(build)}")


def _tell_of_the_top(context: Context, folder: Path, written: list[str]) -> None:
    """Tell which files count at the top of a repository only, when the workspace lies deeper in one."""
    inside = folder_in_repository(folder)
    lost = tuple(name for name in written if name.startswith("."))
    if not (inside and lost):
        return
    context.log(_("nobody looks in {folder} for {files}", folder=folder, files=lost), US)
    there = quoted(inside)
    advice = _("move it to the top of the repository, and write `journeyctl --root {folder}` in it", folder=there)
    context.log(_("help: {words}", words=advice), "  ")
