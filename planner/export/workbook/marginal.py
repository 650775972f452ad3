"""What the next tonne costs each purse: the inverse of the shadow prices of its budgets, where these are known."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from planner.plan.plan import Plan
from planner.plan.shadow_prices import MILLION_WON
from planner.units import WON_PER_SOLVER_UNIT

_UNIT = f"t per {MILLION_WON}"


def marginal_tonnes(plan: Plan) -> Mapping[tuple[str, int], Fraction]:
    """Won of a purse in a year that one more tonne takes [won/t], by funder and year.

    Empty where the plan has no shadow prices, or where these are not in tonnes per million won.
    """
    found: dict[tuple[str, int], Fraction] = {}
    for price in plan.shadow_prices:
        rule, _, index = price.rule.removesuffix("]").partition("[")
        funder, _, year = index.rpartition(",")
        if rule == "budget" and price.unit == _UNIT and price.price > 0:
            found[funder, int(year)] = WON_PER_SOLVER_UNIT / Fraction(price.price)
    return found


def dearest_marginal_tonne(plan: Plan) -> Fraction | None:
    """The most that any purse pays for one more tonne [won/t]; none where no price is known."""
    return max(marginal_tonnes(plan).values(), default=None)
