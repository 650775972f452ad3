"""Every rule of a programme in plain words, with its place in the model and its source.

One file a field of rules; :func:`rulebook` is the table of contents.
"""

from __future__ import annotations

from planner.export.rulebook import conditions, credits, frame, money, purses, reach, returns, shares, uncertain
from planner.export.rulebook.line import RuleLine
from planner.programme.rules import Rules

__all__ = ["RuleLine", "rulebook"]


def rulebook(rules: Rules) -> tuple[RuleLine, ...]:
    """The rules in the order in which one would explain them."""
    return (
        *frame.period(rules),
        *frame.objective(rules),
        *frame.projects(rules),
        *frame.factors(rules),
        *purses.purses(rules),
        *purses.reserved(rules),
        *money.support_rates(rules),
        *money.caps(rules),
        *conditions.ceiling_phases(rules),
        *conditions.thresholds(rules),
        *money.co_funding(rules),
        *returns.repayment(rules),
        *returns.affordability(rules),
        *returns.matching(rules),
        *shares.groups(rules),
        *shares.fairness(rules),
        *shares.technology_limits(rules),
        *reach.targets(rules),
        *reach.contributions(rules),
        *reach.footprint(rules),
        *credits.offsets(rules),
        *conditions.clawback(rules),
        *uncertain.uncertainty(rules),
        *frame.always(),
        *frame.notes(rules),
    )
