"""Random programmes with every amount of won times a number, or with amounts of every size beside each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from tests.property.cases import Case, Data

LEAST, MOST = 10**3, 10**14
"""Won: a thousand and 100 trillion."""

MOST_KG = 10**11
"""100 million tonnes."""


def times(case: Case, factor: int) -> Case:
    """The case with every amount of won times the factor, as if the won were counted in a smaller unit."""
    return _with_won(case, lambda won: won * factor)


def spread(case: Case, least_kg: int = 1) -> Case:
    """The case with amounts of won from a thousand to 100 trillion, and savings from a kilogram to 100 million tonnes.

    Costs and tonnes hang together, as they do; the first upgrade is a giant and the second a dwarf. Savings are whole
    numbers of ``least_kg``.
    """
    rng = random.Random(f"spread {case.seed}")

    def any_won(won: int) -> int:
        return won and int(10 ** rng.uniform(3, 14))

    wide = _with_won(case, any_won)
    upgrades = [
        row | {"cost_won": row["cost_won"] and end} for row, end in zip(wide.upgrades, (MOST, LEAST), strict=False)
    ]
    upgrades += wide.upgrades[2:]
    costs = {row["upgrade_id"]: row["cost_won"] or 0 for row in upgrades}
    for line in wide.cost_lines:
        costs[line["upgrade_id"]] += line["won"]
    wide = replace(
        wide, upgrades=tuple(row | _savings(rng, row, costs[row["upgrade_id"]], least_kg) for row in upgrades)
    )
    return wide.with_rules(funders=[_with_purse(rng, funder, list(costs.values())) for funder in wide.rules["funders"]])


def _savings(rng: random.Random, row: Data, cost: int, least_kg: int) -> Data:
    kilograms = min(MOST_KG, max(1, int(cost * 1000 / 10 ** rng.uniform(4, 8)) // least_kg) * least_kg)
    saving = {} if row.get("saving_won") is None else {"saving_won": rng.choice([0, cost // 4, cost // 40])}
    return {"tonnes": str(Fraction(kilograms, 1000)), "electricity_mwh": None, "gas_gj": None} | saving


def _with_purse(rng: random.Random, funder: Data, costs: list[int]) -> Data:
    """Budgets that are just enough for some upgrades, or for some part of all."""

    def budget(won: int) -> int:
        some = sum(rng.sample(costs, rng.randint(1, len(costs))))
        return won and min(10 * MOST, rng.choice([some, int(sum(costs) * rng.random()) + 1]))

    return funder | {"budget": {year: budget(won) for year, won in funder["budget"].items()}}


def _with_won(case: Case, changed: Callable[[int], int]) -> Case:
    """Every amount of won changed, wherever it stands."""

    def row(data: Data, *names: str) -> Data:
        return data | {name: changed(data[name]) for name in names if data.get(name) is not None}

    rules = dict(case.rules)
    rules["funders"] = [_funder(funder, changed) for funder in rules["funders"]]
    if "affordability" in rules:
        rules["affordability"] = row(rules["affordability"], "capacity_if_blank")
    if "caps" in rules:
        rules["caps"] = [row(cap, "won", "won_per_lifetime_tonne") for cap in rules["caps"]]
    return replace(
        case,
        rules=rules,
        suppliers=tuple(row(data, "repay_capacity_won", "copay_limit_won", "revenue_won") for data in case.suppliers),
        upgrades=tuple(row(data, "cost_won", "saving_won") for data in case.upgrades),
        cost_lines=tuple(row(data, "won") for data in case.cost_lines),
    )


def _funder(funder: Data, changed: Callable[[int], int]) -> Data:
    carried = funder["carry_over"]
    if isinstance(carried, dict):
        carried = {"at_most": changed(carried["at_most"])}
    return funder | {
        "budget": {year: changed(won) for year, won in funder["budget"].items()},
        "carry_over": carried,
    }
