"""What the makers of the four pilots of 2025 share: how their sites are scaled to the published totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from offers import GAS_T_PER_GJ, GRID_T_PER_MWH, offer
from tables import Row, write, yes

DEARER = 1.7
"""Single orders at small sites against the published cases; panels have a price that is the same for all.
Calibrated: see the pilots' ``SOURCES.md``."""

YIELD = 0.974
"""What small sites save with the same equipment, against the published cases. Calibrated, as above."""

WORTH = 1.4705
"""What is saved beside energy at mean prices: peak charges, maintenance, rejects. Calibrated, as above."""


@dataclass(frozen=True)
class Firm:
    """A made-up firm in the place of one that the consortium supports: energy of its site, without any upgrade."""

    supplier_id: str
    region: str
    size: str
    process: str
    electricity_mwh: int
    gas_gj: int
    revenue_won: int
    other_t: int = 0
    source: str = "[4] assumed"


def firm_row(firm: Firm, consortium: str) -> Row:
    """The firm as a row of the suppliers table."""
    tonnes = firm.electricity_mwh * GRID_T_PER_MWH + firm.gas_gj * GAS_T_PER_GJ + firm.other_t
    return {
        "supplier_id": firm.supplier_id,
        "tier": 1,
        "consortium": consortium,
        "region": firm.region,
        "size": firm.size,
        "process": firm.process,
        "ets_covered": yes(False),
        "baseline_t": round(tonnes),
        "revenue_won": firm.revenue_won,
        "source": firm.source,
    }


class Offers:
    """Collects the upgrades of a consortium, numbered within each firm."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(
        self, firm: str, technology: str, *, mwh: float = 0, gj: float = 0, dearer: float = 1.0, **more: object
    ) -> None:
        """An upgrade at published cost times ``dearer`` and the pilots' own factor; ``more`` are cells of the table."""
        self.rows.append(
            offer(
                self._next_id(firm),
                firm,
                technology,
                mwh=mwh * YIELD,
                gj=gj * YIELD,
                dearer=dearer / YIELD * (1 if technology == "rooftop_solar" else DEARER),
                worth=WORTH,
                more=more,
            )
        )

    def add_row(self, firm: str, **cells: object) -> None:
        """An upgrade whose cells are all given, but for its id."""
        self.rows.append({"upgrade_id": self._next_id(firm), "supplier_id": firm} | cells)

    def _next_id(self, firm: str) -> str:
        return f"{firm}-{1 + sum(row['supplier_id'] == firm for row in self.rows):02d}"


def write_pilot(folder: Path, consortium: str, firms: Sequence[Firm], offers: Offers) -> None:
    """Write the two tables."""
    write(folder, "suppliers.csv", [firm_row(firm, consortium) for firm in firms])
    write(folder, "upgrades.csv", offers.rows)
