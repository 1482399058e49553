"""`journeyctl export`: the compiled workspace in a format that other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from journeyctl.cli.context import Context
    from journeyctl.compiler import Compiled


@click.command(
    epilog="""\b
Examples:
  journeyctl export json
  journeyctl export json -o manifest.json"""
)
@click.argument("format_", metavar="FORMAT")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of standard output.")
@click.pass_obj
def command(context: Context, format_: str, output: str | None) -> None:
    """Write the compiled workspace in a FORMAT that other tools read: json is the manifest.

    A workspace that does not compile is not written: what is wrong goes to standard error, and the exit code is 1.
    """
    from journeyctl.cli.writing import deliver
    from journeyctl.compiler import compile_workspace
    from journeyctl.exchange.base import exporter

    write = exporter(format_)
    compiled = compile_workspace(context.root, context.settings)
    if compiled.diagnostics:
        _complain(context, compiled)
        raise click.exceptions.Exit(1)
    deliver(write(compiled.workspace), output)


def _complain(context: Context, compiled: Compiled) -> None:
    import sys

    from journeyctl.report import Report, writer

    report = Report(
        compiled.diagnostics, len(compiled.workspace.documents), context.language,
        is_coloured=context.is_coloured(sys.stderr), width=context.width,
    )  # fmt: skip
    click.echo(writer("text")(report), err=True, nl=False, color=True)
