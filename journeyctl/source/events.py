"""The events of the YAML parser, and what those who follow them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

# libyaml where the wheel carries it (everywhere, in practice): ten times as fast, and its parser keeps no Python stack.
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]
BLOCK_STYLES = ("|", ">")


class _Expect:
    """Stands where a mapping waits for its next key."""


EXPECT = _Expect()


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events of a text.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    parser = Parser(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def head_end(event: Any, text: str) -> int:
    """Return the offset where the shown part of a node ends: a scalar whole, a collection by its first character."""
    kind = type(event)
    if kind is yaml.ScalarEvent and event.style not in ("|", ">"):
        return int(event.end_mark.index)
    if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
        return int(event.start_mark.index) + 1
    start = int(event.start_mark.index)
    stop = min((at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0), default=len(text))
    return int(min(stop, event.end_mark.index))
