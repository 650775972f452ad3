"""Targets: at least so many tonnes in a year or in a measure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.guaranteed import guaranteed_terms
from planner.formulation.model import Formulation
from planner.languages import T
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.programme.rules import Rules
from planner.units import solver_number


def targets(lp: Formulation) -> None:
    r"""The plan has at least the tonnes of each target in its measure.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} \ge Z_k

    v, Z [t] in the measure of the target; of protected tonnes those that are guaranteed. Source: ``targets``.
    """
    for number, measure, least in asked_targets(lp.rules):
        _at_least(lp, row_name("target", number), measure, least)


def reach(lp: Formulation) -> None:
    r"""Where the least won is sought, the plan has at least the tonnes for which it is to be spent.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} \ge Z_\mu

    v, Z [t] in the measure; the most that any of the objectives asks in it. Source: ``objective.reach``.
    """
    for measure, least in asked_reaches(lp.rules):
        _at_least(lp, row_name("reach", measure), measure, least)


def asked_targets(rules: Rules) -> Iterator[tuple[int, str, Fraction]]:
    """The targets: number, measure, and the least tonnes [t]."""
    for number, target in numbered(rules.targets):
        yield number, target.measure, target.tonnes


def asked_reaches(rules: Rules) -> Iterator[tuple[str, Fraction]]:
    """What the least won is to reach: measure, and the most tonnes that any objective asks in it [t]."""
    highest: dict[str, Fraction] = {}
    for objective in rules.objective:
        for measure, least in objective.reach.items():
            highest[measure] = max(least, highest.get(measure, least))
    yield from sorted(highest.items())


def _at_least(lp: Formulation, name: str, measure: str, least: Fraction) -> None:
    """Add the row. Raises ``InfeasibleError`` where nothing counts for it."""
    terms = guaranteed_terms(lp, measure)
    if not terms:
        raise InfeasibleError(T("Nothing can be awarded that would count for {row}.", row=name), name)
    lp.row(name, terms, ">=", solver_number(least))
