"""What one won or one kilogram is in each row: by so little a plan in whole won may be worse than one in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from planner.programme.measures import is_tonnes, is_won
from planner.programme.objective import TonnesDeployment
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.units import KG_PER_TONNE, WON_PER_SOLVER_UNIT

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
        "funding",
        "least",
        "overrun",
        "default",
    }
)
"""Rules that whole won may not fit; ``least`` where the gain is won."""

TONNES_ROWS = frozenset({"target", "reach", "credit_use", "footprint", "shortfall"})
"""Rules that count tonnes: whole kilograms may not fit them."""

type RowUnit = Literal["won", "kg"] | None


def step_of_row(programme: Programme, row: str) -> Fraction:
    """How far one won, or one kilogram, moves the row [the row's unit]; 0 for shares and counts of awards."""
    unit = unit_of_row(programme.rules, row)
    if unit == "won":
        return Fraction(1, WON_PER_SOLVER_UNIT)
    return _moved_by_a_tonne(programme, row) / KG_PER_TONNE if unit == "kg" else Fraction(0)


def rule_of(row: str) -> str:
    """The rule whose row it is: what stands before the index."""
    return row.partition("[")[0]


def unit_of_row(rules: Rules, row: str) -> RowUnit:
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
    if rule in ("gain", "above", "rest"):
        benefit = rules.objective[_number_of(row) - 1].benefit
        return None if benefit is None else _unit_of_measure(benefit.amount)
    return "won" if rule in MONEY_ROWS else "kg" if rule in TONNES_ROWS else None


def _unit_of_measure(measure: str) -> RowUnit:
    return "won" if is_won(measure) else "kg" if measure == "tonnes" or is_tonnes(measure) else None


def _moved_by_a_tonne(programme: Programme, row: str) -> Fraction:
    """How far one tonne moves such a row at most: 1; in a footprint's row its kilograms per unit."""
    if rule_of(row) != "footprint":
        return Fraction(1)
    product = programme.rules.footprint[_number_of(row) - 1].product
    shares = [row.share / row.units_per_year for row in programme.products if row.product == product]
    return max(shares, default=Fraction(0)) * KG_PER_TONNE


def _number_of(row: str) -> int:
    """The number of the rule in its list, from 1: the first of the row's index."""
    return int(row.partition("[")[2].rstrip("]").partition(",")[0])
