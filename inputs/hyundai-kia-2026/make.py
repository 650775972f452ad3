"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

What is drawn, in which proportions and at which costs stands in ``firms.py``, ``chain.py``, ``equipment.py`` and
``vehicles.py``; where the figures come from stands in ``SOURCES.md``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # draw.py, which all makers share

from chain import Sale, sales, with_consortia
from draw import Draw
from equipment import NEEDS, Offer, offers, saving_won, sources
from firms import Firm, firms
from vehicles import VEHICLES, Part, parts

SEED = 2026

type Row = dict[str, object]

SUPPLIER_COLUMNS = (
    "supplier_id",
    "tier",
    "consortium",
    "region",
    "size",
    "process",
    "ets_covered",
    "baseline_t",
    "revenue_won",
    "repay_capacity_won",
    "copay_limit_won",
    "source",
)
PRODUCT_COLUMNS = ("supplier_id", "product", "share", "units_per_year", "source")
LINK_COLUMNS = ("buyer_id", "seller_id", "share", "source")
UPGRADE_COLUMNS = (
    "upgrade_id",
    "supplier_id",
    "technology",
    "cost_won",
    "electricity_mwh",
    "gas_gj",
    "other_t",
    "saving_won",
    "life_years",
    "lead_years",
    "first_year",
    "last_year",
    "alternative_group",
    "needs",
    "divisible",
    "support_rate_min",
    "creditable",
    "cost_low_won",
    "cost_high_won",
    "source",
)


def main(folder: Path) -> None:
    """Write the four tables."""
    draw = Draw(SEED)
    buyers = list(firms(1, draw))
    sellers = list(firms(2, draw))
    links = sales(buyers, sellers, draw)
    suppliers = [*buyers, *with_consortia(buyers, sellers, links)]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "suppliers.csv", SUPPLIER_COLUMNS, map(_supplier_row, suppliers))
    _write(folder / "links.csv", LINK_COLUMNS, map(_link_row, links))
    _write(folder / "upgrades.csv", UPGRADE_COLUMNS, _upgrade_rows(suppliers, draw))
    _write(folder / "products.csv", PRODUCT_COLUMNS, map(_product_row, parts(buyers, links, Draw(SEED + 1))))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _supplier_row(firm: Firm) -> Row:
    return {
        "supplier_id": firm.supplier_id,
        "tier": firm.tier,
        "consortium": firm.consortium,
        "region": firm.region,
        "size": firm.size,
        "process": firm.process,
        "ets_covered": _yes(firm.ets_covered),
        "baseline_t": firm.baseline_t,
        "revenue_won": firm.revenue_won,
        "repay_capacity_won": firm.repay_capacity_won,
        "copay_limit_won": firm.copay_limit_won,
        "source": "[71] [73] [74] [14] assumed" if firm.tier == 1 else "[73] [74] [75] [14] assumed",
    }


def _link_row(sale: Sale) -> Row:
    return {"buyer_id": sale.buyer_id, "seller_id": sale.seller_id, "share": sale.share, "source": "assumed"}


def _product_row(part: Part) -> Row:
    return {
        "supplier_id": part.supplier_id,
        "product": part.product,
        "share": part.share,
        "units_per_year": VEHICLES[part.product],
        "source": "assumed",
    }


def _upgrade_rows(suppliers: Iterable[Firm], draw: Draw) -> Iterator[Row]:
    for firm in suppliers:
        found = list(offers(firm, draw))
        ids = {offer.technology: f"{firm.supplier_id}-{n:02d}" for n, offer in enumerate(found, start=1)}
        alternatives = sum(offer.group is not None for offer in found) > 1
        for offer in found:
            yield _upgrade_row(firm, offer, ids, alternatives, draw)


def _upgrade_row(firm: Firm, offer: Offer, ids: dict[str, str], alternatives: bool, draw: Draw) -> Row:
    won = _rounded(offer.won, 100_000)
    return {
        "upgrade_id": ids[offer.technology],
        "supplier_id": firm.supplier_id,
        "technology": offer.technology,
        "cost_won": won,
        "electricity_mwh": round(offer.mwh) or None,
        "gas_gj": round(offer.gj) or None,
        "other_t": round(offer.other_t) or None,
        "saving_won": saving_won(firm, offer),
        "life_years": offer.life_years,
        "lead_years": offer.lead_years,
        "first_year": offer.first_year or (2027 if draw.chance(0.04) else None),
        "last_year": 2029 if draw.chance(0.04) else None,
        "alternative_group": f"{firm.supplier_id}-heat" if offer.group and alternatives else None,
        "needs": ids.get(NEEDS.get(offer.technology, "")),
        "divisible": _yes(offer.divisible),
        "support_rate_min": 0.3 if draw.chance(0.06) else None,
        "creditable": _yes(offer.creditable and not firm.ets_covered),
        "cost_low_won": _rounded(won * draw.between(0.80, 0.95), 100_000),
        "cost_high_won": _rounded(won * draw.between(1.05, 1.35), 100_000),
        "source": sources(firm, offer),
    }


def _rounded(won: float, step: int) -> int:
    return max(1, round(won / step)) * step


def _yes(mark: bool) -> str:
    return "yes" if mark else "no"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
