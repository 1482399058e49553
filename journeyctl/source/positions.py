"""Where everything in a text stands, by path; for a text whatever is wrong with it."""

from __future__ import annotations

from typing import Any

import yaml

from journeyctl.source import limits
from journeyctl.source.events import EXPECT, Path, events, head_end


class Positions:
    """Where every key and value of a text stands: offsets by path, read only when somebody asks.

    `keys` holds mapping keys, `values` scalars and collections, `firsts` the first key of each mapping.
    Of a duplicate key the first one counts. A block collection is known by its first key or dash, because
    its end runs on to the next token; a block scalar by the line that opens it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.firsts: dict[Path, tuple[int, int]] = {}
        self.frames: list[tuple[Path, bool, int, Any]] = []  # path, is a mapping, items so far, pending key
        self.documents = 0
        try:
            for event in events(text):
                self.take(event)
                if len(self.frames) > limits.DEPTH:
                    return  # beyond it nothing is a document, and every path would be as long as the pit is deep
        except (yaml.YAMLError, UnicodeEncodeError):
            return  # what was read up to the error is enough: only problems are looked up in such a text

    def take(self, event: Any) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent and self.waits_for_key():
            self.take_key(event)
        elif kind in (yaml.ScalarEvent, yaml.AliasEvent):
            self.enter(event)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            path = self.enter(event)
            self.frames.append((path, kind is yaml.MappingStartEvent, 0, EXPECT))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.leave(event)

    def waits_for_key(self) -> bool:
        """Tell whether the next node is a key."""
        return bool(self.frames) and self.frames[-1][1] and self.frames[-1][3] is EXPECT

    def take_key(self, event: Any) -> None:
        """Note a key and where it stands."""
        path, mapping, count, _key = self.frames[-1]
        place = (event.start_mark.index, event.end_mark.index)
        self.keys.setdefault((*path, event.value), place)
        self.firsts.setdefault(path, place)
        self.frames[-1] = (path, mapping, count + 1, event.value)

    def enter(self, event: Any) -> Path:
        """Note a value and return its path."""
        path = self.next_path()
        self.values.setdefault(path, (event.start_mark.index, head_end(event, self.text)))
        return path

    def next_path(self) -> Path:
        """Return the path of the value that begins now, and step past it."""
        if not self.frames:
            self.documents += 1
            return (self.documents - 1,)
        path, mapping, count, key = self.frames.pop()
        if mapping:
            self.frames.append((path, True, count, "" if key is EXPECT else EXPECT))
            return (*path, "" if key is EXPECT else key)
        self.frames.append((path, False, count + 1, EXPECT))
        return (*path, count)

    def leave(self, event: Any) -> None:
        """Note where a collection ends, when it is one whose end is known."""
        path = self.frames.pop()[0]
        start, _end = self.values[path]
        if event.end_mark.index > event.start_mark.index:
            self.values[path] = (start, event.end_mark.index)
        elif path in self.firsts:
            self.values[path] = self.firsts[path]
