"""Fairness: floors and caps on groups' shares, a least benefit for each, a ceiling on inequality."""

from __future__ import annotations

from collections.abc import Iterable

from planner.errors import InfeasibleError
from planner.formulation import benefits
from planner.formulation.funding import Money, Reader
from planner.formulation.gini import gini_ceiling
from planner.formulation.model import Formulation
from planner.formulation.shares import OptionIndex, Shares, Whole
from planner.languages import T
from planner.programme.canonical import numbered
from planner.programme.fairness import FairnessRule, FairShare, GiniCeiling, LeastBenefit
from planner.programme.families import row_name
from planner.programme.groups import group_labels, labelled_groups
from planner.programme.measures import is_won
from planner.programme.rates import counts
from planner.units import WON_PER_SOLVER_UNIT, solver_number


def readers(lp: Formulation) -> Iterable[Reader]:
    """Rules that count some payers only read who pays, group by group or member by member."""
    yield from benefits.readers(lp)
    for _, rule in lp.rules.fair_shares:
        if rule.payers is not None:
            groups = labelled_groups(lp.programme, rule)
            yield Reader(
                lambda payer, meant=rule: counts(meant.payers, payer),  # type: ignore[misc]
                lambda demand, meant=groups: meant.get(demand.option.supplier.supplier_id),  # type: ignore[misc]
            )


def fair_shares(lp: Formulation, shares: Shares) -> None:
    r"""A group gets at least its floor, and at most its cap, of the whole.

    .. math:: \sum_{u \in G} a_u \ge \sigma_G \sum_u a_u, \qquad \sum_{u \in G} a_u \le \kappa_G \sum_u a_u

    a is support [million won] of the counted payers, tonnes [t] or share awarded, over all years. Source: ``fairness``.
    """
    for number, rule in _rules(lp, FairShare):
        groups = labelled_groups(lp.programme, rule)
        whole = Whole(rule.of, None if rule.payers is None else tuple(sorted(rule.payers)))
        parts = shares.parts(whole, _group_of(groups))
        for label in group_labels(lp.programme, rule):
            part = parts.get(label, [])
            if rule.floor is not None:
                shares.compare(row_name("floor", number, label), part, ">=", rule.floor, whole)
            if rule.cap is not None:
                shares.compare(row_name("cap_share", number, label), part, "<=", rule.cap, whole)


def least_benefits(lp: Formulation, money: Money) -> None:
    r"""Each member with an eligible upgrade gains at least so much, per unit of its divisor.

    .. math:: a_m \ge L\, b_m \quad \forall m

    a, L b [million won, t or awards], over all years. Source: ``fairness``. Raises ``InfeasibleError`` for a member
    that can gain nothing.
    """
    for number, rule in _rules(lp, LeastBenefit):
        unit = WON_PER_SOLVER_UNIT if is_won(rule.amount) else 1
        for member in benefits.members(lp, money, rule):
            name, least = row_name("least", number, member.label), rule.least * member.divisor / unit
            if member.amount:
                lp.row(name, member.amount, ">=", solver_number(least))
            elif least > 0:
                refusal = T(
                    "{member} must gain something by {row}, but can gain nothing.", member=member.label, row=name
                )
                raise InfeasibleError(refusal, name)


def gini_ceilings(lp: Formulation, money: Money) -> None:
    r"""The Gini coefficient of the members' gains is at most so much.

    .. math:: \sum_j (2j - n - 1)\, u_{(j)} \le \gamma\, n \sum_m u_m, \quad u_m = a_m / b_m

    Gains in ascending order; the rows that depend on the order are found while solving. Source: ``fairness``.
    """
    for number, rule in _rules(lp, GiniCeiling):
        ceiling = gini_ceiling(lp, number, rule, benefits.members(lp, money, rule))
        if ceiling is not None:
            lp.gini_ceilings.append(ceiling)


def _rules[R: FairnessRule](lp: Formulation, kind: type[R]) -> list[tuple[int, R]]:
    """The fairness rules of a kind, each with its number in the list of all, from 1."""
    return [(number, rule) for number, rule in numbered(lp.rules.fairness) if isinstance(rule, kind)]


def _group_of(groups: dict[str, str]) -> OptionIndex:
    return lambda option: groups.get(option.supplier.supplier_id)
