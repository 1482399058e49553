"""A place for a fact that only a person knows: a line `owner: TODO` where a finding says that `owner` is missing.

Never an invented fact. Where a placeholder could not stand (a number, a date, a choice), there is no scaffold: a file
that compiles keeps compiling.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.diagnostics import Edit, Fix
from journeyctl.i18n import _
from journeyctl.model.fields import annotation_at, shape_of
from journeyctl.model.values import decoded
from journeyctl.source.formatting import line_break

if TYPE_CHECKING:
    from journeyctl.source import Document, Path, Place

TODO = "TODO"
BREAKS = ("\r\n", "\n", "\r")
FIRST = ("name", "id", "item", "text")
BLOCK_SCALARS = ("|", ">")


def scaffold(place: Place, field: str) -> Fix | None:
    """Return the fix that makes room for a missing field; None where no placeholder would do.

    Args:
        place: the mapping that lacks the field.
        field: its name.
    """
    document, path = place.document, place.path
    mapping = _value(document, path)
    placeholder = placeholder_of(shape_of(path), field)
    if not isinstance(mapping, dict) or field in mapping or not placeholder:
        return None
    edit = _in_brackets if _is_in_brackets(document, path) else _on_a_line
    made = edit(document, path, mapping, f"{field}: {placeholder}")
    return Fix(_("make room for `{field}`", field=field), (made,), safe=False) if made else None


def _value(document: Document, path: Path) -> Any:
    value: Any = document.values
    try:
        for step in path:
            value = value[step]
    except (KeyError, IndexError, TypeError):
        return None
    return value


def _is_in_brackets(document: Document, path: Path) -> bool:
    start, _end = document.value_offsets(path) or (0, 0)
    return document.text[start : start + 1] == "{"


def _in_brackets(document: Document, path: Path, mapping: dict[str, Any], line: str) -> Edit | None:
    for key in _by_telling(mapping):
        start, end = document.value_offsets((*path, key)) or (0, 0)
        if end > start:
            return Edit(document, end, end, f", {line}")
    start = (document.value_offsets(path) or (0, 0))[0] + 1
    return Edit(document, start, start, line if not mapping else f"{line}, ")


def _on_a_line(document: Document, path: Path, mapping: dict[str, Any], line: str) -> Edit | None:
    """Write the field on a line of its own: below a key that takes one line, else above a key that begins one."""
    lines, first = document.lines, document.first_offsets(path)
    if first is None:
        return None
    column = lines.position(first[0])[1] - 1
    for key in _by_telling(mapping):
        number = _line_of(document, (*path, key))
        if number and number < len(lines.starts):
            at = lines.starts[number]
            written = document.text[lines.starts[number - 1] : at]
            ending = next(ending for ending in BREAKS if written.endswith(ending))
            return Edit(document, at, at, f"{' ' * column}{line}{ending}")
    for key in mapping:
        number, begin = lines.position((document.key_offsets((*path, key)) or first)[0])
        at = lines.starts[number - 1]
        if document.text[at : at + begin - 1].isspace():
            return Edit(document, at, at, f"{' ' * column}{line}{line_break(document.text)}")
    return None


def _line_of(document: Document, path: Path) -> int:
    """Return the line on which a key and the whole of its value stand; 0 when there is none."""
    key, value = document.key_offsets(path), document.value_offsets(path)
    if key is None or value is None or document.text[value[0] : value[0] + 1] in BLOCK_SCALARS:
        return 0
    if isinstance(_value(document, path), dict | list) and document.text[value[0] : value[0] + 1] not in "{[":
        return 0
    first, last = (document.lines.position(offset)[0] for offset in (key[0], value[1]))
    return first if first == last else 0


def _by_telling(mapping: dict[str, Any]) -> list[str]:
    """Return the keys of a mapping: those after which a reader expects the rest first, then from the last one up."""
    return [*(key for key in FIRST if key in mapping), *reversed([key for key in mapping if key not in FIRST])]


@cache
def placeholder_of(shape: tuple[str, ...], field: str) -> str:
    """Return how `TODO` is written in a field: as it is, or as the one item of a list; nothing when it cannot be."""
    annotation = annotation_at((*shape, field))
    for value, written in ((TODO, TODO), ([TODO], f"[{TODO}]")):
        if annotation is not None and _fits(value, annotation):
            return written
    return ""


def _fits(value: Any, annotation: Any) -> bool:
    try:
        msgspec.convert(value, annotation, dec_hook=decoded)
    except (msgspec.ValidationError, TypeError, ValueError):
        return False
    return True
