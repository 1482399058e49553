"""The business case, worked out by hand."""

from __future__ import annotations

import msgspec
import pytest

from journeyctl.analyse.business_case import net_present_value, outcome, years
from journeyctl.model import spec


def case(**written: object) -> spec.BusinessCase:
    return msgspec.convert(written, spec.BusinessCase)


def euro(amount: float) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


def test_net_present_value_discounts_each_year_at_its_end() -> None:
    # -1000 + 600/1.1 + 600/1.21 = -1000 + 545.4545 + 495.8678
    assert net_present_value(1000, 600, 2, 0.10) == pytest.approx(41.3223, abs=1e-4)


def test_without_discount_the_net_present_value_is_the_plain_sum() -> None:
    assert net_present_value(1000, 600, 2, 0) == pytest.approx(200)


def test_a_broken_last_year_counts_for_its_part() -> None:
    # 600/1.1 + 0.5 * 600/1.1^1.5
    assert net_present_value(0, 600, 1.5, 0.10) == pytest.approx(545.4545 + 260.0355, abs=1e-3)


@pytest.mark.parametrize(
    ("duration", "expected"), [("P3Y", 3), ("P18M", 1.5), ("P1Y6M", 1.5), ("P52W", 364 / 365.25), ("PT0S", 0)]
)
def test_a_horizon_counts_in_years_of_twelve_months(duration: str, expected: float) -> None:
    assert years(duration) == pytest.approx(expected)


def test_what_is_no_duration_has_no_years() -> None:
    with pytest.raises(ValueError, match="soon"):
        years("soon")


def test_a_horizon_and_a_rate_beyond_all_sense_are_still_computed() -> None:
    endless = case(cost={"once": euro(1)}, horizon="P" + "9" * 9 + "Y", discount_rate=-0.99)
    found = outcome(endless)
    assert found is not None
    assert found.npv == pytest.approx(-1)


def test_return_payback_and_value_of_a_case_by_hand() -> None:
    found = outcome(
        case(
            cost={"once": euro(100_000), "yearly": euro(20_000)},
            benefits=[{"kpi": "churn", "change": 1.5, "value_per_unit": euro(50_000)}],
            horizon="P3Y",
            discount_rate=0.05,
        )
    )
    assert found is not None
    assert found.yearly_benefit == 75_000
    assert found.yearly_net == 55_000
    assert found.total_cost == 160_000
    assert found.roi == pytest.approx((225_000 - 160_000) / 160_000)
    assert found.npv == pytest.approx(-100_000 + 55_000 * (1 / 1.05 + 1 / 1.05**2 + 1 / 1.05**3))
    assert found.payback == pytest.approx(100_000 / 55_000)
    assert not found.is_loss


def test_low_and_high_are_scenarios_of_their_own_and_base_defaults_to_the_change() -> None:
    benefit = {"kpi": "churn", "change": 2, "low": 1, "high": 3, "value_per_unit": euro(10)}
    found = case(benefits=[benefit], horizon="P1Y")
    assert [outcome(found, scenario).yearly_benefit for scenario in ("low", "base", "high")] == [10, 20, 30]  # type: ignore[union-attr] # it has a case


def test_a_stated_base_wins_over_the_change() -> None:
    found = outcome(case(benefits=[{"kpi": "churn", "change": 2, "base": 4, "value_per_unit": euro(10)}]))
    assert found is not None
    assert found.yearly_benefit == 40


def test_without_a_horizon_there_is_neither_return_nor_net_present_value() -> None:
    found = outcome(
        case(cost={"yearly": euro(5)}, benefits=[{"kpi": "churn", "change": 1, "value_per_unit": euro(10)}])
    )
    assert found is not None
    assert (found.roi, found.npv, found.payback) == (None, None, 0)


def test_what_never_earns_more_than_it_costs_a_year_is_never_paid_back() -> None:
    found = outcome(case(cost={"once": euro(10), "yearly": euro(10)}, benefits=[], horizon="P5Y"))
    assert found is not None
    assert found.payback is None
    assert found.is_loss


@pytest.mark.parametrize(
    "benefit",
    [
        {"kpi": "churn", "value_per_unit": euro(10)},
        {"kpi": "churn", "change": 1},
        {"kpi": "churn", "change": 1, "value_per_unit": {"amount": 1, "currency": "USD"}},
    ],
    ids=["no change", "no value", "two currencies"],
)
def test_not_enough_data_is_an_answer(benefit: dict[str, object]) -> None:
    assert outcome(case(cost={"once": euro(10)}, benefits=[benefit], horizon="P1Y")) is None


def test_an_empty_case_says_nothing() -> None:
    assert outcome(case()) is None
