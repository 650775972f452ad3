"""The table of contents: each family of rules and the functions that re-check it, one for each rule.

The families are those of :mod:`planner.programme.families`, in their order, and what the plan states about itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planner.audit import (
    affordability,
    budgets,
    co_funding,
    deployment,
    eligibility,
    fairness,
    footprint,
    funding,
    matching,
    offsets,
    pool,
    repayment,
    selection,
    statements,
    support_rates,
    targets,
)
from planner.audit.books import Books
from planner.audit.finding import Finding
from planner.audit.report import STATEMENTS

type Check = Callable[[Books], Iterator[Finding]]

CHECKS: Mapping[str, tuple[Check, ...]] = {
    selection.FAMILY: selection.RULES,
    funding.FAMILY: funding.RULES,
    budgets.FAMILY: budgets.RULES,
    support_rates.FAMILY: support_rates.RULES,
    co_funding.FAMILY: co_funding.RULES,
    eligibility.FAMILY: eligibility.RULES,
    repayment.FAMILY: repayment.RULES,
    affordability.FAMILY: affordability.RULES,
    pool.FAMILY: pool.RULES,
    matching.FAMILY: matching.RULES,
    fairness.FAMILY: fairness.RULES,
    offsets.FAMILY: offsets.RULES,
    footprint.FAMILY: footprint.RULES,
    targets.FAMILY: targets.RULES,
    deployment.FAMILY: deployment.RULES,
    STATEMENTS: statements.RULES,
}
"""The functions of each family; their names are those of the family's rules."""
