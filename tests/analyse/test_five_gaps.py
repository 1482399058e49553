"""The five gaps of service quality, counted."""

from __future__ import annotations

from journeyctl.analyse.five_gaps import Count, five_gaps
from tests.support import compiled


def test_each_gap_counts_what_falls_into_it() -> None:
    text = """
        kpis: {t: {name: T, kind: time, unit: h, readings: [{date: 2026-10-01, value: 6}]}}
        insights: {guess: {name: G, kind: assumption}, study: {name: S, kind: fact}}
        services:
          s:
            name: S
            expectations:
              - {id: soon, text: Soon, evidence: [guess], estimate: 4.5, expected: {mean: 6.0}, perceived: {mean: 5.0},
                 measure: {metric: reply, at_most: PT2H}}
              - {id: kind, text: Kind, evidence: [study], estimate: 6, expected: {mean: 6.5}, perceived: {mean: 7.0}}
            standards: [{measure: {metric: reply, at_most: PT4H}, meets: soon, kpi: t}]
            promises: [{text: In an hour, measure: {metric: reply, at_most: PT1H}, expectation: soon}, {text: Nice}]
        journeys: {j: {name: J, service: s, phases: [{id: p, name: P, steps: [{id: a, action: A}]}]}}
        """
    found = five_gaps(compiled(text).workspace)
    assert (found.unfounded, found.misjudged) == (Count(1, 2), Count(1, 2))
    assert (found.unspecified, found.loose) == (Count(1, 2), Count(1, 1))
    assert (found.missed, found.unkept) == (Count(1, 1), Count(1, 1))
    assert (found.unbacked, found.broken) == (Count(1, 2), Count(1, 2))
    assert found.disappointed == Count(1, 2)
    assert (found.misjudgement, found.disappointment) == (-1.0, -0.25)


def test_without_figures_there_is_no_mean() -> None:
    found = five_gaps(compiled("channels: {app: {name: App, kind: app}}").workspace)
    assert found.unfounded == Count(0, 0)
    assert (found.misjudgement, found.disappointment) == (None, None)
