"""Findings as data that a file can hold, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.diagnostics import Diagnostic, Edit, Fix, Related, Severity
from journeyctl.i18n import Message
from journeyctl.model import Note, Text
from journeyctl.source import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Place = tuple[str, int, int, int, int]


class Packed(msgspec.Struct, array_like=True, frozen=True):
    """A diagnostic without its documents: paths stand for them."""

    place: Place
    code: str
    name: str
    severity: int
    message: Any
    why: Any
    help: Any
    related: list[tuple[Place, Any]]
    entity: str
    entity_path: str
    fix: tuple[Any, bool, list[tuple[str, int, int, str]]] | None


class UnpackableError(Exception):
    """A finding holds what data cannot: a value of a kind that is not known here, as a plugin's may."""


def packed(findings: Iterable[Diagnostic]) -> list[Packed]:
    """Return findings as data.

    Raises:
        UnpackableError: one of them holds what data cannot.
    """
    return [_packed(finding) for finding in findings]


def as_bytes(findings: Iterable[Diagnostic]) -> bytes:
    """Return findings as bytes; for the rest, see `packed`."""
    try:
        return msgspec.msgpack.encode(packed(findings))
    except UnicodeEncodeError as error:  # the name of a file that is no Unicode
        raise UnpackableError from error


def from_bytes(found: bytes | msgspec.Raw, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Yield the findings that bytes stand for; for the rest, see `unpacked`."""
    return unpacked(msgspec.msgpack.decode(found, type=list[Packed]), documents)


def _packed(one: Diagnostic) -> Packed:
    related = [((other.document.path, *other.span), _value(other.message)) for other in one.related]
    edits = [(edit.document.path, edit.start, edit.end, edit.text) for edit in (one.fix.edits if one.fix else ())]
    fix = (_value(one.fix.title), one.fix.safe, edits) if one.fix else None
    return Packed(
        (one.path, *one.span), one.code, one.name, one.severity, _value(one.message), _value(one.why),
        _value(one.help), related, one.entity, one.entity_path, fix,
    )  # fmt: skip


def unpacked(found: Iterable[Packed], documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Yield the findings that data stand for.

    Args:
        found: the data.
        documents: those that the findings are about, by path.

    Raises:
        KeyError: one of these is missing.
    """
    for one in found:
        yield Diagnostic(
            documents[one.place[0]], Span(*one.place[1:]), one.code, one.name, Severity(one.severity),
            _unpacked(one.message), _unpacked(one.why), _unpacked(one.help),
            tuple(Related(documents[at[0]], Span(*at[1:]), _unpacked(message)) for at, message in one.related),
            one.entity, one.entity_path, one.fix and _fix(one.fix, documents),
        )  # fmt: skip


def _fix(fix: tuple[Any, bool, list[tuple[str, int, int, str]]], documents: Mapping[str, Document]) -> Fix:
    title, is_safe, edits = fix
    return Fix(
        _unpacked(title), tuple(Edit(documents[path], start, end, text) for path, start, end, text in edits), is_safe
    )  # fmt: skip


def _value(value: Any) -> Any:
    """Return what fills a hole of a sentence as data: plain values as they are, others as a tagged list."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Message):
        params = [[name, _value(inner)] for name, inner in value.params]
        return ["message", value.one, params, value.many, value.count]
    if isinstance(value, Text):
        return ["text", value.plain, value.words]
    if isinstance(value, Note):
        return ["note", _value(value.text), value.opportunity]
    if isinstance(value, tuple | list):
        return ["tuple", *map(_value, value)]
    raise UnpackableError(type(value))


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == "message":
        one, params, many, count = rest
        return Message(one, tuple((name, _unpacked(inner)) for name, inner in params), many, count)
    if kind == "text":
        return Text(rest[0], tuple((language, words) for language, words in rest[1]))
    if kind == "note":
        return Note(_unpacked(rest[0]), rest[1])
    return tuple(map(_unpacked, rest))
