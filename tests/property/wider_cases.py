"""Random programmes with the further rules and objectives too: reserves, phases, ceilings on inequality, lists, ...

A case of ``cases.py`` to which a second stream of chance adds what that page does not draw, so that its seeds keep
their programmes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.property.cases import Case, Data, draw

BENEFITS = (
    "support",
    "count",
    "lifetime_tonnes",
    "annual_tonnes",
    "own_won",
    "fresh_won",
    "support_per_cost",
    "support_per_baseline_t",
    "lifetime_tonnes_per_baseline_t",
    "support_per_revenue",
)


def draw_wider(seed: int) -> Case:
    """The wider programme of that seed."""
    rng = random.Random(f"wider {seed}")
    case = draw(seed, ratio=False)
    scale = max(row["cost_won"] or 0 for row in (*case.upgrades, {"cost_won": 10_000}))
    suppliers = tuple(
        row | {"baseline_t": rng.choice([100, 2_500, "987.5"]), "revenue_won": 10 * scale + rng.randint(0, scale)}
        for row in case.suppliers
    )
    case = replace(case, suppliers=suppliers, upgrades=_upgrades(rng, case))
    rules = case.rules | _objective(rng, case)
    for further in (_reserved, _phases, _thresholds, _fairness, _targets, _lending, _named_cap, _clawback):
        if rng.random() < 0.15:
            rules |= further(rng, rules, scale)
    if rng.random() < 0.1:
        return _footprint(rng, replace(case, rules=rules))
    return replace(case, rules=rules)


def _upgrades(rng: random.Random, case: Case) -> tuple[Data, ...]:
    """Nothing but a low estimate for some: clawback reads it."""
    return tuple(
        row | {"tonnes_low": "0.5"} if row.get("tonnes") and rng.random() < 0.2 else row for row in case.upgrades
    )


def _objective(rng: random.Random, case: Case) -> Data:
    """One objective of each kind, or a list of several; the default as often as all others."""
    drawn: Data = case.rules["objective"]
    kinds: list[Callable[[], Data | list[Data]]] = [
        lambda: {"maximise": "annual_tonnes"},
        lambda: _ratio(rng),
        lambda: _ratio(rng),
        lambda: _least_won(rng),
        lambda: {"max_min": _benefit(rng)},
        lambda: {"leximin": _benefit(rng) | rng.choice([{}, {"levels": 2}])},
        lambda: [drawn, {"max_min": _benefit(rng)}],
        lambda: [{"leximin": _benefit(rng) | {"levels": 1}}, drawn],
        lambda: [drawn, _least_won(rng)],
    ]
    return {"objective": drawn if rng.random() < 0.5 else rng.choice(kinds)()}


def _ratio(rng: random.Random) -> Data:
    per = rng.choice(["fresh_won", "public_won", "all_won"])
    least = rng.choice([0.05, 0.2, {"tonnes": rng.randint(1, 50)}])
    return {"ratio": {"of": rng.choice(["lifetime_tonnes", "annual_tonnes"]), "per": per, "deploy_at_least": least}}


def _least_won(rng: random.Random) -> Data:
    return {
        "minimise": rng.choice(["fresh_won", "public_won", "all_won"]),
        "reach": {"lifetime_tonnes": rng.choice([1, 20, "62.5"])},
    }


def _benefit(rng: random.Random) -> Data:
    return {"of": rng.choice(BENEFITS), "by": rng.choice(["supplier", "supplier", "size", "tier"])}


def _reserved(rng: random.Random, rules: Data, scale: int) -> Data:
    ids = [funder["id"] for funder in rules["funders"]]
    kept: Data = rng.choice([{"share": "1/3"}, {"share": 0.1}, {"won": rng.randint(0, scale)}])
    rule = {
        "funder": rng.choice([rng.choice(ids), ids]),
        "of": rng.choice([{"size": ["small", "medium"]}, {"tier": 2}, {"technology_class": "heat"}]),
        "over": rng.choice(["year", "programme"]),
    }
    return {"reserved": [rule | kept]}


def _phases(rng: random.Random, rules: Data, scale: int) -> Data:
    first, last = rules["years"]["award"]
    phases: list[Data] = [{"year": [first], "won_per_lifetime_tonne": rng.randint(scale // 500, scale // 10)}]
    if rng.random() < 0.5:
        phases.append({"year": [first, last], "won_per_lifetime_tonne": scale // 5, "of": {"tier": 1}})
    return {"ceiling_phases": phases}


def _thresholds(rng: random.Random, rules: Data, scale: int) -> Data:
    asked: list[Data] = [
        {"least_support_won": rng.randint(0, scale // 5), "of": {"tier": 1}},
        {"least_annual_tonnes": rng.randint(0, 30)},
        {"least_share_of_baseline": "0.01", "of": {"size": "large"}},
    ]
    return {"thresholds": rng.sample(asked, rng.randint(1, 2))}


def _fairness(rng: random.Random, rules: Data, scale: int) -> Data:
    found: Data = rng.choice(
        [
            {"gini": rng.choice([0.3, "1/2", 0.8]), **_benefit(rng)},
            {"gini": rng.choice([0.3, "1/2", 0.8]), **_benefit(rng)},
            {"least": "0.05", "of": "count", "by": rng.choice(["supplier", "tier"])},
            {"least": rng.randint(1, max(1, scale // 50)), "of": "support"},
        ]
    )
    return {"fairness": [*rules.get("fairness", ()), found]}


def _targets(rng: random.Random, rules: Data, scale: int) -> Data:
    year = rng.randint(rules["years"]["award"][0], rules["years"]["count_until"])
    rule = rng.choice([{"year": year}, {"of": "lifetime_tonnes"}, {"of": "annual_tonnes"}])
    return {"targets": [rule | {"tonnes": rng.choice([1, 10, "33.3"])}]}


def _lending(rng: random.Random, rules: Data, scale: int) -> Data:
    return {
        "offsets": {
            "approval_lag_years": rng.choice([0, 1]),
            "crediting": {"years": rng.choice([1, 10])},
            "split": rng.choice([{"oem": 1}, {"oem": "1/3", "state": "2/3"}]),
            "share_of_obligation": "0.1",
            "obligation_t": {2026: rng.choice([200, 5_000]), 2028: 500},
            "price_won_per_t": {2026: rng.randint(scale // 1_000, scale // 20)},
            "lend_back": {"funder": rng.choice(rules["funders"])["id"], "share": rng.choice(["1", "0.9"])},
        }
    }


def _named_cap(rng: random.Random, rules: Data, scale: int) -> Data:
    cap = {"per": "programme", "won": rng.randint(scale // 4, scale * 2), "lines": rng.choice(["named", "shared"])}
    return {"caps": [*rules.get("caps", ()), cap]}


def _clawback(rng: random.Random, rules: Data, scale: int) -> Data:
    return {"clawback": {"tied_share": "0.3", "free_shortfall": rng.choice([0, "0.2"])}}


def _footprint(rng: random.Random, case: Case) -> Case:
    """A product of some suppliers, and a cut in one year that the largest of them might make."""
    makers = rng.sample(case.suppliers, rng.randint(1, len(case.suppliers)))
    products = tuple(
        {"supplier_id": row["supplier_id"], "product": "EV", "share": rng.choice([1, 0.5]), "units_per_year": 1_000}
        for row in makers
    )
    year = rng.randint(case.rules["years"]["award"][0], case.rules["years"]["count_until"])
    rule = {"product": "EV", "year": year, "at_least_kg": rng.choice([0, 1, 5])}
    return replace(case.with_rules(footprint=[rule]), products=products)
