"""Help that fits the terminal, also a narrow one: click's own is never narrower than 50 characters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class HelpContext(click.Context):
    """A context whose help fits."""

    formatter_class = Formatter
