"""Help that fits the terminal, also a narrow one: click's own is never narrower than 50 characters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

WIDEST = 100
NARROWEST = 24


class Formatter(click.HelpFormatter):
    """Lays out help in the room there is."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        room = min(shutil.get_terminal_size().columns, max_width or WIDEST) - 2
        super().__init__(indent_increment, width or max(room, NARROWEST), max_width)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and what they mean beside each other, the names in a third of the width at most."""
        super().write_dl(rows, min(col_max, max(self.width // 3, 10)), col_spacing)


class WithFormats(click.Command):
    """A command whose help lists formats between its options and its examples.

    Args:
        formats: returns them, each with what it is in a line; asked when the help is.
    """

    def __init__(self, *given: Any, formats: Callable[[], Mapping[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.formats = formats

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the formats, then the examples."""
        with formatter.section("Formats"):
            formatter.write_dl(list(self.formats().items()))
        super().format_epilog(ctx, formatter)


class HelpContext(click.Context):
    """A context whose help fits."""

    formatter_class = Formatter
