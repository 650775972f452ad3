"""Targets: at least so many tonnes in a year or in a measure."""

from __future__ import annotations

from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.model import Formulation
from planner.formulation.tonnes import tonnes_terms
from planner.languages import T
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.units import solver_number


def targets(lp: Formulation) -> None:
    r"""The plan has at least the tonnes of each target in its measure.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} \ge Z_k

    v, Z [t] in the measure of the target. Source: ``targets``.
    """
    for number, target in numbered(lp.rules.targets):
        _at_least(lp, row_name("target", number), target.measure, target.tonnes)


def reach(lp: Formulation) -> None:
    r"""Where the least won is sought, the plan has at least the tonnes for which it is to be spent.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} \ge Z_\mu

    v, Z [t] in the measure; the most that any of the objectives asks in it. Source: ``objective.reach``.
    """
    highest: dict[str, Fraction] = {}
    for objective in lp.rules.objective:
        for measure, least in objective.reach.items():
            highest[measure] = max(least, highest.get(measure, least))
    for measure, least in sorted(highest.items()):
        _at_least(lp, row_name("reach", measure), measure, least)


def _at_least(lp: Formulation, name: str, measure: str, least: Fraction) -> None:
    """Add the row. Raises ``InfeasibleError`` where nothing counts for it."""
    terms = tonnes_terms(lp, measure)
    if not terms:
        raise InfeasibleError(T("Nothing can be awarded that would count for {row}.", row=name), name)
    lp.row(name, terms, ">=", solver_number(least))
