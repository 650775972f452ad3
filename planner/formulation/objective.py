"""What the best plan has most of, and the won that a ratio divides by."""

from __future__ import annotations

from collections.abc import Mapping

from planner.formulation.commitments import cost_of, own_won_of
from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Terms
from planner.programme.funder import Funder
from planner.programme.programme import Programme
from planner.units import million_won


def funders_counted(programme: Programme, measure: str) -> Mapping[str, Funder]:
    """The funders whose money a measure of won counts: government for public won, OEMs for OEM won, else all."""
    kinds = {"public_won": {"government"}, "oem_won": {"oem"}}.get(measure, {"government", "oem"})
    return {funder.id: funder for funder in programme.funders.values() if funder.kind in kinds}


def won_terms(lp: Formulation, money: Money, measure: str) -> Terms:
    r"""The won of a measure [million won]: purses' money; the cost of what is awarded; or what suppliers pay of it.

    .. math:: \sum_{f \in F} \sum_y m_{f,y}, \qquad \sum_{u,t} c_u x_{u,t},
              \qquad \sum_{u,t} (c_u x_{u,t} - \text{support}_{u,t})

    Source: reading 25 of the further rules.
    """
    if measure in ("all_won", "own_won"):
        cost = [(lp.award[option.key], million_won(option.upgrade.total_won)) for option in lp.options]
        support = [term for demand in lp.demands for term in demand.terms] if measure == "own_won" else []
        past = cost_of if measure == "all_won" else own_won_of
        fixed = lp.fixed(sum(past(award) for award in lp.signed.awards))
        return cost + [(variable, -won) for variable, won in support] + fixed
    funders = funders_counted(lp.programme, measure)
    return money.paid_in_all(lambda payer: payer in funders)
