"""What the best plan has most of, and the won that a ratio divides by."""

from __future__ import annotations

from collections.abc import Mapping

from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Terms
from planner.programme.funder import Funder
from planner.programme.programme import Programme
from planner.units import million_won


def funders_counted(programme: Programme, measure: str) -> Mapping[str, Funder]:
    """The funders whose money a measure of won counts: government purses for public won, else all."""
    return {
        funder.id: funder
        for funder in programme.funders.values()
        if measure != "public_won" or funder.kind == "government"
    }


def won_terms(lp: Formulation, money: Money, measure: str) -> Terms:
    """The won of a measure [million won]: fresh and public count funders' money, all the cost of what is awarded."""
    if measure == "all_won":
        return [(lp.award[option.key], million_won(option.upgrade.total_won)) for option in lp.options]
    funders = funders_counted(lp.programme, measure)
    return money.paid_in_all(lambda payer: payer in funders)
