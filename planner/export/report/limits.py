"""What limits the plan, in words: purses that are spent, and rules that leave no room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.export.measures import Unit
from planner.export.numbers import MoneyUnit, counted, figure, money, share_in_words
from planner.export.report.material import Material
from planner.export.rulebook.rows import row_words
from planner.export.wording import listed
from planner.export.workbook.audit_sheets.families import NAMES
from planner.languages import T, Text
from planner.plan.plan import Plan, ShadowPrice

_DEAREST = 3
"""How many prices of purses are told on the first page."""

_ALWAYS_TIGHT = ("selection", "support_rates", "pool", "eligibility", "statements")
"""Families with rows at their limit in any plan that awards a thing whole, at its full rate, or returns nothing."""


def tight_purses(plan: Plan) -> Iterator[Text]:
    """How much of the budgets is spent, and in which purses a little more would bring most."""
    budget = sum(year.budget + year.lent for year in plan.funders)
    spent = sum(year.spent for year in plan.funders)
    if budget:
        yield T(
            "{spent} of {budget} in the purses are spent ({share}).",
            spent=money(spent, MoneyUnit.EOK_WON),
            budget=money(budget, MoneyUnit.EOK_WON),
            share=share_in_words(spent / budget),
        )
    for purses, year, price in dearest_purses(plan)[:_DEAREST]:
        yield T(
            "One million won more in {year} from {purses} would be worth {price} {unit}.",
            purses=listed(purses),
            year=year,
            price=figure(price.price, 2),
            unit=Unit(price.unit.removesuffix(" per million won")),
        )


def dearest_purses(plan: Plan) -> list[tuple[list[str], str, ShadowPrice]]:
    """Purses by what a little more money in a year would bring, the most first; equal ones together."""
    together: dict[tuple[str, str, str], list[tuple[str, ShadowPrice]]] = defaultdict(list)
    for price in plan.shadow_prices:
        if price.rule.startswith("budget[") and price.unit.endswith(" per million won"):
            funder, _, year = price.rule.removeprefix("budget[").removesuffix("]").rpartition(",")
            together[f"{price.price:.6g}", year, price.unit].append((funder, price))
    found = [([funder for funder, _ in same], year, same[0][1]) for (_, year, _), same in together.items()]
    return sorted(found, key=lambda one: (-one[2].price, one[1], one[0]))


def tight_rules(given: Material) -> Iterator[Text]:
    """The rules that leave no room: by their prices where there are any, otherwise by the audit's count."""
    rules: dict[str, list[ShadowPrice]] = defaultdict(list)
    for price in given.plan.shadow_prices:
        if not price.rule.startswith("budget["):
            rules[str(row_words(given.plan.model, price.rule).says)].append(price)
    if rules:
        for prices in rules.values():
            yield _tight_rule(given.plan, prices)
    elif not given.plan.shadow_prices:
        yield from _tight_families(given)


def _tight_rule(plan: Plan, prices: list[ShadowPrice]) -> Text:
    dearest = max(prices, key=lambda price: price.price)
    words = row_words(plan.model, dearest.rule)
    worth = {"rule": words.says, "price": figure(dearest.price, 2), "unit": Unit(dearest.unit)}
    if len(prices) == 1:
        return T("At its limit: {rule} What a little more room is worth: {price} {unit}.", **worth)
    return T(
        "At its limit in {count} cases: {rule} What a little more room is worth: up to {price} {unit}.",
        count=figure(len(prices), 0),
        **worth,
    )


def _tight_families(given: Material) -> Iterator[Text]:
    for counts in given.audit.counts:
        if counts.tight and counts.family not in _ALWAYS_TIGHT:
            tight = counted(counts.tight, T("1 limit"), T("{count} limits"))
            yield T("{family}: {count} with no room left.", family=NAMES[counts.family], count=tight)
