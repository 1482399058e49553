"""From names to ids: readable, unique, and the workspace's own where it knows the name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from journeyctl.model.spec.base import ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeyctl.model import Entity

# Letters that Unicode does not take apart into a Latin letter and a mark.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i"}
)
APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
ROOM = 8  # characters kept for the number that tells two ids apart


def slug(name: str, otherwise: str) -> str:
    """Return a name as an id: Latin letters and digits, words joined by hyphens; `otherwise` when nothing is left."""
    plain = unicodedata.normalize("NFKD", APOSTROPHE.sub("", name)).casefold().translate(LETTERS)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", bare)
    short = "-".join(words)[: ID_LENGTH - ROOM]
    whole_words = short.rpartition("-")[0] if len(short) == ID_LENGTH - ROOM and "-" in short else short
    return whole_words.strip("-") or otherwise


class Ids:
    """Gives out ids, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.counts: Counter[str] = Counter()

    def give(self, name: str, otherwise: str) -> str:
        """Return an id for a name that no other has."""
        wanted = slug(name, otherwise)
        identity = wanted
        while identity in self.taken:
            self.counts[wanted] += 1
            identity = f"{wanted}-{self.counts[wanted] + 1}"
        self.taken.add(identity)
        return identity


class Catalogue:
    """One collection while files are being imported: finds what has an id or a name, and gives ids to what is new."""

    def __init__(self, known: Mapping[str, Entity[Any]]) -> None:
        self.ids = Ids(known)
        self.by_word: dict[str, str] = {key(identity): identity for identity in known}
        for entity in known.values():
            for words in entity.name.all_words:
                self.by_word.setdefault(key(words), entity.id)

    def find(self, word: str) -> str | None:
        """Return the id of what is called so, whatever the case and the blanks."""
        return self.by_word.get(key(word))

    def claim(self, identity: str, words: Iterable[str], *, again: bool = False) -> None:
        """Make known what has an id and names; `again` lets it take names that others have."""
        self.ids.taken.add(identity)
        for word in (identity, *words):
            if again or key(word) not in self.by_word:
                self.by_word[key(word)] = identity

    def add(self, name: str, otherwise: str) -> str:
        """Return a new id for what is called so; it can be found from now on."""
        identity = self.ids.give(name, otherwise)
        self.by_word.setdefault(key(name), identity)
        return identity


def key(word: str) -> str:
    """Return a word as it is compared."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("\u2019", "'").split())
