"""The search index of a language: made here, read by MiniSearch in the page, without a server.

Both sides cut a text into words in the same way, fold them, and stem them with the same Snowball algorithm, so that
`kaartjes` finds `kaartje`. It travels as a script, because a page opened from a file may not fetch data.

Source of the format: MiniSearch 7, `toJSON`, serialization version 2.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import snowballstemmer  # type: ignore[import-untyped] # it has no types

from journeyctl.i18n import base
from journeyctl.site.page import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeyctl.site.page import Page

STEMMERS = {"nl": "dutch", "en": "english"}
FIELDS = ("title", "also", "text")
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile("[\u0300-\u036f]")


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """An entry with its words counted, a dictionary a field."""

    href: str
    title: str
    kind: str
    counts: tuple[dict[str, int], ...]


def counted(page: Page, language: str) -> tuple[Counted, ...]:
    """Return what search finds by a page, ready for the index; nothing when the page is not listed."""
    return tuple(count(entry, language) for entry in (_page(page), *page.entries)) if page.is_listed else ()


def count(entry: Entry, language: str) -> Counted:
    """Return an entry with its words counted."""
    counts = tuple(dict(Counter(words(getattr(entry, name), language))) for name in FIELDS)
    return Counted(entry.href, entry.title, entry.kind, counts)


def _page(page: Page) -> Entry:
    facts = " ".join(fact.value.plain for fact in page.facts)
    route = " ".join(words.text for words in page.route or ())
    tags = " ".join(tag.plain for tag in page.tags)
    return Entry(page.path, page.title.text, page.kicker, page.also, f"{page.lede.plain} {route} {facts} {tags}")


def script(entries: Iterable[Counted], language: str) -> bytes:
    """Return the search index of one language as a script."""
    value = msgspec.json.encode(index(list(entries))).decode()
    safe = value.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    stemmer_ = json.dumps(STEMMERS.get(base(language), ""))
    return f'window.journeyctlSearch={{"stemmer":{stemmer_},"index":{safe}}};\n'.encode()


def index(entries: list[Counted]) -> dict[str, Any]:
    """Return a MiniSearch index over entries, as its `loadJS` reads it."""
    terms: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    totals = [0] * len(FIELDS)
    for number, entry in enumerate(entries):
        for field, counts in enumerate(entry.counts):
            totals[field] += len(counts)
            for term, times in counts.items():
                terms[term][field][number] = times
    return {
        "documentCount": len(entries),
        "nextId": len(entries),
        "documentIds": {str(number): number for number in range(len(entries))},
        "fieldIds": {name: field for field, name in enumerate(FIELDS)},
        "fieldLength": {str(number): [len(counts) for counts in one.counts] for number, one in enumerate(entries)},
        "averageFieldLength": [round(total / max(1, len(entries)), 3) for total in totals],
        "storedFields": {str(number): [one.href, one.title, one.kind] for number, one in enumerate(entries)},
        "dirtCount": 0,
        "index": [[term, terms[term]] for term in sorted(terms)],
        "serializationVersion": 2,
    }


def words(text: str, language: str) -> list[str]:
    """Return the words of a text as they stand in the index: folded, without accents, stemmed."""
    folded = MARKS.sub("", unicodedata.normalize("NFD", text.lower()))
    stem = stemmer(language)
    return [stem(word) for word in WORD.findall(folded)]


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what makes the stem of a word; the word itself in a language without a stemmer."""
    name = STEMMERS.get(base(language))
    if name is None:
        return str
    return cache(snowballstemmer.stemmer(name).stemWord)
