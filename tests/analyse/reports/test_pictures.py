"""What a report draws: only figures that its tables hold, of one unit, and only where there is enough to compare."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.reports import load, names
from journeyctl.analyse.sheet import Chart, Grid, Sheet
from journeyctl.compiler import compile_workspace
from journeyctl.settings import load_settings
from tests.support import CHECKOUT, TODAY, compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace


@pytest.fixture(scope="module")
def example() -> Workspace:
    """Compile the example."""
    return compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace


def sheet(name: str, text: str) -> Sheet:
    return load(name).write(compiled(text).workspace, TODAY)


def charts(found: Sheet) -> list[Chart]:
    return [one for one in found.pictures if isinstance(one, Chart)]


@pytest.mark.parametrize("name", names())
def test_no_mark_is_drawn_that_does_not_stand_in_a_table_too(name: str, example: Workspace) -> None:
    found = load(name).write(example, TODAY)
    cells = chain.from_iterable(chain.from_iterable(table.rows) for table in found.tables)
    figures = {round(cell, 6) for cell in cells if isinstance(cell, int | float)}
    for chart in charts(found):
        assert chart.is_drawn
        for mark in chart.marks:
            drawn = [one for one in (mark.value, mark.low, mark.high, mark.limit) if one is not None]
            assert [one for one in drawn if round(one, 6) not in figures] == []


@pytest.mark.parametrize("name", names())
def test_nothing_is_drawn_of_an_empty_workspace(name: str) -> None:
    assert [one.key for one in sheet(name, "{}").pictures if one.is_drawn] == []


def test_money_of_two_currencies_is_drawn_on_two_scales_and_one_case_alone_not_at_all() -> None:
    case = "cost: {{once: {{amount: 10, currency: {0}}}}}, horizon: P2Y"
    benefit = "benefits: [{{kpi: k, change: 1, value_per_unit: {{amount: 20, currency: {0}}}}}]"
    made = "business_case: {{" + case + ", " + benefit + "}}"
    text = "kpis: {k: {name: K, kind: count}}\ninitiatives:\n" + "".join(
        f"  {name}: {{name: {name}, {made.format(currency)}}}\n"
        for name, currency in (("a", "EUR"), ("b", "EUR"), ("c", "USD"))
    )
    euros, dollars = charts(sheet("business-case", text))
    # -10 + 20 + 20 = 30, without a discount rate.
    assert [(mark.value, mark.low, mark.high) for mark in euros.marks] == [(30, None, None), (30, None, None)]
    assert (euros.unit, euros.is_drawn) == ("EUR", True)
    assert (dollars.unit, len(dollars.marks), dollars.is_drawn) == ("USD", 1, False)


def test_a_journey_with_fewer_than_three_scores_is_in_no_picture_of_emotion() -> None:
    steps = "{id: a, action: A, emotion: 1}, {id: b, action: B, emotion: -1}"
    text = f"""
        journeys:
          two: {{name: Two, phases: [{{id: p, name: P, steps: [{steps}]}}]}}
          three: {{name: Three, phases: [{{id: p, name: P, steps: [{steps}, {{id: c, action: C, emotion: 0}}]}}]}}
    """
    found = sheet("emotion", text)
    (chart,) = charts(found)
    assert [(mark.value, mark.low, mark.high) for mark in chart.marks] == [(0, -1, 1)]
    assert len(found.tables[0].rows) == 2


def test_opportunities_stand_in_the_field_of_their_worth_and_their_work() -> None:
    text = """
        opportunities:
          first: {name: First, value: {customer: 50}, effort: 3}
          later: {name: Later, value: {customer: 50}, effort: 4}
          spare: {name: Spare, value: {customer: 49}, effort: 3}
          never: {name: Never, value: {customer: 49}, effort: 4}
    """
    (grid,) = sheet("priorities", text).pictures
    assert isinstance(grid, Grid)
    fields = [[one.in_language("en") for one in cell] for _name, row in grid.rows for cell in row]  # type: ignore[union-attr] # texts
    assert fields == [["First"], ["Later"], ["Spare"], ["Never"]]


def test_a_change_of_channel_says_in_how_many_of_those_that_say_so_everything_comes_along() -> None:
    text = """
        channels: {app: {name: App, kind: app}, desk: {name: Desk, kind: store}}
        journeys:
          j: {name: J, phases: [{id: p, name: P, steps: [
            {id: a, touchpoint: {name: A, channel: app}, next: [{to: b, context: full}, {to: c, context: none}]},
            {id: b, touchpoint: {name: B, channel: desk}, next: [{to: a}]},
            {id: c, touchpoint: {name: C, channel: desk}, next: []}]}]}
    """
    (grid,) = sheet("channels", text).pictures
    assert isinstance(grid, Grid)
    assert [one.in_language("en") for one in grid.columns] == ["App", "Desk"]  # type: ignore[union-attr] # texts
    cells = [[one.in_language("en") if one else None for one in row] for _name, row in grid.rows]  # type: ignore[union-attr] # texts
    assert cells == [[None, "1 of 2"], ["not stated", None]]
