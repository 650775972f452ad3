"""Every amount of one kind so many times as large: the same programme in other units, and the value in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import exact, same_value

TIMES = 3
WON_TIMES = 1_000
TONNE_COLUMNS = ("tonnes", "electricity_mwh", "gas_gj", "other_t", "tonnes_low")
WON_COLUMNS = ("cost_won", "saving_won")
WON_OF_SUPPLIERS = ("revenue_won", "repay_capacity_won", "copay_limit_won")


def all_tonnes_times_three(case: Case) -> str | None:
    """Everything in tonnes threefold, prices per tonne a third: the same awards, three times the tonnes."""

    def rule(row: Data) -> Data:
        changed = _times(row, TIMES, "tonnes", "at_least_kg", "target_kg", "least_annual_tonnes")
        if "least" in row and "tonnes" in row["of"]:
            changed["least"] = _product(row["least"], _gain_factor(row["of"], TIMES))
        if "won_per_lifetime_tonne" in row:
            changed["won_per_lifetime_tonne"] = f"{row['won_per_lifetime_tonne']}/{TIMES}"
        return changed

    def goal(row: Data) -> Data:
        if "reach" in row:
            return row | {"reach": {name: _product(least, TIMES) for name, least in row["reach"].items()}}
        return row | {"ratio": row["ratio"] | _deployed(row["ratio"])} if "ratio" in row else row

    tables = replace(
        changes.upgrades(case, lambda row: _times(row, TIMES, *TONNE_COLUMNS)),
        suppliers=tuple(_times(row, TIMES, "baseline_t") for row in case.suppliers),
    )
    rules = _each_family(case, rule, "targets", "footprint", "thresholds", "caps", "ceiling_phases", "fairness")
    if offsets := case.rules.get("offsets"):
        prices = {year: f"{price}/{TIMES}" for year, price in offsets.get("price_won_per_t", {}).items()}
        owed = {year: _product(tonnes, TIMES) for year, tonnes in offsets["obligation_t"].items()}
        rules["offsets"] = offsets | {"obligation_t": owed} | ({"price_won_per_t": prices} if prices else {})
    rules["objective"] = [goal(row) for row in changes.objectives(case)]
    return same_value(find(case), find(tables.with_rules(**rules)), _tonnes_factor(changes.objectives(case)[0]))


def all_won_times_a_thousand(case: Case) -> str | None:
    """Parts only: every amount of won a thousandfold: the same shares are awarded, and rounding matters less."""

    def money(row: Data) -> Data:
        changed = _times(row, WON_TIMES, "won", "won_per_lifetime_tonne", "least_support_won")
        if "least" in row and row["of"].startswith(("support", "own_won", "fresh_won")):
            changed["least"] = _product(row["least"], WON_TIMES)
        return changed

    def purse(row: Data) -> Data:
        carry = row["carry_over"]
        return row | {
            "budget": {year: won * WON_TIMES for year, won in row["budget"].items()},
            "carry_over": {"at_most": carry["at_most"] * WON_TIMES} if isinstance(carry, dict) else carry,
        }

    case = case.with_rules(projects="divisible")
    tables = replace(
        changes.upgrades(case, lambda row: _times(row, WON_TIMES, *WON_COLUMNS)),
        suppliers=tuple(_times(row, WON_TIMES, *WON_OF_SUPPLIERS) for row in case.suppliers),
        cost_lines=tuple(_times(row, WON_TIMES, "won") for row in case.cost_lines),
    )
    rules = _each_family(case, money, "caps", "ceiling_phases", "thresholds", "reserved", "fairness")
    rules["funders"] = [purse(row) for row in case.rules["funders"]]
    if affordability := case.rules.get("affordability"):
        rules["affordability"] = _times(affordability, WON_TIMES, "capacity_if_blank")
    if (offsets := case.rules.get("offsets")) and "price_won_per_t" in offsets:
        prices = {year: price * WON_TIMES for year, price in offsets["price_won_per_t"].items()}
        rules["offsets"] = offsets | {"price_won_per_t": prices}
    return same_value(find(case), find(tables.with_rules(**rules)), _won_factor(changes.objectives(case)[0]))


def _times(row: Data, factor: int, *columns: str) -> Data:
    """The row with what these columns hold so many times as large."""
    return row | {name: _product(row[name], factor) for name in columns if row.get(name) is not None}


def _product(value: Any, factor: float) -> Any:
    return value * int(factor) if isinstance(value, int) else str(exact(value) * int(factor))


def _each_family(case: Case, change: Any, *families: str) -> Data:
    return {family: [change(rule) for rule in case.rules[family]] for family in families if family in case.rules}


def _deployed(ratio: Data) -> Data:
    least = ratio["deploy_at_least"]
    return {"deploy_at_least": {"tonnes": _product(least["tonnes"], TIMES)}} if isinstance(least, dict) else {}


def _gain_factor(of: str, factor: int) -> float:
    """A gain per baseline tonne: the baseline has grown as well."""
    return 1 if of.endswith("_per_baseline_t") else factor


def _tonnes_factor(goal: Data) -> float:
    """What becomes of the objective where all tonnes are threefold."""
    if "minimise" in goal:
        return 1
    benefit = goal.get("max_min") or goal.get("leximin")
    if benefit is None:
        return TIMES
    above = TIMES if "tonnes" in benefit["of"] else 1
    return above / TIMES if benefit["of"].endswith("_per_baseline_t") else above


def _won_factor(goal: Data) -> float:
    """What becomes of the objective where all won are a thousandfold."""
    if "minimise" in goal:
        return WON_TIMES
    if "ratio" in goal:
        return 1 / WON_TIMES
    benefit = goal.get("max_min") or goal.get("leximin")
    if benefit is None:
        return 1
    above = WON_TIMES if benefit["of"].startswith(("support", "own_won", "fresh_won")) else 1
    return above / WON_TIMES if benefit["of"].endswith(("_per_cost", "_per_revenue")) else above


RELATIONS = (all_tonnes_times_three, all_won_times_a_thousand)
