"""How wide text is: sizes boxes before layout, so that text fits on every machine whatever fonts it has.

The width table is made once from the shipped font (tools/font_widths.py) and errs on the wide side.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = Path(__file__).with_name("widths.json")
REGULAR = 400
AIR = 1.01
# Every blank but those that hold two words together.
BLANK = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
# What XML forbids, and what turns the reading order of its neighbours round without being seen.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
JOINT = re.compile(r"[^-/._@]*[-/._@]+|[^-/._@]+")
# Where a syllable may start: what Dutch, English and German open one with, before a vowel. A guess, not a dictionary.
SYLLABLE = re.compile(
    r"(?<=[^\W\d_])(?:sch|ch|ph|qu|[bdfgkptv]r|[bfgkp]l|[bcdfghjklmnpqrstvwxz])(?=[aeiouyäëïöüáéèêíóú])", re.IGNORECASE
)
HYPHEN = "\ufdd0"  # where we broke a word, until it is written: `clean` leaves none of a text's own
FEWEST = 3  # letters of a word before and after a break
REMEMBERED = 1 << 16  # texts whose measure is kept: pictures in a site repeat most of their words
NO_WIDTH = {"Mn", "Me", "Cf"}
WIDE = {"W", "F"}


class Type(NamedTuple):
    """A type size in pixels, its weight and its line height in pixels."""

    size: float
    weight: int
    leading: float


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> str:
    r"""Return text on one line that XML can hold: blanks as one space, unseen characters as `\u202e`."""
    return BLANK.sub(" ", shown(text)).strip()


def shown(text: str) -> str:
    r"""Return text with its unseen characters written out, as `\u202e`, so that they act on no reader."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@lru_cache(maxsize=REMEMBERED)
def width(text: str, type_: Type) -> float:
    """Return how wide text is drawn, in pixels, with one per cent of air."""
    return _far(text, _column(type_)) * type_.size / 1000 * AIR


@lru_cache(maxsize=REMEMBERED)
def _far(text: str, column: int) -> int:
    """Return how far text goes, in thousandths of the type's size."""
    return sum(map(_advances(column).__getitem__, text))


def _column(type_: Type) -> int:
    return 0 if type_.weight <= REGULAR else 1


def widest(lines: tuple[str, ...], type_: Type) -> float:
    """Return the width of the widest line, in pixels; 0 when there is none."""
    return max((width(line, type_) for line in lines), default=0.0)


@lru_cache(maxsize=REMEMBERED)
def wrap(text: str, room: float, type_: Type, most: int = 0) -> tuple[str, ...]:
    """Break text into lines of even length that fit; a word that is wider than the room gets a hyphen where it breaks.

    Args:
        text: what to break; blanks are where it may break, and words wider than the room break between syllables.
        room: the width of a line, in pixels.
        type_: the type it is set in.
        most: the most lines there may be, the last ending in `…` when words are left out; 0 for any number.
    """
    words = _words(text, room, type_)
    lines = _filled(words, room, type_)
    if most and len(lines) > most:
        return _hyphened(_cut(_written(words, lines)[:most], room, type_))
    return _hyphened(_written(words, _evened(words, lines, room, type_)))


@lru_cache(maxsize=REMEMBERED)
def count_lines(text: str, room: float, type_: Type) -> int:
    """Return into how many lines `wrap` breaks text, without the work of making them even."""
    return len(_filled(_words(text, room, type_), room, type_))


class Words(NamedTuple):
    """Words, and how far each goes; a line ends with a word that ends with our hyphen."""

    texts: tuple[str, ...]
    far: tuple[int, ...]


def _words(text: str, room: float, type_: Type) -> Words:
    words = _split(text, _column(type_))
    if not words.far or max(words.far) * type_.size / 1000 * AIR <= room:
        return words
    return _measured((piece for word in words.texts for piece in _pieces(word, room, type_)), _column(type_))


@lru_cache(maxsize=REMEMBERED)
def _split(text: str, column: int) -> Words:
    return _measured((word for word in clean(text).split(" ") if word), column)


def _measured(words: Iterable[str], column: int) -> Words:
    texts = tuple(words)
    return Words(texts, tuple(_far(word, column) for word in texts))


def _hyphened(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.replace(HYPHEN, "-") for line in lines)


def _pieces(word: str, room: float, type_: Type) -> list[str]:
    """Break a word that is too wide: after its own punctuation where that is enough, else anywhere, evenly."""
    if width(word, type_) <= room:
        return [word] if word else []
    parts = JOINT.findall(word)
    if len(parts) > 1:
        return [piece for part in _glued(parts, room, type_) for piece in _pieces(part, room, type_)]
    return _syllables(word, room, type_) or _letters(word, room, type_)


def _letters(word: str, room: float, type_: Type) -> list[str]:
    """Break a word anywhere, evenly; a letter keeps its accents."""
    fair = width(word, type_) / math.ceil(width(word, type_) / room)
    return _glued(_clusters(word), min(fair + type_.size / 2, room), type_)


def _syllables(word: str, room: float, type_: Type) -> list[str]:
    """Break a word between syllables, as evenly as takes no more lines; nothing when one of them is too wide."""
    starts = [at for at in (found.start() for found in SYLLABLE.finditer(word)) if FEWEST <= at <= len(word) - FEWEST]
    parts = [word[start:end] for start, end in pairwise([0, *starts, len(word)])]
    room -= width(HYPHEN, type_)
    if len(parts) == 1 or max(width(part, type_) for part in parts) > room:
        return []
    pieces = _glued(parts, room, type_)
    fair = width(word, type_) / len(pieces) + type_.size
    even = _glued(parts, min(fair, room), type_)
    chosen = even if len(even) <= len(pieces) else pieces
    return [*(f"{piece}{HYPHEN}" for piece in chosen[:-1]), chosen[-1]]


def _glued(parts: list[str], room: float, type_: Type) -> list[str]:
    pieces = [""]
    for part in parts:
        if pieces[-1] and width(pieces[-1] + part, type_) > room:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _clusters(word: str) -> list[str]:
    """Split a word into letters with the marks that sit on them."""
    starts = [index for index, char in enumerate(word) if index == 0 or unicodedata.category(char) not in NO_WIDTH]
    return [word[start:end] for start, end in pairwise([*starts, len(word)])]


Lines = list[tuple[int, int]]
"""Lines of words: for each the number of its first word, and how far it goes."""


def _filled(words: Words, room: float, type_: Type) -> Lines:
    """Fill lines from the left; how far a line goes is a whole number, so that it can be summed word by word."""
    size, space = type_.size, _advances(_column(type_))[" "]
    lines: Lines = []
    start = taken = 0
    for index, far in enumerate(words.far):
        longer = taken + space + far
        if index and longer * size / 1000 * AIR <= room and words.texts[index - 1][-1] != HYPHEN:
            taken = longer
        else:
            if index:
                lines.append((start, taken))
            start, taken = index, far
    return [*lines, (start, taken)] if words.far else lines


def _written(words: Words, lines: Lines) -> tuple[str, ...]:
    starts = [*(start for start, _far in lines), None]
    return tuple(" ".join(words.texts[start:end]) for start, end in pairwise(starts))


def _evened(words: Words, lines: Lines, room: float, type_: Type) -> Lines:
    """Narrow the room while the number of lines stays the same, so that the last line is no orphan."""
    if len(lines) < 2:  # noqa: PLR2004 - one line is even
        return lines
    low, high = room / 3, room
    while high - low > 1:
        middle = (low + high) / 2
        tried = _filled(words, middle, type_)
        if len(tried) > len(lines) or max(far for _start, far in tried) * type_.size / 1000 * AIR > middle:
            low = middle
        else:
            lines, high = tried, middle
    return lines


def _cut(lines: tuple[str, ...], room: float, type_: Type) -> tuple[str, ...]:
    last = lines[-1].rstrip(HYPHEN)
    while last and width(f"{last}…", type_) > room:
        last = last[:-1]
    return (*lines[:-1], f"{last.rstrip(f' {HYPHEN}')}…")


class _Advances(dict[str, int]):
    """How far each letter goes in one weight, in thousandths of the type's size; one not yet asked for is looked up."""

    def __init__(self, column: int) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, char: str) -> int:
        advance = self[char] = _advance(char, self.column)
        return advance


@cache
def _advances(column: int) -> _Advances:
    return _Advances(column)


def _advance(char: str, column: int) -> int:
    table = _table()
    char = "-" if char == HYPHEN else char
    if char in table:
        return table[char][column]
    if unicodedata.category(char) in NO_WIDTH:
        return 0
    return _defaults()[1] if unicodedata.east_asian_width(char) in WIDE else _defaults()[0]


@cache
def _table() -> Mapping[str, list[int]]:
    widths: Mapping[str, list[int]] = json.loads(TABLE.read_text("utf-8"))["widths"]
    return widths


@cache
def _defaults() -> tuple[int, int]:
    table = json.loads(TABLE.read_text("utf-8"))
    return table["default"], table["wide"]
