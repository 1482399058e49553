"""Texts that are not finished: they lack a language, or were left to be filled in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from journeyctl.model import Note, Text, Workspace, once
from journeyctl.model.fields import hints
from journeyctl.model.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.source import Path, Place

WORDS = frozenset({"unit", "metric", "contact", "department", "tone", "conformance"})
"""Fields that hold words a person reads, though in one language."""

LEFT_OPEN = frozenset({
    "ntb", "nnb", "tbd", "tba", "tbc", "nader te bepalen", "nog te bepalen", "nog in te vullen", "in te vullen",
    "to be determined", "to be decided", "to be defined", "to be confirmed", "placeholder", "lorem ipsum", "xxx",
})  # fmt: skip
FILLER = "lorem ipsum dolor"
ELLIPSIS = frozenset({"...", "…", "?", "??", "???"})
MARKER = re.compile(r"\b(TODO|TBD)\b")
PUNCTUATION = re.compile(r"[\W_]+")
OPENINGS = r"n\.?t\.?b|n\.?n\.?b|t\.?b\.?[acd]|n[ao]|in te|to be|placeh|lorem|xxx"
SUSPECT = re.compile(rf"TODO|TBD|^[\W_]*(?i:{OPENINGS}|$)")
SUSPECT_AMONG = re.compile(rf"\0[\W_]*(?i:{OPENINGS}|\0|\Z)")
"""The same in words that stand one behind the other, each after a character that no text holds."""


class TextAt(NamedTuple):
    """A text, the name of its field, and where it stands."""

    text: Text
    field: str
    place: Place


class Unfinished(NamedTuple):
    """The texts of a workspace that somebody has to finish, retired journeys left out.

    Args:
        untranslated: those written by language that lack one of the workspace's.
        left_open: those of which some words are a placeholder.
    """

    untranslated: tuple[TextAt, ...]
    left_open: tuple[TextAt, ...]


def is_placeholder(words: str) -> bool:
    """Tell whether words were left to be filled in: as a whole, or by the word TODO or TBD."""
    if not SUSPECT.search(words):  # nearly all words end here
        return False
    bare = PUNCTUATION.sub(" ", words.replace(".", "")).strip().casefold()
    is_whole = bare in LEFT_OPEN or bare.startswith(FILLER) or words.strip() in ELLIPSIS
    return is_whole or MARKER.search(words) is not None


@once
def unfinished_texts(workspace: Workspace) -> Unfinished:
    """Return the texts that are not finished, in the order of the collections; found in one walk over all of them."""
    untranslated: list[TextAt] = []
    left_open: list[TextAt] = []
    languages = frozenset(workspace.languages)
    for spec, place in _roots(workspace):
        if not _may_be_unfinished(_all_texts(spec), languages):
            continue  # nearly all end here, and no path was made
        for text, field, path in _texts(spec):
            if text.plain is None and not all(map(text.speaks, workspace.languages)):
                untranslated.append(TextAt(text, field, _place(place, path)))
            if any(map(is_placeholder, text.all_words)):
                left_open.append(TextAt(text, field, _place(place, path)))
    return Unfinished(tuple(untranslated), tuple(left_open))


def _may_be_unfinished(texts: list[Text], languages: frozenset[str]) -> bool:
    """Tell whether one of many texts may be unfinished: their words are looked through as one."""
    all_words = [""]
    for text in texts:
        if text.plain is not None:
            all_words.append(text.plain)
        else:
            said = dict(text.words)
            if not said.keys() >= languages:
                return True
            all_words += said.values()
    words = "\0".join(all_words)
    return "TODO" in words or "TBD" in words or SUSPECT_AMONG.search(words) is not None


def _all_texts(value: Any, field: str = "") -> list[Text]:
    """Return the texts in a value, wherever they stand."""
    kind = type(value)
    if kind is tuple:
        return [text for item in value for text in _all_texts(item, field)]
    if not issubclass(kind, Spec):
        text = _text(value, field)
        return [] if text is None else [text]
    found: list[Text] = []
    for name in _fields(kind):
        inner = getattr(value, name)
        if type(inner) is Text:
            found.append(inner)
        elif inner:
            found += _all_texts(inner, name)
    return found


def _roots(workspace: Workspace) -> Iterator[tuple[Spec, Place]]:
    for collection, entities in workspace.entities.items():
        for entity in workspace.live if collection == "journeys" else entities.values():
            yield entity.spec, entity.place
    if workspace.organisation:
        yield workspace.organisation.spec, workspace.organisation.place


def _texts(spec: Spec) -> Iterator[tuple[Text, str, Path]]:
    pending: list[tuple[Any, str, Path]] = [(spec, "", ())]
    while pending:
        value, field, path = pending.pop()
        if isinstance(value, Spec):
            for name in _fields(type(value)):
                inner = getattr(value, name)
                if type(inner) is Text:
                    yield inner, name, (*path, name)
                elif inner:
                    pending.append((inner, name, (*path, name)))
        elif isinstance(value, tuple):
            pending.extend((item, field, (*path, index)) for index, item in enumerate(value))
        elif (text := _text(value, field)) is not None:
            yield text, field, path


def _text(value: Any, field: str) -> Text | None:
    if isinstance(value, Text):
        return value
    if isinstance(value, Note):
        return value.text
    return Text(value) if isinstance(value, str) and field in WORDS else None


def _place(root: Place, path: Path) -> Place:
    """Return where a text stands; that of a note in its long form, `{text: …}`, stands one deeper."""
    place = root.at(*path)
    value: Any = place.document.values
    for step in place.path:
        value = value[step]
    return place.at("text") if isinstance(value, dict) and "text" in value else place


@cache
def _fields(struct: type[Spec]) -> tuple[str, ...]:
    """Return the fields of a struct that may hold texts, so that the others are never looked at."""
    known = hints(struct)
    return tuple(name for name in struct.__struct_fields__ if name in WORDS or _may_hold_text(known[name]))


def _may_hold_text(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Text | Note | Spec):
        return True
    return any(_may_hold_text(inner) for inner in get_args(hint))
