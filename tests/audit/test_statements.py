"""Statements: what the plan says about itself, and that nonsense is broken, never an error."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.audit import audit
from planner.audit.stated import as_float, states
from planner.audit.statements import RULES
from planner.plan.plan import CreditBundle, CreditYear, FairnessFigure, Payment, Plan, SourceFile

from .builders import broken_rows, plan_of, programme_of, purse, restated, rules_of, supplier_of, upgrade_of
from .full_example import plan as full_plan
from .full_example import programme as full_programme
from .worked_examples import cascade, cascade_plan


def changed(plan: Plan, **changes) -> Plan:
    return plan.model_copy(update=changes).sealed()


def award_changed(plan: Plan, number: int, **changes) -> Plan:
    awards = list(plan.awards)
    awards[number] = awards[number].model_copy(update=changes)
    return changed(plan, awards=tuple(awards))


def test_figures_of_the_full_example():
    """By hand. UA: 10 MWh at 0.4, 0.35, 0.3, 0.25, 0.2 t/MWh and 7 GJ at 0.0561 t/GJ (0.3927 t): 4,393 kg (4,392.7),
    3,893, 3,393, 2,893, 2,393 kg. UB, half of 1.5 t from 2028: 750 kg in 2028, 2029, 2030. UC, 733 of 2,000 won of
    2.001 t: 733.37 is 733 kg in 2027 and 2028; 493 of 2,000: 493.25 is 493 kg in 2028 and 2029.
    """
    figures = full_plan().indicators
    by_year = {
        2026: Decimal("4.393"),
        2027: Decimal("3.893") + Decimal("0.733"),
        2028: Decimal("3.393") + Decimal("0.750") + Decimal("0.733") + Decimal("0.493"),
        2029: Decimal("2.893") + Decimal("0.750") + Decimal("0.493"),
        2030: Decimal("2.393") + Decimal("0.750"),
    }
    assert figures.tonnes_by_year == by_year
    assert figures.lifetime_tonnes == sum(by_year.values())
    discounted = sum(Fraction(t) / Fraction(103, 100) ** (year - 2026) for year, t in by_year.items())
    assert figures.discounted_tonnes == float(discounted)
    assert full_plan().objective.name == "discounted_tonnes_per_fresh_won"
    assert full_plan().objective.unit == "t per million won"
    assert full_plan().objective.value == float(discounted / figures.fresh_won * 1_000_000)


def test_repayments_of_the_full_example():
    """A got 420 won in 2026 and 220 in 2027: it owes 0.9 x 420 = 378, 189 in 2027 and in 2028, and 0.9 x 220 = 198, 99
    in 2028 and in 2029. C got 333 and 160: 299.7 is 300, 150 in 2027 and 2028; 144, 72 in 2028 and 2029.
    """
    rows = [(row.supplier_id, row.year, row.owed_won, row.pool) for row in full_plan().repayments]
    assert rows == [
        ("A", 2027, 189, "A"),
        ("A", 2028, 288, "A"),
        ("A", 2029, 99, "A"),
        ("C", 2027, 150, "C"),
        ("C", 2028, 222, "C"),
        ("C", 2029, 72, "C"),
    ]
    assert (full_plan().indicators.owed_won, full_plan().indicators.still_to_come_won) == (1_020, 171)


def test_pool_of_the_full_example():
    """A's pool: 189 less ceil(1.89) = 2 in 2027; 288 less 3 and 250 paid in 2028: 187, then 222."""
    rows = [
        (row.year, row.opening, row.received, row.lost, row.paid, row.closing)
        for row in full_plan().pools
        if row.pool == "A"
    ]
    assert rows == [(2026, 0, 0, 0, 0, 0), (2027, 0, 189, 2, 0, 187), (2028, 187, 288, 3, 250, 222)]


def test_purses_of_the_full_example():
    """MOTIR carries everything: 5,000 - 490 = 4,510 of 2026, 5,000 + 4,510 - 340 = 9,170 of 2027, and so on to 2029,
    the last year of a budget; HMC carries 1,000 of its 4,737 left in 2026, the rest, 3,737, lapses.
    """
    rows = {(row.funder, row.year): row for row in full_plan().funders}
    assert sorted(rows) == [(f, y) for f in ("HMC", "MOTIR", "MSS") for y in range(2026, 2030)]
    assert (rows["MOTIR", 2026].spent, rows["MOTIR", 2026].carried_out) == (490, 4_510)
    assert (rows["MOTIR", 2027].carried_in, rows["MOTIR", 2027].carried_out) == (4_510, 9_170)
    hmc = rows["HMC", 2026]
    assert (hmc.spent, hmc.carried_out, hmc.lapsed) == (263, 1_000, 3_737)


def test_credits_of_the_full_example():
    """UA is credited in 2027, 2028 and 2029, a year after its award and for three years, UB (of 2028) in 2029 and 2030:
    3,893, 3,393, 2,893 + 750 and 750 kg. The OEM has 80 %, suppliers 15 %, each rounded down, the state the rest. 10 %
    of the obligation of 40 t (2026) to 20 t (2030) may be used: 2,500 kg of 2,914 in 2029. A tonne is worth 2,000 won
    until 2027, 2,250 in 2028, 2,500 from 2029. Half of it is lent, of 2029 nothing any more: the purses end with 2029.
    """
    rows = [
        (2026, 0, 0, 0, 0, 0, 0, 0, 0),
        (2027, 3_893, 3_114, 583, 196, 3_114, 0, 6_228, 3_114),
        (2028, 3_393, 2_714, 508, 171, 2_714, 0, 6_106, 3_053),
        (2029, 3_643, 2_914, 546, 183, 2_500, 414, 6_250, 0),
        (2030, 750, 600, 112, 38, 600, 0, 1_500, 0),
    ]
    assert full_plan().credits == tuple(credits_of(*row) for row in rows)
    lent = {row.year: row.lent for row in full_plan().funders if row.funder == "HMC"}
    assert lent == {2026: 0, 2027: 0, 2028: 3_114, 2029: 3_053}
    last = next(row for row in full_plan().funders if (row.funder, row.year) == ("HMC", 2029))
    assert (last.carried_in, last.carried_out, last.lapsed) == (1_000, 1_000, 8_053)


def credits_of(year: int, *figures: int) -> CreditYear:
    """A year's row: creditable, OEM's, suppliers', state's, usable and surplus kilograms, value and what is lent."""
    *kilograms, value, lent = figures
    names = ("creditable_t", "oem_t", "supplier_t", "state_t", "usable_t", "surplus_t")
    tonnes = {name: Decimal(kg).scaleb(-3) for name, kg in zip(names, kilograms, strict=True)}
    return CreditYear(year=year, value_won=value, lent_won=lent, **tonnes)


def test_bundles_of_the_full_example():
    """UA has at most 3,893 kg in a credited year, so it is large; UB, 750 kg, is small, and too much for a bundle."""
    assert full_plan().credit_bundles == (
        CreditBundle(
            bundle="Busan", size_class="large", projects=1, tonnes_per_year=Decimal("3.893"), limit_t=None, kept=True
        ),
        CreditBundle(
            bundle="Daegu", size_class="small", projects=1, tonnes_per_year=Decimal("0.750"), limit_t=0.7, kept=False
        ),
    )


def test_reach_of_the_full_example():
    """2,393 + 750 kg in 2030. The electric car: 2,893 and 2,393 kg of A, half of them over 100 cars, and a fifth of B's
    750 kg: 14.465 + 1.5 and 11.965 + 1.5 kg a car.
    """
    discounted = full_plan().indicators.discounted_tonnes
    annual = Decimal("4.393") + Decimal("0.750") + Decimal("0.733") + Decimal("0.493")
    assert full_plan().indicators.annual_tonnes == annual
    assert [(figure.rule, figure.of, figure.target_t, figure.tonnes) for figure in full_plan().targets] == [
        ("target[1]", "tonnes_in_2030", 3.143, 3.143),
        ("target[2]", "discounted_tonnes", 10.0, discounted),
        ("reach[tonnes_in_2030]", "tonnes_in_2030", 3.0, 3.143),
        ("reach[annual_tonnes]", "annual_tonnes", 6.369, float(annual)),
    ]
    cuts = {(row.product, row.year): row for row in full_plan().footprint}
    assert sorted(cuts) == [(product, year) for product in ("EV", "bus") for year in range(2026, 2031)]
    row = cuts["EV", 2029]
    assert (row.kg_per_unit, row.at_least_kg, row.target_kg) == (15.965, 13.0, 20.0)
    row = cuts["EV", 2030]
    assert (row.kg_per_unit, row.at_least_kg, row.target_kg) == (13.465, 13.0, 25.0)
    row = cuts["bus", 2028]
    assert (row.kg_per_unit, row.at_least_kg, row.target_kg) == (float(Fraction(733 + 493, 7)), None, None)
    shares = [(row.year, row.sector_t, row.tonnes, row.share) for row in full_plan().contributions]
    assert shares == [(2030, 1_000.0, Decimal("3.143"), 0.003143), (2035, 2_000.0, Decimal(0), 0.0)]


def test_reclaims_of_the_full_example():
    """UA: half of 640 won is tied; 2 t in each of five years are 10,000 kg of 16,965, and 320 x 6,965 / 16,965 won is
    131.37. UB: 700 kg in three years, 2,100 of 2,250, lack less than a tenth.
    """
    rows = [
        (row.upgrade_id, row.year, row.tied_won, row.promised_t, row.low_t, row.reclaimed_won)
        for row in full_plan().reclaims
    ]
    assert rows == [
        ("UA", 2026, 320, Decimal("16.965"), Decimal("10"), 131),
        ("UB", 2028, 175, Decimal("2.250"), Decimal("2.100"), 0),
    ]


def test_levels_of_the_full_example():
    """Two objectives, two levels: the first is the objective, the second the least fresh money, 830 + 303 + 100 won."""
    first, second = full_plan().levels
    assert first == full_plan().objective
    assert (second.name, second.unit, second.value) == ("least_fresh_won", "won", 1_233.0)


def test_shares_of_the_full_example():
    """Busan and Daegu got 640 + 350 of 640 + 350 + 333 + 160 won; shares 1, 0.5 and 1,226 / 2,000 by supplier. A got
    6.4 won for each of its 100 t, B 7, C 12.3; with 350, 493 and 640 won the Gini coefficient is 580 / 4,449.
    """
    assert full_plan().fairness == (
        FairnessFigure(rule="floor[1,south]", level=0.1, value=990 / 1_483),
        FairnessFigure(rule="cap_share[1,south]", level=0.95, value=990 / 1_483),
        FairnessFigure(rule="cap_share[2,A]", level=0.9, value=float(1 / Fraction(2_113, 1_000))),
        FairnessFigure(rule="cap_share[2,B]", level=0.9, value=float(Fraction(500, 2_113))),
        FairnessFigure(rule="cap_share[2,C]", level=0.9, value=float(Fraction(613, 2_113))),
        FairnessFigure(rule="least[3]", level=6.4, value=6.4),
        FairnessFigure(rule="gini[4]", level=0.2, value=float(Fraction(2 * 640 - 2 * 350, 3 * 1_483))),
    )


def test_no_credits_without_offsets():
    """Credits that the model has no rule for should not be stated."""
    row = credits_of(2026, 1_000, 1_000, 0, 0, 1_000, 0, 0, 0)
    assert broken_rows(cascade(), changed(cascade_plan(), credits=(row,))) == {"credits[2026]"}


@pytest.mark.parametrize("maximise", ["lifetime_tonnes", "discounted_tonnes", "tonnes_in_2027"])
def test_objective_names(maximise):
    """A maximised measure gives its name, in t; 1 t in each of 2026 and 2027, at 100 %: 2, 1.5 and 1 t."""
    trial = programme_of(
        rules_of(
            years={"award": [2026, 2026], "count_until": 2027},
            objective={"maximise": maximise},
            discount={"rate": 1, "base_year": 2026},
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", life_years=2)],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 1_000}))
    value = {"lifetime_tonnes": 2.0, "discounted_tonnes": 1.5, "tonnes_in_2027": 1.0}[maximise]
    assert (plan.objective.name, plan.objective.unit, plan.objective.value) == (maximise, "t", value)
    assert audit(trial, plan).passed
    assert plan.indicators.discounted_tonnes == 1.5
    off = plan.objective.model_copy(update={"value": math.nextafter(value, 9)})
    assert broken_rows(trial, changed(plan, objective=off)) == {"objective[value]"}


def test_discounted_tonnes_without_a_discount():
    """An objective that the model cannot compute is broken, not an error."""
    trial = programme_of(
        rules_of(objective={"maximise": "discounted_tonnes"}), [supplier_of("S")], [upgrade_of("U", "S")]
    )
    plan = full_plan().model_copy(
        update={"model": trial.rules, "inputs_hash": trial.inputs_hash, "awards": (), "inputs": cascade_plan().inputs}
    )
    assert "objective[value]" in broken_rows(trial, plan)


def test_unknown_upgrade():
    """An award of an upgrade that the inputs do not know is broken; its payments still count in the purses."""
    plan = award_changed(cascade_plan(), 0, upgrade_id="NONE")
    broken = broken_rows(cascade(), plan)
    assert "award[NONE,2026]" in broken
    assert "funders[MOTIR,2026,spent]" not in broken


def test_upgrade_without_a_cost():
    """An upgrade that costs nothing has no share: its award is broken, not a division by zero."""
    trial = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S", 0)])
    award = cascade_plan().awards[0].model_copy(update={"upgrade_id": "U", "supplier_id": "S"})
    plan = restated(trial, plan_of(trial).model_copy(update={"awards": (award,)}))
    assert "award[U,2026]" in broken_rows(trial, plan)


def test_award_stands_twice():
    """The same award twice is broken as such, and as more than the whole."""
    plan = cascade_plan()
    broken = broken_rows(cascade(), changed(plan, awards=(*plan.awards, plan.awards[1])))
    assert {"award[UB,2027]", "once[UB]"} <= broken


@pytest.mark.parametrize("won", [0, -5])
def test_award_of_nothing(won):
    """An award of no won, or of less, is no award."""
    plan = award_changed(cascade_plan(), 0, cost_won=won, payments=(), payers={}, support_won=0)
    assert "award[UA,2026]" in broken_rows(cascade(), plan)


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"supplier_id": "B"}, "supplier[UA,2026]"),
        ({"share": 0.5}, "share[UA,2026]"),
        ({"share": math.nan}, "share[UA,2026]"),
        ({"share": math.inf}, "share[UA,2026]"),
        ({"support_won": 60_000_001}, "support_won[UA,2026]"),
        ({"payers": {"MOTIR": 100_000_000}}, "payers[UA,2026]"),
        ({"tonnes": Decimal("500.001")}, "tonnes[UA,2026]"),
        ({"tonnes": Decimal("500.0001")}, "tonnes[UA,2026]"),
        ({"tonnes": Decimal("1e999999999")}, "tonnes[UA,2026]"),
        ({"tonnes": Decimal("NaN")}, "tonnes[UA,2026]"),
        ({"tonnes_by_year": {2026: Decimal(50)}}, "tonnes_by_year[UA,2026,2027]"),
        ({"cost_won": 10**400}, "once[UA]"),
        ({"year": 10**9}, "award_year[UA,1000000000]"),
        ({"payments": ()}, "funding[UA,2026]"),
        ({"payments": (Payment(year=-(10**9), payer="", won=-(10**400)),)}, "funding[UA,2026]"),
    ],
)
def test_award_says_something_else(changes, row):
    """Each statement of an award is held against its cost and payments, however strange it is."""
    plan = cascade_plan()
    awards = (plan.awards[0].model_copy(update=changes), plan.awards[1])
    report = audit(cascade(), plan.model_copy(update={"awards": awards}))
    assert row in {finding.row for finding in report.broken}
    assert report.to("en")


def test_other_files():
    """The plan must name the files that the programme was read from."""
    other = (SourceFile(path="suppliers.csv", sha256="c" * 64), cascade_plan().inputs[1])
    assert broken_rows(cascade(), changed(cascade_plan(), inputs=other)) == {"inputs[]"}


def test_model_of_other_rules():
    """Where the inputs lie does not count; any other key of the model does, and is named."""
    rules = cascade().rules
    assert audit(cascade(), changed(cascade_plan(), model=rules.model_copy(update={"inputs": "elsewhere"}))).passed
    other = changed(cascade_plan(), model=rules.model_copy(update={"notes": "another", "projects": "whole"}))
    (finding,) = audit(cascade(), other).broken
    assert finding.row == "model[]"
    assert str(finding.remark) == "The plan's model differs in: projects, notes."


def test_ledger_rows_out_of_order():
    """Repayments stand in the order of supplier and year, fairness figures in that of rules and groups."""
    plan = full_plan()
    assert broken_rows(full_programme(), changed(plan, repayments=plan.repayments[::-1])) == {"repayments[]"}
    assert broken_rows(full_programme(), changed(plan, fairness=plan.fairness[::-1])) == {"fairness[]"}


def test_awards_and_payments_out_of_order():
    """Awards stand in the order of supplier, upgrade and year, an award's payments in that of year and payer."""
    plan = full_plan()
    awards = (plan.awards[1], plan.awards[0], *plan.awards[2:])
    broken = broken_rows(full_programme(), changed(plan, awards=awards, reclaims=plan.reclaims[::-1]))
    assert broken == {"awards[]"}
    turned = award_changed(plan, 0, payments=plan.awards[0].payments[::-1])
    assert broken_rows(full_programme(), turned) == {"payments[UA,2026]"}


def test_unknown_rows_of_ledgers():
    """Rows of unknown pools, purses and rules should not be there."""
    plan = full_plan()
    extra = {
        "pools": plan.pools[0].model_copy(update={"pool": "X"}),
        "funders": plan.funders[0].model_copy(update={"funder": "X"}),
        "fairness": plan.fairness[0].model_copy(update={"rule": "X"}),
    }
    for name, row in extra.items():
        broken = broken_rows(full_programme(), changed(plan, **{name: (*getattr(plan, name), row)}))
        assert len(broken) == 1
        assert next(iter(broken)).startswith(f"{name}[X")


@pytest.mark.parametrize(("stated", "computed"), [(None, 7), (math.inf, 7), (7, None), (Decimal("1e400"), Decimal(1))])
def test_what_is_no_figure_is_told_with_what_it_should_be(stated, computed):
    """A missing or endless figure has no excess to count: the remark names both."""
    finding = states("row", stated, computed, "won")
    assert (finding.excess, finding.remark.values) == (1, {"stated": str(stated), "computed": str(computed)})


def test_a_figure_that_is_off_is_off_in_its_unit():
    """A kilogram of tonnes, a won of won."""
    tonnes = states("row", Decimal("1.001"), Decimal(1), "kg")
    assert (tonnes.value, tonnes.limit, tonnes.excess, tonnes.unit) == (1_001, 1_000, 1, "kg")
    won = states("row", 8, 9, "won")
    assert (won.value, won.limit, won.excess, won.unit) == (8, 9, 1, "won")


def test_figures_beyond_all_doubles():
    """The largest double is below 2 to the power of 1024; what is beyond it either way is infinite."""
    assert (as_float(2**1023), as_float(2**1024), as_float(-(2**1024))) == (2.0**1023, math.inf, -math.inf)


def test_an_empty_plan_says_so():
    """A plan without awards passes, with zeros, and without tonnes per won."""
    trial = programme_of(
        rules_of(funders=[purse("GOV")], objective={"ratio": {"deploy_at_least": {"tonnes": 1}}}),
        [supplier_of("S")],
        [upgrade_of("U", "S")],
    )
    plan = plan_of(trial)
    assert broken_rows(trial, plan) == {"deployment[]"}
    assert plan.indicators.tonnes_per_million_won is None
    assert plan.objective.value == 0.0


def test_every_kind_of_statement_has_a_check():
    """The table of contents of the statements names what a plan holds."""
    assert [check.__name__.strip("_") for check in RULES] == [
        "plan_hash",
        "inputs_hash",
        "model",
        "sources",
        "unknown_awards",
        "orders",
        "commitments",
        "awards",
        "repayments",
        "pools",
        "funders",
        "credits",
        "credit_bundles",
        "targets",
        "contributions",
        "footprint",
        "reclaims",
        "fairness",
        "indicators",
        "objective",
        "levels",
        "proof",
    ]
