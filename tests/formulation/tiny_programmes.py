"""Tiny programmes, one a rule or two, whose linear programmes are small enough to be read: see ``golden_lp``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.programme.programme import Programme
from tests.audit.builders import line_of, product_of, programme_of, purse, rules_of, supplier_of, upgrade_of

M = 1_000_000
TWO_YEARS = {"years": {"award": [2026, 2027], "count_until": 2028}}
BOTH = {2026: 60 * M, 2027: 60 * M}


def _two(**rules: Any) -> Programme:
    """S, large, of tier 1, and Z, small, of tier 2, who sells to S: upgrades of 100 M, 10 and 8 t."""
    return programme_of(
        rules_of(**rules),
        [supplier_of("S", size="large", region="X"), supplier_of("Z", 2, size="small", region="Y")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "Z", 100 * M, tonnes=8, technology="furnace")],
        [("Z", "S")],
    )


def _one(upgrade: dict[str, Any], supplier: dict[str, Any] | None = None, **rules: Any) -> Programme:
    values = {"cost_won": 100 * M, "tonnes": 10} | upgrade
    cost = values.pop("cost_won")
    return programme_of(
        rules_of(**rules), [supplier_of("S", **(supplier or {}))], [upgrade_of("U", "S", cost, **values)]
    )


def selection() -> Programme:
    """Two years; U whole, V only after U, W and V exclude each other, X is a must."""
    return programme_of(
        rules_of(**TWO_YEARS | {"projects": "as_marked", "funders": [purse("GOV", budget=BOTH)]}),
        [supplier_of("S")],
        [
            upgrade_of("U", "S", 40 * M),
            upgrade_of("V", "S", 30 * M, needs=("U",), alternative_group="burner", divisible=True),
            upgrade_of("W", "S", 20 * M, alternative_group="burner", divisible=True),
            upgrade_of("X", "S", 10 * M, mandatory=True, divisible=True),
        ],
    )


def funding() -> Programme:
    """70 M now and 30 M in a year, shared by two funders whom a cap tells apart; 10 M that GOV pays alone."""
    lines = (line_of("U", 0, 70 * M), line_of("U", 1, 30 * M), line_of("U", 0, 10 * M, "GOV"))
    funders = [purse("GOV", budget=BOTH), purse("OEM", "oem", budget=BOTH)]
    caps = [{"per": "programme", "won": 50 * M, "funders": "OEM"}]
    return _one({"cost_won": None, "cost_lines": lines}, funders=funders, caps=caps)


def budgets() -> Programme:
    """A lapses, B carries everything, C up to 5 M; each alone with one supplier."""
    purses = [("A", "none"), ("B", "all"), ("C", {"at_most": 5 * M})]
    return programme_of(
        rules_of(
            **TWO_YEARS,
            funders=[
                purse(name, pays={"supplier": f"S{name}"}, budget=BOTH, carry_over=carry) for name, carry in purses
            ],
        ),
        [supplier_of(f"S{name}") for name, _ in purses],
        [upgrade_of(f"U{name}", f"S{name}", 100 * M) for name, _ in purses],
    )


def reserved() -> Programme:
    """Three tenths of GOV's money over both years, and 10 M of each year's, are kept for small firms."""
    kept = {"funder": "GOV", "of": {"size": "small"}}
    rules = [kept | {"share": 0.3}, kept | {"won": 10 * M, "over": "year"}]
    return _two(**TWO_YEARS, funders=[purse("GOV", budget=BOTH), purse("OEM", "oem", budget=BOTH)], reserved=rules)


def support_rates() -> Programme:
    """Full rate 60 %, S accepts 40 %; GOV gives at most 30 % by itself."""
    funders = [purse("GOV", rate=0.3), purse("OEM", "oem")]
    return _one({"support_rate_min": 0.4}, funders=funders, support_rates=[{"at_most": 0.6}])


def caps() -> Programme:
    """Per upgrade, supplier, consortium and programme; per lifetime tonne: it lowers the full rate to 80 %."""
    caps = [
        {"per": per, "won": won * M, "funders": "GOV"}
        for per, won in (("upgrade", 70), ("supplier", 60), ("consortium", 50), ("programme", 40))
    ]
    funders = [purse("GOV"), purse("OEM", "oem")]
    return _one({}, {"consortium": "K"}, funders=funders, caps=[*caps, {"won_per_lifetime_tonne": 8 * M}])


def caps_on_lines() -> Programme:
    """15 M of consulting in all, which the OEM pays; 60 M of equipment of any supplier: U's full rate stays 100 %."""
    lines = (line_of("U", 0, 20 * M, "OEM"), line_of("U", 0, 80 * M))
    caps = [
        {"per": "programme", "won": 15 * M, "lines": "named"},
        {"per": "supplier", "won": 60 * M, "lines": "shared"},
    ]
    return _one({"cost_won": None, "cost_lines": lines}, funders=[purse("OEM", "oem")], caps=caps)


def co_funding() -> Programme:
    """The OEM pays at least half of GOV's money in each award, at most all of it over the programme."""
    sides = {"funder": "OEM", "of": "GOV"}
    rules = [sides | {"at_least": 0.5, "over": "award"}, sides | {"at_most": 1}]
    return _two(funders=[purse("GOV"), purse("OEM", "oem")], co_funding=rules)


def eligibility() -> Programme:
    """GOV pays tier 1 only, so V is the OEM's; furnaces take at most a third of the tonnes."""
    funders = [purse("GOV", pays={"tier": 1}), purse("OEM", "oem")]
    limits = [{"technology": "furnace", "at_most": "1/3", "of": "tonnes"}]
    return _two(funders=funders, technology_limits=limits)


def phase() -> Programme:
    """10 t for 100 M: U is out in 2026, where 5 M a tonne are the ceiling, and in in 2027. V, 8 t, may ask 15 M."""
    phases = [
        {"year": 2026, "won_per_lifetime_tonne": 5 * M, "of": {"tier": 1}},
        {"year": 2026, "won_per_lifetime_tonne": 15 * M, "of": {"tier": 2}},
        {"year": 2027, "won_per_lifetime_tonne": 15 * M},
    ]
    return _two(**TWO_YEARS, funders=[purse("GOV", budget=BOTH)], ceiling_phases=phases)


def threshold() -> Programme:
    """9 t a year and more: U is in, V is out."""
    return _two(thresholds=[{"least_annual_tonnes": 9}])


def repayment() -> Programme:
    """S gives back half of GOV's money in two instalments, out of a third of its savings and 2 M of its own."""
    return _one(
        {"saving_won": 9 * M, "life_years": 3},
        {"repay_capacity_won": 2 * M},
        **TWO_YEARS,
        funders=[purse("GOV", budget=BOTH), purse("OEM", "oem", budget=BOTH)],
        repayment={"base": "GOV", "ratio": 0.5, "instalments": 2, "pool": "programme"},
        affordability={"share_of_savings": "1/3"},
    )


def affordability() -> Programme:
    """S pays at most 10 M itself; the full rate is 60 %."""
    return _one({}, {"copay_limit_won": 10 * M}, support_rates=[{"at_most": 0.6}])


def pool() -> Programme:
    """S's whole support comes back in a year, less a tenth, to the pool of its chain, which serves Z."""
    return _two(
        **TWO_YEARS,
        funders=[purse("GOV", budget=BOTH)],
        repayment={"base": "GOV", "pool": "own_chain", "loss": 0.1},
    )


def matching() -> Programme:
    """MSS pays tier 2, in each award at most as much as the pool and at least half of it."""
    return _two(
        **TWO_YEARS,
        funders=[purse("GOV", pays={"tier": 1}, budget=BOTH), purse("MSS", pays={"tier": 2}, budget=BOTH)],
        repayment={"base": "GOV", "pool": "own_chain"},
        matching=[{"funder": "MSS", "at_most": 1, "at_least": 0.5}],
    )


def fairness() -> Programme:
    """Region Y has a third of the support and more; no region has four fifths of the tonnes."""
    floor = {"floor": "1/3", "of": "support", "by": "region", "group": "Y"}
    return _two(fairness=[floor, {"cap": 0.8, "of": "tonnes", "by": "region"}])


def least_benefit() -> Programme:
    """10 M of support for everybody."""
    return _two(fairness=[{"least": 10 * M, "of": "support"}])


def _credited(**more: Any) -> Programme:
    """The OEM has 60 M in 2026. U yields credits from 2027, of which the OEM has half and may use 4 t, at 10 M won."""
    return programme_of(
        rules_of(
            **{
                "years": {"award": [2026, 2028], "count_until": 2028},
                "funders": [purse("OEM", "oem", budget={2026: 60 * M}, carry_over=more.pop("carry_over", "none"))],
                "offsets": {
                    "approval_lag_years": 1,
                    "split": {"oem": 0.5, "state": 0.5},
                    "share_of_obligation": 0.1,
                    "obligation_t": {2026: 40},
                    "price_won_per_t": {2026: 10 * M},
                    "lend_back": {"funder": "OEM"},
                },
            }
        ),
        [supplier_of("S")],
        [upgrade_of("U", "S", 60 * M, tonnes=10, life_years=3, creditable=True), *more.pop("upgrades", ())],
    )


def gini_ceiling() -> Programme:
    """The Gini coefficient of support is at most a quarter; rows for the order of gains come while solving."""
    return _two(fairness=[{"gini": 0.25, "of": "support"}])


def least_gain() -> Programme:
    """The most lifetime tonnes for whoever has fewest."""
    return _two(objective={"max_min": {"of": "lifetime_tonnes"}})


def gains_of_wholes() -> Programme:
    """Leximin of support for whole projects: the least, how many are above it, the least of these."""
    return _two(projects="whole", objective={"leximin": {"of": "support"}})


def offsets() -> Programme:
    """Lent money lapses like the budget."""
    return _credited()


def offsets_carried() -> Programme:
    """Lent money is carried like the budget."""
    return _credited(carry_over="all")


def offsets_carried_in_part() -> Programme:
    """Of lent money and budget together 5 M are carried."""
    return _credited(carry_over={"at_most": 5 * M})


def offsets_below_zero() -> Programme:
    """H emits 3 t more a year: the credits of a year may be below zero."""
    return _credited(upgrades=[upgrade_of("H", "S", 10 * M, tonnes=-3, life_years=3, creditable=True)])


def footprint() -> Programme:
    """Half of S's emissions go into 1,000 EV a year, a tenth of Z's into 100: at least 3 kg a car less in 2026."""
    trial = _two(footprint=[{"product": "EV", "year": [2026], "at_least_kg": 3, "target_kg": 4}])
    products = [product_of("S", "EV", 0.5, 1_000), product_of("Z", "EV", 0.1, 100)]
    return Programme.of(trial.rules, [*trial.suppliers.values()], trial.links, [*trial.upgrades.values()], (), products)


def targets() -> Programme:
    """12 t in 2027, and 9 t/yr of first years; an award in 2027 is in operation in 2028."""
    targets = [{"year": 2027, "tonnes": 12}, {"of": "annual_tonnes", "tonnes": 9}]
    return _one(
        {"tonnes": 15, "life_years": 2, "lead_years": 1},
        **TWO_YEARS,
        funders=[purse("GOV", budget=BOTH)],
        targets=targets,
    )


def reach() -> Programme:
    """The least of GOV's money for 12 t; then most annual tonnes."""
    objective = [{"minimise": "public_won", "reach": {"lifetime_tonnes": 12}}, {"maximise": "annual_tonnes"}]
    return _two(funders=[purse("GOV"), purse("OEM", "oem")], objective=objective)


def deployment() -> Programme:
    """Most tonnes per won of the OEM, which spends half of its budget at least."""
    objective = {"ratio": {"of": "lifetime_tonnes", "per": "oem_won", "deploy_at_least": 0.5}}
    return _two(funders=[purse("GOV"), purse("OEM", "oem")], objective=objective)


def protection() -> Programme:
    """Either may cost half more and save a quarter less; what S gives back may come in half; the OEM carries 1 M."""
    funders = [purse("GOV", pays={"tier": 1}, budget=BOTH), purse("OEM", "oem", budget=BOTH, carry_over={"at_most": M})]
    return _two(
        **TWO_YEARS,
        funders=funders,
        repayment={"base": ["GOV"], "pool": "programme", "instalments": 1},
        targets=[{"of": "annual_tonnes", "tonnes": 5}],
        uncertainty={
            "ranges": {"cost": 0.5, "tonnes": 0.25},
            "protect": {"tonnes": 1, "budgets": 1.5, "repayments": 1},
            "default": {"lost": 0.5},
        },
    )


PROGRAMMES: dict[str, Callable[[], Programme]] = {
    maker.__name__: maker
    for maker in (
        selection,
        funding,
        budgets,
        reserved,
        support_rates,
        caps,
        caps_on_lines,
        co_funding,
        eligibility,
        phase,
        threshold,
        repayment,
        affordability,
        pool,
        matching,
        fairness,
        least_benefit,
        gini_ceiling,
        least_gain,
        gains_of_wholes,
        offsets,
        offsets_carried,
        offsets_carried_in_part,
        offsets_below_zero,
        footprint,
        targets,
        reach,
        deployment,
        protection,
    )
}
"""By name: a family's own, or that of a rule or of a kind of it."""
