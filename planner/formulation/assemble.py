"""The table of contents: every family of rules, in order, and the programme assembled from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.formulation import (
    affordability,
    budgets,
    co_funding,
    deployment,
    eligibility,
    fairness,
    footprint,
    matching,
    offsets,
    pool,
    protection,
    repayment,
    selection,
    support_rates,
    targets,
)
from planner.formulation.funding import Money, Reader
from planner.formulation.levels import Level, levels
from planner.formulation.model import Formulation, Terms
from planner.formulation.objective import won_terms
from planner.formulation.shares import Shares
from planner.programme.options import Options
from planner.programme.programme import Programme


@dataclass(frozen=True)
class Assembled:
    """The linear programme of a programme, and what its objectives and tie-break read.

    ``levels`` are the objectives in their order; ``fresh`` is all funders' money [million won].
    """

    lp: Formulation
    money: Money
    levels: tuple[Level, ...]
    fresh: Terms


def assemble(programme: Programme, options: Options, kind: type[Formulation] = Formulation) -> Assembled:
    """Build every rule of the programme, in a formulation of that kind.

    Raises ``InfeasibleError`` where a rule cannot be met by anything.
    """
    lp = kind(programme, options)

    selection.once(lp)
    selection.alternatives(lp)
    selection.prerequisites(lp)
    selection.mandatory(lp)

    money = Money(lp, _readers(lp))
    shares = Shares(lp, money)
    dues = repayment.dues(lp, money)

    lent = offsets.lent(lp, offsets.credit_use(lp))
    budgets.yearly_budget(lp, money, lent)
    budgets.reserved(lp, money)
    support_rates.accepted_support(lp)
    support_rates.own_rates(lp, money)
    support_rates.caps(lp, money)
    co_funding.co_funding(lp, money)
    eligibility.technology_limits(lp, shares)
    affordability.affordability(lp, dues)
    affordability.own_money(lp)
    pool.pool_balance(lp, money, dues)
    matching.matching(lp, money)
    fairness.fair_shares(lp, shares)
    fairness.least_benefits(lp, money)
    fairness.gini_ceilings(lp, money)
    footprint.footprint(lp)
    targets.targets(lp)
    targets.reach(lp)
    deployment.least_deployment(lp, money)

    return Assembled(
        lp=lp,
        money=money,
        levels=levels(lp, money),
        fresh=won_terms(lp, money, "fresh_won"),
    )


def _readers(lp: Formulation) -> Iterable[Reader]:
    """Every rule that tells payers apart, so that money variables exist where it reads them, and only there."""
    for family in (repayment, budgets, support_rates, co_funding, matching, fairness, protection):
        yield from family.readers(lp)
