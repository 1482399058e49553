"""What the language allows at a path: fields with their meaning, choices, references; read from the structs."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union

import msgspec

from journeyctl.model import spec
from journeyctl.model.spec.base import OpportunityRef
from journeyctl.model.values import Note, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.source import Path


class Field(NamedTuple):
    """A field that may be written.

    Args:
        meaning: what it means, in a sentence.
        examples: of what one may write there.
        annotation: its type.
        is_required: whether nothing compiles without it.
    """

    name: str
    meaning: str
    examples: tuple[Any, ...]
    annotation: Any
    is_required: bool


class Target(NamedTuple):
    """What a reference names: its kind (`ref`, `step`, `entry-step`, `journey-step`), and for `ref` the collection."""

    kind: str
    collection: str


def shape_of(path: Path) -> tuple[str, ...]:
    """Return a path without what authors choose: ids and indexes."""
    return tuple(
        "*" if isinstance(step, int) or (number == 1 and path[1] != "organisation") else step
        for number, step in enumerate(path[1:])
    )


@cache
def annotation_at(shape: tuple[str, ...]) -> Any:
    """Return the type of what may be written at a place; None where the language knows nothing."""
    annotation: Any = spec.DocumentSpec
    for step in shape:
        annotation = stepped(annotation, step)
    return annotation


def stepped(annotation: Any, step: str) -> Any:
    """Return the type of what lies one step inside a type; None when there is no such step."""
    for kind in alternatives(annotation):
        if kind is Note and step in NOTE:
            return NOTE[step]
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            found = hints(kind).get(step)
            if found is not None:
                return found
        elif step == "*" and typing.get_origin(kind) in (tuple, dict):
            return typing.get_args(kind)[-1 if typing.get_origin(kind) is dict else 0]
    return None


NOTE = {"text": Text, "opportunity": OpportunityRef}


def alternatives(annotation: Any) -> list[Any]:
    """Return the types that a type stands for, without their annotations."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return alternatives(typing.get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [kind for one in typing.get_args(annotation) for kind in alternatives(one)]
    return [annotation]


@cache
def hints(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the types of a struct's fields."""
    return typing.get_type_hints(struct, include_extras=True)


def fields_in(annotation: Any) -> dict[str, Field]:
    """Return the fields of the mappings that a type allows, by name."""
    found: dict[str, Field] = {}
    for kind in alternatives(annotation):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            found |= _fields(kind)
    return found


@cache
def _fields(struct: type[msgspec.Struct]) -> dict[str, Field]:
    required = {field.name for field in msgspec.structs.fields(struct) if field.required}
    return {
        name: _field(name, hint, is_required=name in required)
        for name, hint in hints(struct).items()
        if name in struct.__struct_fields__
    }


def _field(name: str, annotation: Any, *, is_required: bool) -> Field:
    described = [meta for meta in _metas(annotation) if meta.description]
    meaning = described[0].description or "" if described else ""
    examples = tuple(described[0].examples or ()) if described else ()
    return Field(name, meaning, examples, annotation, is_required)


def meaning_of(annotation: Any) -> str:
    """Return what the mapping that a type allows is, in a sentence: its struct's own words."""
    kinds = (kind for kind in alternatives(annotation) if isinstance(kind, type) and issubclass(kind, msgspec.Struct))
    return next((" ".join((kind.__doc__ or "").split("\n\n")[0].split()) for kind in kinds), "")


def choices_in(annotation: Any) -> tuple[str, ...]:
    """Return the words of which a scalar is one, `true` and `false` among them where it is a yes or no."""
    words: list[str] = []
    for kind in alternatives(annotation):
        if typing.get_origin(kind) is Literal:
            words += [str(word) for word in typing.get_args(kind)]
        elif kind is bool:
            words += ["true", "false"]
    return tuple(dict.fromkeys(words))


def targets_in(annotation: Any) -> tuple[Target, ...]:
    """Return what a scalar may refer to."""
    marked = (meta.extra for meta in _metas(annotation) if meta.extra)
    return tuple(Target(extra["mark"], extra["target"]) for extra in marked if extra["mark"] in REFERENCES)


REFERENCES = frozenset({"ref", "step", "entry-step", "journey-step"})


def speaks(annotation: Any) -> bool:
    """Tell whether words in several languages may be written."""
    return any(kind in (Text, Note) for kind in alternatives(annotation))


def _metas(annotation: Any) -> Iterator[msgspec.Meta]:
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        base, *metas = typing.get_args(annotation)
        yield from (meta for meta in metas if isinstance(meta, msgspec.Meta))
        yield from _metas(base)
    elif origin in (Union, types.UnionType):
        for one in typing.get_args(annotation):
            yield from _metas(one)
