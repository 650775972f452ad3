"""How two answers of the planner compare: the same plan, the same value, no worse. Each names what disagrees.

The optimum of a programme is known to lie between what its plan is worth and its proven bound. Nothing is asked of
rounding: half a kilogram for each award and year and a few won for each award are allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.plan.plan import Plan
from tests.property.cases import Case
from tests.property.finding import Found, find, kilogram_allowance

RELATIVE = 1e-6
WON_PER_AWARD = 4
"""What rounding an award's cost and its support to whole won may take or give, on both sides of a comparison."""


class DoesNotApplyError(Exception):
    """The relation says nothing of this programme; why."""


class ExplainedError(Exception):
    """The answers differ for a known reason that is no fault of the planner; which."""


@dataclass(frozen=True)
class Worth:
    """Between which values the optimum lies; less-is-better is turned round."""

    low: float
    high: float

    def times(self, factor: float) -> Worth:
        """The worth in a unit so many times as small."""
        return Worth(self.low * factor, self.high * factor)


def planned(case: Case) -> Plan:
    """The case's plan. The relation does not apply where there is none, or where it awards nothing."""
    plan = find(case).plan
    if plan is None or not plan.awards:
        raise DoesNotApplyError("no plan that awards anything")
    return plan


def no_worse(better: Found, worse: Found) -> str | None:
    """The first optimum is at least the second; and there is a plan wherever there is one for the second."""
    if worse.plan is None:
        raise DoesNotApplyError("no plan to compare with")
    if better.plan is None:
        return _no_plan(better, worse.plan)
    more, less = worth_of(better.plan), worth_of(worse.plan)
    return None if less.low <= more.high else f"at most {more.high!r} where {less.low!r} is reached"


def same_value(one: Found, other: Found, factor: float = 1.0) -> str | None:
    """The optima are the same, the second in a unit so many times as small; or neither programme has a plan."""
    if one.plan is None and other.plan is None and one.why == other.why:
        raise DoesNotApplyError("no plan, before and after")
    if one.plan is None or other.plan is None:
        some = one.plan or other.plan
        assert some is not None
        return _no_plan(one if one.plan is None else other, some)
    before, after = worth_of(one.plan).times(factor), worth_of(other.plan)
    apart = before.low > after.high or after.low > before.high
    return f"{before} became {after}" if apart else None


def same_plan(
    one: Found, other: Found, *, name: Callable[[str], str] = str, year: Callable[[int], int] = int
) -> str | None:
    """The same awards, paid by the same purses, once the first plan's names and years are changed as said."""
    if one.plan is None or other.plan is None:
        if one.why == other.why:
            raise DoesNotApplyError("no plan, before and after")
        return f"{one.why or 'a plan'} became {other.why or 'a plan'}"
    before = [_award(award, name, year) for award in one.plan.awards]
    after = [_award(award, str, int) for award in other.plan.awards]
    return None if sorted(before) == sorted(after) else f"{before} became {after}"


def worth_of(plan: Plan) -> Worth:
    """What the first objective's optimum is worth, by the plan and its proof."""
    stated = plan.objective
    if stated.bound is None:
        raise DoesNotApplyError("nothing is proven")
    sense = -1 if plan.model.objective[0].minimise is not None else 1
    value = sense * (stated.value if stated.exact is None else stated.exact)
    bound = sense * stated.bound
    slack = RELATIVE * max(abs(bound), _least_scale(plan)) + _rounding(plan)
    return Worth(value - slack, bound + slack)


def _rounding(plan: Plan) -> float:
    """What whole won and kilograms may have taken or given of the first objective."""
    objective, awards = plan.model.objective[0], len(plan.awards)
    won = WON_PER_AWARD * awards
    if objective.minimise is not None:
        return won
    if objective.benefit is not None and objective.benefit.amount in ("support", "own_won", "fresh_won"):
        return won * _divided(plan)
    tonnes = lent_tonnes(plan)
    if objective.ratio is not None:
        below = getattr(plan.indicators, objective.ratio.per) / 1e6
        return tonnes / below if below else 0.0
    return tonnes * _divided(plan) if objective.benefit is not None else tonnes


def lent_tonnes(plan: Plan) -> float:
    """What rounding may have lent a plan's tonnes: half a kilogram an award and year, and a few won's worth [t]."""
    bought = max(
        (sum(abs(float(tonnes)) for tonnes in award.tonnes_by_year.values()) / award.cost_won for award in plan.awards),
        default=0.0,
    )
    return kilogram_allowance(plan) + WON_PER_AWARD * len(plan.awards) * bought


def _divided(plan: Plan) -> float:
    """How a benefit's unit shrinks an error of one won or tonne: by its divisor, of which this is the least.

    A baseline is 100 t or more; revenues and costs of what a member could be awarded are no less than any award's cost.
    """
    benefit = plan.model.objective[0].benefit
    if benefit is None or benefit.per is None:
        return 1.0
    least = 100 if benefit.per == "baseline_t" else min((award.cost_won for award in plan.awards), default=1)
    return 1 / least


def _least_scale(plan: Plan) -> float:
    """The size below which a value counts as nothing: of gains per won it is far below one."""
    benefit = plan.model.objective[0].benefit
    return 1.0 if benefit is None or benefit.per is None else 1e-3


def _award(award: Any, name: Callable[[str], str], year: Callable[[int], int]) -> tuple[Any, ...]:
    payments = sorted((year(paid.year), _payer(paid.payer, name), paid.won) for paid in award.payments)
    return name(award.upgrade_id), year(award.year), award.cost_won, payments


def _payer(payer: str, name: Callable[[str], str]) -> str:
    if payer in ("own", "pool:programme"):
        return payer
    return "pool:" + name(payer.removeprefix("pool:")) if payer.startswith("pool:") else name(payer)


def _no_plan(found: Found, other: Plan) -> str:
    """What it means that one of two programmes has no plan that should have one."""
    if found.why == "rounding":
        raise ExplainedError("no plan in whole won was found")
    if found.why == "refused":
        raise DoesNotApplyError("a ratio over nothing")
    return f"no plan, where one is worth {other.objective.value!r}"


def exact(value: Any) -> Fraction:
    """A number as a case has it: text, whole or decimal."""
    return Fraction(str(value))
