"""Fairness: floors and caps on groups' shares of support, of tonnes or of awards."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from planner.formulation.model import Formulation
from planner.formulation.funding import Reader
from planner.formulation.shares import Shares
from planner.programme.families import row_name
from planner.programme.groups import labelled_groups
from planner.programme.options import Option
from planner.programme.rates import counts


def readers(lp: Formulation) -> Iterable[Reader]:
    """Rules that count some payers only read who pays, group by group."""
    for rule in lp.rules.fairness:
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
    for number, rule in enumerate(lp.rules.fairness, start=1):
        groups = labelled_groups(lp.programme, rule)
        parts = shares.parts(rule.of, rule.payers, _group_of(groups))
        for label in sorted(set(groups.values())):
            part = parts.get(label, [])
            if rule.floor is not None:
                name = row_name("floor", number, label)
                shares.at_least(name, part, float(rule.floor), rule.of, rule.payers)
            if rule.cap is not None and part:
                name = row_name("cap_share", number, label)
                shares.at_most(name, part, float(rule.cap), rule.of, rule.payers)


def _group_of(groups: dict[str, str]):  # type: ignore[no-untyped-def]
    def index(option: Option) -> Hashable | None:
        return groups.get(option.supplier.supplier_id)

    return index
