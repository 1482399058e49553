"""BIZ: each side of each line."""

from __future__ import annotations

from datetime import date

import pytest

from journeyctl.errors import JourneyctlError
from tests.support import findings, lint

BENEFIT = "{kpi: churn, change: 1, value_per_unit: {amount: 100, currency: EUR}, low: 0, high: 2}"


def initiative(status: str, case: str = "", more: str = "") -> str:
    written = f", business_case: {{{case}}}" if case else ""
    return f"initiatives: {{help: {{name: Help, status: {status}{written}{more}}}}}"


def test_an_initiative_past_the_idea_needs_a_business_case() -> None:
    assert lint("BIZ001", initiative("test")) == ["1:15 initiative 'help' has no business case"]
    assert lint("BIZ001", "initiatives: {help: {name: Help}}") == ["1:15 initiative 'help' has no business case"]
    assert len(lint("BIZ001", initiative("live", "horizon: P1Y"))) == 1


def test_an_idea_or_a_stopped_initiative_needs_no_business_case() -> None:
    assert lint("BIZ001", initiative("idea")) == []
    assert lint("BIZ001", initiative("stopped")) == []


def test_costs_alone_are_a_business_case() -> None:
    assert lint("BIZ001", initiative("live", "cost: {once: {amount: 5, currency: EUR}}")) == []


def test_benefits_without_evidence_are_reported_where_it_is_written_or_missing() -> None:
    assert lint("BIZ002", initiative("build", f"benefits: [{BENEFIT}], evidence: none")) == [
        "1:175 the benefits of initiative 'help' rest on no evidence"
    ]
    assert lint("BIZ002", initiative("build", f"benefits: [{BENEFIT}]")) == [
        "1:49 the benefits of initiative 'help' rest on no evidence"
    ]


def test_a_test_is_there_to_find_the_evidence() -> None:
    assert lint("BIZ002", initiative("test", f"benefits: [{BENEFIT}], evidence: none")) == []


def test_a_case_with_evidence_or_without_benefits_claims_nothing_unproven() -> None:
    assert lint("BIZ002", initiative("build", f"benefits: [{BENEFIT}], evidence: benchmark")) == []
    assert lint("BIZ002", initiative("build", "cost: {}")) == []


def test_a_benefit_without_low_or_high_is_reported_at_its_first_key() -> None:
    text = """
        initiatives:
          help:
            name: Help
            business_case:
              benefits:
                - {kpi: one, change: 1}
                - {kpi: two, change: 1, low: 0}
                - {kpi: three, change: 1, low: 0, high: 2}
    """
    assert lint("BIZ003", text) == [
        "6:12 the benefit in KPI 'one' has no low, high",
        "7:12 the benefit in KPI 'two' has no high",
    ]


LOSS = f"cost: {{yearly: {{amount: 150, currency: EUR}}}}, benefits: [{BENEFIT}], horizon: P2Y, evidence: experiment"


def test_a_negative_net_present_value_is_reported_at_the_business_case() -> None:
    assert lint("BIZ004", initiative("build", LOSS)) == [
        "1:49 initiative 'help' costs more than it brings: its net present value is -100"
    ]


def test_what_is_done_because_it_is_right_or_required_need_not_pay() -> None:
    assert lint("BIZ004", initiative("build", LOSS, ", tags: [compliance]")) == []
    assert lint("BIZ004", initiative("build", LOSS, ", tags: [accessibility]")) == []
    assert len(lint("BIZ004", initiative("build", LOSS, ", tags: [winter]"))) == 1


def test_what_pays_or_breaks_even_is_no_loss() -> None:
    assert lint("BIZ004", initiative("build", LOSS.replace("150", "100"))) == []


def test_without_a_horizon_only_a_yearly_loss_is_certain() -> None:
    endless = LOSS.replace(", horizon: P2Y", "")
    assert lint("BIZ004", initiative("build", endless)) == ["1:49 initiative 'help' costs more than it brings"]
    assert lint("BIZ004", initiative("build", endless.replace("yearly", "once"))) == []


def test_a_case_that_cannot_be_computed_is_no_loss() -> None:
    assert lint("BIZ004", initiative("build", LOSS.replace("change: 1, ", ""))) == []


def test_a_stopped_initiative_loses_nothing_any_more() -> None:
    assert lint("BIZ004", initiative("stopped", LOSS)) == []


CHAIN = """
kpis:
  calm: {name: Calm, kind: csat, level: experience, drives: [{kpi: stay}]}
  stay: {name: Stay, kind: retention, level: behaviour}
"""


def test_an_experience_kpi_from_which_no_chain_reaches_a_result_is_reported() -> None:
    assert lint("BIZ005", CHAIN) == ["2:3 KPI 'calm' leads to no result"]


def test_a_chain_through_behaviour_to_a_result_is_complete() -> None:
    driving = CHAIN.replace("level: behaviour}", "level: behaviour, drives: [{kpi: sold}]}")
    assert lint("BIZ005", f"{driving}  sold: {{name: Sold, kind: count, level: result}}") == []
    assert lint("BIZ005", driving) == []  # an unknown KPI has a finding of its own


def test_a_workspace_that_does_not_use_drives_yet_is_left_alone() -> None:
    assert lint("BIZ005", "kpis: {calm: {name: Calm, kind: csat, level: experience}}") == []


PROGRAMME = """
opportunities: {big: {name: Big, effort: 4}, small: {name: Small, effort: 2}}
initiatives:
  one: {name: One, status: build, opportunity: big, milestones: [{date: 2027-06-01, what: Done}]}
  two: {name: Two, status: test, opportunity: big}
  old: {name: Old, status: stopped, opportunity: small}
"""


def test_a_programme_without_anything_early_is_reported_at_its_first_initiative() -> None:
    assert lint("BIZ006", PROGRAMME) == ["3:3 none of the initiatives under way is an early win"]


def test_something_small_something_soon_or_something_live_is_an_early_win() -> None:
    assert lint("BIZ006", PROGRAMME.replace("status: test, opportunity: big", "status: test, opportunity: small")) == []
    assert lint("BIZ006", PROGRAMME.replace("status: test", "status: live")) == []
    assert lint("BIZ006", PROGRAMME, today=date(2027, 1, 1)) == []
    assert lint("BIZ006", PROGRAMME, options={"within": "P1Y"}) == []


DELIGHT = """
touchpoints:
  desk: {name: Desk, expectations: [{id: kind, text: Kind, expected: {mean: 5}, perceived: {mean: 6}}]}
opportunities: {kinder: {name: Kinder, touchpoints: [desk]}}
initiatives:
  flowers:
    name: Flowers
    opportunity: kinder
    business_case:
      cost: {once: {amount: 900, currency: EUR}}
"""


def test_money_on_what_exceeds_expectation_already_is_reported_at_the_cost() -> None:
    expected = ["9:7 initiative 'flowers' spends on 'desk', which exceeds expectation already"]
    assert lint("BIZ007", DELIGHT) == expected
    journey = "journeys: {j: {name: J, phases: [{id: p, name: P, steps: [{id: ask, touchpoint: desk}]}]}}"
    assert lint("BIZ007", DELIGHT.replace("touchpoints: [desk]", "steps: [j/ask]") + journey) == expected


def test_a_claimed_change_a_disappointment_or_no_money_is_no_waste() -> None:
    assert lint("BIZ007", f"{DELIGHT}      benefits: [{{kpi: nps, change: 2}}]\n") == []
    assert lint("BIZ007", DELIGHT.replace("perceived: {mean: 6}", "perceived: {mean: 4}")) == []
    assert lint("BIZ007", DELIGHT.replace("amount: 900", "amount: 0")) == []


PAIN = """
opportunities: {better: {name: Better}}
owners: {one: {name: One, kind: team}, two: {name: Two, kind: team}}
journeys:
  j:
    name: J
    phases:
      - id: p
        name: P
        steps:
          - {id: a, touchpoint: {name: A, owner: one}}
          - {id: b, touchpoint: {name: B, owner: one}, pains: [It hurts, {text: Here too}]}
"""


def test_pains_that_nothing_takes_up_are_reported_where_they_are_written() -> None:
    assert lint("BIZ008", PAIN) == [
        "11:64 no opportunity takes up the pain 'It hurts'",
        "11:75 no opportunity takes up the pain 'Here too'",
    ]


def test_an_opportunity_of_the_pain_or_of_the_step_takes_it_up() -> None:
    assert len(lint("BIZ008", PAIN.replace("{text: Here too}", "{text: Here too, opportunity: better}"))) == 1
    assert lint("BIZ008", PAIN.replace("{name: Better}", "{name: Better, steps: [j/b]}")) == []


def test_a_pain_between_two_owners_is_own006s() -> None:
    assert lint("BIZ008", PAIN.replace("{name: B, owner: one}", "{name: B, owner: two}")) == []


def test_a_workspace_without_opportunities_is_left_alone() -> None:
    assert lint("BIZ008", PAIN.replace("opportunities: {better: {name: Better}}\n", "")) == []


def test_an_option_that_is_no_duration_is_the_operators_mistake() -> None:
    with pytest.raises(JourneyctlError, match="option 'within' wants a duration, not 'soon'"):
        findings(PROGRAMME, "BIZ006", options={"within": "soon"})
