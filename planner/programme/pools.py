"""Pools of returned money: which tier-1 suppliers fill them, and which suppliers they serve."""

from __future__ import annotations

from collections import defaultdict

from planner.programme.programme import Programme
from planner.programme.supplier import Supplier

PROGRAMME_POOL = "programme"


def pool_filled_by(programme: Programme, supplier: Supplier) -> str | None:
    """The pool that a tier-1 supplier's repayments go to; none for others, or where nothing is repaid."""
    repayment = programme.rules.repayment
    if repayment is None or supplier.tier != 1:
        return None
    if repayment.pool == "own_chain":
        return supplier.supplier_id
    return supplier.consortium if repayment.pool == "consortium" else PROGRAMME_POOL


def pools_by_supplier(programme: Programme) -> dict[str, tuple[str, ...]]:
    """The pools that serve each tier-2 supplier, in code-point order; suppliers that none serves are left out."""
    repayment = programme.rules.repayment
    if repayment is None:
        return {}
    served = [supplier for supplier in programme.suppliers.values() if supplier.tier != 1]
    if repayment.pool == "programme":
        return {supplier.supplier_id: (PROGRAMME_POOL,) for supplier in served}
    if repayment.pool == "consortium":
        return {supplier.supplier_id: (supplier.consortium,) for supplier in served if supplier.consortium}
    chains = _chains(programme)
    return {
        supplier.supplier_id: chains[supplier.supplier_id] for supplier in served if chains.get(supplier.supplier_id)
    }


def _chains(programme: Programme) -> dict[str, tuple[str, ...]]:
    """The tier-1 suppliers that each seller reaches by its sales, also through other tier-2; a tier-1 ends the way."""
    buyers = defaultdict(list)
    for link in programme.links:
        buyers[link.seller_id].append(link.buyer_id)
    ends = {supplier.supplier_id for supplier in programme.suppliers.values() if supplier.tier == 1}
    chains = {}
    for seller in buyers:
        reached: set[str] = set()
        ahead = [seller]
        while ahead:
            new = [buyer for buyer in buyers.get(ahead.pop(), ()) if buyer not in reached]
            reached.update(new)
            ahead.extend(buyer for buyer in new if buyer not in ends)
        chains[seller] = tuple(sorted(reached & ends))
    return chains
