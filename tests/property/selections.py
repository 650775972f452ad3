"""Whole projects whose money is settled by what is selected: every selection can be judged in plain whole won.

There is one purse a tier and no pool, so that a selection keeps the rules or does not, without any solver.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from tests.property.cases import Case, Data

RATES = {1: (3, 5), 2: (1, 3)}
YEARS = (2026, 2027)
HORIZON = 2030

type Years = tuple[int | None, ...]
"""The award year of each upgrade in its order; none where it is not awarded."""


def small(seed: int, projects: int = 5, award_years: tuple[int, ...] = YEARS) -> Case:
    """Two purses, rates of 60 % and a third, floors, caps and needs by chance."""
    rng = random.Random(seed)
    suppliers: list[Data] = [
        {"supplier_id": f"S{k}", "tier": rng.choice([1, 2]), "region": rng.choice(["X", "Y"])} for k in range(3)
    ]
    for row in suppliers:
        row["copay_limit_won"] = rng.choice([None, None, rng.randint(10_000, 9_000_000)])
    upgrades: list[Data] = [
        {
            "upgrade_id": f"U{k}",
            "supplier_id": f"S{rng.randrange(3)}",
            "technology": "any",
            "cost_won": rng.randint(1, 9_999_999),
            "tonnes": f"{rng.randint(-20, 100)}",
            "life_years": rng.randint(1, 6),
            "lead_years": rng.choice([0, 1]),
            "alternative_group": rng.choice([None, None, "either"]),
            "needs": (f"U{k - 1}",) if k and rng.random() < 0.3 else (),
            "mandatory": rng.random() < 0.05,
        }
        for k in range(projects)
    ]
    carry = rng.choice(["none", "all", {"at_most": rng.randint(0, 3_000_000)}])
    rules: Data = {
        "programme": f"small {seed}",
        "inputs": "tables",
        "years": {"award": [award_years[0], award_years[-1]], "count_until": HORIZON},
        "projects": "whole",
        "funders": [
            {
                "id": f"F{tier}",
                "kind": "government",
                "pays": {"tier": tier},
                "carry_over": carry,
                "budget": {year: rng.randint(0, 9_000_000) for year in award_years},
            }
            for tier in (1, 2)
        ],
        "support_rates": [{"tier": tier, "at_most": f"{a}/{b}"} for tier, (a, b) in RATES.items()],
    }
    if rng.random() < 0.4:
        rules["fairness"] = [{"floor": "0.3", "of": "support", "by": "region", "group": "X"}]
    if rng.random() < 0.4:
        rules["caps"] = [{"per": "programme", "won": rng.randint(1, 9_000_000)}]
    return Case(rules, tuple(suppliers), tuple(upgrades))


def best_by_brute_force(case: Case) -> int | None:
    """The most lifetime tonnes of any selection that keeps the rules; none where none does."""
    by_worth = sorted(_selections(case), key=lambda years: tonnes_of(case, years), reverse=True)
    return next((tonnes_of(case, years) for years in by_worth if keeps(case, years)), None)


def _selections(case: Case) -> Iterator[Years]:
    first, last = case.rules["years"]["award"]
    return product((None, *range(first, last + 1)), repeat=len(case.upgrades))


def tonnes_of(case: Case, years: Years) -> int:
    """Lifetime tonnes within the horizon."""
    total = 0
    for row, year in zip(case.upgrades, years, strict=True):
        if year is not None:
            start = year + row["lead_years"]
            total += int(row["tonnes"]) * max(0, min(start + row["life_years"], HORIZON + 1) - start)
    return total


def keeps(case: Case, years: Years) -> bool:
    """Whether the selection keeps every rule."""
    awarded = {row["upgrade_id"]: (row, year) for row, year in zip(case.upgrades, years, strict=True) if year}
    return _selection_keeps(case, awarded) and _money_keeps(case, awarded)


def _support(case: Case, row: Data) -> int:
    tier = next(s["tier"] for s in case.suppliers if s["supplier_id"] == row["supplier_id"])
    numerator, denominator = RATES[tier]
    won: int = row["cost_won"] * numerator // denominator
    return won


def _selection_keeps(case: Case, awarded: dict[str, tuple[Data, int]]) -> bool:
    if any(row["mandatory"] and row["upgrade_id"] not in awarded for row in case.upgrades):
        return False
    if sum(row["alternative_group"] is not None for row, _ in awarded.values()) > 1:
        return False
    return all(
        needed in awarded and awarded[needed][1] <= year for row, year in awarded.values() for needed in row["needs"]
    )


def _money_keeps(case: Case, awarded: dict[str, tuple[Data, int]]) -> bool:
    suppliers = {row["supplier_id"]: row for row in case.suppliers}
    support = {name: _support(case, row) for name, (row, _) in awarded.items()}
    if any(won == 0 for won in support.values()):
        return False
    for supplier_id, supplier in suppliers.items():
        own = sum(row["cost_won"] - support[n] for n, (row, _) in awarded.items() if row["supplier_id"] == supplier_id)
        if supplier["copay_limit_won"] is not None and own > supplier["copay_limit_won"]:
            return False
    first, last = case.rules["years"]["award"]
    for funder in case.rules["funders"]:
        left = 0
        for at in range(first, last + 1):
            left += funder["budget"][at]
            for name, (row, year) in awarded.items():
                if year == at and suppliers[row["supplier_id"]]["tier"] == funder["pays"]["tier"]:
                    left -= support[name]
            if left < 0:
                return False
            carry = funder["carry_over"]
            left = {"none": 0, "all": left}.get(carry, 0) if isinstance(carry, str) else min(left, carry["at_most"])
    total = sum(support.values())
    if any(total > cap["won"] for cap in case.rules.get("caps", [])):
        return False
    if "fairness" in case.rules:
        in_x = sum(support[n] for n, (row, _) in awarded.items() if suppliers[row["supplier_id"]]["region"] == "X")
        return 10 * in_x >= 3 * total
    return True
