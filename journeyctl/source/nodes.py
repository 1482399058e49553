"""Where the nodes of a document stand: noted while it is read, found by path when somebody asks.

A node is a key, a scalar or a collection. They are numbered in the order of the text: a key comes right before its
value, and a collection right before what is in it. So two offsets a node are all there is to keep.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeyctl.source.events import Path

Offsets = tuple[int, int]


class Nodes:
    """The offsets of each node; how far each collection reaches.

    A block collection is known by its first key or dash, because its end runs on to the next token; a block scalar by
    the line that opens it.
    """

    def __init__(self) -> None:
        self.starts = array("L")
        self.ends = array("L")
        self.roots: list[int] = []  # the number of each YAML document
        self.opened: list[int] = []  # the numbers of the collections that are being read
        self.after: dict[int, int] = {}  # the number of what follows a collection, by its `id`: the document keeps it

    def enter(self, event: Any) -> None:
        """Note where a collection begins."""
        start = event.start_mark.index
        self.opened.append(len(self.starts))
        self.starts.append(start)
        self.ends.append(start + 1)

    def leave(self, collection: Any, event: Any) -> None:
        """Note where a collection ends, when it is one whose end is known."""
        number, end = self.opened.pop(), event.end_mark.index
        self.after[id(collection)] = len(self.starts)
        if end > event.start_mark.index:
            self.ends[number] = end
        elif collection and type(collection) is dict:
            self.starts[number], self.ends[number] = self.offsets(number + 1)

    def offsets(self, number: int) -> Offsets:
        """Return where a node stands: 0-based code points, the end exclusive."""
        return self.starts[number], self.ends[number]

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
            key = self.after.get(id(value), key + 2)
        return key + 1, mapping[wanted]  # type: ignore[index] # it is there

    def _in_list(self, number: int, items: list[Any], wanted: int) -> tuple[int, Any]:
        for value in items[:wanted]:
            number = self.after.get(id(value), number + 1)
        return number, items[wanted]

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
            key = self.after.get(id(value), key + 2)
            if number < key:
                return name
        raise KeyError(number)

    def _item_before(self, items: list[Any], item: int, number: int) -> int:
        for index, value in enumerate(items):
            item = self.after.get(id(value), item + 1)
            if number < item:
                return index
        raise IndexError(number)
