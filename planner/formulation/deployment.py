"""Deployment: a plan judged by its ratio still uses enough of the money, or cuts enough tonnes."""

from __future__ import annotations

from planner.formulation.funding import Money
from planner.formulation.model import Formulation
from planner.formulation.objective import funders_counted, tonnes_terms
from planner.programme.families import row_name
from planner.programme.rules import TonnesDeployment
from planner.units import million_won


def least_deployment(lp: Formulation, money: Money) -> None:
    r"""The counted funders spend at least a share of their budgets; or the plan has at least so many tonnes.

    .. math:: \sum_{f \in F} \sum_y p_{f,y} \ge d \sum_{f \in F} \sum_y B_{f,y}

    p, B [million won]. Source: ``objective.ratio.deploy_at_least``.
    """
    ratio = lp.rules.objective.ratio
    if ratio is None:
        return
    least = ratio.deploy_at_least
    if isinstance(least, TonnesDeployment):
        lp.row(row_name("deployment"), tonnes_terms(lp, "lifetime_tonnes"), ">=", float(least.tonnes))
        return
    funders = funders_counted(lp.programme, ratio.per)
    first = lp.rules.years.award[0]
    budget = sum(won for f in funders.values() for year, won in f.budget.items() if year >= first)
    spent = money.paid_in_all(lambda payer: payer in funders)
    lp.row(row_name("deployment"), spent, ">=", million_won(least * budget))
