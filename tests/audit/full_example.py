"""A plan in which nearly every rule and every ledger has something in it, to be changed one field at a time."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.programme.programme import Programme

from .builders import line_of, plan_of, product_of, programme_of, purse, rules_of, supplier_of, upgrade_of

BUDGET = dict.fromkeys(range(2026, 2030), 5_000)


def programme() -> Programme:
    """Two chains, staged cost with a named payer, ratio with deployment before least won, and every list of rules with
    a rule in it.
    """
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2030},
            objective=[
                {"ratio": {"of": "discounted_tonnes", "per": "fresh_won", "deploy_at_least": 0.01}},
                {"minimise": "fresh_won", "reach": {"tonnes_in_2030": 3, "annual_tonnes": "6.369"}},
            ],
            factors={
                "grid_t_per_mwh": {2026: "0.4", 2030: "0.1"},
                "grid_scenarios": {"slow": {2026: "0.4", 2030: "0.2"}},
                "scenario": "slow",
                "gas_t_per_gj": "0.0561",
            },
            funders=[
                purse("MOTIR", pays={"tier": 1}, budget=BUDGET, carry_over="all"),
                purse("HMC", "oem", pays={"tier": 1}, budget=BUDGET, carry_over={"at_most": 1_000}, rate=0.4),
                purse("MSS", pays={"tier": 2}, budget=BUDGET),
            ],
            technology_classes={"air": ["compressor"]},
            support_rates=[{"tier": 1, "at_most": 0.6}, {"tier": 2, "at_most": 0.7}],
            repayment={
                "base": ["MOTIR", "HMC"],
                "ratio": 0.9,
                "instalments": 2,
                "pool": "own_chain",
                "loss": 0.01,
                "pool_rate": 0.6,
            },
            matching=[{"funder": "MSS", "at_most": 2}],
            co_funding=[{"funder": "HMC", "of": "MOTIR", "at_least": 0.2, "at_most": 5}],
            affordability={"share_of_savings": 0.5, "capacity_if_blank": 1_000},
            caps=[
                {"per": "supplier", "won": 4_000},
                {"won_per_lifetime_tonne": 1_000},
                {"per": "upgrade", "won": 100, "lines": "named", "funders": "MOTIR"},
                {"per": "programme", "won": 1_383, "lines": "shared"},
            ],
            technology_limits=[{"technology": "pv", "at_most": 0.9, "of": "tonnes"}],
            groups={"south": {"region": ["Busan", "Daegu"]}},
            fairness=[
                {"floor": 0.1, "cap": 0.95, "of": "support", "by": "region", "group": "south"},
                {"cap": 0.9, "of": "count", "by": "supplier"},
                {"least": "6.4", "of": "support_per_baseline_t"},
                {"gini": "0.2", "of": "support"},
            ],
            reserved=[
                {"funder": ["MOTIR", "HMC"], "share": 0.5, "of": {"region": "Busan"}},
                {"funder": "MSS", "won": 4_900, "of": {"region": "Busan"}, "over": "year"},
            ],
            ceiling_phases=[{"year": 2028, "won_per_lifetime_tonne": 200, "of": {"tier": 2}}],
            thresholds=[
                {"least_support_won": 640, "least_annual_tonnes": "1.5", "least_share_of_baseline": "0.01"},
            ],
            clawback={"tied_share": 0.5, "free_shortfall": 0.1},
            targets=[{"year": 2030, "tonnes": "3.143"}, {"of": "discounted_tonnes", "tonnes": 10}],
            contributions=[
                {"year": 2030, "sector": "vehicles", "sector_t": 1_000},
                {"year": 2035, "sector": "vehicles", "sector_t": 2_000},
            ],
            footprint=[
                {"product": "EV", "year": [2029, 2030], "at_least_kg": 13, "target_kg": 20},
                {"product": "EV", "year": 2030, "target_kg": 25},
            ],
            offsets={
                "approval_lag_years": 1,
                "crediting": {"years": 3},
                "split": {"oem": "0.8", "supplier": "0.15", "state": "0.05"},
                "share_of_obligation": 0.1,
                "obligation_t": {2026: 40, 2030: 20},
                "price_won_per_t": {2027: 2_000, 2029: 2_500},
                "lend_back": {"funder": "HMC", "share": 0.5},
                "bundles": {
                    "by": "region",
                    "classes": [
                        {"name": "small", "at_most_t": 1, "bundle_at_most_t": 0.7},
                        {"name": "large", "at_most_t": 5},
                    ],
                },
            },
            discount={"rate": 0.03, "base_year": 2026},
        ),
        [
            supplier_of("A", region="Busan", copay_limit_won=2_000, baseline_t=100),
            supplier_of("B", 2, region="Daegu", baseline_t=50),
            supplier_of("C", ets_covered=True, baseline_t=40),
        ],
        [
            upgrade_of(
                "UA",
                "A",
                None,
                tonnes=None,
                electricity_mwh=10,
                gas_gj=7,
                life_years=10,
                saving_won=300,
                creditable=True,
                tonnes_low=2,
                cost_lines=(line_of("UA", 0, 700), line_of("UA", 1, 200), line_of("UA", 1, 100, "MOTIR")),
            ),
            upgrade_of(
                "UB", "B", 1_000, technology="pv", tonnes="1.5", life_years=9, creditable=True, tonnes_low="1.4"
            ),
            upgrade_of("UC", "C", 2_000, tonnes="2.001", life_years=2, lead_years=1, support_rate_min=0.25),
        ],
        [("B", "A")],
        [product_of("A", "EV", 0.5, 100), product_of("B", "EV", 0.2, 100), product_of("C", "bus", 1, 7)],
    )


def plan() -> Plan:
    """UA whole in 2026, with 420 and 120 of its shared 700 and 200 won as support; UB half in 2028 with 70 %; UC in
    two parts, 2026 and 2027.
    """
    return plan_of(
        programme(),
        (
            "UA",
            2026,
            {
                ("MOTIR", 2026): 240,
                ("HMC", 2026): 180,
                ("own", 2026): 280,
                ("MOTIR", 2027): 180,
                ("HMC", 2027): 40,
                ("own", 2027): 80,
            },
        ),
        ("UB", 2028, {("pool:A", 2028): 250, ("MSS", 2028): 100, ("own", 2028): 150}),
        ("UC", 2026, {("MOTIR", 2026): 250, ("HMC", 2026): 83, ("own", 2026): 400}),
        ("UC", 2027, {("MOTIR", 2027): 160, ("own", 2027): 333}),
    )
