"""What each report says: of nothing, of the example, and of a figure or two that can be counted by hand."""

from __future__ import annotations

import re
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from journeyctl.analyse.reports import load, names
from journeyctl.analyse.sheet import Named, Series, Sheet, Term
from journeyctl.compiler import compile_workspace
from journeyctl.i18n import Message
from journeyctl.model import Text
from journeyctl.settings import load_settings
from tests.support import CHECKOUT, TODAY, compiled

if TYPE_CHECKING:
    from datetime import date

    from journeyctl.model import Workspace


@pytest.fixture(scope="module")
def example() -> Workspace:
    """Compile the example."""
    return compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace


def sheet(name: str, text: str, today: date = TODAY) -> Sheet:
    return load(name).write(compiled(text).workspace, today)


def rows(found: Sheet, key: str) -> list[dict[str, Any]]:
    return next(table for table in found.tables if table.key == key).records()


def english(message: Message) -> str:
    return message.in_language("en")


@pytest.mark.parametrize("name", names())
def test_an_empty_workspace_is_told_what_to_write(name: str) -> None:
    found = sheet(name, "{}")
    assert english(found.lead).startswith("Not enough data")
    assert found.missing
    assert all(not table.rows for table in found.tables)


@pytest.mark.parametrize("name", names())
def test_the_example_has_something_to_say_and_every_cell_is_what_its_column_says(name: str, example: Workspace) -> None:
    kinds = {
        "text": (str, Text, Message, Term, Named),
        "date": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    found = load(name).write(example, TODAY)
    assert not english(found.lead).startswith("Not enough data")
    assert found.tables[0].rows
    for table in found.tables:
        assert len({column.key for column in table.columns}) == len(table.columns)
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                kind: Any = kinds.get(column.kind, Series if column.kind == "series" else tuple)
                assert cell is None or isinstance(cell, kind), (name, table.key, column.key, cell)


@pytest.mark.parametrize("name", names())
def test_a_report_says_how_it_is_computed_and_what_it_leaves_out(name: str) -> None:
    kinds = {note.kind for note in sheet(name, "{}").notes}
    assert {"formula", "inputs", "left-out"} <= kinds


@pytest.mark.parametrize("name", names())
def test_keys_are_plain_and_every_figure_with_a_scale_has_a_unit(name: str) -> None:
    for column in chain.from_iterable(table.columns for table in sheet(name, "{}").tables):
        assert re.fullmatch(r"[a-z_]+", column.key)
        assert column.scale is None or column.unit


def test_the_page_about_the_reports_is_in_step() -> None:
    sys.path.insert(0, str(CHECKOUT / "tools"))
    try:
        from write_reports import FILE, page  # type: ignore[import-not-found] # a script beside the package
    finally:
        sys.path.pop(0)
    assert FILE.read_text("utf-8") == page()


def test_coverage_of_half_is_half() -> None:
    text = """
        owners: {o: {name: O, kind: team}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A, owner: o}}, {id: b, touchpoint: {name: B}}]}]}
    """
    found = sheet("coverage", text)
    assert english(found.lead) == "0 of 2 contact moments have an owner, a KPI, a process and an insight."
    assert [(row["aspect"].code, row["covered"], row["share"]) for row in rows(found, "aspects")] == [
        ("owner", 1, 50),
        ("kpi", 0, 0),
        ("process", 0, 0),
        ("insight", 0, 0),
    ]
    assert [row["contact"] for row in rows(found, "lacking")] == ["journeys/j/steps/b", "journeys/j/steps/a"]


def test_emotion_names_the_moments_people_remember() -> None:
    text = """
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A}, emotion: 1}, {id: b, touchpoint: {name: B}, emotion: {score: -2, target: 0}},
            {id: c, touchpoint: {name: C}}, {id: d, touchpoint: {name: D}, emotion: {score: 1, target: 2}}]}]}
    """
    found = sheet("emotion", text)
    assert english(found.lead) == "The biggest drop is at 'B' in 'J'."
    (row,) = rows(found, "journeys")
    # Distances: 0 - -2 = 2 and 2 - 1 = 1; their mean is 1.5.
    assert (row["low"], row["peak"], row["end"], row["drop"], row["distance"]) == (-2, 1, 1, 3, 1.5)
    assert row["curve"] == Series((1, -2, 1))
    assert [row["distance"] for row in rows(found, "distances")] == [2, 1]
    assert english(found.missing[0]) == "1 step has no score: write `emotion`, from -2 to 2."


GAPS = """
    services:
      trip:
        name: Trip
        expectations:
          - {id: a, text: On time, dimension: reliability, estimate: 4, expected: {mean: 6, n: 100},
             perceived: {mean: 5, n: 100}}
          - {id: b, text: Kind}
"""


def test_gaps_counts_only_what_can_be_judged() -> None:
    found = sheet("gaps", GAPS)
    assert english(found.lead) == "1 of 1 measured expectations are disappointed, most of all: On time."
    counted = [(row["gap"], row["some"], row["all"]) for row in rows(found, "gaps")]
    assert counted == [(1, 2, 2), (1, 1, 1), (2, 2, 2), (5, 1, 1)]
    (item,) = rows(found, "items")
    assert (item["difference"], item["low"], item["high"]) == pytest.approx((-1, -1.70669, -0.29331), abs=1e-5)
    assert len(found.missing) == 3


def test_gaps_without_disappointment_say_so() -> None:
    found = sheet("gaps", GAPS.replace("perceived: {mean: 5,", "perceived: {mean: 6,"))
    assert english(found.lead) == "No expectation that was measured is disappointed."


def test_an_nps_comes_with_its_interval_and_informs_only() -> None:
    text = """
        kpis:
          nps: {name: NPS, kind: nps, level: experience, target: {at_least: 25}, drives: [{kpi: stay}],
                readings: [{date: 2026-10-31, value: 20, n: 400}]}
          stay: {name: Stay, kind: retention, level: result}
    """
    found = sheet("kpis", text)
    first, second = rows(found, "kpis")
    assert (first["low"], first["high"]) == pytest.approx((10.398, 29.602), abs=1e-3)
    assert (first["reached"], first["informs"]) == (False, True)
    assert (second["newest"], second["low"], second["reached"], second["trend"]) == (None, None, None, None)
    (link,) = rows(found, "links")
    assert (link["to"], link["evidence"].code, link["reaches_result"]) == ("stay", "none", True)
    assert any("is not the goal" in english(note.words) for note in found.notes if isinstance(note.words, Message))
    assert len(found.missing) == 2


def test_an_interval_of_an_nps_ends_where_the_scale_does() -> None:
    text = "kpis: {nps: {name: NPS, kind: nps, readings: [{date: 2026-10-31, value: 90, n: 4}]}}"
    (row,) = rows(sheet("kpis", text), "kpis")
    assert row["high"] == 100


CASE = """
    kpis: {churn: {name: Churn, kind: churn}}
    initiatives:
      i:
        name: I
        business_case:
          cost: {once: {amount: 1000, currency: EUR}}
          benefits: [{kpi: churn, low: 1, base: 6, value_per_unit: {amount: 100, currency: EUR}}]
          horizon: P2Y
          discount_rate: 0.1
      j: {name: J, business_case: {benefits: [{kpi: churn, change: 1}]}}
      k: {name: K}
"""


def test_a_business_case_shows_the_scenarios_it_states_and_says_what_the_others_lack() -> None:
    found = sheet("business-case", CASE)
    low, base = rows(found, "scenarios")
    assert (low["scenario"].code, low["yearly_benefit"], low["npv"]) == ("low", 100, pytest.approx(-826.446, abs=1e-3))
    # -1000 + 600 / 1.1 + 600 / 1.21 = 41.32; (1200 - 1000) / 1000 = 20 %; 1000 / 600 = 1.67 years.
    assert (base["npv"], base["roi"], base["payback"]) == pytest.approx((41.3223, 20, 1.66667), abs=1e-4)
    assert (base["currency"], base["evidence"].code) == ("EUR", "none")
    assert [english(message)[:3] for message in found.missing] == ["1 i", "'I'", "'J'"]
    assert [row["base"] for row in rows(found, "benefits")] == [6, 1]


def test_hand_overs_that_lose_everything_come_before_those_that_lose_a_part() -> None:
    text = """
        owners: {a: {name: A, kind: team}, b: {name: B, kind: team}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: x, touchpoint: {name: X, owner: a}, next: [{to: y, context: partial}, {to: z, context: none}]},
            {id: y, touchpoint: {name: Y, owner: b}, next: [{to: x}]},
            {id: z, touchpoint: {name: Z, owner: b}, next: []}]}]}
    """
    found = sheet("silos", text)
    assert [(row["giver"], row["handovers"], row["losing"], row["share"]) for row in rows(found, "links")] == [
        ("a", 2, 2, 100),
        ("b", 1, 0, None),
    ]
    assert [row["to_name"].in_language("en") for row in rows(found, "worst")] == ["Z", "Y"]


def test_marketing_beyond_the_cap_and_the_longest_silence() -> None:
    text = """
        personas: {p: {name: P, max_contacts: {max: 1, per: P1M}}, q: {name: Q}}
        journeys:
          j: {name: J, personas: [p], phases: [{id: f, name: F, stage: use, steps: [
            {id: a, touchpoint: {name: A, initiator: organisation, contact: {marketing: true}}, next: [
              {to: b, wait: P3D}]},
            {id: b, action: B, next: [{to: c, wait: P2D}]},
            {id: c, touchpoint: {name: C, contact: {marketing: true, frequency: {max: 2, per: P1M}}}}]}]}
    """
    found = sheet("contacts", text)
    first, second = rows(found, "personas")
    # One without a frequency counts once, the other twice a month: 3; 3 days and 2 days of waiting: 5.
    assert (first["pressure"], first["cap"], first["over"], first["silence"]) == (3, 1, True, 5)
    assert (second["pressure"], second["cap"], second["over"], second["silence"]) == (0, None, None, None)
    assert [(row["counted"], row["personas"]) for row in rows(found, "calendar")] == [(1, ("p",)), (2, ("p",))]


def test_the_register_names_what_an_item_lacks() -> None:
    text = """
        data:
          health: {name: Health, personal: true, special_category: true, purpose: Help, legal_basis: consent}
          timetable: {name: Timetable, personal: false}
        systems: {s: {name: S, stores: [health]}}
        touchpoints: {t: {name: T, data: [{item: health, use: [ask, store]}]}}
    """
    found = sheet("privacy", text)
    (row,) = rows(found, "register")
    assert row["lacks"] == ("retention", "withdrawal", "safeguards")
    assert [[text.in_language("en") for text in row[key]] for key in ("asked_at", "shown_at", "stored_at")] == [
        ["T"],
        [],
        ["T"],
    ]


def test_no_chart_on_units_that_differ(example: Workspace) -> None:
    (table, *_others) = load("kpis").write(example, TODAY).tables
    assert all(column.scale is None for column in table.columns)
