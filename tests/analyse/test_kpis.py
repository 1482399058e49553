"""The newest reading, the direction, and the chain from culture to result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.kpis import direction_of, misses, newest_reading, reaching_result, worked_on
from journeyctl.model import spec
from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace


def workspace(text: str) -> Workspace:
    return compiled(text).workspace


def test_a_chain_of_drives_reaches_a_result_through_others() -> None:
    text = """
        kpis:
          pride: {name: Pride, kind: index, level: employee, drives: [{kpi: calm}]}
          calm: {name: Calm, kind: csat, level: experience, drives: [{kpi: stay}]}
          stay: {name: Stay, kind: retention, level: behaviour, drives: [{kpi: turnover}]}
          turnover: {name: Turnover, kind: revenue, level: result}
          island: {name: Island, kind: csat, level: experience, drives: [{kpi: island-two}]}
          island-two: {name: Island, kind: csat, drives: [{kpi: island}]}
    """
    assert reaching_result(workspace(text)) == {"pride", "calm", "stay", "turnover"}


def test_revenue_without_a_level_is_a_result_and_an_unknown_kpi_counts_as_one() -> None:
    text = """
        kpis:
          calm: {name: Calm, kind: csat, drives: [{kpi: turnover}]}
          ease: {name: Ease, kind: ces, drives: [{kpi: unknown}]}
          turnover: {name: Turnover, kind: revenue}
    """
    assert reaching_result(workspace(text)) == {"calm", "ease", "turnover"}


def test_the_newest_reading_is_the_latest_day_wherever_it_is_written() -> None:
    text = """
        kpis:
          wait: {name: Wait, kind: time, readings: [{date: 2026-10-31, value: 2}, {date: 2026-09-30, value: 3}]}
    """
    space = workspace(text)
    newest = newest_reading(space, space.kpis["wait"])
    assert newest is not None
    assert newest.reading.value == 2
    assert newest.at("value").span[:2] == (2, 71)


def test_a_target_is_missed_on_its_own_side_only() -> None:
    assert misses(spec.Target(at_least=3), 2.9)
    assert not misses(spec.Target(at_least=3), 3)
    assert misses(spec.Target(at_most=3), 3.1)
    assert not misses(spec.Target(at_most=3), 3)


def test_the_direction_follows_from_the_target_when_it_is_not_stated() -> None:
    text = """
        kpis:
          up: {name: A, kind: count, target: {at_least: 1}}
          down: {name: B, kind: count, target: {at_most: 1}}
          stated: {name: C, kind: count, direction: up, target: {at_most: 1}}
          unknown: {name: D, kind: count}
    """
    kpis = workspace(text).kpis.values()
    assert [direction_of(kpi.spec) for kpi in kpis] == ["up", "down", "up", None]


def test_an_initiative_works_on_its_kpis_and_its_benefits_when_it_is_under_way() -> None:
    text = """
        initiatives:
          a: {name: A, status: test, kpis: [one], business_case: {benefits: [{kpi: two}]}}
          b: {name: B, status: idea, kpis: [three]}
          c: {name: C, status: stopped, kpis: [four]}
          d: {name: D, kpis: [five]}
    """
    assert worked_on(workspace(text)) == {"one", "two"}
