"""REF: each side of each line. What REF001 finds is tested with the compiler."""

from __future__ import annotations

from tests.support import findings, lint


def test_a_reference_to_nothing_is_reported_with_the_nearest_name() -> None:
    text = """
        owners: {service: {name: Service, kind: team}}
        processes:
          refund: {name: Refund, layer: backstage, owner: servise}
    """
    assert lint("REF001", text) == ["3:51 there is no owner 'servise'"]


def test_processes_that_depend_on_each_other_are_one_finding_at_the_first_reference() -> None:
    assert lint("REF002", """
        processes:
          pay: {name: Pay, layer: backstage, depends_on: [log, check]}
          check: {name: Check, layer: backstage, depends_on: [file]}
          file: {name: File, layer: support, depends_on: [pay]}
          log: {name: Log, layer: support}
    """) == ["2:56 process 'pay' depends on itself: pay → check → file → pay"]  # fmt: skip


def test_parents_replacements_and_drivers_go_round_too() -> None:
    assert lint("REF002", """
        journeys:
          a: {name: A, parent: b, phases: [{id: p, name: P, steps: []}]}
          b: {name: B, parent: a, replaces: b, phases: [{id: p, name: P, steps: []}]}
        kpis:
          ease: {name: Ease, kind: ces, drives: [{kpi: nps}]}
          nps: {name: NPS, kind: nps, drives: [{kpi: ease}]}
    """) == [
        "2:24 journey 'a' is a part of itself: a → b → a",
        "3:37 journey 'b' replaces itself: b → b",
        "5:48 KPI 'ease' drives itself: ease → nps → ease",
    ]  # fmt: skip


def test_references_of_retired_journeys_are_judged() -> None:
    assert lint("REF002", """
        journeys:
          a: {name: A, status: retired, parent: a, phases: [{id: p, name: P, steps: []}]}
    """) == ["2:41 journey 'a' is a part of itself: a → a"]  # fmt: skip


def test_two_ways_to_one_process_are_no_cycle() -> None:
    assert lint("REF002", """
        processes:
          pay: {name: Pay, layer: backstage, depends_on: [log, check, nowhere]}
          check: {name: Check, layer: backstage, depends_on: [log]}
          log: {name: Log, layer: support}
    """) == []  # fmt: skip


def test_a_long_chain_of_dependencies_needs_no_deep_stack() -> None:
    lines = [f"  p{n}: {{name: P, layer: support, depends_on: [p{(n + 1) % 3000}]}}" for n in range(3000)]
    (found,) = findings("\n".join(["processes:", *lines]), "REF002")
    assert found.message.in_language("en").endswith("p6 → p7 → … → p0")


def test_what_nothing_refers_to_is_reported_at_its_id() -> None:
    assert lint("REF003", """
        channels:
          fax: {name: Fax, kind: other, accessibility: {alternatives: [fax]}}
        stages:
          pause: {name: Pause, moment: after}
    """) == [
        "2:3 'channels/fax' is not used: nothing refers to it",
        "4:3 'stages/pause' is not used: nothing refers to it",
    ]  # fmt: skip


def test_where_references_begin_nothing_has_to_refer_to() -> None:
    assert lint("REF003", """
        journeys: {ride: {name: Ride, phases: [{id: p, name: P, steps: []}]}}
        opportunities: {help: {name: Help}}
        initiatives: {desk: {name: Desk}}
        processes: {pay: {name: Pay, layer: support}}
        personas: {commuter: {name: Commuter}}
        stages: {use: {name: Ride, moment: after}}
    """) == []  # fmt: skip


def test_a_retired_journey_uses_what_it_names() -> None:
    assert lint("REF003", """
        owners: {sales: {name: Sales, kind: team}}
        journeys: {ride: {name: Ride, status: retired, owner: sales, phases: [{id: p, name: P, steps: []}]}}
    """) == []  # fmt: skip
