"""Into which vehicles the suppliers' parts go: the products table. Lines, volumes and shares are assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chain import Sale
from draw import Draw
from firms import Firm

VEHICLES: Mapping[str, int] = {
    "small car": 700_000,
    "sedan": 600_000,
    "sport utility vehicle": 1_500_000,
    "electric car": 300_000,
    "van and truck": 300_000,
}
"""Vehicles made in the country in a year, by line; together about 3.4 million."""

LEAST_SHARE = 0.02
"""Smaller shares are left out."""


@dataclass(frozen=True)
class Part:
    """The share of a supplier's output that goes into a line of vehicles."""

    supplier_id: str
    product: str
    share: float


def parts(buyers: Sequence[Firm], links: Sequence[Sale], draw: Draw) -> Iterator[Part]:
    """Tier 1 by draw, one to three lines each; tier 2 through those who buy from it."""
    shares: dict[str, dict[str, float]] = {buyer.supplier_id: _drawn(draw) for buyer in buyers}
    through: dict[str, dict[str, float]] = {}
    for link in links:
        lines = through.setdefault(link.seller_id, {})
        for product, share in shares[link.buyer_id].items():
            lines[product] = lines.get(product, 0.0) + link.share * share
    for supplier_id, lines in sorted((shares | through).items()):
        for product in VEHICLES:
            share = round(lines.get(product, 0.0), 2)
            if share >= LEAST_SHARE:
                yield Part(supplier_id, product, share)


def _drawn(draw: Draw) -> dict[str, float]:
    """Shares of one to three lines; they make 0.6 to 0.95, the rest is exported as parts or kept as spares."""
    lines: dict[str, float] = {}
    for _ in range(draw.whole(1, 3)):
        line = draw.weighted(VEHICLES)
        lines[line] = lines.get(line, 0.0) + draw.between(0.3, 1.0)
    whole = draw.between(0.6, 0.95)
    return {line: round(whole * share / sum(lines.values()), 2) for line, share in lines.items()}
