"""Affordability: nobody owes more than it can bear, nor pays itself more than it said."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from planner.formulation.commitments import own_won_of
from planner.formulation.model import Formulation, Terms
from planner.formulation.repayment import Dues
from planner.formulation.support_rates import support_by_option
from planner.programme.families import row_name
from planner.programme.options import Option
from planner.programme.signed import SignedAward
from planner.programme.upgrade import Upgrade
from planner.units import million_won


def affordability(lp: Formulation, dues: Dues) -> None:
    r"""What a supplier owes in a year stays within a share of its savings by then and its capacity.

    .. math:: o_{i,y} \le a \sum_{u,t:\ \text{running in } y} v_u x_{u,t} + q_i

    o, q [million won], v [million won a year] energy cost saved. Also in years after the last award year.
    Source: ``affordability``, the suppliers' ``repay_capacity_won``.
    """
    rule = lp.rules.affordability
    if rule is None:
        return
    options = _by_supplier(lp)
    signed = _signed_by_supplier(lp)
    for supplier_id, by_year in dues.items():
        supplier = lp.programme.suppliers[supplier_id]
        blank = rule.capacity_if_blank or 0
        capacity = blank if supplier.repay_capacity_won is None else supplier.repay_capacity_won
        for year, owed in sorted(by_year.items()):
            saved: Terms = [
                (lp.award[option.key], -million_won(rule.share_of_savings * option.upgrade.saving_won))
                for option in options[supplier_id]
                if option.upgrade.saving_won and _runs(option.upgrade, option.year, year)
            ]
            saved_before = sum(
                (
                    award.share * (award.upgrade.saving_won or 0)
                    for award in signed.get(supplier_id, ())
                    if _runs(award.upgrade, award.year, year)
                ),
                Fraction(0),
            )
            saved += lp.fixed(-million_won(rule.share_of_savings * saved_before))
            lp.row(row_name("affordability", supplier_id, year), owed + saved, "<=", million_won(capacity))


def own_money(lp: Formulation) -> None:
    r"""What a supplier pays itself, in all, stays within its co-payment limit.

    .. math:: \sum_{u,t} \left( c_u x_{u,t} - \text{support}_{u,t} \right) \le L_i

    c, L [million won]; what it paid for past awards counts. Blank: no limit. Source: the suppliers'
    ``copay_limit_won``.
    """
    support = support_by_option(lp)
    planned, signed = _by_supplier(lp), _signed_by_supplier(lp)
    for supplier_id in dict.fromkeys([*planned, *signed]):
        limit = lp.programme.suppliers[supplier_id].copay_limit_won
        if limit is None:
            continue
        terms: Terms = lp.fixed(sum(own_won_of(award) for award in signed.get(supplier_id, ())))
        for option in planned.get(supplier_id, ()):
            terms.append((lp.award[option.key], million_won(option.upgrade.total_won)))
            terms.extend((variable, -won) for variable, won in support[option.key])
        if terms:
            lp.row(row_name("own_money", supplier_id), terms, "<=", million_won(limit))


def _runs(upgrade: Upgrade, award_year: int, year: int) -> bool:
    start = award_year + upgrade.lead_years
    return start <= year < start + upgrade.life_years


def _signed_by_supplier(lp: Formulation) -> dict[str, list[SignedAward]]:
    signed: dict[str, list[SignedAward]] = defaultdict(list)
    for award in lp.signed.awards:
        signed[award.supplier.supplier_id].append(award)
    return signed


def _by_supplier(lp: Formulation) -> dict[str, list[Option]]:
    options: dict[str, list[Option]] = defaultdict(list)
    for option in lp.options:
        options[option.supplier.supplier_id].append(option)
    return options
