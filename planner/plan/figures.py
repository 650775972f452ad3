"""Figures of a plan, all computed from its awards and ledgers: indicators, objective, shares of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from planner.plan.plan import (
    OWN,
    Award,
    FairnessFigure,
    Indicators,
    RepaymentDue,
    is_pool,
    tonnes_of,
)
from planner.programme.carbon import measure_weights
from planner.programme.families import row_name
from planner.programme.groups import group_labels, labelled_groups
from planner.programme.programme import Programme
from planner.programme.rates import counts
from planner.programme.fairness import FairShare
from planner.units import KG_PER_TONNE, WON_PER_SOLVER_UNIT

type Kilograms = Mapping[tuple[str, int], Mapping[int, int]]
"""What each award saves by counting year [kg]."""


def indicators(
    programme: Programme, awards: Sequence[Award], kilograms: Kilograms, repayments: Sequence[RepaymentDue]
) -> Indicators:
    """The key figures."""
    won = won_by_payer(awards)
    kinds = {funder.id: funder.kind for funder in programme.funders.values()}
    public = sum(amount for payer, amount in won.items() if kinds.get(payer) == "government")
    oem = sum(amount for payer, amount in won.items() if kinds.get(payer) == "oem")
    fresh = public + oem
    lifetime = lifetime_kilograms(kilograms)
    by_year = kilograms_by_year(programme, kilograms)
    last = programme.rules.years.award[1]
    return Indicators(
        lifetime_tonnes=tonnes_of(lifetime),
        discounted_tonnes=None
        if programme.rules.discount is None
        else float(measured(programme, kilograms, "discounted_tonnes") / KG_PER_TONNE),
        annual_tonnes=tonnes_of(annual_kilograms(programme, kilograms)),
        tonnes_by_year={year: tonnes_of(kilogram) for year, kilogram in by_year.items()},
        fresh_won=fresh,
        public_won=public,
        oem_won=oem,
        recycled_won=sum(amount for payer, amount in won.items() if is_pool(payer)),
        own_won=won.get(OWN, 0),
        all_won=sum(award.cost_won for award in awards),
        tonnes_per_million_won=float(Fraction(lifetime, KG_PER_TONNE) / Fraction(fresh, WON_PER_SOLVER_UNIT))
        if fresh
        else None,
        upgrades_funded=len({award.upgrade_id for award in awards}),
        suppliers_funded=len({award.supplier_id for award in awards}),
        owed_won=sum(due.owed_won for due in repayments),
        still_to_come_won=sum(due.owed_won for due in repayments if due.year > last),
    )


def won_by_payer(awards: Iterable[Award]) -> dict[str, int]:
    """Won by payer, all awards together."""
    won: dict[str, int] = defaultdict(int)
    for award in awards:
        for payer, amount in award.payers.items():
            won[payer] += amount
    return won


def lifetime_kilograms(kilograms: Kilograms) -> int:
    """All kilograms within the horizon."""
    return sum(sum(by_year.values()) for by_year in kilograms.values())


def annual_kilograms(programme: Programme, kilograms: Kilograms) -> int:
    """Kilograms of each award's first year in operation, within the horizon. Source: reading 24 of the rules."""
    return sum(
        by_year.get(year + programme.upgrades[upgrade_id].lead_years, 0)
        for (upgrade_id, year), by_year in kilograms.items()
    )


def kilograms_by_year(programme: Programme, kilograms: Kilograms) -> dict[int, int]:
    """Kilograms by counting year."""
    by_year = dict.fromkeys(programme.rules.years.counting_years, 0)
    for award in kilograms.values():
        for year, kilogram in award.items():
            by_year[year] += kilogram
    return by_year


def measured(programme: Programme, kilograms: Kilograms, measure: str) -> Fraction:
    """The plan's kilograms in a measure, exact."""
    weights = measure_weights(programme, measure)
    by_year = kilograms_by_year(programme, kilograms)
    return sum((weights[year] * kilogram for year, kilogram in by_year.items()), Fraction(0))


class Objective(NamedTuple):
    """The objective of a plan: name, exact value, unit; and the million won that the tonnes are divided by, if any."""

    name: str
    value: Fraction
    unit: str
    million_won: Fraction | None


def objective_value(programme: Programme, figures: Indicators, kilograms: Kilograms) -> Objective:
    """The objective's value, from the plan."""
    objective = programme.rules.objective[0]
    measure = objective.tonnes_measure or "lifetime_tonnes"
    tonnes = measured(programme, kilograms, measure) / KG_PER_TONNE
    ratio = objective.ratio
    if ratio is None:
        return Objective(measure, tonnes, "t", None)
    won = {"fresh_won": figures.fresh_won, "public_won": figures.public_won, "all_won": figures.all_won}[ratio.per]
    million = Fraction(won, WON_PER_SOLVER_UNIT)
    value = tonnes / million if million else Fraction(0)
    return Objective(f"{ratio.of}_per_{ratio.per}", value, "t per million won", million)


def fairness_figures(
    programme: Programme, awards: Sequence[Award], kilograms: Kilograms, prices: Mapping[str, float]
) -> tuple[FairnessFigure, ...]:
    """What each fairness rule asks of each group, what the plan gives, and what the rule costs at the margin."""
    figures = []
    for number, rule in programme.rules.fair_shares:
        groups = labelled_groups(programme, rule)
        parts: dict[str, Fraction] = defaultdict(Fraction)
        whole = Fraction(0)
        for award in awards:
            amount = _counted(programme, rule, award, kilograms)
            whole += amount
            label = groups.get(award.supplier_id)
            if label is not None:
                parts[label] += amount
        for label in group_labels(programme, rule):
            value = float(parts[label] / whole) if whole else 0.0
            for kind, level in (("floor", rule.floor), ("cap_share", rule.cap)):
                if level is not None:
                    name = row_name(kind, number, label)
                    price = abs(prices[name]) if name in prices else None
                    figures.append(FairnessFigure(rule=name, level=float(level), value=value, shadow_price=price))
    return tuple(figures)


def _counted(programme: Programme, rule: FairShare, award: Award, kilograms: Kilograms) -> Fraction:
    if rule.of == "tonnes":
        return Fraction(sum(kilograms[award.upgrade_id, award.year].values()))
    if rule.of == "count":
        return Fraction(award.cost_won, programme.upgrades[award.upgrade_id].total_won)
    return Fraction(sum(won for payer, won in award.payers.items() if payer != OWN and counts(rule.payers, payer)))
