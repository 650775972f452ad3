"""Guaranteed tonnes of a plan: what is left when the worst few of its upgrades save as little as they may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from planner.plan.plan import Award
from planner.programme.deviations import Shortfalls
from planner.programme.programme import Programme
from planner.units import floor


def worst_shortfall(programme: Programme, awards: Sequence[Award], measure: str) -> Fraction:
    """What the protected number of upgrades may fall short by together [kg in the measure], exact (reading 63)."""
    at_once = programme.rules.protection.tonnes
    if at_once is None:
        return Fraction(0)
    table = Shortfalls(programme, measure)
    short: dict[str, Fraction] = defaultdict(Fraction)
    for award in awards:
        upgrade = programme.upgrades[award.upgrade_id]
        if award.year >= programme.rules.years.planned_from:
            share = Fraction(award.cost_won, upgrade.total_won)
            short[award.upgrade_id] += share * table.of(upgrade, award.year)
    return worst_of(short.values(), at_once)


def worst_of(deviations: Iterable[Fraction], at_once: Fraction) -> Fraction:
    """The largest so many deviations together; where it is no whole number, the next by what is left of it."""
    whole = floor(at_once)
    largest = sorted((deviation for deviation in deviations if deviation > 0), reverse=True)[: whole + 1]
    return sum(largest[:whole], Fraction(0)) + sum(largest[whole:], Fraction(0)) * (at_once - whole)


def objective_name(programme: Programme, measure: str) -> str:
    """How an objective of most tonnes is called: guaranteed where the tonnes are protected."""
    return measure if programme.rules.protection.tonnes is None else f"guaranteed_{measure}"
