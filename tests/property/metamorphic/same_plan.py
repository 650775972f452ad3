"""Changes that say the same in other words: the same plan, to the won."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import same_plan

SHIFT = 13


def rows_in_another_order(case: Case) -> str | None:
    """Rows of all tables in another order: a table is a set of rows, so even the plan's hash is the same."""
    one, other = find(case), find(case.shuffled(case.seed + 1))
    said = same_plan(one, other)
    if said is None and one.plan is not None and other.plan is not None and one.plan.plan_hash != other.plan.plan_hash:
        return f"{one.plan.plan_hash} became {other.plan.plan_hash}"
    return said


def rules_in_another_order(case: Case) -> str | None:
    """Purses and the rules of every family in another order: all of them hold, whichever is named first."""
    families = (
        *("funders", "support_rates", "co_funding", "matching", "caps", "technology_limits", "fairness"),
        *("reserved", "ceiling_phases", "thresholds", "targets", "footprint"),
    )
    turned = {family: case.rules[family][::-1] for family in families if family in case.rules}
    return same_plan(find(case), find(case.with_rules(**turned)))


def ids_renamed_in_the_same_order(case: Case) -> str | None:
    """Suppliers, upgrades, purses and consortia renamed in the same order: ties go by the order, not by the names."""
    known = {row["supplier_id"] for row in case.suppliers} | {row["upgrade_id"] for row in case.upgrades}
    known |= {row["id"] for row in case.rules["funders"]} | {row["consortium"] for row in case.suppliers}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(renamed(part) for part in value)
        return f"A {value} 가" if isinstance(value, str) and value in known else value

    return same_plan(find(case), find(_everywhere(case, renamed)), name=renamed)


def years_shifted(case: Case) -> str | None:
    """Every year thirteen years later: nothing depends on when it is, only on what comes before what."""

    def year(value: int) -> int:
        return value + SHIFT

    def shifted(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                year(name) if isinstance(name, int) else name: shifted(part, str(name)) for name, part in value.items()
            }
        if isinstance(value, list | tuple):
            return type(value)(shifted(part, key) for part in value)
        if isinstance(value, str):
            return re.sub(r"(?<=tonnes_in_)\d{4}", lambda found: str(year(int(found[0]))), value)
        named = key in ("award", "count_until", "base_year", "year", "first_year", "last_year")
        return year(value) if named and value is not None else value

    return same_plan(find(case), find(_everywhere(case, shifted)), year=year)


def a_supplier_without_upgrades(case: Case) -> str | None:
    """One more supplier that could replace nothing: it can get nothing, owes nothing and is measured by nobody."""
    row = {"supplier_id": "S99", "tier": 1, "region": "Busan", "size": "small", "consortium": "K", "baseline_t": 100}
    return same_plan(find(case), find(replace(case, suppliers=(*case.suppliers, row))))


def a_purse_that_may_pay_nobody(case: Case) -> str | None:
    """One more purse with a rate of 0 and no money: it is no payer of anything, so no rate and no rule reads it."""
    empty = {"id": "NOBODY", "kind": "government", "rate": 0, "budget": {case.rules["years"]["award"][0]: 0}}
    return same_plan(find(case), find(changes.one_more(case, "funders", empty)))


def an_upgrade_that_nobody_supports(case: Case) -> str | None:
    """One more upgrade of a technology with a support rate of 0: an award must carry support, so it cannot be one."""
    like = changes.pick(case, case.upgrades)
    row = {
        "upgrade_id": "U99",
        "supplier_id": like["supplier_id"],
        "technology": "unsupported",
        "cost_won": 1_000_000,
        "tonnes": 500,
        "life_years": 10,
    }
    rates = [*case.rules.get("support_rates", [{"at_most": 1}]), {"technology": "unsupported", "at_most": 0}]
    return same_plan(find(case), find(replace(case, upgrades=(*case.upgrades, row)).with_rules(support_rates=rates)))


def a_cost_line_in_two(case: Case) -> str | None:
    """Every cost as two lines of the same year and payer: what falls due, and who pays it, is their sum."""
    lines: list[Data] = []
    for row in case.upgrades:
        own = [line for line in case.cost_lines if line["upgrade_id"] == row["upgrade_id"]]
        if row["cost_won"] is not None:
            own = [{"upgrade_id": row["upgrade_id"], "year_offset": 0, "won": row["cost_won"], "payer": None}]
        for line in own:
            first = line["won"] // 3
            lines += [line | {"won": first}, line | {"won": line["won"] - first}]
    parted = changes.upgrades(replace(case, cost_lines=tuple(lines)), lambda row: row | {"cost_won": None})
    return same_plan(find(case), find(parted))


def _everywhere(case: Case, change: Any) -> Case:
    """The case with the model and every row of every table changed."""
    return Case(
        rules=change(case.rules),
        suppliers=change(case.suppliers),
        upgrades=change(case.upgrades),
        links=change(case.links),
        cost_lines=change(case.cost_lines),
        seed=case.seed,
        products=change(case.products),
    )


RELATIONS = (
    rows_in_another_order,
    rules_in_another_order,
    ids_renamed_in_the_same_order,
    years_shifted,
    a_supplier_without_upgrades,
    a_purse_that_may_pay_nobody,
    an_upgrade_that_nobody_supports,
    a_cost_line_in_two,
)
