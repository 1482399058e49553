"""The small values of the language: words in several languages, spans of time, opening hours."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
DURATION = r"^P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(?=.)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$"
DATE = r"^\d{4}-\d{2}-\d{2}$"
EXTENSION = "x-"

DAY = 86_400
SECONDS = (365.25 * DAY, 30.44 * DAY, 7 * DAY, DAY, 0, 3_600, 60, 1)


class Value:
    """A value with a form of its own in documents. No dataclass, because msgspec would then decode it by itself."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, *parts: object) -> None:
        for name, part in zip(self.__slots__, parts, strict=True):
            object.__setattr__(self, name, part)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(getattr(self, n) == getattr(other, n) for n in self.__slots__)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__slots__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(getattr(self, name)) for name in self.__slots__)})"


class Text(Value):
    """Words a customer or a manager reads: one string, or one for each language.

    Args:
        plain: the string, in the workspace's first language, when the author wrote only one.
        words: (language, words) in the order written, when the author wrote several.
    """

    __slots__ = ("plain", "words")
    plain: str | None
    words: tuple[tuple[str, str], ...]

    def __init__(self, plain: str | None = None, words: tuple[tuple[str, str], ...] = ()) -> None:
        set_plain(self, plain)
        set_words(self, words)

    @classmethod
    def of(cls, written: object) -> Text:
        """Return the text that a document says; its shape has been checked."""
        if isinstance(written, str):
            return cls(written)
        if isinstance(written, dict):
            for language in written:
                if language[:2] == EXTENSION:
                    return cls(None, tuple(entry for entry in written.items() if entry[0][:2] != EXTENSION))
            return cls(None, tuple(written.items()))
        raise TypeError(written)

    def in_language(self, language: str) -> str:
        """Return the words in `language`; else the plain string, else the first words there are."""
        if self.plain is not None:
            return self.plain
        words = dict(self.words)
        return words.get(language) or next((word for word in words.values() if word), "")

    def speaks(self, language: str) -> bool:
        """Tell whether there are words in `language`; a plain string holds for all of them."""
        return self.plain is not None or bool(dict(self.words).get(language))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages written, in the order written; none for a plain string."""
        return tuple(language for language, _words in self.words)

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every string, in the order written."""
        return (self.plain,) if self.plain is not None else tuple(words for _language, words in self.words)

    def written(self) -> str | dict[str, str]:
        """Return the text as a document writes it."""
        return self.plain if self.plain is not None else dict(self.words)

    def __bool__(self) -> bool:
        """Tell whether there are any words."""
        return any(word.strip() for word in self.all_words)


class Note(Value):
    """A pain or a gain: what it is, and the opportunity that takes it up, if one does."""

    __slots__ = ("opportunity", "text")
    text: Text
    opportunity: str | None

    def __init__(self, text: Text, opportunity: str | None = None) -> None:
        set_opportunity(self, opportunity)
        set_text(self, text)

    @classmethod
    def of(cls, written: object) -> Note:
        """Return the note that a document says; its shape has been checked."""
        if isinstance(written, dict) and "text" in written:
            return cls(Text.of(written["text"]), written.get("opportunity"))
        return cls(Text.of(written))

    def written(self) -> Any:
        """Return the note as a document writes it."""
        text = self.text.written()
        return text if self.opportunity is None else {"text": text, "opportunity": self.opportunity}

    def in_language(self, language: str) -> str:
        """Return its words."""
        return self.text.in_language(language)


def decoded(kind: type, value: Any) -> Any:
    """Return what a document says as a value with a form of its own: msgspec asks for what it does not know itself."""
    return kind.of(value)  # type: ignore[attr-defined] # Text and Note, the two values with a form of their own


# A workspace holds very many of these two: what writes their slots is looked up once.
set_plain, set_words = (vars(Text)[name].__set__ for name in ("plain", "words"))
set_text, set_opportunity = (vars(Note)[name].__set__ for name in ("text", "opportunity"))


def seconds(duration: str) -> float:
    """Return the length of an ISO 8601 duration in seconds; a month counts 30.44 days, a year 365.25.

    Raises:
        ValueError: it is not such a duration.
    """
    found = re.match(DURATION, duration)
    if found is None:
        raise ValueError(duration)
    return sum(int(part[:-1]) * unit for part, unit in zip(found.groups(), SECONDS, strict=True) if part and unit)


def days(duration: str) -> float:
    """Return the length of an ISO 8601 duration in days."""
    return seconds(duration) / DAY


def is_duration(written: object) -> bool:
    """Tell whether a value is written as an ISO 8601 duration."""
    return isinstance(written, str) and re.match(DURATION, written) is not None


@cache
def day(written: str) -> date:
    """Return the day that `YYYY-MM-DD` names.

    Raises:
        ValueError: there is no such day.
    """
    return date.fromisoformat(written)


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK_HOURS = 168
RANGE = re.compile(r"(?P<first>[a-z]{3})(-(?P<last>[a-z]{3}))? (?P<h1>\d\d):(?P<m1>\d\d)-(?P<h2>\d\d):(?P<m2>\d\d)")
ALWAYS = "24/7"


def opening(written: str) -> tuple[tuple[float, float], ...]:
    """Return when a channel is open, as (from, to) in hours since Monday 00:00, sorted and merged.

    `mon-fri 08:00-20:00, sat 09:00-17:00`; a closing time at or before the opening time lies on the next day.

    Raises:
        ValueError: it is written otherwise; the argument is the part that cannot be read.
    """
    if written == ALWAYS:
        return ((0.0, float(WEEK_HOURS)),)
    spans = [span for part in written.split(",") for span in _open_spans(part.strip())]
    return _merged(spans)


def longest_closing(written: str) -> float:
    """Return the longest stretch in a week, in hours, during which a channel is closed."""
    spans = opening(written)
    starts = [*(start for start, _end in spans[1:]), spans[0][0] + WEEK_HOURS]
    return max(0.0, *(start - end for (_start, end), start in zip(spans, starts, strict=True)))


def _open_spans(part: str) -> list[tuple[float, float]]:
    found = RANGE.fullmatch(part)
    if found is None or found["first"] not in WEEKDAYS or (found["last"] or "mon") not in WEEKDAYS:
        raise ValueError(part)
    opens, closes = _clock(found["h1"], found["m1"], part), _clock(found["h2"], found["m2"], part)
    if closes <= opens:
        closes += 24
    first = WEEKDAYS.index(found["first"])
    last = WEEKDAYS.index(found["last"]) if found["last"] else first
    count = (last - first) % len(WEEKDAYS) + 1
    starts = [((first + offset) % len(WEEKDAYS)) * 24 for offset in range(count)]
    return [piece for start in starts for piece in _within_week(start + opens, start + closes)]


def _clock(hours: str, minutes: str, part: str) -> float:
    time = int(hours) + int(minutes) / 60
    if int(minutes) >= 60 or time > 24:  # noqa: PLR2004 - minutes in an hour, hours in a day
        raise ValueError(part)
    return time


def _within_week(start: float, end: float) -> list[tuple[float, float]]:
    if end <= WEEK_HOURS:
        return [(start, end)]
    return [(start, float(WEEK_HOURS)), (0.0, end - WEEK_HOURS)]


def _merged(spans: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
