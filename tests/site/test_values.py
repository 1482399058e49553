"""The small parts of the site: curves, words, search, owners."""

from __future__ import annotations

import pytest

from journeyctl.i18n import _
from journeyctl.model.spec import Money
from journeyctl.render.geometry import smooth
from journeyctl.render.layout import Point
from journeyctl.render.palette import feeling
from journeyctl.site.chart import nice_ticks, spark, thinned
from journeyctl.site.edition import initials
from journeyctl.site.markup import ticks
from journeyctl.site.page import Entry
from journeyctl.site.search import count, index, words
from journeyctl.site.voice import Voice


def test_a_curve_goes_through_its_points_and_never_overshoots() -> None:
    path = smooth([Point(0, 50), Point(100, 20), Point(200, 20), Point(300, 80)])
    assert path.startswith("M0 50C")
    assert path.count("C") == 1
    assert " 100 20 133.3 20 166.7 20 200 20 " in path


def test_a_curve_of_one_point_is_no_line_but_still_a_mark() -> None:
    assert smooth([Point(50, 50)]) == ""
    drawn = spark([1.0], "x")
    assert drawn
    assert drawn.dots[0].state == "e-p1"
    assert spark([], "x") is None


@pytest.mark.parametrize(("score", "state"), [(-2, "e-n2"), (-0.4, "e-0"), (0.5, "e-p1"), (2, "e-p2"), (-1.5, "e-n2")])
def test_a_score_has_the_colour_of_its_rounded_self(score: float, state: str) -> None:
    assert feeling(score) == state


def test_an_axis_has_round_numbers_around_what_it_shows() -> None:
    assert nice_ticks(7.2, 7.8) == (7.2, 7.4, 7.6, 7.8)
    assert nice_ticks(3, 3)[0] < 3 < nice_ticks(3, 3)[-1]


def test_dates_that_would_lie_over_each_other_are_left_out_but_never_the_last() -> None:
    assert thinned([0, 3, 50, 98, 100], 9) == (1, 2, 4)


def test_numbers_days_and_spans_are_said_as_the_language_writes_them() -> None:
    dutch, english = Voice("nl", "nl"), Voice("en", "nl")
    assert (dutch.number(1234.5), english.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (dutch.day("2026-10-03"), english.day("2026-10-03")) == ("3 oktober 2026", "October 3, 2026")
    assert (dutch.duration("PT4H"), english.duration("P1Y6M")) == ("4 uur", "1 year and 6 months")
    assert (dutch.signed(-1.5), dutch.signed(1), dutch.signed(0)) == ("\N{MINUS SIGN}1,5", "+1", "0")
    assert english.with_unit(90.6, "%") == "90.6%"


def test_an_amount_has_cents_only_where_it_has_some() -> None:
    dutch, english = Voice("nl", "nl"), Voice("en", "nl")
    assert dutch.money(Money(amount=420_000, currency="EUR")) == "€\u00a0420.000"
    assert english.money(Money(amount=420_000.0, currency="EUR")) == "€420,000"
    assert english.money(Money(amount=-1200, currency="USD")) == "\N{MINUS SIGN}$1,200"
    assert dutch.money(Money(amount=12.5, currency="EUR")) == "€\u00a012,50"


def test_an_unknown_language_still_speaks() -> None:
    assert Voice("tlh", "tlh").number(1.5) == "1.5"


def test_a_language_of_a_region_speaks_like_its_language_and_writes_days_like_its_region() -> None:
    flemish, british = Voice("nl-BE", "nl-BE"), Voice("en-GB", "en-GB")
    assert (flemish.say(_("Search")), flemish.duration("PT4H")) == ("Zoeken", "4 uur")
    assert british.day("2026-10-03") == "3 October 2026"
    assert words("Kaartjes", "nl-BE") == words("kaartje", "nl")


def test_a_word_and_its_plural_are_one_word_for_search() -> None:
    assert words("Kaartjes", "nl") == words("kaartje", "nl")
    assert words("tickets", "en") == words("Ticket", "en")
    assert words("Één café", "xx") == ["een", "cafe"]


def test_the_index_is_what_minisearch_reads() -> None:
    entries = [Entry("a.html", "Een kaartje", "stap"), Entry("b.html", "Kaartjes", "stap")]
    made = index([count(entry, "nl") for entry in entries])
    assert made["serializationVersion"] == 2
    assert made["fieldIds"] == {"title": 0, "also": 1, "text": 2}
    assert dict(made["index"])[words("kaartje", "nl")[0]] == {0: {0: 1, 1: 1}}


@pytest.mark.parametrize(("name", "letters"), [("Team Deur tot Deur", "TD"), ("app", "AP"), ("<b>", "?"), ("", "?")])
def test_an_owner_has_one_or_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_what_stands_between_backticks_is_code_and_the_rest_is_escaped() -> None:
    assert ticks("Write `a:` <b>") == "Write <code>a:</code> &lt;b&gt;"
