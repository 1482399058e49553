"""Texts for people: a message is a value, and becomes words only where somebody reads it.

English is the language of the source; the other languages are gettext catalogues in `locale/`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeyctl.discovery import data_root

if TYPE_CHECKING:
    from gettext import NullTranslations

    from babel import Locale

DOMAIN = "journeyctl"
LANGUAGES = ("en", "nl")
SOURCE = LANGUAGES[0]
LISTED = 8
HUGE = 1e15


@runtime_checkable
class Localised(Protocol):
    """A value with words of its own in several languages."""

    def in_language(self, language: str) -> str:
        """Return the words in `language`, or the nearest that there are."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named holes, not yet in any language.

    Args:
        one: the English sentence, the key of its translations.
        params: what fills the holes: strings, numbers, localised values, or tuples of them.
        many: the plural form, chosen by `count`.
    """

    one: str
    params: tuple[tuple[str, object], ...] = ()
    many: str = ""
    count: int = 1

    def filled(self, **params: object) -> Message:
        """Return the same sentence with (more of) its holes filled."""
        return replace(self, params=(*self.params, *params.items()))

    def in_language(self, language: str) -> str:
        """Return the sentence in `language`; English where no translation exists."""
        catalogue = translations(language)
        template = catalogue.ngettext(self.one, self.many, self.count) if self.many else catalogue.gettext(self.one)
        return template.format_map({key: _words(value, language) for key, value in self.params})


def _(text: str, /, **params: object) -> Message:
    """Mark a sentence for translation and fill its holes."""
    return Message(text, tuple(params.items()))


def plain(words: Localised | str) -> Message:
    """Return words as a message: those that are in several languages already, or in one, as another program's."""
    return Message("{words}", (("words", words),))


def plural(one: str, many: str, count: int, /, **params: object) -> Message:
    """Mark a sentence with a plural; `{count}` is filled in."""
    return Message(one, (*params.items(), ("count", count)), many, count)


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language, whatever its region; English and unknown ones translate to themselves."""
    import gettext

    return gettext.translation(DOMAIN, data_root() / "locale", [language, base(language)], fallback=True)


def base(language: str) -> str:
    """Return a language without its script and region: `nl` for `nl-BE`."""
    return language.partition("-")[0]


@cache
def locale_of(language: str) -> Locale:
    """Return how a language writes numbers and dates, of its region where that is known; English where it is not."""
    from babel import Locale, UnknownLocaleError

    for code in (language, base(language)):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(SOURCE)


def figure(value: float, pattern: str | None, language: Locale) -> str:
    """Write a number as a language does; one with more digits than anybody reads as a power of ten.

    Args:
        value: the number.
        pattern: how, in the way of Unicode's locale data; the language's own when None.
        language: its rules.
    """
    from babel.numbers import format_decimal, format_scientific

    # Beyond what its decimal arithmetic holds Babel refuses a number.
    if HUGE <= abs(value) < float("inf"):
        return str(format_scientific(float(f"{value:.3g}"), locale=language))
    return str(format_decimal(value, pattern, locale=language))


def _words(value: object, language: str) -> object:
    if isinstance(value, str | int | float):
        return value
    speak = getattr(value, "in_language", None)
    if speak is not None:
        return speak(language)  # a text or a message; a protocol is slow to ask
    if isinstance(value, tuple):
        return _listed(value, language)
    return value


def _listed(values: tuple[object, ...], language: str) -> str:
    words = [str(_words(value, language)) for value in values]
    if len(words) > LISTED:
        words = [*words[: LISTED - 1], "…"]
    return ", ".join(words)
