"""The way of the money as a network: payers, tier 1, what comes back, tier 2. Whole won; nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner.export.charts.payers import payer_key
from planner.plan.plan import Plan, is_pool
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier

PAYER, FIRST, FATE, SECOND = "payer", "first", "fate", "second"
"""Sorts of nodes: who pays, suppliers of tier 1, what becomes of what is owed, suppliers of tier 2."""

RETURNS, LATER, NO_POOL, LOST, LEFT = "returns", "later", "no_pool", "lost", "left"
"""What becomes of what tier 1 owes: it falls due within the award years, or later, or to no pool; of the first, what
the allowance for losses takes and what the pools still hold at the end."""

REST = None
"""Groups that are too many to be shown, together."""


@dataclass(frozen=True)
class Node:
    """A place where money is: its sort, its column from the left, and what it is called within the sort."""

    sort: str
    column: int
    name: str | None


@dataclass(frozen=True)
class Flow:
    """Money from one place to another [won]."""

    source: Node
    target: Node
    won: int


_RETURNS = Node(FATE, 2, RETURNS)


def money_network(plan: Plan, programme: Programme, most_groups: int) -> list[Flow]:
    """All flows above 0, from left to right: payments to tier 1, what it owes, payments to tier 2, the pools' rest.

    Suppliers stand together by region, or by size where there is one region only; the largest groups by themselves.
    A payer of both tiers has a node beside each.
    """
    group = _groups(plan, programme, most_groups)
    flows: Counter[tuple[Node, Node]] = Counter()
    for award in plan.awards:
        supplier = programme.suppliers[award.supplier_id]
        for payment in award.payments:
            flows[_payment(payment.payer, supplier, group(supplier))] += payment.won
    last = plan.model.years.award[1]
    for due in plan.repayments:
        fate = Node(FATE, 2, LATER) if due.year > last else _RETURNS if due.pool else Node(FATE, 2, NO_POOL)
        flows[Node(FIRST, 1, group(programme.suppliers[due.supplier_id])), fate] += due.owed_won
    for account in plan.pools:
        flows[_RETURNS, Node(FATE, 3, LOST)] += account.lost
        if account.year == last:
            flows[_RETURNS, Node(FATE, 3, LEFT)] += account.closing
    return [Flow(source, target, won) for (source, target), won in flows.items() if won > 0]


def through(flows: Iterable[Flow]) -> dict[Node, int]:
    """How much goes through each node [won]: all that comes in, or where nothing does, all that goes out."""
    coming: Counter[Node] = Counter()
    going: Counter[Node] = Counter()
    for flow in flows:
        going[flow.source] += flow.won
        coming[flow.target] += flow.won
    return {node: coming[node] or going[node] for node in dict.fromkeys([*going, *coming])}


def _payment(payer: str, supplier: Supplier, group: str | None) -> tuple[Node, Node]:
    """The ends of a payment: a pool's comes from what was returned."""
    if supplier.tier == 1:
        return Node(PAYER, 0, payer_key(payer)), Node(FIRST, 1, group)
    source = _RETURNS if is_pool(payer) else Node(PAYER, 2, payer_key(payer))
    return source, Node(SECOND, 3, group)


def _groups(plan: Plan, programme: Programme, most: int) -> Callable[[Supplier], str | None]:
    """The group of a supplier, by the mark that tells suppliers apart; the smallest are the rest."""
    regions = {supplier.region for supplier in programme.suppliers.values()}
    mark = "region" if len(regions) > 1 else "size"
    won: Counter[str] = Counter()
    for award in plan.awards:
        won[getattr(programme.suppliers[award.supplier_id], mark) or ""] += award.cost_won
    named = _largest(won, most)
    return lambda supplier: named.get(getattr(supplier, mark) or "", REST)


def _largest(won: Mapping[str, int], most: int) -> dict[str, str]:
    order = sorted(won, key=lambda name: (-won[name], name))
    return {name: name for name in (order if len(order) <= most else order[: most - 1])}
