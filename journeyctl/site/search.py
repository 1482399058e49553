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

import snowballstemmer  # type: ignore[import-untyped] # it has no types

from journeyctl.site.page import Entry
from journeyctl.site.writer import write as write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Page

STEMMERS = {"nl": "dutch", "en": "english"}
FIELDS = ("title", "also", "text")
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile("[\u0300-\u036f]")


def write(folder: Path, edition: Edition, pages: Iterable[Page]) -> None:
    """Write the search index of one language."""
    entries = [entry for page in pages if page.is_listed for entry in (_page(page), *page.entries)]
    value = json.dumps(index(entries, edition.language), ensure_ascii=False, separators=(",", ":"))
    safe = value.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    script = f'window.journeyctlSearch={{"stemmer":{json.dumps(STEMMERS.get(edition.language, ""))},"index":{safe}}};\n'
    write_file(folder, f"assets/search/{edition.language}.js", script.encode())


def _page(page: Page) -> Entry:
    facts = " ".join(fact.value.plain for fact in page.facts)
    route = " ".join(words.text for words in page.route or ())
    tags = " ".join(tag.plain for tag in page.tags)
    return Entry(page.path, page.title.text, page.kicker, page.also, f"{page.lede.plain} {route} {facts} {tags}")


def index(entries: list[Entry], language: str) -> dict[str, Any]:
    """Return a MiniSearch index over entries, as its `loadJS` reads it."""
    terms: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    lengths: dict[str, list[int]] = {}
    totals = [0] * len(FIELDS)
    for number, entry in enumerate(entries):
        counts = [Counter(words(getattr(entry, name), language)) for name in FIELDS]
        for field, counted in enumerate(counts):
            totals[field] += len(counted)
            for term, times in counted.items():
                terms[term][field][number] = times
        lengths[str(number)] = [len(counted) for counted in counts]
    return {
        "documentCount": len(entries),
        "nextId": len(entries),
        "documentIds": {str(number): number for number in range(len(entries))},
        "fieldIds": {name: field for field, name in enumerate(FIELDS)},
        "fieldLength": lengths,
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
    name = STEMMERS.get(language)
    if name is None:
        return str
    return cache(snowballstemmer.stemmer(name).stemWord)
