"""The worked examples of the model's statement, with their plans typed by hand: awards, ledgers, figures."""

from __future__ import annotations

from decimal import Decimal

from planner.plan.plan import (
    Award,
    FairnessFigure,
    FunderYear,
    Indicators,
    ObjectiveValue,
    Payment,
    Plan,
    PoolYear,
    RepaymentDue,
    SourceFile,
)
from planner.programme.programme import Programme

from .builders import programme_of, rules_of, supplier_of, upgrade_of

M = 1_000_000


def cascade() -> Programme:
    """E1: tier-1 A gives back what it got, and tier-2 B, which sells only to A, is replaced with it."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2031], "count_until": 2035},
            funders=[
                {"id": "MOTIR", "kind": "government", "pays": {"tier": 1}, "budget": {2026: 40 * M}},
                {"id": "OEM", "kind": "oem", "pays": {"tier": 1}, "budget": {2026: 20 * M}},
                {
                    "id": "MSS",
                    "kind": "government",
                    "pays": {"tier": 2},
                    "budget": dict.fromkeys(range(2026, 2032), 100 * M),
                },
            ],
            support_rates=[{"tier": 1, "at_most": 0.6}, {"tier": 2, "at_most": 0.7}],
            repayment={
                "base": ["MOTIR", "OEM"],
                "ratio": 1,
                "grace_years": 1,
                "instalments": 3,
                "pool": "own_chain",
            },
            matching=[{"funder": "MSS", "at_most": 1}],
        ),
        [supplier_of("A"), supplier_of("B", tier=2)],
        [
            upgrade_of("UA", "A", 100 * M, tonnes=50, life_years=10),
            upgrade_of("UB", "B", 30 * M, tonnes=30, life_years=10),
        ],
        [("B", "A")],
    )


def cascade_plan() -> Plan:
    """A whole in 2026: support 60 % of 100 M = 60 M (MOTIR 40 M, OEM 20 M), own 40 M; 10 years x 50 t = 500 t.

    A owes 60 M / 3 = 20 M in each of 2027, 2028 and 2029. B whole in 2027: support 70 % of 30 M = 21 M, of which the
    pool pays its 20 M and MSS 1 M, own 9 M; 2027 to 2035 are 9 years x 30 t = 270 t. The pool closes 2027 with 0, then
    40 M are left over in the end (20 M of 2028 and 20 M of 2029). Fresh money 40 + 20 + 1 = 61 M;
    770 t / 61 M = 12.62 t per million won.
    """
    programme = cascade()
    return Plan(
        plan_hash="",
        inputs_hash=programme.inputs_hash,
        planner_version="0",
        solver="by hand",
        status="within_gap",
        proof="solver",
        model=programme.rules,
        inputs=(
            SourceFile(path="suppliers.csv", sha256="a" * 64),
            SourceFile(path="upgrades.csv", sha256="b" * 64),
        ),
        objective=ObjectiveValue(name="lifetime_tonnes", value=770.0, unit="t"),
        indicators=Indicators(
            lifetime_tonnes=Decimal(770),
            annual_tonnes=Decimal(80),
            tonnes_by_year={2026: Decimal(50)} | {year: Decimal(80) for year in range(2027, 2036)},
            fresh_won=61_000_000,
            public_won=41_000_000,
            oem_won=20_000_000,
            recycled_won=20_000_000,
            own_won=49_000_000,
            all_won=130_000_000,
            tonnes_per_million_won=770 / 61,
            upgrades_funded=2,
            suppliers_funded=2,
            owed_won=60_000_000,
            still_to_come_won=0,
        ),
        awards=(
            Award(
                upgrade_id="UA",
                supplier_id="A",
                year=2026,
                share=1.0,
                cost_won=100_000_000,
                support_won=60_000_000,
                payers={"MOTIR": 40_000_000, "OEM": 20_000_000, "own": 40_000_000},
                payments=(
                    Payment(year=2026, payer="MOTIR", won=40_000_000),
                    Payment(year=2026, payer="OEM", won=20_000_000),
                    Payment(year=2026, payer="own", won=40_000_000),
                ),
                tonnes=Decimal(500),
                tonnes_by_year={year: Decimal(50) for year in range(2026, 2036)},
            ),
            Award(
                upgrade_id="UB",
                supplier_id="B",
                year=2027,
                share=1.0,
                cost_won=30_000_000,
                support_won=21_000_000,
                payers={"pool:A": 20_000_000, "MSS": 1_000_000, "own": 9_000_000},
                payments=(
                    Payment(year=2027, payer="MSS", won=1_000_000),
                    Payment(year=2027, payer="own", won=9_000_000),
                    Payment(year=2027, payer="pool:A", won=20_000_000),
                ),
                tonnes=Decimal(270),
                tonnes_by_year={year: Decimal(30) for year in range(2027, 2036)},
            ),
        ),
        repayments=tuple(
            RepaymentDue(supplier_id="A", year=year, owed_won=20_000_000, pool="A") for year in (2027, 2028, 2029)
        ),
        pools=tuple(
            PoolYear(pool="A", year=year, opening=opening, received=received, lost=0, paid=paid, closing=closing)
            for year, opening, received, paid, closing in (
                (2026, 0, 0, 0, 0),
                (2027, 0, 20_000_000, 20_000_000, 0),
                (2028, 0, 20_000_000, 0, 20_000_000),
                (2029, 20_000_000, 20_000_000, 0, 40_000_000),
                (2030, 40_000_000, 0, 0, 40_000_000),
                (2031, 40_000_000, 0, 0, 40_000_000),
            )
        ),
        funders=tuple(
            FunderYear(funder=funder, year=year, budget=budget, carried_in=0, spent=spent, carried_out=0, lapsed=lapsed)
            for funder, year, budget, spent, lapsed in (
                ("MOTIR", 2026, 40_000_000, 40_000_000, 0),
                *(("MOTIR", year, 0, 0, 0) for year in range(2027, 2032)),
                ("MSS", 2026, 100_000_000, 0, 100_000_000),
                ("MSS", 2027, 100_000_000, 1_000_000, 99_000_000),
                *(("MSS", year, 100_000_000, 0, 100_000_000) for year in range(2028, 2032)),
                ("OEM", 2026, 20_000_000, 20_000_000, 0),
                *(("OEM", year, 0, 0, 0) for year in range(2027, 2032)),
            )
        ),
        fairness=(),
    ).sealed()


def two_regions(floor: str | None) -> Programme:
    """E3: region X saves 10 t per million won, region Y 6; one year, 100 M won, support 100 %."""
    return programme_of(
        rules_of(
            funders=[{"id": "GOV", "kind": "government", "budget": {2026: 100 * M}}],
            fairness=[] if floor is None else [{"floor": floor, "of": "support", "by": "region", "group": "Y"}],
        ),
        [supplier_of("SX", region="X"), supplier_of("SY", region="Y")],
        [upgrade_of("UX", "SX", 200 * M, tonnes=2_000), upgrade_of("UY", "SY", 200 * M, tonnes=1_200)],
    )


def two_regions_plan() -> Plan:
    """With a floor of 30 % for Y: 70 M to X, 70 / 200 x 2,000 t = 700 t; 30 M to Y, 30 / 200 x 1,200 t = 180 t.

    Together 880 t for 100 M won, 8.8 t per million won; Y has 30 / 100 = 0.3 of the support, exactly its floor.
    """
    programme = two_regions("3/10")
    return Plan(
        plan_hash="",
        inputs_hash=programme.inputs_hash,
        planner_version="0",
        solver="by hand",
        status="within_gap",
        proof="solver",
        model=programme.rules,
        inputs=(
            SourceFile(path="suppliers.csv", sha256="a" * 64),
            SourceFile(path="upgrades.csv", sha256="b" * 64),
        ),
        objective=ObjectiveValue(name="lifetime_tonnes", value=880.0, unit="t"),
        indicators=Indicators(
            lifetime_tonnes=Decimal(880),
            annual_tonnes=Decimal(880),
            tonnes_by_year={2026: Decimal(880)},
            fresh_won=100_000_000,
            public_won=100_000_000,
            oem_won=0,
            recycled_won=0,
            own_won=0,
            all_won=100_000_000,
            tonnes_per_million_won=8.8,
            upgrades_funded=2,
            suppliers_funded=2,
            owed_won=0,
            still_to_come_won=0,
        ),
        awards=tuple(
            Award(
                upgrade_id=upgrade_id,
                supplier_id=supplier_id,
                year=2026,
                share=share,
                cost_won=won,
                support_won=won,
                payers={"GOV": won},
                payments=(Payment(year=2026, payer="GOV", won=won),),
                tonnes=Decimal(tonnes),
                tonnes_by_year={2026: Decimal(tonnes)},
            )
            for upgrade_id, supplier_id, share, won, tonnes in (
                ("UX", "SX", 0.35, 70_000_000, 700),
                ("UY", "SY", 0.15, 30_000_000, 180),
            )
        ),
        repayments=(),
        pools=(),
        funders=(
            FunderYear(
                funder="GOV",
                year=2026,
                budget=100_000_000,
                carried_in=0,
                spent=100_000_000,
                carried_out=0,
                lapsed=0,
            ),
        ),
        fairness=(FairnessFigure(rule="floor[1,Y]", level=0.3, value=0.3, shadow_price=4.0),),
    ).sealed()
