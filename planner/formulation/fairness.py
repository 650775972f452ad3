"""Fairness: floors and caps on groups' shares of support, of tonnes or of awards."""

from __future__ import annotations

from collections.abc import Iterable

from planner.formulation.funding import Reader
from planner.formulation.model import Formulation
from planner.formulation.shares import OptionIndex, Shares, Whole
from planner.programme.families import row_name
from planner.programme.groups import group_labels, labelled_groups
from planner.programme.rates import counts


def readers(lp: Formulation) -> Iterable[Reader]:
    """Rules that count some payers only read who pays, group by group."""
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
    for number, rule in lp.rules.fair_shares:
        groups = labelled_groups(lp.programme, rule)
        whole = Whole(rule.of, rule.payers)
        parts = shares.parts(whole, _group_of(groups))
        for label in group_labels(lp.programme, rule):
            part = parts.get(label, [])
            if rule.floor is not None:
                shares.compare(row_name("floor", number, label), part, ">=", rule.floor, whole)
            if rule.cap is not None and part:
                shares.compare(row_name("cap_share", number, label), part, "<=", rule.cap, whole)


def _group_of(groups: dict[str, str]) -> OptionIndex:
    return lambda option: groups.get(option.supplier.supplier_id)
