"""What rounding to whole won and kilograms may cost: so much a plan may be worse than the bound and still be optimal.

Both come from the prices of the rows as formulated: what one more won, or one more kilogram, in a tight row is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from planner.programme.measures import is_tonnes, is_won
from planner.programme.objective import TonnesDeployment
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.units import KG_PER_TONNE, solver_step

MONEY_ROWS = frozenset(
    {
        "budget",
        "reserved",
        "pool",
        "cap",
        "own_rate",
        "support",
        "affordability",
        "own_money",
        "co_funding",
        "matching",
        "least",
    }
)
"""Rules that whole won may not fit; ``least`` where the gain is won."""

TONNES_ROWS = frozenset({"target", "reach", "credit_use", "footprint"})
"""Rules that count tonnes: whole kilograms may not fit them."""


def won_allowance(programme: Programme, prices: Mapping[str, float]) -> float:
    """What one won per tight row in won can buy [the objective as the solver counts it]."""
    in_won = (abs(price) for row, price in prices.items() if price and _unit_of(programme.rules, row) == "won")
    return sum(in_won) * solver_step("won")


def kg_allowance(programme: Programme, prices: Mapping[str, float]) -> float:
    """What one kilogram per tight row that counts tonnes can buy [the objective as the solver counts it]."""
    return sum(
        abs(price) * _moved_by_a_tonne(programme, row) / KG_PER_TONNE
        for row, price in prices.items()
        if price and _unit_of(programme.rules, row) == "kg"
    )


def rule_of(row: str) -> str:
    """The rule whose row it is: what stands before the index."""
    return row.partition("[")[0]


def _unit_of(rules: Rules, row: str) -> Literal["won", "kg"] | None:
    """Whether a row is in won or counts tonnes; None for shares and counts of awards."""
    rule = rule_of(row)
    if rule == "deployment":
        in_tonnes = rules.ratio is not None and isinstance(rules.ratio.deploy_at_least, TonnesDeployment)
        return "kg" if in_tonnes else "won"
    if rule == "technology":
        return _unit_of_measure(rules.technology_limits[_number_of(row) - 1].of)
    if rule in ("floor", "cap_share"):
        return _unit_of_measure(dict(rules.fair_shares)[_number_of(row)].of)
    if rule == "least":
        return _unit_of_measure(dict(rules.least_benefits)[_number_of(row)].amount)
    return "won" if rule in MONEY_ROWS else "kg" if rule in TONNES_ROWS else None


def _unit_of_measure(measure: str) -> Literal["won", "kg"] | None:
    return "won" if is_won(measure) else "kg" if measure == "tonnes" or is_tonnes(measure) else None


def _moved_by_a_tonne(programme: Programme, row: str) -> float:
    """How far one tonne moves such a row at most: 1; in a footprint's row its kilograms per unit."""
    if rule_of(row) != "footprint":
        return 1.0
    product = programme.rules.footprint[_number_of(row) - 1].product
    shares = [row.share / row.units_per_year for row in programme.products if row.product == product]
    return float(max(shares, default=Fraction(0)) * KG_PER_TONNE)


def _number_of(row: str) -> int:
    """The number of the rule in its list, from 1: the first of the row's index."""
    return int(row.partition("[")[2].rstrip("]").partition(",")[0])
