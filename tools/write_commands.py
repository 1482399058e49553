"""Write docs/reference/commands.md from the commands' own help."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tables import table

from journeyctl.cli import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
HEAD = """# Commands

<!-- Written by tools/write_commands.py from the commands' help; change it there. -->

`journeyctl COMMAND --help` prints the same. What a command makes goes to standard output, and what it tells about its
work to standard error. The exit codes stand in [formats](formats.md#exit-codes).
"""


def page() -> str:
    """Return the page."""
    context = click.Context(entry.group, info_name="journeyctl")
    commands = {name: _loaded(context, name) for name in entry.group.list_commands(context)}
    sections = [block for name, command in commands.items() for block in _section(command, name, context)]
    blocks = [HEAD, _index(commands), "## For every command", _options(entry.group), *sections]
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _loaded(context: click.Context, name: str) -> click.Command:
    command = entry.group.get_command(context, name)
    if command is None:
        sys.exit(f"{name} is listed, and is no command")
    return command


def _index(commands: dict[str, click.Command]) -> str:
    rows = [(f"[`{name}`](#{name})", command.get_short_help_str(200)) for name, command in commands.items()]
    return table(("command", "what it does"), rows)


def _section(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    yield f"## {name}"
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```"
    yield inspect.cleandoc(command.help or "")
    yield _options(command)
    yield _examples(command)


def _options(command: click.Command) -> str:
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    rows = [(_written(one), one.help or "", _default(one)) for one in options]
    return table(("option", "what it does", "default"), rows) if rows else ""


def _written(option: click.Option) -> str:
    words = "" if option.is_flag or option.count else f" {_metavar(option)}"
    return ", ".join(f"`{name}{words}`" for name in option.opts)


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "/".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper()


def _default(option: click.Option) -> str:
    is_said = not option.is_flag and not option.multiple and isinstance(option.default, str | int)
    return f"`{option.default}`" if is_said else ""


def _examples(command: click.Command) -> str:
    lines = [line.strip() for line in (command.epilog or "").splitlines() if "journeyctl " in line]
    return "\n".join(["```console", *lines, "```"])


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
