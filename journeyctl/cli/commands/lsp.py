"""`journeyctl lsp`: the language server that editors start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import Context, today, today_option

if TYPE_CHECKING:
    from datetime import date


@click.command(
    epilog="""\b
Examples:
  journeyctl lsp
  journeyctl --lang nl lsp"""
)
@click.option("--stdio", is_flag=True, expose_value=False, help="Speak over standard input and output; it always does.")
@today_option
@click.pass_obj
def command(context: Context, today_: str | None) -> None:
    """Start the language server; an editor does this for you.

    It speaks the Language Server Protocol over standard input and output, and finds the workspace of each file that is
    opened by walking up from it. docs/how-to/editor.md says how to set editors up.
    """
    from journeyctl.editor.answers import serve

    def day() -> date:
        return today(today_)

    day()
    raise click.exceptions.Exit(0 if serve(day, context.language) else 1)
