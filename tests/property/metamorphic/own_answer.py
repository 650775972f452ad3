"""The plan's own answer made a rule of its programme, or all that the plan leaves unused taken out: the same value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import (
    WON_PER_AWARD,
    DoesNotApplyError,
    lent_tonnes,
    no_worse,
    planned,
    same_value,
    worth_of,
)

HAIR = 1e-6
"""Less than any solver sees [t]."""


def its_upgrades_and_years_are_enough(case: Case) -> str | None:
    """Without the upgrades that the plan does not award and the years in which it does not: it is still the best."""
    case = changes.without_benefits(case)
    years: dict[str, list[int]] = defaultdict(list)
    for award in planned(case).awards:
        years[award.upgrade_id].append(award.year)
    kept = [
        row | {"first_year": min(years[row["upgrade_id"]]), "last_year": max(years[row["upgrade_id"]])}
        for row in case.upgrades
        if row["upgrade_id"] in years
    ]
    return same_value(find(case), find(_only(case, kept)))


def an_upgrade_that_is_not_awarded_is_not_missed(case: Case) -> str | None:
    """Without one upgrade of which the plan awards nothing, and what needs it: the plan is still there."""
    case = changes.without_benefits(case)
    awarded = {award.upgrade_id for award in planned(case).awards}
    gone = {changes.pick(case, [row for row in case.upgrades if row["upgrade_id"] not in awarded])["upgrade_id"]}
    for _ in case.upgrades:
        gone |= {row["upgrade_id"] for row in case.upgrades if gone & set(row.get("needs", ()))}
    return same_value(find(case), find(_only(case, [row for row in case.upgrades if row["upgrade_id"] not in gone])))


def what_is_awarded_whole_may_be_mandatory(case: Case) -> str | None:
    """An upgrade that the plan awards whole is made mandatory: the plan does as it is told."""
    won: dict[str, int] = defaultdict(int)
    for award in planned(case).awards:
        won[award.upgrade_id] += award.cost_won
    programme = case.programme()
    whole = [name for name, cost in won.items() if cost == programme.upgrades[name].total_won]
    name = changes.pick(case, whole)
    told = changes.upgrades(case, lambda row: row | {"mandatory": True} if row["upgrade_id"] == name else row)
    return same_value(find(case), find(told))


def its_awards_fixed(case: Case) -> str | None:
    """Whole projects: all that the plan awards mandatory in its year, all else gone: nothing is left to choose."""
    case = changes.without_benefits(case).with_rules(projects="whole")
    years = {award.upgrade_id: award.year for award in planned(case).awards}
    fixed = [
        row | {"mandatory": True, "first_year": years[row["upgrade_id"]], "last_year": years[row["upgrade_id"]]}
        for row in case.upgrades
        if row["upgrade_id"] in years
    ]
    return same_value(find(case), find(_only(case, fixed)))


def its_tonnes_as_a_target(case: Case) -> str | None:
    """A target at the plan's own tonnes, less what rounding to kilograms may have lent it: the plan reaches it."""
    plan = planned(case)
    tonnes = float(plan.indicators.lifetime_tonnes) - lent_tonnes(plan) - HAIR
    if tonnes <= 0:
        raise DoesNotApplyError("the plan saves nothing")
    return same_value(find(case), find(changes.one_more(case, "targets", {"of": "lifetime_tonnes", "tonnes": tonnes})))


def its_tonnes_as_a_target_of_every_year(case: Case) -> str | None:
    """A target at the plan's own tonnes in each counting year: the plan reaches them all."""
    plan = planned(case)
    reached = {
        year: float(tonnes) - lent_tonnes(plan) - HAIR for year, tonnes in plan.indicators.tonnes_by_year.items()
    }
    targets = [{"year": year, "tonnes": tonnes} for year, tonnes in sorted(reached.items()) if tonnes > 0]
    if not targets:
        raise DoesNotApplyError("the plan saves nothing in any year")
    return same_value(find(case), find(case.with_rules(targets=[*case.rules.get("targets", ()), *targets])))


def its_share_as_a_floor_and_a_cap(case: Case) -> str | None:
    """A floor and a cap at tier 2's own share of the support, less and more a hair: the plan keeps both."""
    plan = planned(case)
    tiers = {row["supplier_id"]: row["tier"] for row in case.suppliers}
    part = sum(award.support_won for award in plan.awards if tiers[award.supplier_id] == 2)
    share, hair = Fraction(part, plan.support_won), Fraction(WON_PER_AWARD * len(plan.awards) + 1, plan.support_won)
    rule = {
        "floor": str(max(Fraction(0), share - hair)),
        "cap": str(min(Fraction(1), share + hair)),
        "of": "support",
        "by": "tier",
        "group": "2",
    }
    return same_value(find(case), find(changes.one_more(case, "fairness", rule)))


def its_inequality_as_a_ceiling(case: Case) -> str | None:
    """A Gini ceiling at the coefficient that the plan has, and a hair: the plan keeps it."""
    measured = changes.one_more(case, "fairness", {"gini": 1, "of": "support", "by": "supplier"})
    coefficient = planned(measured).fairness[-1].value
    ceiling = {"gini": min(1.0, coefficient + 1e-4), "of": "support", "by": "supplier"}
    return same_value(find(case), find(changes.one_more(case, "fairness", ceiling)))


def its_least_gain_as_a_least_benefit(case: Case) -> str | None:
    """A least benefit at the gain of whoever gains least, less a hair: the plan gives it."""
    measured = changes.one_more(case, "fairness", {"least": 0, "of": "support_per_cost", "by": "tier"})
    least = {"least": max(0.0, planned(measured).fairness[-1].value - 1e-3), "of": "support_per_cost", "by": "tier"}
    return same_value(find(case), find(changes.one_more(case, "fairness", least)))


def its_tonnes_for_the_least_money(case: Case) -> str | None:
    """The least fresh won that reach the plan's tonnes are no more than the plan spends."""
    plan = planned(case)
    tonnes = float(plan.indicators.lifetime_tonnes) - lent_tonnes(plan) - HAIR
    if tonnes <= 0 or "ratio" in str(case.rules["objective"]):
        raise DoesNotApplyError("the plan saves nothing, or must deploy more")
    goal = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": tonnes}}
    found = find(case.with_rules(objective=goal))
    if found.plan is None:
        return None if found.why == "rounding" else "no plan reaches the tonnes that one has reached"
    least = -worth_of(found.plan).high
    spent = plan.indicators.fresh_won + WON_PER_AWARD * len(plan.awards)
    return None if least <= spent * (1 + 1e-6) else f"{least} won at least, where {spent} were enough"


def only_the_money_it_spends(case: Case) -> str | None:
    """Budgets cut to what the plan spends in each year, and a few won: it still can, and needs no carrying over."""
    case = changes.without(changes.without_ratio(case), "reserved", "offsets")
    plan = planned(case)
    spent: dict[str, dict[int, int]] = defaultdict(dict)
    for year in plan.funders:
        spent[year.funder][year.year] = year.spent
    spare = WON_PER_AWARD * len(plan.awards)

    def cut(row: Data) -> Data:
        return row | {"budget": {y: won and won + spare for y, won in spent[row["id"]].items()}, "carry_over": "none"}

    return no_worse(find(changes.funders(case, cut)), find(case))


def _only(case: Case, rows: list[Data]) -> Case:
    """The case with these upgrades and no others."""
    kept = {row["upgrade_id"] for row in rows}
    needing = [row | {"needs": tuple(name for name in row.get("needs", ()) if name in kept)} for row in rows]
    lines = tuple(line for line in case.cost_lines if line["upgrade_id"] in kept)
    return replace(case, upgrades=tuple(needing), cost_lines=lines)


RELATIONS = (
    its_upgrades_and_years_are_enough,
    an_upgrade_that_is_not_awarded_is_not_missed,
    what_is_awarded_whole_may_be_mandatory,
    its_awards_fixed,
    its_tonnes_as_a_target,
    its_tonnes_as_a_target_of_every_year,
    its_share_as_a_floor_and_a_cap,
    its_inequality_as_a_ceiling,
    its_least_gain_as_a_least_benefit,
    its_tonnes_for_the_least_money,
    only_the_money_it_spends,
)
