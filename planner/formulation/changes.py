"""Fewest changed awards: how far the planned awards are from those of the plan that is carried forward."""

from __future__ import annotations

from fractions import Fraction

from planner.errors import UsageError
from planner.formulation.model import Formulation, Terms
from planner.languages import T
from planner.programme.families import row_name
from planner.units import solver_number


def changed_awards(lp: Formulation) -> Terms:
    r"""The number of changed awards.

    .. math:: \sum_u \tfrac12 \Bigl(\sum_t |x_{u,t} - x'_{u,t}| + \bigl|\sum_t x_{u,t} - \sum_t x'_{u,t}\bigr|\Bigr)

    x, x' [share] over planned years, x' what the plan that is carried forward leaves to them. Source: reading 60 of
    the next year. Raises ``UsageError`` where no plan is.
    """
    carried = lp.programme.carried
    if carried is None:
        raise UsageError(T("The objective changed_awards is measured against a plan; name it with --from."))
    before = carried.still_planned(lp.programme.rules.years.planned_from, lp.signed.share)
    half = solver_number(Fraction(1, 2))
    terms: Terms = []
    for upgrade_id in lp.programme.upgrades:
        options = lp.by_upgrade.get(upgrade_id, [])
        planned = before.get(upgrade_id, {})
        for option in options:
            x: Terms = [(lp.award[option.key], 1)]
            terms += _distance(lp, x, planned.get(option.year, Fraction(0)), half, "moved", *option.key)
        possible = {option.year for option in options}
        gone = sum((share for year, share in planned.items() if year not in possible), Fraction(0))
        terms += lp.fixed(half * solver_number(gone))
        terms += _distance(
            lp, lp.share_awarded(options), sum(planned.values(), Fraction(0)), half, "changed", upgrade_id
        )
    return terms


def _distance(lp: Formulation, x: Terms, share: Fraction, weight: float, rule: str, *index: object) -> Terms:
    """How far some awards, at most one in all, are from a share: a variable where they may be on both sides of it."""
    if not x:
        return lp.fixed(weight * solver_number(share))
    if share <= 0:
        return [(variable, weight * one) for variable, one in x]
    if share >= 1:
        return lp.fixed(weight * solver_number(share)) + [(variable, -weight * one) for variable, one in x]
    apart = lp.variable(rule, *index, at_most=1)
    minus: Terms = [(variable, -one) for variable, one in x]
    lp.row(row_name(rule, *index, "above"), [(apart, 1), *minus], ">=", solver_number(-share))
    lp.row(row_name(rule, *index, "below"), [(apart, 1), *x], ">=", solver_number(share))
    return [(apart, weight)]
