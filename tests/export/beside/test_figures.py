"""Figures of plans side by side: E1's and E3's numbers, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.export.beside.material import Material
from planner.export.beside.procurement import returns_by_year
from planner.export.beside.rows import FigureRow
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.study.beside.comparison import beside
from planner.study.beside.held import Held
from tests.audit.builders import plan_of, product_of, programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.audit.worked_examples import cascade, cascade_plan, two_regions
from tests.golden.solving import M
from tests.study.beside.cases import held


def material(*plans: Held) -> Material:
    return Material(beside(plans))


def named(rows: list[FigureRow]) -> dict[tuple[str, str, int | None], tuple[object, ...]]:
    return {row.figure.place: row.values for row in rows}


def test_the_floor_of_e3_side_by_side() -> None:
    """1,000, 880 and 800 t for the same 100 M won; Y's part 0, 30 and 50 %."""
    given = material(*held([two_regions("0"), two_regions("0.3"), two_regions("0.5")]))
    rows = {row.figure.key: row for row in given.indicators}
    assert rows["lifetime_tonnes"].values == (1000, 880, 800)
    assert [rows["lifetime_tonnes"].difference(number) for number in (1, 2)] == [-120, -200]
    assert [rows["lifetime_tonnes"].relative(number) for number in (1, 2)] == [
        pytest.approx(-0.12),
        pytest.approx(-0.2),
    ]
    assert rows["fresh_won"].values == (100 * M,) * 3 and not rows["fresh_won"].differs
    assert rows["fairness"].values == (0, 0.3, 0.5) == rows["fairness_asked"].values
    assert rows["fairness"].relative(2) is None, "percentage points, no percentage of a percentage"
    regions = {
        (row.figure.about, row.figure.key): row.values for row in given.groups if str(row.figure.topic) == "Region"
    }
    assert regions["X", "support_won"] == (100 * M, 70 * M, 50 * M)
    assert regions["Y", "lifetime_tonnes"] == (0, 180, 300)
    suppliers = {(row.figure.about, row.figure.key): row.values for row in given.suppliers}
    assert suppliers["SY", "upgrades"] == (0, 1, 1)


def test_what_comes_back_of_the_lead_firms_money() -> None:
    """E1: of the 60 M that A owes, in three parts of 20 M, the OEM's 20 M are a third: 6.67 M a year, 20 M in all."""
    returned = returns_by_year(cascade_plan())
    assert sum(returned.values()) == 20 * M
    assert [abs(won - 20 * M / 3) < 1 for won in returned.values()] == [True] * 3
    assert list(returned) == [2027, 2028, 2029]


def test_the_procurement_view_of_e1() -> None:
    given = material(Held("a", cascade_plan(), cascade()), Held("b", cascade_plan(), cascade()))
    rows = {row.figure.key: row.values[0] for row in given.procurement}
    assert rows["oem_won"] == 20 * M
    assert rows["public_won"] == 41 * M
    assert rows["recycled_won"] == 20 * M
    assert rows["own_won"] == 49 * M
    assert rows["owed_of_oem_won"] == 20 * M
    assert rows["tonnes_per_million_oem_won"] == pytest.approx(770 / 20)
    years = named(given.years)
    assert years["oem_won", "", 2026] == (20 * M, 20 * M)
    assert years["owed_won", "", 2027] == (20 * M, 20 * M)
    assert years["tonnes", "", 2027] == (80, 80)


def crediting() -> Programme:
    """A saves 10 t a year from 2026 on, to 2028; half of it goes into a car of which 100 are made."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2028},
            funders=[purse("CARS", "oem", budget={2026: 100 * M})],
            offsets={
                "approval_lag_years": 1,
                "crediting": {"years": 10},
                "split": {"oem": 0.5, "supplier": 0.5},
                "share_of_obligation": 1,
                "obligation_t": {2026: 100},
                "price_won_per_t": {2026: 10_000},
            },
        ),
        [supplier_of("A", ets_covered=False)],
        [upgrade_of("U", "A", 100 * M, tonnes=10, life_years=3, creditable=True)],
        products=[product_of("A", "car", "0.5", 100)],
    )


def half_and_whole() -> tuple[Plan, Plan]:
    return tuple(plan_of(crediting(), ("U", 2026, {"CARS": won * M})) for won in (50, 100))  # type: ignore[return-value]


def test_credits_and_footprints() -> None:
    """Whole: 10 t in 2027 and 2028 are credited, 5 t a year the OEM's, worth 100,000 won; 50 kg less a car. Half: half
    of all that, for half the money."""
    half, whole = half_and_whole()
    given = material(Held("half", half, crediting()), Held("whole", whole, crediting()))
    rows = named(given.procurement)
    assert rows["oem_won", "", None] == (50 * M, 100 * M)
    assert rows["oem_t", "", None] == (5, 10)
    assert rows["credit_value_won", "", None] == (50_000, 100_000)
    assert rows["oem_less_credits_won", "", None] == (50 * M - 50_000, 100 * M - 100_000)
    assert rows["footprint", "car", 2028] == (25, 50)
    suppliers = {row.figure.key: row.values for row in given.suppliers}
    assert suppliers["creditable_t"] == (10, 20)
    products = {row.figure.key: row.values for row in given.groups if str(row.figure.topic) == "Product"}
    assert products["support_won"] == (25 * M, 50 * M)
    assert products["lifetime_tonnes"] == (Fraction(15, 2), 15)


def test_credits_of_a_plan_without_tables_are_not_known_by_supplier() -> None:
    half, whole = half_and_whole()
    other = whole.model_copy(update={"inputs_hash": "0" * 64})
    given = material(Held("half", half, crediting()), Held("whole", other))
    suppliers = {row.figure.key: row.values for row in given.suppliers}
    assert suppliers["creditable_t"] == (10, None)
    assert suppliers["support_won"] == (50 * M, 100 * M)


def test_a_difference_against_next_to_nothing_is_no_percentage() -> None:
    given = material(*held([two_regions("0"), two_regions("0.3")]))
    (row,) = (row for row in given.indicators if row.figure.key == "lapsed_won")
    tiny = FigureRow(row.figure, (1, 1_000_000))
    assert tiny.relative(1) is None
    assert FigureRow(row.figure, (999, 1_500)).relative(1) is None
    assert FigureRow(row.figure, (1_000, 1_500)).relative(1) == 0.5
    assert FigureRow(row.figure, (0, 15)).relative(1) is None
