"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

Made-up sites of small and medium-sized Japanese firms; what is published and what is assumed stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from draw import Draw
from offers import EQUIPMENT, GAS_T_PER_GJ, cited, offer
from tables import Row, write, yes

SEED = 7_700
GRID_T_PER_MWH = 0.42
"""The Japanese grid; assumed, and held constant, as the scheme counts a year's tonnes times a statutory life."""

SITES_OF_FIRMS = (1, 1, 3, 1, 2, 1, 1, 5, 1, 2, 1, 1, 3, 1, 2, 1, 1, 1)
"""How many sites each firm enters; at most five a firm may [60]."""

PREFECTURES = ("Aichi", "Osaka", "Shizuoka", "Hiroshima")
PROCESSES: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "moulding": (0.85, ("electric_moulding", "inverter_compressor", "led", "rooftop_solar")),
    "food": (0.4, ("boiler_swap", "industrial_heat_pump", "led", "rooftop_solar")),
    "heat_treatment": (0.3, ("regenerative_burner", "waste_heat", "led", "variable_speed_drive")),
    "laundry": (0.3, ("boiler_swap", "industrial_heat_pump", "waste_heat", "led")),
}
"""What each process offers, and the part of its tonnes that is electricity; assumed."""

PART_SAVED: Mapping[str, tuple[float, float]] = {
    "electric_moulding": (0.10, 0.25),
    "inverter_compressor": (0.02, 0.05),
    "variable_speed_drive": (0.02, 0.05),
    "led": (0.03, 0.08),
    "rooftop_solar": (0.08, 0.25),
    "boiler_swap": (0.04, 0.09),
    "industrial_heat_pump": (0.25, 0.60),
    "regenerative_burner": (0.10, 0.18),
    "waste_heat": (0.06, 0.12),
}
"""Part of a site's electricity or gas that each kind of equipment saves; assumed."""

STATUTORY_YEARS: Mapping[str, int] = {
    "electric_moulding": 8,
    "inverter_compressor": 10,
    "variable_speed_drive": 10,
    "led": 15,
    "rooftop_solar": 17,
    "boiler_swap": 15,
    "industrial_heat_pump": 15,
    "regenerative_burner": 10,
    "waste_heat": 10,
}
"""Years over which tax law writes the equipment off; assumed, to be looked up for each trade."""

WON_PER_TONNE = 72_380
"""7,700 yen [60] at an assumed 9.4 won."""

LEAST_GRANT = 0.3
"""Equipment for which less than this part of the cost would be granted is not applied for; assumed."""

ON_GAS = frozenset({"boiler_swap", "industrial_heat_pump", "regenerative_burner", "waste_heat"})


@dataclass(frozen=True)
class Site:
    """A made-up site, with the energy from which its offers are sized."""

    supplier_id: str
    firm: str
    prefecture: str
    process: str
    size: str
    tonnes: float

    @property
    def electricity_mwh(self) -> float:
        """Electricity used in a year [MWh]."""
        return self.tonnes * PROCESSES[self.process][0] / GRID_T_PER_MWH

    @property
    def gas_gj(self) -> float:
        """Gas used in a year [GJ]."""
        return self.tonnes * (1 - PROCESSES[self.process][0]) / GAS_T_PER_GJ


def main(folder: Path) -> None:
    """Write the two tables."""
    draw = Draw(SEED)
    found = list(sites(draw))
    write(folder, "suppliers.csv", map(supplier_row, found))
    write(folder, "upgrades.csv", [row for site in found for row in upgrade_rows(site, draw)])


def sites(draw: Draw) -> Iterator[Site]:
    """The sites of each firm; all of a firm's sites are in one process."""
    for number, count in enumerate(SITES_OF_FIRMS, start=1):
        process = draw.weighted(dict.fromkeys(PROCESSES, 1))
        size = "small" if count == 1 and draw.chance(0.6) else "medium"
        for site in range(1, count + 1):
            yield Site(
                supplier_id=f"JP-{number:02d}-{site}",
                firm=f"JP-{number:02d}",
                prefecture=PREFECTURES[draw.whole(0, len(PREFECTURES) - 1)],
                process=process,
                size=size,
                tonnes=draw.skewed(150, 2_500) if size == "small" else draw.skewed(600, 4_000),
            )


def supplier_row(site: Site) -> Row:
    """A site as a row of the suppliers table; its firm stands in the column of the consortium."""
    return {
        "supplier_id": site.supplier_id,
        "tier": 1,
        "consortium": site.firm,
        "region": site.prefecture,
        "size": site.size,
        "process": site.process,
        "ets_covered": yes(False),
        "baseline_t": round(site.tonnes),
        "source": "assumed",
    }


def upgrade_rows(site: Site, draw: Draw) -> Iterator[Row]:
    """All that the site's process offers, at the Korean cases' costs, with the statutory life."""
    for number, technology in enumerate(PROCESSES[site.process][1], start=1):
        part = draw.between(*PART_SAVED[technology])
        gas = technology in ON_GAS
        row = offer(
            f"{site.supplier_id}-{number}",
            site.supplier_id,
            technology,
            mwh=0 if gas else round(site.electricity_mwh * part, 1),
            gj=round(site.gas_gj * part) if gas else 0,
            dearer=draw.between(1.0, 2.0),
        )
        row |= {
            "saving_won": None,  # Korean prices would say nothing of a Japanese site
            "life_years": STATUTORY_YEARS[technology],
            "lead_years": None,
            "source": cited(EQUIPMENT[technology].sources),
        }
        if is_worth_applying(row):
            yield row


def is_worth_applying(row: Row) -> bool:
    """Whether the price per tonne comes to a fair part of the cost."""
    electricity, gas, years, won = (float(str(row[name] or 0)) for name in PRICED)
    return WON_PER_TONNE * (electricity * GRID_T_PER_MWH + gas * GAS_T_PER_GJ) * years >= LEAST_GRANT * won


PRICED = ("electricity_mwh", "gas_gj", "life_years", "cost_won")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
