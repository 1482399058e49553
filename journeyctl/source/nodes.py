"""Where the nodes of a document stand: noted while it is read, found by path when somebody asks.

A node is a key, a scalar or a collection. They are numbered in the order of the text: a key comes right before its
value, and a collection right before what is in it. So two offsets a node are all there is to keep.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.source.events import Path

Offsets = tuple[int, int]


class Nodes:
    """The offsets of each node; how far each collection reaches.

    A block collection is known by its first key or dash, because its end runs on to the next token; a block scalar by
    the line that opens it.

    Args:
        starts: the offset of each node, as `as_data` gives them.
        ends: where each ends; one past its start for a collection in lines, whose end is not known.
        roots: the number of each YAML document.
    """

    def __init__(self, starts: bytes = b"", ends: bytes = b"", roots: Iterable[int] = ()) -> None:
        self.starts = array("I", starts)
        self.ends = array("I", ends)
        self.roots = list(roots)
        self.after: dict[int, int] = {}  # the number of what follows a collection, by its `id`: the document keeps it

    def as_data(self) -> tuple[bytes, bytes, list[int]]:
        """Return what makes the same nodes again, on this machine."""
        return self.starts.tobytes(), self.ends.tobytes(), self.roots

    def enter(self, start: int) -> int:
        """Note where a collection begins; return its number."""
        self.starts.append(start)
        self.ends.append(start + 1)
        return len(self.starts) - 1

    def offsets(self, number: int) -> Offsets:
        """Return where a node stands: 0-based code points, the end exclusive."""
        return self.starts[number], self.ends[number]

    def value_offsets(self, number: int, value: Any) -> Offsets:
        """Return where a value stands: a mapping in lines by its first key."""
        start, end = self.offsets(number)
        return self.offsets(number + 1) if value and type(value) is dict and end == start + 1 else (start, end)

    def find(self, values: tuple[Any, ...], path: Path) -> tuple[int, Any] | None:
        """Return the number of the value at a path, and the value; None where nothing stands.

        Args:
            values: of the text whose nodes these are.
            path: beginning with the index of the YAML document.
        """
        if not path or not isinstance(path[0], int) or path[0] >= len(values):
            return None
        found: tuple[int, Any] | None = (self.roots[path[0]], values[path[0]])
        for step in path[1:]:
            found = self._step(*found, step) if found else None
        return found

    def _step(self, number: int, collection: Any, step: str | int) -> tuple[int, Any] | None:
        if isinstance(collection, dict) and step in collection:
            return self._in_mapping(number + 1, collection, step)
        if isinstance(collection, list) and isinstance(step, int) and 0 <= step < len(collection):
            return self._in_list(number + 1, collection, step)
        return None

    def _in_mapping(self, key: int, mapping: dict[str, Any], wanted: str | int) -> tuple[int, Any]:
        for name, value in mapping.items():
            if name == wanted:
                break
            key = self._past(key + 1, value)
        return key + 1, mapping[wanted]  # type: ignore[index] # it is there

    def _in_list(self, number: int, items: list[Any], wanted: int) -> tuple[int, Any]:
        for value in items[:wanted]:
            number = self._past(number, value)
        return number, items[wanted]

    def _past(self, number: int, value: Any) -> int:
        """Return the number of what follows a value; of a collection, what is in it is counted once."""
        kind = type(value)
        if kind is not dict and kind is not list:
            return number + 1
        known = self.after.get(id(value))
        if known is None:
            known = number + 1
            for inner in value.values() if kind is dict else value:
                known = self._past(known + (kind is dict), inner)
            self.after[id(value)] = known
        return known

    def path_at(self, values: tuple[Any, ...], offset: int) -> Path | None:
        """Return the path of what begins at an offset, a key rather than a value; None where nothing begins."""
        begun = range(bisect_left(self.starts, offset), bisect_right(self.starts, offset))
        found = [self._path_of(values, number) for number in begun]
        return next((path for path, is_key in found if is_key), found[0][0] if found else None)

    def _path_of(self, values: tuple[Any, ...], number: int) -> tuple[Path, bool]:
        """Return the path of a node, and whether it is a key."""
        document = bisect_right(self.roots, number) - 1
        path: list[str | int] = [document]
        at, value = self.roots[document], values[document]
        while at < number:
            is_mapping = isinstance(value, dict)
            path.append((self._key_before if is_mapping else self._item_before)(value, at + 1, number))
            at, value = self._step(at, value, path[-1]) or (number, None)
            if is_mapping and at == number + 1:
                return tuple(path), True
        return tuple(path), False

    def _key_before(self, mapping: dict[str, Any], key: int, number: int) -> str:
        for name, value in mapping.items():
            key = self._past(key + 1, value)
            if number < key:
                return name
        raise KeyError(number)

    def _item_before(self, items: list[Any], item: int, number: int) -> int:
        for index, value in enumerate(items):
            item = self._past(item, value)
            if number < item:
                return index
        raise IndexError(number)
