"""What one cell says: values of the language as text, and back.

Several words stand behind each other (`nps, csat`), several texts below each other; where a word or a text would be
taken for two, each begins with a bullet. A text that a spreadsheet would run as a formula is kept from it by an
apostrophe in CSV, and one apostrophe is taken off again on the way back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyctl.exchange.naming import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None

COLUMNS = 300
PLACES = 1_000_000
"""How many cells of one file are read, those that are empty and stand before another one included."""
BULLET = "\u2022"
INDENT = "  "
APART = re.compile(r"[,;\n]")
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"''*[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:([.,])(\d+))?")
THOUSANDS = 3
YES = frozenset({"yes", "ja", "true", "waar", "x", "1", "\u2713", "\u2714"})
NO = frozenset({"no", "nee", "false", "onwaar", "0"})
# What people call the fixed words of the language, in either language.
SYNONYMS = {
    "huidig": "as-is", "huidige-situatie": "as-is", "gewenst": "to-be", "gewenste-situatie": "to-be",
    "concept": "draft", "actief": "active", "vervallen": "retired", "klant": "customer", "bedrijf": "organisation",
    "organisatie": "organisation", "rol": "role", "e-mail": "email", "mail": "email", "telefoon": "phone",
    "website": "web", "site": "web", "winkel": "store", "post": "post", "brief": "post", "sociale-media": "social",
    "social-media": "social", "gesprek": "face-to-face", "balie": "face-to-face", "persoonlijk": "face-to-face",
    "desk": "face-to-face", "evenement": "event", "apparaat": "device", "zoekmachine": "search",
    "reclame": "advertising", "eigen": "owned", "verdiend": "earned", "voor": "before", "na": "after", "einde": "end",
}  # fmt: skip


def joined_words(words: Sequence[str]) -> str:
    """Return words in one cell."""
    if any(APART.search(word) or word.startswith(BULLET) or word != word.strip() or not word for word in words):
        return joined_texts(words, always=True)
    return ", ".join(words)


def joined_texts(texts: Sequence[str], *, always: bool = False) -> str:
    """Return texts in one cell: each on a line of its own, with a bullet where one could be taken for two."""
    plain = all(text and "\n" not in text and not text.startswith(BULLET) for text in texts)
    if plain and not always:
        return "\n".join(texts)
    return "\n".join(f"{BULLET} {text}".rstrip().replace("\n", f"\n{INDENT}") for text in texts)


def split_words(cell: str) -> list[str]:
    """Return the words in a cell."""
    if cell.startswith(BULLET):
        return split_texts(cell)
    return [word.strip() for word in APART.split(cell) if word.strip()]


def split_texts(cell: str) -> list[str]:
    """Return the texts in a cell; an empty one stays where only bullets tell that it is there."""
    if not cell.startswith(BULLET):
        return [line.strip() for line in cell.split("\n") if line.strip()]
    texts: list[str] = []
    for line in cell.split("\n"):
        if line.startswith(BULLET):
            texts.append(line[1:].strip())
        else:
            texts[-1] += "\n" + line.removeprefix(INDENT)
    return texts


def number(cell: str, decimal: str = ".") -> int | float | None:
    """Return the number in a cell; None when it is none, or could be two: `1.234` where `,` begins the decimals."""
    found = NUMBER.fullmatch(cell.replace("\u2212", "-"))
    if found is None or (found[1] not in (None, decimal) and len(found[2]) == THOUSANDS):
        return None
    value = float(found[0].replace(",", "."))
    return int(value) if value.is_integer() else value


def yes(cell: str) -> bool | None:
    """Return whether a cell says yes; None when it says neither yes nor no."""
    word = cell.casefold()
    return True if word in YES else False if word in NO else None


def chosen(cell: str, choices: Iterable[str]) -> str:
    """Return the fixed word that a cell means, whatever its case; the cell's own word when it means none."""
    word = slug(cell, cell)
    found = word if word in choices else SYNONYMS.get(word, "")
    return found if found in choices else cell


def guarded(text: str) -> str:
    """Return a text so that a spreadsheet that opens a CSV file does not run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded."""
    return text[1:] if GUARDED.match(text) else text
