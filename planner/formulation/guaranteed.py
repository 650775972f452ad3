"""Guaranteed tonnes: what is left of a plan's tonnes when the worst few of its upgrades fall short at once."""

from __future__ import annotations

from collections import defaultdict

from planner.formulation.model import Formulation, Terms
from planner.formulation.tonnes import tonnes_terms
from planner.formulation.worst_case import Deviation, worst_case
from planner.programme.deviations import Shortfalls
from planner.units import KG_PER_TONNE, solver_number


def guaranteed_terms(lp: Formulation, measure: str) -> Terms:
    r"""The plan's guaranteed tonnes in a measure [t]; all of its tonnes where nothing protects them.

    .. math:: \sum_{u,t} v_{u,t}\, x_{u,t} - \max_{|S| \le \Gamma} \sum_{u \in S} \sum_t h_{u,t}\, x_{u,t}

    h [t] what u may fall short by in the measure. Objectives and targets that count the same measure share the rows.
    Source: ``uncertainty.protect.tonnes``, reading 63.
    """
    return tonnes_terms(lp, measure) + [(variable, -amount) for variable, amount in _worst_shortfall(lp, measure)]


def _worst_shortfall(lp: Formulation, measure: str) -> Terms:
    at_once = lp.rules.protection.tonnes
    if at_once is None:
        return []
    if measure not in lp.worst_shortfalls:
        lp.worst_shortfalls[measure] = worst_case(lp, "shortfall", (measure,), at_once, _shortfalls(lp, measure))
    return lp.worst_shortfalls[measure]


def _shortfalls(lp: Formulation, measure: str) -> list[Deviation]:
    table = Shortfalls(lp.programme, measure)
    terms: dict[str, Terms] = defaultdict(list)
    most: dict[str, float] = {}
    for option in lp.options:
        short = solver_number(table.of(option.upgrade, option.year) / KG_PER_TONNE)
        if short:
            upgrade_id = option.upgrade.upgrade_id
            terms[upgrade_id].append((lp.award[option.key], short))
            most[upgrade_id] = max(short, most.get(upgrade_id, short))
    return [Deviation(upgrade_id, found, most[upgrade_id]) for upgrade_id, found in terms.items()]
