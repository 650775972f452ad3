"""What one aim says of another: the same programme, asked something else."""

from __future__ import annotations

from decimal import Decimal

from tests.property.cases import Case, Data
from tests.property.finding import find
from tests.property.metamorphic import changes
from tests.property.metamorphic.comparing import (
    RELATIVE,
    WON_PER_AWARD,
    DoesNotApplyError,
    exact,
    lent_tonnes,
    planned,
    same_plan,
    same_value,
    worth_of,
)

SUPPORT = {"of": "support_per_cost", "by": "tier"}


def the_same_aim_twice_is_once(case: Case) -> str | None:
    """An objective that follows itself has nothing left to decide: the same plan."""
    case = changes.without_ratio(case)
    first = changes.objectives(case)[0]
    return same_plan(find(case.with_rules(objective=first)), find(case.with_rules(objective=[first, first])))


def a_further_aim_leaves_the_first(case: Case) -> str | None:
    """A second objective decides only between plans that are equally good for the first."""
    first = changes.objectives(case)[0]
    further = [first, {"maximise": "annual_tonnes"}]
    return same_value(find(case.with_rules(objective=first)), find(case.with_rules(objective=further)))


def a_second_aim_reaches_no_more_than_alone(case: Case) -> str | None:
    """What an objective reaches after another is no more than what it reaches alone."""
    first, second = {"max_min": SUPPORT}, {"maximise": "lifetime_tonnes"}
    after, alone = find(case.with_rules(objective=[first, second])), find(case.with_rules(objective=second))
    if after.plan is None or alone.plan is None:
        return same_value(after, alone)
    reached = after.plan.levels[1].value - lent_tonnes(after.plan)
    best = worth_of(alone.plan).high
    return None if reached <= best else f"{reached} after another aim, {best} at most alone"


def the_first_level_of_leximin_is_max_min(case: Case) -> str | None:
    """The most for the worst off is what leximin begins with."""
    worst, lexically = ({kind: SUPPORT} for kind in ("max_min", "leximin"))
    return same_value(find(case.with_rules(objective=worst)), find(case.with_rules(objective=lexically)))


def more_budget_never_hurts_the_worst_off(case: Case) -> str | None:
    """With twice the budgets whoever gains least gains no less: the smaller purses' plan is still one."""
    goal = {"max_min": {"of": "support", "by": "tier"}}
    case = case.with_rules(objective=goal)
    rich = changes.funders(case, lambda row: row | {"budget": {year: 2 * won for year, won in row["budget"].items()}})
    one, other = find(case), find(rich)
    if one.plan is None:
        raise DoesNotApplyError("no plan to compare with")
    if other.plan is None:
        return None if other.why == "rounding" else "no plan with twice the budgets"
    less, more = worth_of(one.plan), worth_of(other.plan)
    return None if less.low <= more.high else f"{less} became {more}"


def no_plan_has_a_better_ratio(case: Case) -> str | None:
    """The plan of most tonnes, where it deploys what a ratio must deploy, has no better ratio than the best."""
    least = 5
    most = find(case.with_rules(objective={"maximise": "lifetime_tonnes"})).plan
    if most is None or most.indicators.lifetime_tonnes < least + 1 or not most.indicators.fresh_won:
        raise DoesNotApplyError("the plan of most tonnes deploys too little")
    best = find(case.with_rules(objective=_ratio("fresh_won", least)))
    if best.plan is None:
        return None if best.why in ("rounding", "refused") else f"no plan for the ratio: {best.why}"
    tonnes = float(most.indicators.lifetime_tonnes) - lent_tonnes(most)
    won = most.indicators.fresh_won + WON_PER_AWARD * len(most.awards)
    reached, bound = tonnes / won * 1e6, worth_of(best.plan).high
    return None if reached <= bound else f"a plan has {reached} t per million won, the best {bound}"


def the_best_ratios_tonnes_cost_no_less(case: Case) -> str | None:
    """The least won for the tonnes of the plan with the best ratio are its own: fewer would make a better ratio."""
    best = planned(case.with_rules(objective=_ratio("all_won", 5)))
    tonnes = float(best.indicators.lifetime_tonnes) - lent_tonnes(best)
    if tonnes < 5:
        raise DoesNotApplyError("hardly a tonne")
    goal = {"minimise": "all_won", "reach": {"lifetime_tonnes": tonnes}}
    found = find(case.with_rules(objective=goal))
    if found.plan is None:
        return None if found.why == "rounding" else "no plan reaches the tonnes that one has reached"
    needed = (-worth_of(found.plan).low) * worth_of(best).high / 1e6
    return None if needed >= tonnes * (1 - 2 * RELATIVE) else f"{needed} t at the best ratio, {tonnes} t reached"


def all_years_are_no_more_than_each_at_its_best(case: Case) -> str | None:
    """The most tonnes in all years are no more than the sum of the most in each year."""
    case = changes.without_ratio(case)
    together = find(case.with_rules(objective={"maximise": "lifetime_tonnes"}))
    if together.plan is None or not together.plan.awards:
        raise DoesNotApplyError("no plan that awards anything")
    years = case.rules["years"]
    best = 0.0
    for year in range(years["award"][0], years["count_until"] + 1):
        found = find(case.with_rules(objective={"maximise": f"tonnes_in_{year}"}))
        if found.plan is None:
            return None if found.why == "rounding" else f"no plan for {year}"
        best += worth_of(found.plan).high
    reached = worth_of(together.plan).low
    return None if reached <= best else f"{reached} in all years, {best} at most in each by itself"


def tonnes_at_no_discount_are_tonnes(case: Case) -> str | None:
    """Discounted at a rate of 0, every year counts in full: the same plan as with lifetime tonnes."""
    discount = {"discount": {"rate": 0, "base_year": case.rules["years"]["award"][0]}}
    plain, discounted = (
        find(case.with_rules(objective={"maximise": measure}, **discount))
        for measure in ("lifetime_tonnes", "discounted_tonnes")
    )
    return same_plan(plain, discounted)


def less_is_dearer_to_reach_more(case: Case) -> str | None:
    """Half of what is to be reached costs no more than the whole: its plans reach the half as well."""
    most = planned(case.with_rules(objective={"maximise": "lifetime_tonnes"})).indicators.lifetime_tonnes
    goal = {"minimise": "fresh_won", "reach": {"lifetime_tonnes": str(most / 2)}}
    half = goal | {"reach": {"lifetime_tonnes": str(most / Decimal(4))}}
    if exact(most) <= 0:
        raise DoesNotApplyError("no tonnes")
    much, less = find(case.with_rules(objective=goal)), find(case.with_rules(objective=half))
    if much.plan is None:
        raise DoesNotApplyError("half of the tonnes cannot be reached in whole won")
    if less.plan is None:
        return None if less.why == "rounding" else "a quarter of the tonnes cannot be reached, half of them can"
    return None if worth_of(less.plan).high >= worth_of(much.plan).low else f"{less.best} won for less, {much.best}"


def _ratio(per: str, tonnes: int) -> Data:
    return {"ratio": {"of": "lifetime_tonnes", "per": per, "deploy_at_least": {"tonnes": tonnes}}}


RELATIONS = (
    the_same_aim_twice_is_once,
    a_further_aim_leaves_the_first,
    a_second_aim_reaches_no_more_than_alone,
    the_first_level_of_leximin_is_max_min,
    more_budget_never_hurts_the_worst_off,
    no_plan_has_a_better_ratio,
    the_best_ratios_tonnes_cost_no_less,
    all_years_are_no_more_than_each_at_its_best,
    tonnes_at_no_discount_are_tonnes,
    less_is_dearer_to_reach_more,
)
