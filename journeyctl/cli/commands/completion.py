"""`journeyctl completion`: let the shell complete commands, options, journeys and rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.spelling import one_of

if TYPE_CHECKING:
    from journeyctl.cli.context import Context

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_JOURNEYCTL_COMPLETE"
ADVICE = {
    "bash": _("open a new terminal; bash finds it there when the package bash-completion is installed"),
    "zsh": _("put this into ~/.zshrc, before compinit is called, and open a new terminal:\n  fpath+=({folder})"),
    "fish": _("open a new terminal"),
}


@click.command(
    epilog="""\b
Examples:
  journeyctl completion --install
  journeyctl completion zsh --install
  journeyctl completion bash > journeyctl.bash"""
)
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.option("--install", is_flag=True, help="Write it to where the shell looks for it.")
@click.pass_obj
def command(context: Context, shell: str | None, *, install: bool) -> None:
    """Print what makes SHELL complete journeyctl: bash, zsh or fish; by default the one that you work in.

    Commands, options and their values are completed, and the ids of journeys, collections, rules, reports and views.
    """
    chosen = shell or _yours()
    text = source(chosen)
    if not install:
        click.echo(text)
        return
    from journeyctl.cli.writing import write

    file = place(chosen)
    write(file, f"{text}\n".encode())
    context.log(_("wrote {file}", file=file))
    click.echo(context.said(_("Next: {advice}", advice=ADVICE[chosen].filled(folder=file.parent))))


def source(shell: str) -> str:
    """Return the script for a shell."""
    from click.shell_completion import get_completion_class

    from journeyctl.cli.entry import group

    complete = get_completion_class(shell)
    if complete is None:
        raise JourneyctlError(_("there is no completion for '{shell}'", shell=shell), one_of(SHELLS))
    maker = complete(group, {}, "journeyctl", VARIABLE)
    return (maker.source_template % maker.source_vars()).strip()


def place(shell: str) -> Path:
    """Return the file in which a shell looks for the completions of a user."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return {
        "bash": data / "bash-completion" / "completions" / "journeyctl",
        "zsh": data / "zsh" / "site-functions" / "_journeyctl",
        "fish": settings / "fish" / "completions" / "journeyctl.fish",
    }[shell]


def _yours() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise JourneyctlError(
            _("which shell you work in is not known"), _("name it: {shells}", shells=", ".join(SHELLS))
        )
    return name
