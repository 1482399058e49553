"""The entry point: global options, lazy commands, and what each exit code means."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeGuard

import click

from journeyctl import __version__, discovery
from journeyctl.cli.context import Context
from journeyctl.cli.help import HelpContext
from journeyctl.cli.mistakes import complain, mistake
from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import LANGUAGES, SOURCE, _
from journeyctl.spelling import hint

PACKAGE = "journeyctl.cli.commands"
OPERATORS_MISTAKE = 2
DEFECT = 3
INTERRUPTED = 130
LANGUAGE = "JOURNEYCTL_LANG"
LONGEST = 1_000  # of what the list of commands says of each, in characters: its first sentence, never cut
GARBAGE = 100_000  # a workspace is very many values and hardly a cycle: looking for one every 700 values takes long
LOST = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EBADF})
"""How the system says that nothing more can be written, of a file that is open already."""
FIELDS = {
    "root": "named_root", "lang": "language", "color": "color", "quiet": "quiet", "verbose": "verbose",
    "settings_from": "settings_from",
}  # fmt: skip
"""Where the context keeps each global option."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that starting is fast."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's contract
        """Return the names of all commands."""
        return list(discovery.names(PACKAGE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Return a command by name."""
        if cmd_name not in discovery.names(PACKAGE):
            return None
        return _with_global_options(discovery.load(PACKAGE, cmd_name).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the first sentence of its help, whole: click's own cuts it off."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._summary(ctx, name)) for name in self.list_commands(ctx)])

    def _summary(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(LONGEST) if command else ""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, or say which one was most likely meant."""
        if args and self.get_command(ctx, args[0]) is None:
            advice = hint(args[0], self.list_commands(ctx), _("`journeyctl --help` lists them"))
            raise JourneyctlError(_("there is no command '{name}'", name=args[0]), advice)
        return super().resolve_command(ctx, args)


def _with_global_options(command: click.Command) -> click.Command:
    """Let the global options stand behind a command's name, too, where people write them; its own ones come first."""
    own = {name for parameter in command.params for name in parameter.opts}
    missing = [option for option in _global_options() if own.isdisjoint(option.opts)]
    command.params.extend(missing)
    command.context_class = HelpContext
    return command


def _global_options() -> list[click.Option]:
    return [_behind(option) for option in group.params if isinstance(option, click.Option) and option.name in FIELDS]


def _behind(option: click.Option) -> click.Option:
    """Return a global option as a command has it: unseen in its help, and changing nothing unless it is written."""
    default = False if option.is_flag else None
    return click.Option(
        [*option.opts], type=option.type, is_flag=option.is_flag, default=default, hidden=True, expose_value=False,
        callback=_override,
    )  # fmt: skip


def _override(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    if value:
        ctx.obj = replace(ctx.obj, **{FIELDS[option.name or ""]: Path(value) if option.name == "root" else value})


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="These options may stand before or behind the command. Start with: journeyctl init my-journeys",
)
@click.version_option(__version__, message="journeyctl %(version)s")
@click.option("--root", metavar="DIR", help="The workspace's folder; by default the nearest one above.")
@click.option(
    "--settings-from",
    metavar="REF",
    help="Take the settings as a git ref has them, such as the branch that a pull request goes to.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=SOURCE,
    envvar=LANGUAGE,
    show_envvar=True,
    help="The language of messages and pages.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
@click.option("-q", "--quiet", is_flag=True, help="Say less on standard error.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
@click.pass_context
def group(
    ctx: click.Context, root: str | None, settings_from: str | None, lang: str, color: str,
    *, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """The compiler for customer journeys: YAML in git becomes findings, pictures and a site."""
    ctx.obj = Context(Path(root) if root else None, lang, color, quiet, verbose, settings_from)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    args = sys.argv[1:] if args is None else args
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # or Python looks for cycles, a fifth of a run long, in all that it is about to forget
    try:
        code = group.main(args, prog_name="journeyctl", standalone_mode=False)
        if sys.stdout:  # there is none when it was closed before we began
            sys.stdout.flush()
    except JourneyctlError as error:
        complain(error, _language(args))
        code = OPERATORS_MISTAKE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = OPERATORS_MISTAKE
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        complain(mistake(error), _language(args))
        code = OPERATORS_MISTAKE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _forget_output()  # its reader has gone, as with `| head`; closing quietly is what it expects
        code = 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: a defect ends in an apology and exit 3
        code = _lost(error, args) if _is_lost(error) else _apologise(_language(args), verbose=_is_verbose(args))
    sys.exit(code if isinstance(code, int) else 0)


def _is_lost(error: Exception) -> TypeGuard[OSError]:
    """Tell whether standard output cannot be written: of a file that we open, the error has the name."""
    return isinstance(error, OSError) and error.filename is None and error.errno in LOST


def _lost(error: OSError, args: list[str]) -> int:
    _forget_output()
    what = _("cannot write to standard output: {reason}", reason=refusal(error))
    complain(JourneyctlError(what, _("make room, or send it elsewhere")), _language(args))
    return OPERATORS_MISTAKE


def _forget_output() -> None:
    """Let what was not written go nowhere, or Python tries once more at its end and fails."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(args: list[str]) -> str:
    """Return the language to complain in; what is wrong may be the command line itself, so it is only looked at."""
    words = [word for arg in args for word in (arg.split("=", 1) if arg.startswith("--lang=") else (arg,))]
    written = [after for before, after in pairwise(words) if before == "--lang"]
    wanted = (*reversed(written), os.environ.get(LANGUAGE))
    return next((one for one in wanted if one in LANGUAGES), SOURCE)


def _is_verbose(args: list[str]) -> bool:
    return any(arg in ("-v", "--verbose") for arg in args)


def _apologise(language: str, *, verbose: bool) -> int:
    sorry = _("sorry, this is a defect in journeyctl and not in your files")
    if verbose:
        import traceback

        traceback.print_exc()
        complain(JourneyctlError(sorry, _("please report it with the lines above")), language)
    else:
        complain(JourneyctlError(sorry, _("run it again as `journeyctl -v …` and report what it prints")), language)
    return DEFECT
