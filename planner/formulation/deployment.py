"""Deployment: a plan judged by its ratio still uses enough of the money, or cuts enough tonnes."""

from __future__ import annotations

from planner.errors import InfeasibleError, UsageError
from planner.formulation.funding import Money
from planner.formulation.model import Formulation
from planner.formulation.objective import funders_counted
from planner.formulation.tonnes import tonnes_terms
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.objective import TonnesDeployment
from planner.units import million_won, solver_number


def least_deployment(lp: Formulation, money: Money) -> None:
    r"""The counted funders spend at least a share of their budgets; or the plan has at least so many tonnes.

    .. math:: \sum_{f \in F} \sum_y p_{f,y} \ge d \sum_{f \in F} \sum_y B_{f,y}

    p, B [million won]. Source: ``objective.ratio.deploy_at_least``, readings 21 and 28 of the rules. Raises
    ``UsageError`` for a share of what suppliers pay themselves, which has no budget.
    """
    ratio = lp.rules.ratio
    if ratio is None:
        return
    if isinstance(ratio.deploy_at_least, TonnesDeployment):
        reached, least = tonnes_terms(lp, "lifetime_tonnes"), solver_number(ratio.deploy_at_least.tonnes)
    elif ratio.per == "own_won":
        raise UsageError(T("What suppliers pay themselves has no budget; state the least deployment in tonnes."))
    else:
        funders = funders_counted(lp.programme, ratio.per)
        first = lp.rules.years.award[0]
        budget = sum(won for f in funders.values() for year, won in f.budget.items() if year >= first)
        reached, least = money.paid_in_all(lambda payer: payer in funders), million_won(ratio.deploy_at_least * budget)
    if reached:
        lp.row(row_name("deployment"), reached, ">=", least)
    elif least > 0:
        refusal = T("Nothing can be awarded that would count for the least deployment.")
        raise InfeasibleError(refusal, row_name("deployment"))
