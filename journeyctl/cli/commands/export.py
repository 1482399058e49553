"""`journeyctl export`: the compiled workspace in a format that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.cli.help import WithFormats
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.cli.context import Context
    from journeyctl.exchange.base import Actors


DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def _formats() -> dict[str, str]:
    from journeyctl.exchange.base import export_formats

    return export_formats()


@click.command(
    cls=WithFormats,
    formats=_formats,
    epilog="""\b
Examples:
  journeyctl export json -o manifest.json
  journeyctl export mermaid --journey door-to-door
  journeyctl --lang nl export mermaid -o wiki/journeys.md
  journeyctl export csv -o tables/
  journeyctl --lang nl export xlsx -o klantreizen.xlsx
  journeyctl export xlsx --template -o empty.xlsx""",
)
@click.argument("format_", metavar="FORMAT")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write to a file, or files to a folder, instead of standard "
              "output.")  # fmt: skip
@click.option("--journey", "journeys", multiple=True, metavar="ID", help="Only this journey; repeatable.")
@click.option("--actors", type=click.Choice(["personas", "owners"]), default="personas",
              help="Whom a Mermaid diagram shows as taking part.")  # fmt: skip
@click.option("--delimiter", type=click.Choice(list(DELIMITERS)), default="comma", help="What stands between the cells "
              "of CSV; with a semicolon, a comma begins the decimals.")  # fmt: skip
@click.option("--template", "is_template", is_flag=True, help="Write the headings of tables only, to be filled in.")
@click.option("--force", is_flag=True, help="Write over files that people may have worked on.")
@click.pass_obj
def command(
    context: Context, format_: str, output: str | None, journeys: tuple[str, ...], actors: Actors,
    delimiter: str, *, is_template: bool, force: bool,
) -> None:  # fmt: skip
    """Write the compiled workspace in a FORMAT that other tools read.

    A workspace that does not compile is not written: what is wrong goes to standard error, and the exit code is 1.
    """
    from journeyctl.cli.judging import refuse_unsound
    from journeyctl.compiler import compile_workspace
    from journeyctl.exchange.base import Wanted, exporter, folder_exporter, has_nothing_to_show, left_out, may_be_edited

    export, export_folder = exporter(format_), folder_exporter(format_)
    force = force or not may_be_edited(format_)
    compiled = compile_workspace(context.root, context.settings)
    refuse_unsound(context, compiled)
    if has_nothing_to_show(format_, compiled.workspace):
        raise JourneyctlError(_("there are no journeys yet"), _("`journeyctl init example` makes one to look at"))
    ending = Path(output).suffix.lower() if output else ""
    wanted = Wanted(
        tuple(dict.fromkeys(journeys)), context.language, actors, is_template, DELIMITERS[delimiter], ending
    )
    if export_folder and output and _is_folder(output):
        _write({Path(output) / name: content for name, content in export_folder(compiled.workspace, wanted).items()},
               force=force)  # fmt: skip
    else:
        _deliver(export(compiled.workspace, wanted), output, force=force)
    for message in left_out(format_, compiled.workspace, wanted):
        context.log(plain(click.wrap_text(context.said(message), context.width, "", "  ")))


def _is_folder(output: str) -> bool:
    """Tell whether what was named is a folder, or would be: it ends in `/`, or nothing says that it is a file."""
    return output != "-" and (output.endswith("/") or Path(output).is_dir() or not Path(output).suffix)


def _deliver(content: bytes, output: str | None, *, force: bool) -> None:
    from journeyctl.cli.writing import deliver

    if output is None or output == "-":
        deliver(content, None)
    else:
        _write({Path(output): content}, force=force)


def _write(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write files; raises JourneyctlError, before any is written, when one exists."""
    from journeyctl.cli.writing import write

    existing = [file for file in files if file.is_file()]
    if existing and not force:
        raise JourneyctlError(_("'{file}' exists already", file=existing[0]), _("name another, or add `--force`"))
    for file, content in files.items():
        write(file, content)
