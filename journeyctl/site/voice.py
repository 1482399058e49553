"""How a page speaks: sentences, numbers, dates and spans of time as its language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency

from journeyctl.i18n import HUGE, Message, _, figure, locale_of
from journeyctl.model.values import DURATION, day, is_duration
from journeyctl.site.blocks import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

    from journeyctl.model import spec
    from journeyctl.model.values import Note, Text

NBSP = "\u00a0"
MINUS = "\u2212"
SMALL = 0.1  # below it, a decimal matters
# As Babel counts them: a month of 30 days, a year of 365.
Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]
UNITS: tuple[tuple[Unit, int], ...] = (
    ("year", 31_536_000), ("month", 2_592_000), ("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60),
    ("second", 1),
)  # fmt: skip
REMEMBERED = 1 << 12  # numbers whose words are kept: most are scores, of which there are few
NEVER = 1e12  # no larger unit takes the place of the one that is written


@dataclass(frozen=True)
class Voice:
    """Says things in one language.

    Args:
        language: of the page.
        first: the workspace's first language, that of plain strings.
    """

    language: str
    first: str

    @cached_property
    def locale(self) -> Locale:
        """Babel's rules for the language; English where it knows none."""
        return locale_of(self.language)

    def say(self, message: Message) -> str:
        """Return a sentence of ours."""
        return message.in_language(self.language)

    def chrome(self, message: Message) -> Words:
        """Return a sentence of ours, to stand where words stand."""
        return Words(self.say(message))

    def text(self, text: Text | Note | None) -> str:
        """Return the words of an author, in the nearest language there is."""
        return text.in_language(self.language) if text is not None else ""

    def words(self, text: Text | None) -> Words:
        """Return the words of an author, marked when they are in another language than the page."""
        if text is None:
            return Words("")
        return Words(self.text(text), self.marked(text))

    def marked(self, text: Text) -> str:
        """Return the language of an author's words when it is not the page's."""
        if text.plain is not None:
            spoken = self.first
        elif text.speaks(self.language):
            return ""
        else:
            spoken = next((language for language, words in text.words if words), "")
        return "" if spoken == self.language else spoken

    def number(self, value: float, digits: int = 2) -> str:
        """Return a number, with at most so many decimals."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return _decimal(round(value, digits), pattern, self.locale)

    def signed(self, value: float) -> str:
        """Return an emotion's score with its sign."""
        return ("+" if value > 0 else "") + self.number(value, 1)

    def with_unit(self, value: float, unit: str | None) -> str:
        """Return a number and its unit."""
        number = self.number(value)
        if not unit:
            return number
        return f"{number}%" if unit == "%" else f"{number}{NBSP}{unit}"

    def percent(self, fraction: float) -> str:
        """Return a fraction of 1 in per cent."""
        return f"{self.number(fraction * 100, 1 if 0 < fraction < SMALL else 0)}%"

    def money(self, money: spec.Money) -> str:
        """Return an amount, without cents when it has none."""
        amount, currency = money.amount, money.currency
        if abs(amount) >= HUGE:
            said = f"{currency}{NBSP}{self.number(amount)}"
        elif float(amount).is_integer():
            pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
            said = format_currency(amount, currency, pattern, locale=self.locale, currency_digits=False)
        else:
            said = format_currency(amount, currency, locale=self.locale)
        return said.replace("-", MINUS)

    def day(self, written: str, form: str = "long") -> str:
        """Return a day: `long` (3 October 2026), `medium` (3 Oct 2026), or a pattern such as `MMM`."""
        return format_date(day(written), format=form, locale=self.locale)

    def duration(self, written: str) -> str:
        """Return an ISO 8601 duration in words: `PT4H` is 4 hours."""
        found = re.match(DURATION, written)
        if found is None:
            return written
        parts = (*found.groups()[:4], *found.groups()[5:])
        return self.listed([self._span(part, *unit) for part, unit in zip(parts, UNITS, strict=True) if part])

    def _span(self, part: str, unit: Unit, seconds: int) -> str:
        """Return one part of a duration, such as `4H`, in words."""
        return format_timedelta(int(part[:-1]) * seconds, unit, NEVER, locale=self.locale)

    def limit(self, value: float | str, unit: str | None) -> str:
        """Return the figure of a measure: a number with its unit, or a span of time."""
        if isinstance(value, str):
            return self.duration(value) if is_duration(value) else value
        return self.with_unit(value, unit)

    def measure(self, measure: spec.Measure) -> str:
        """Return a measure: at most or at least so much."""
        if measure.at_most is not None:
            said = self.say(_("at most {limit}", limit=self.limit(measure.at_most, measure.unit)))
        else:
            said = self.say(_("at least {limit}", limit=self.limit(measure.at_least or 0, measure.unit)))
        return said

    def target(self, target: spec.Target, unit: str | None) -> str:
        """Return a target as a sign and a figure: ≥ 70%."""
        if target.at_least is not None:
            return f"≥{NBSP}{self.with_unit(target.at_least, unit)}"
        return f"≤{NBSP}{self.with_unit(target.at_most or 0, unit)}"

    def frequency(self, frequency: spec.Frequency) -> str:
        """Return how often, in how long: 4 in 1 month."""
        return self.say(_("{count} in {time}", count=self.number(frequency.max), time=self.duration(frequency.per)))

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list: a, b and c."""
        return format_list(list(words), locale=self.locale)


def capital(sentence: str) -> str:
    """Return a sentence with a capital, as a page shows it."""
    return sentence[:1].upper() + sentence[1:]


@lru_cache(maxsize=REMEMBERED)
def _decimal(value: float, pattern: str, locale: Locale) -> str:
    return figure(value, pattern, locale).replace("-", MINUS)
