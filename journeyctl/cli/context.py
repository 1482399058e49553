"""What every command starts from: where the workspace is, in which language to speak, what day it is."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.i18n import Localised
    from journeyctl.settings import Settings
    from journeyctl.store import Store


US = "journeyctl: "
"""What a message begins with that is about more than the line before it."""


@dataclass(frozen=True)
class Context:
    """The global options, and what follows from them."""

    named_root: Path | None
    language: str
    color: str
    quiet: bool
    verbose: bool
    settings_from: str | None = None

    @cached_property
    def root(self) -> Path:
        """The workspace's folder; raises JourneyctlError when there is none."""
        from journeyctl.settings import find_root

        if self.named_root is None:
            return find_root(Path.cwd())
        if not self.named_root.is_dir():
            raise JourneyctlError(
                _("there is no folder '{folder}'", folder=self.named_root),
                _("name the folder of journeyctl.yaml"),
            )
        return self.named_root.resolve()

    @property
    def is_in_workspace(self) -> bool:
        """Whether a workspace was named, or stands at or above the working directory."""
        from journeyctl.settings import FILE

        if self.named_root is not None:
            return True
        here = Path.cwd()
        return any((folder / FILE).is_file() for folder in (here, *here.parents))

    @cached_property
    def settings(self) -> Settings:
        """The workspace's settings, as a git ref has them when one is named; raises JourneyctlError for wrong ones."""
        from journeyctl.settings import load_settings

        if self.settings_from is None:
            return load_settings(self.root)
        from journeyctl.history.git import find_repository
        from journeyctl.history.sides import settings_at

        return settings_at(find_repository(self.root), self.settings_from)

    def is_coloured(self, stream: object = None) -> bool:
        """Tell whether to colour what goes to a stream (standard output by default)."""
        if self.color != "auto":
            return self.color == "always"
        stream = stream or sys.stdout
        is_terminal: bool = getattr(stream, "isatty", lambda: False)()
        return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """The width of the terminal, in characters."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns

    def said(self, message: Localised) -> str:
        """Return words in the language of the command line."""
        return message.in_language(self.language)

    def log(self, message: Localised, lead: str = "") -> None:
        """Tell the operator something on standard error, behind a lead, unless they asked for quiet."""
        if not self.quiet:
            click.echo(f"{lead}{self.said(message)}", err=True)


def today(written: str | None) -> date:
    """Return the day on which dates are judged: `--today`, else SOURCE_DATE_EPOCH, else the current date.

    Raises:
        JourneyctlError: it is no day.
    """
    if written is not None:
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            raise JourneyctlError(
                _("'{written}' is not a day", written=written), _("write it as 2026-11-23")
            ) from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise JourneyctlError(
            _("SOURCE_DATE_EPOCH is '{epoch}', which is not a time", epoch=epoch), _("give it in seconds")
        ) from error


def today_option(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option `--today`."""
    return click.option("--today", "today_", metavar="DATE", help="The day on which dates are judged.")(function)


def cache_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options `--no-cache` and `--cache-dir`."""
    help_ = "Where the cache lies; by default .journeyctl_cache in the workspace."
    function = click.option("--cache-dir", metavar="DIR", help=help_)(function)
    help_ = "Work everything out anew, and leave nothing for the next run."
    return click.option("--no-cache", is_flag=True, help=help_)(function)


def store_of(context: Context, cache_dir: str | None, *, no_cache: bool) -> Store | None:
    """Return where to keep what is worked out, as `cache_options` tell; None for nowhere."""
    from journeyctl.store import FOLDER, Store

    return None if no_cache else Store(Path(cache_dir or context.root / FOLDER))
