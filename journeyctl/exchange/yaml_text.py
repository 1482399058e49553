"""A document's values as YAML that a person would have written: short things on one line, long texts folded.

What comes out is in the one layout (`journeyctl fmt` changes nothing) and reads as exactly the values that went in.
"""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from journeyctl.exchange.json import ESCAPED
from journeyctl.model.spec import COLLECTIONS
from journeyctl.source.scalars import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 110
# Words that nobody could take for anything else; what is not like this is quoted.
PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ .,!?()/+'\u2019\u2013\u2014\u20ac&;_-])*")
PLAIN_IN_FLOW = re.compile(r"[^\W_](?:[^\W_]|[ .!?()/+'\u2019\u2013\u2014\u20ac&;_-])*")
# Booleans to the readers of YAML 1.1, which other tools use.
AMBIGUOUS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
FOLDABLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+(?: [^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+)*")
BLOCKS = ("phases", "steps")


def document_text(values: dict[str, dict[str, Any]]) -> str:
    """Return a document: each collection with its entities, a blank line between them, journeys first.

    Args:
        values: collections of entities by id; mappings, lists, strings, numbers and booleans.
    """
    ordered = [name for name in COLLECTIONS if values.get(name)]
    parts = [f"{collection}:\n" + _entities(values[collection]) for collection in ordered]
    return "\n".join(parts)


def _entities(entities: dict[str, Any]) -> str:
    texts = ["\n".join(_field(identity, entity, 2)) + "\n" for identity, entity in entities.items()]
    apart = any("\n" in text[:-1] for text in texts)
    return ("\n" if apart else "").join(texts)


def _field(name: str, value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of a key with its value."""
    lead = f"{' ' * indent}{_plain(name, in_flow=True)}:"
    if isinstance(value, str):
        yield from _string(lead, value, indent)
    elif not _is_long(value) and len(line := f"{lead} {_flow(value)}") <= WIDTH:
        yield line
    elif isinstance(value, dict):
        yield lead
        for inner, entry in value.items():
            yield from _field(inner, entry, indent + 2)
    else:
        yield lead
        yield from _items(value, indent + 2, is_apart=name == "phases")


def _items(values: list[Any], indent: int, *, is_apart: bool) -> Iterator[str]:
    for index, value in enumerate(values):
        if is_apart and index:
            yield ""
        yield from _item(value, indent)


def _item(value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of a list's item: a mapping begins beside its dash."""
    lead = f"{' ' * indent}-"
    if isinstance(value, str):
        yield from _string(lead, value, indent)
    elif not _is_long(value) and len(line := f"{lead} {_flow(value)}") <= WIDTH:
        yield line
    else:
        lines = [line for inner, entry in value.items() for line in _field(inner, entry, indent + 2)]
        yield f"{lead} {lines[0].lstrip()}"
        yield from lines[1:]


def _is_long(value: Any) -> bool:
    """Tell whether a value is never written on one line: what has phases or steps, and each of those."""
    if isinstance(value, list):
        return any(_is_long(inner) for inner in value)
    return isinstance(value, dict) and ("id" in value or any(value.get(name) for name in BLOCKS))


def _string(lead: str, value: str, indent: int) -> Iterator[str]:
    line = f"{lead} {_plain(value, in_flow=False)}"
    if len(line) <= WIDTH or not FOLDABLE.fullmatch(value):
        yield line
        return
    yield f"{lead} >-"
    for part in wrap(value, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False):
        yield f"{' ' * (indent + 2)}{part}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_plain(key, in_flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _plain(value, in_flow=True) if isinstance(value, str) else json.dumps(value)


def _plain(value: str, *, in_flow: bool) -> str:
    """Return a string without quotes where it reads as the same string, else in quotes."""
    pattern = PLAIN_IN_FLOW if in_flow else PLAIN
    is_plain = pattern.fullmatch(value) and not value.endswith(" ") and value.casefold() not in AMBIGUOUS
    if is_plain and value.isprintable() and typed(value) == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
