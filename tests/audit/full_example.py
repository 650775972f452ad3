"""A plan in which nearly every rule and every ledger has something in it, to be changed one field at a time."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.programme.programme import Programme

from .builders import line_of, plan_of, programme_of, purse, rules_of, supplier_of, upgrade_of

BUDGET = dict.fromkeys(range(2026, 2030), 5_000)


def programme() -> Programme:
    """Two chains, staged cost with a named payer, ratio with deployment, and each list of rules with one rule."""
    return programme_of(
        rules_of(
            years={"award": [2026, 2028], "count_until": 2030},
            objective={"ratio": {"of": "discounted_tonnes", "per": "fresh_won", "deploy_at_least": 0.01}},
            factors={"grid_t_per_mwh": {2026: "0.4", 2030: "0.2"}, "gas_t_per_gj": "0.0561"},
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
            caps=[{"per": "supplier", "won": 4_000}, {"won_per_lifetime_tonne": 1_000}],
            technology_limits=[{"technology": "pv", "at_most": 0.9, "of": "tonnes"}],
            groups={"south": {"region": ["Busan", "Daegu"]}},
            fairness=[
                {"floor": 0.1, "cap": 0.95, "of": "support", "by": "region", "group": "south"},
                {"cap": 0.9, "of": "count", "by": "supplier"},
            ],
            offsets={"share_of_obligation": 0.1, "obligation_t": {2026: 40, 2030: 20}},
            discount={"rate": 0.03, "base_year": 2026},
        ),
        [
            supplier_of("A", region="Busan", copay_limit_won=2_000),
            supplier_of("B", 2, region="Daegu"),
            supplier_of("C", ets_covered=True),
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
                cost_lines=(line_of("UA", 0, 700), line_of("UA", 1, 200), line_of("UA", 1, 100, "MOTIR")),
            ),
            upgrade_of("UB", "B", 1_000, technology="pv", tonnes="1.5", life_years=9, creditable=True),
            upgrade_of("UC", "C", 2_000, tonnes="2.001", life_years=2, lead_years=1, support_rate_min=0.25),
        ],
        [("B", "A")],
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
