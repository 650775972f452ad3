"""What is split, doubled, put together or added to no avail: another programme with the same optimum."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import DoesNotApplyError, exact, same_value

AMOUNTS = ("tonnes", "electricity_mwh", "gas_gj", "other_t", "tonnes_low")


def an_upgrade_in_two_halves(case: Case) -> str | None:
    """Parts only: half of an upgrade as one, half as another. What is awarded of it can be awarded of both alike."""
    case = changes.without(changes.without_caps(case, "upgrade"), "thresholds").with_rules(projects="divisible")
    case = _without_counts(case)
    picked = changes.pick(case, [row for row in case.upgrades if row.get("alternative_group") is None])
    whole = _with_row(case, _times(picked, 2), lambda line: line | {"won": 2 * line["won"]})
    name, other = picked["upgrade_id"], picked["upgrade_id"] + "h"
    halves = changes.upgrades(case, lambda row: row | _needing_both(row, name, other))
    lines = [line | {"upgrade_id": other} for line in case.cost_lines if line["upgrade_id"] == name]
    halves = replace(
        halves,
        upgrades=(*halves.upgrades, picked | {"upgrade_id": other}),
        cost_lines=(*halves.cost_lines, *lines),
    )
    return same_value(find(whole), find(halves))


def a_copy_behind_at_most_one(case: Case) -> str | None:
    """An upgrade and its copy exclude each other: whatever the copy is awarded, the upgrade can be instead."""
    case = _with_one_of_each(case)
    return same_value(find(case), find(_beside(case, _needing_nothing(case))))


def a_worse_copy_behind_at_most_one(case: Case) -> str | None:
    """The copy saves half as much for the same money: whatever it is awarded, the upgrade can be instead."""
    case = _with_one_of_each(changes.saving_only(changes.without_tonnes_in_rules(case)))
    picked = _needing_nothing(case)
    halved = {key: str(exact(picked[key]) / 2) for key in AMOUNTS if picked.get(key) is not None}
    return same_value(find(case), find(_beside(case, picked, **halved)))


def an_upgrade_that_saves_nothing(case: Case) -> str | None:
    """One more upgrade, of no tonnes, never repaid: where no floor and no ratio asks for money, it adds nothing."""
    case = changes.without_benefits(changes.without_ratio(case))
    case = changes.without(case, "fairness", "technology_limits", "co_funding", "matching")
    served = [row for row in case.suppliers if row["tier"] == 2 or "repayment" not in case.rules]
    row = {
        "upgrade_id": "U99",
        "supplier_id": changes.pick(case, served)["supplier_id"],
        "technology": "boiler",
        "cost_won": 777_777,
        "tonnes": 0,
        "life_years": 3,
        "divisible": True,
    }
    return same_value(find(case), find(replace(case, upgrades=(*case.upgrades, row))))


def two_suppliers_as_one(case: Case) -> str | None:
    """Two suppliers alike in all that rules read, without limits of their own, are as good as one with all upgrades."""
    case = _without_supplier_limits(case)
    if len(case.suppliers) < 2:
        raise DoesNotApplyError("one supplier")
    first, second = case.suppliers[0], case.suppliers[-1]
    twins = replace(
        case,
        suppliers=(*case.suppliers[:-1], first | {"supplier_id": second["supplier_id"]}),
    )
    merged = replace(
        changes.upgrades(
            twins,
            lambda row: (
                row | {"supplier_id": first["supplier_id"]} if row["supplier_id"] == second["supplier_id"] else row
            ),
        ),
        suppliers=twins.suppliers[:-1],
    )
    return same_value(find(twins), find(merged))


def a_purse_in_two(case: Case) -> str | None:
    """Parts only: half of a purse as one, half as another, named together wherever it was named."""
    offsets = {k: v for k, v in case.rules.get("offsets", {}).items() if k != "lend_back"}
    case = case.with_rules(projects="divisible", **({"offsets": offsets} if offsets else {}))
    purse = changes.pick(case, case.rules["funders"])
    name, other = purse["id"], purse["id"] + "h"
    doubled = changes.funders(
        _lines_of(case, name, lambda line: [line | {"won": 2 * line["won"]}]),
        lambda row: row if row["id"] != name else row | _money(row, 2) | _rate(row, Fraction(1)),
    )
    halves = _lines_of(case, name, lambda line: [line, line | {"payer": other}])
    rules = _named_together(halves.rules, name, other)
    rules["funders"] = [
        part
        for row in halves.rules["funders"]
        for part in (
            [row] if row["id"] != name else [row | _rate(row, Fraction(1, 2)) | {"id": own} for own in (name, other)]
        )
    ]
    return same_value(find(doubled), find(replace(halves, rules=rules)))


def _times(row: Data, factor: int) -> Data:
    """The upgrade so many times as large."""
    changed = dict(row)
    for key in AMOUNTS:
        if row.get(key) is not None:
            changed[key] = str(exact(row[key]) * factor)
    for key in ("cost_won", "saving_won"):
        if row.get(key) is not None:
            changed[key] = row[key] * factor
    return changed


def _with_row(case: Case, row: Data, line: Any) -> Case:
    """The case with the upgrade of that id replaced, and its cost lines changed."""
    name = row["upgrade_id"]
    return replace(
        changes.upgrades(case, lambda other: row if other["upgrade_id"] == name else other),
        cost_lines=tuple(line(entry) if entry["upgrade_id"] == name else entry for entry in case.cost_lines),
    )


def _needing_both(row: Data, name: str, other: str) -> Data:
    needs = row.get("needs", ())
    return {"needs": (*needs, other)} if name in needs else {}


def _without_counts(case: Case) -> Case:
    """Without rules and objectives that count awards."""
    case = changes.without_shares_of(case, "count")
    case = changes.without_those(
        case, "fairness", lambda rule: rule["of"] == "count" and ("gini" in rule or "least" in rule)
    )
    kept = [goal for goal in changes.objectives(case) if "count" not in str(goal)]
    return case.with_rules(objective=kept or {"maximise": "lifetime_tonnes"})


def _with_one_of_each(case: Case) -> Case:
    """Without what a copy changes by itself: caps per upgrade hold for each, and costs of eligible upgrades add up."""
    return changes.without_benefits(changes.without_caps(case, "upgrade"))


def _needing_nothing(case: Case) -> Data:
    """An upgrade without prerequisites: half of one and half of its copy could follow half of what they need."""
    row: Data = changes.pick(case, [row for row in case.upgrades if not row.get("needs")])
    return row


def _beside(case: Case, picked: Data, **changed: Any) -> Case:
    """The case with a copy of the upgrade, of which and the upgrade at most one is awarded."""
    group = picked.get("alternative_group") or "one of two"
    name = picked["upgrade_id"] + "c"
    marked = changes.upgrades(case, lambda row: row | {"alternative_group": group} if row is picked else row)
    copy = picked | {"upgrade_id": name, "alternative_group": group, "mandatory": False} | changed
    lines = [line | {"upgrade_id": name} for line in case.cost_lines if line["upgrade_id"] == picked["upgrade_id"]]
    return replace(marked, upgrades=(*marked.upgrades, copy), cost_lines=(*marked.cost_lines, *lines))


def _without_supplier_limits(case: Case) -> Case:
    """Without what holds supplier by supplier: limits of their own, caps, shares and gains by supplier, baselines."""
    case = changes.without_benefits(changes.without_caps(case, "supplier"))
    case = changes.without_those(case, "fairness", lambda rule: rule["by"] == "supplier")
    case = replace(changes.without(case, "affordability", "thresholds", "footprint"), products=())
    if repayment := case.rules.get("repayment"):
        case = case.with_rules(repayment=repayment | {"pool": "programme"})
    return replace(changes.suppliers(case, lambda row: row | {"copay_limit_won": None}), links=())


def _money(row: Data, factor: int) -> Data:
    """A purse's budget and what it carries over, so many times as large."""
    carry = row["carry_over"]
    return {
        "budget": {year: won * factor for year, won in row["budget"].items()},
        "carry_over": {"at_most": carry["at_most"] * factor} if isinstance(carry, dict) else carry,
    }


def _rate(row: Data, factor: Fraction) -> Data:
    """A purse's own rate, so many times as high."""
    rate = row.get("rate")
    if rate is None:
        return {}
    if isinstance(rate, list):
        return {"rate": [entry | {"at_most": str(exact(entry["at_most"]) * factor)} for entry in rate]}
    if isinstance(rate, dict):
        return {"rate": {size: str(exact(part) * factor) for size, part in rate.items()}}
    return {"rate": str(exact(rate) * factor)}


def _lines_of(case: Case, payer: str, change: Any) -> Case:
    """The case with the lines that name this payer replaced by others."""
    lines = [part for line in case.cost_lines for part in (change(line) if line["payer"] == payer else [line])]
    return replace(case, cost_lines=tuple(lines))


def _named_together(value: Any, name: str, other: str) -> Any:
    """The rules with both purses wherever the one was named."""
    if isinstance(value, dict):
        return {key: part if key == "id" else _named_together(part, name, other) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [entry for part in value for entry in _as_list(_named_together(part, name, other))]
    return [name, other] if value == name else value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


RELATIONS = (
    an_upgrade_in_two_halves,
    a_copy_behind_at_most_one,
    a_worse_copy_behind_at_most_one,
    an_upgrade_that_saves_nothing,
    two_suppliers_as_one,
    a_purse_in_two,
)
