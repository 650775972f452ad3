"""Footprint: the kilograms that go into a vehicle or a part fall by at least so much."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from planner.errors import InfeasibleError
from planner.formulation.commitments import past_tonnes
from planner.formulation.model import Formulation, Terms
from planner.formulation.tonnes import TonnesTable
from planner.languages import T
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.units import KG_PER_TONNE, solver_number


def footprint(lp: Formulation) -> None:
    r"""A product's footprint falls in a year by at least so many kilograms a unit.

    .. math:: \sum_i \frac{\phi_{i,P}}{n_{i,P}} \sum_{u \in i,\,t} e_{u,t,y}\, x_{u,t} \ge K_k

    e [kg] saved in the year, :math:`\phi` the part of the supplier's output that goes into the product, n [units/yr],
    K [kg per unit]. Source: ``footprint[].at_least_kg``, the products table.
    """
    for number, rule in numbered(lp.rules.footprint):
        if rule.at_least_kg is None:
            continue
        for year in sorted(rule.year):
            name = row_name("footprint", number, rule.product, year)
            terms = cuts_per_unit(lp, rule.product, year)
            if terms:
                lp.row(name, terms, ">=", solver_number(rule.at_least_kg))
            elif rule.at_least_kg > 0:
                raise InfeasibleError(T("Nothing can be awarded that would count for {row}.", row=name), name)


def cuts_per_unit(lp: Formulation, product: str, year: int) -> Terms:
    """By how much the product's footprint falls in a year [kg per unit]."""
    per_tonne: dict[str, Fraction] = defaultdict(Fraction)
    for row in lp.programme.products:
        if row.product == product:
            per_tonne[row.supplier_id] += row.share * KG_PER_TONNE / row.units_per_year
    table = TonnesTable(lp, f"tonnes_in_{year}")
    planned: Terms = [
        (lp.award[option.key], cut)
        for option in lp.options
        if (weight := per_tonne.get(option.supplier.supplier_id)) and (cut := solver_number(weight) * table.of(option))
    ]
    return planned + lp.fixed(
        sum(
            solver_number(per_tonne.get(award.supplier.supplier_id, Fraction(0)))
            * past_tonnes(lp, award, f"tonnes_in_{year}")
            for award in lp.signed.awards
        )
    )
