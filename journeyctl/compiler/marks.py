"""Finds, in a document's plain values, everything whose field carries a mark: references, dates, addresses, paths.

The structs of the language are read once into visitors; a visitor goes only where something marked can be.
"""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union

import msgspec

from journeyctl.model import spec
from journeyctl.model.fields import hints
from journeyctl.model.spec.base import OpportunityRef
from journeyctl.model.values import EXTENSION, Note
from journeyctl.source import Path


class Marked(NamedTuple):
    """A marked value: what kind of mark, its target, where, and the value."""

    kind: str
    target: str
    path: Path
    value: str


Visitor = typing.Callable[[Any, Path, "list[Marked]"], None]


def marks(value: Any, document: int) -> list[Marked]:
    """Return the marked values of a YAML document that fits the schema.

    Args:
        value: what the document says.
        document: its index in its file; paths begin with it.
    """
    found: list[Marked] = []
    visit = _document_visitor()
    visit(value, (document,), found)
    return found


@cache
def _document_visitor() -> Visitor:
    visitor = _struct(spec.DocumentSpec)
    if visitor is None:
        raise TypeError(spec.DocumentSpec)
    return visitor


def _visitor(annotation: Any) -> Visitor | None:  # noqa: PLR0911 - one line for each kind of annotation
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        base, *metas = typing.get_args(annotation)
        marked = [meta.extra for meta in metas if isinstance(meta, msgspec.Meta) and meta.extra]
        return _leaf(marked[0]["mark"], marked[0]["target"]) if marked else _visitor(base)
    if origin in (Union, types.UnionType):
        return _union([_visitor(branch) for branch in typing.get_args(annotation)])
    if origin is tuple:
        return _items(_visitor(typing.get_args(annotation)[0]))
    if origin is dict:
        return _entries(_visitor(typing.get_args(annotation)[1]))
    if origin is Literal:
        return None
    if annotation is Note:
        return _fields({"opportunity": _visitor(OpportunityRef)})
    return _struct(annotation) if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct) else None


@cache
def _struct(struct: type[msgspec.Struct]) -> Visitor | None:
    known = hints(struct)
    return _fields({name: _visitor(known[name]) for name in struct.__struct_fields__})


def _fields(visitors: dict[str, Visitor | None]) -> Visitor | None:
    useful = {name: visitor for name, visitor in visitors.items() if visitor}
    if not useful:
        return None
    get = useful.get

    def visit(value: Any, path: Path, found: list[Marked]) -> None:
        if type(value) is dict:
            for key, inner in value.items():
                if visitor := get(key):
                    visitor(inner, (*path, key), found)

    return visit


def _items(visitor: Visitor | None) -> Visitor | None:
    if visitor is None:
        return None

    def visit(value: Any, path: Path, found: list[Marked]) -> None:
        if type(value) is list:
            for index, inner in enumerate(value):
                visitor(inner, (*path, index), found)

    return visit


def _entries(visitor: Visitor | None) -> Visitor | None:
    if visitor is None:
        return None

    def visit(value: Any, path: Path, found: list[Marked]) -> None:
        if type(value) is dict:
            for key, inner in value.items():
                if not key.startswith(EXTENSION):
                    visitor(inner, (*path, key), found)

    return visit


def _union(visitors: list[Visitor | None]) -> Visitor | None:
    useful = [visitor for visitor in visitors if visitor]
    if len(useful) < 2:  # noqa: PLR2004 - a choice needs two
        return useful[0] if useful else None

    def visit(value: Any, path: Path, found: list[Marked]) -> None:
        for visitor in useful:
            visitor(value, path, found)

    return visit


def _leaf(kind: str, target: str) -> Visitor:
    def visit(value: Any, path: Path, found: list[Marked]) -> None:
        if type(value) is str:
            found.append(Marked(kind, target, path, value))

    return visit
