"""Who sells to whom: every tier-2 supplier sells to one, two or three tier-1 suppliers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from draw import Draw
from firms import Firm

LEAST_SELLERS = 3
"""Every tier-1 supplier has this many tier-2 suppliers for a start, so that returned money has somewhere to go."""

SHARES = {
    1: ((0.50, 1.00),),
    2: ((0.40, 0.60), (0.10, 0.35)),
    3: ((0.30, 0.45), (0.15, 0.30), (0.05, 0.20)),
}
"""Shares of the seller's output by the number of buyers; the rest goes elsewhere."""


@dataclass(frozen=True)
class Sale:
    """A seller's sales to a buyer, as a share of the seller's output."""

    buyer_id: str
    seller_id: str
    share: float


def sales(buyers: Sequence[Firm], sellers: Sequence[Firm], draw: Draw) -> list[Sale]:
    """The links: first buyers near by and large, further buyers anywhere."""
    weight = {buyer.supplier_id: 1 + buyer.revenue_won / 200_000_000_000 for buyer in buyers}
    first_calls = [buyer for buyer in buyers for _ in range(LEAST_SELLERS)]
    links: list[Sale] = []
    for number, seller in enumerate(sellers):
        near = {b.supplier_id: w * (4 if b.region == seller.region else 1) for b, w in _pairs(buyers, weight)}
        main = first_calls[number].supplier_id if number < len(first_calls) else draw.weighted(near)
        links += _sales_of(seller, main, weight, draw)
    return links


def with_consortia(buyers: Sequence[Firm], sellers: Sequence[Firm], links: Sequence[Sale]) -> list[Firm]:
    """The sellers, each in the consortium of its first buyer."""
    consortium = {buyer.supplier_id: buyer.consortium for buyer in buyers}
    first: dict[str, str] = {}
    for link in links:
        first.setdefault(link.seller_id, link.buyer_id)
    return [dataclasses.replace(s, consortium=consortium[first[s.supplier_id]]) for s in sellers]


def _pairs(buyers: Sequence[Firm], weight: dict[str, float]) -> list[tuple[Firm, float]]:
    return [(buyer, weight[buyer.supplier_id]) for buyer in buyers]


def _sales_of(seller: Firm, main: str, weight: dict[str, float], draw: Draw) -> list[Sale]:
    shares = SHARES[draw.weighted({1: 75, 2: 20, 3: 5})]
    others = dict(weight)
    buyer = main
    links: list[Sale] = []
    for low, high in shares:
        links.append(Sale(buyer, seller.supplier_id, round(draw.between(low, high), 2)))
        del others[buyer]
        buyer = draw.weighted(others)
    return links
