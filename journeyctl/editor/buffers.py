"""What is open in an editor: texts that stand for files, changed as a person types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.source.document import BOM
from journeyctl.source.span import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.editor.points import Point, Ruler


class Change(NamedTuple):
    """New text for a stretch of a buffer, or for all of it when there is no start and end."""

    text: str
    start: Point | None = None
    end: Point | None = None


@dataclass(frozen=True)
class Buffer:
    """One open text.

    Args:
        uri: what the editor calls it.
        version: what the editor counts it by.
        written: what it says, with a byte-order mark where the editor sends one.
    """

    uri: str
    version: int
    written: str

    @cached_property
    def text(self) -> str:
        """What it says, without a byte-order mark, as a document has it."""
        return self.written.removeprefix(BOM)

    @cached_property
    def lines(self) -> Lines:
        """The lines of what is written."""
        return Lines(self.written)

    def changed(self, changes: Iterable[Change], version: int, ruler: Ruler) -> Buffer:
        """Return the buffer after changes, each made to what the one before left."""
        buffer = self
        for change in changes:
            buffer = replace(buffer, version=version, written=buffer._with(change, ruler))
        return replace(buffer, version=version)

    def _with(self, change: Change, ruler: Ruler) -> str:
        if change.start is None or change.end is None:
            return change.text
        start = ruler.offset(self.lines, *change.start)
        end = max(start, ruler.offset(self.lines, *change.end))
        return self.written[:start] + change.text + self.written[end:]
