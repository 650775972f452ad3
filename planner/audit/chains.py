"""Chains: which pools serve a tier-2 supplier, and which pool a tier-1 supplier gives back to."""

from __future__ import annotations

from collections import defaultdict

from planner.programme.programme import Programme

PROGRAMME = "programme"
"""Id of the one pool that serves the whole programme."""

NO_POOL = ""
"""Where a tier-1 supplier without a consortium gives back under consortium pools: to none that pays."""


class Chains:
    """Pools by supplier (0002, reading 8); a programme without repayment has none."""

    def __init__(self, programme: Programme) -> None:
        self._suppliers = programme.suppliers
        self._kind = None if programme.rules.repayment is None else programme.rules.repayment.pool
        self._buyers: dict[str, list[str]] = defaultdict(list)
        for link in programme.links:
            self._buyers[link.seller_id].append(link.buyer_id)
        self._found: dict[str, tuple[str, ...]] = {}

    def pools_of(self, supplier_id: str) -> tuple[str, ...]:
        """Ids of the pools that serve the supplier, sorted: none for tier-1."""
        if supplier_id not in self._found:
            self._found[supplier_id] = self._serving(supplier_id)
        return self._found[supplier_id]

    def pool_fed_by(self, supplier_id: str) -> str:
        """Id of the pool to which a tier-1 supplier gives back."""
        if self._kind == "own_chain":
            return supplier_id
        if self._kind == "consortium":
            return self._suppliers[supplier_id].consortium or NO_POOL
        return PROGRAMME

    def _serving(self, supplier_id: str) -> tuple[str, ...]:
        supplier = self._suppliers[supplier_id]
        if supplier.tier != 2 or self._kind is None:
            return ()
        if self._kind == "own_chain":
            return tuple(sorted(self._tier_1_reached(supplier_id)))
        if self._kind == "consortium":
            return () if supplier.consortium is None else (supplier.consortium,)
        return (PROGRAMME,)

    def _tier_1_reached(self, supplier_id: str) -> set[str]:
        """The tier-1 suppliers reached from seller to buyer through tier-2 suppliers; tier-1 ends the way."""
        seen, waiting, reached = {supplier_id}, [supplier_id], set()
        while waiting:
            for buyer in self._buyers.get(waiting.pop(), ()):
                if buyer in seen or buyer not in self._suppliers:
                    continue
                seen.add(buyer)
                if self._suppliers[buyer].tier == 1:
                    reached.add(buyer)
                else:
                    waiting.append(buyer)
        return reached
