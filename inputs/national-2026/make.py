"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

Seven consortia of seven sectors, made up; what is published and what is assumed stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from draw import Draw
from offers import GAS_T_PER_GJ, GRID_T_PER_MWH, offer, rounded
from tables import Row, write, yes

SEED = 105


@dataclass(frozen=True)
class Sector:
    """A consortium's sector: suppliers, where they are, what they offer, and how electric they are."""

    prefix: str
    suppliers: int
    regions: tuple[str, ...]
    process: str
    electric: float
    equipment: tuple[str, ...]


_EVERYWHERE = ("inverter_compressor", "variable_speed_drive", "led", "rooftop_solar", "energy_management")

SECTORS: Mapping[str, Sector] = {
    "automotive": Sector(
        "AU", 11, ("Ulsan", "Chungnam"), "moulding", 0.8, ("electric_moulding", "low_temperature_curing", *_EVERYWHERE)
    ),
    "steel": Sector(
        "ST", 9, ("Gyeongbuk", "Jeonnam"), "heat_treatment", 0.3, ("regenerative_burner", "waste_heat", *_EVERYWHERE)
    ),
    "electronics": Sector(
        "EL", 8, ("Gyeonggi", "Gyeongbuk"), "electronics", 0.9, ("compressor_controller", "ie4_motor", *_EVERYWHERE)
    ),
    "petrochemicals": Sector(
        "PC", 7, ("Jeonnam", "Ulsan"), "compounding", 0.5, ("boiler_swap", "industrial_heat_pump", *_EVERYWHERE)
    ),
    "building materials": Sector(
        "BM", 6, ("Chungbuk", "Gyeonggi"), "coating", 0.4, ("thermal_oxidiser", "waste_heat", *_EVERYWHERE)
    ),
    "shipbuilding": Sector(
        "SH", 6, ("Gyeongnam", "Ulsan"), "painting", 0.6, ("low_temperature_curing", "thermal_oxidiser", *_EVERYWHERE)
    ),
    "machinery": Sector(
        "MA", 7, ("Gyeongnam", "Daegu"), "casting", 0.4, ("furnace_electrification", "waste_heat", *_EVERYWHERE)
    ),
}
"""A large firm leads each consortium; it has a site of its own, last of the suppliers."""

FOOTPRINT_VERIFIED = frozenset({"ST"})
"""Consortia whose firms have the footprint verified before equipment is paid: their goods meet a border levy."""

SIZES = {"small": 30, "medium": 40, "mid-sized": 30}
SITE_T: Mapping[str, tuple[float, float]] = {
    "small": (400, 2_500),
    "medium": (1_500, 9_000),
    "mid-sized": (5_000, 24_000),
    "large": (90_000, 180_000),
}
"""Tonnes a year of a site."""

PART_SAVED: Mapping[str, tuple[float, float]] = {
    "compressor_controller": (0.01, 0.025),
    "inverter_compressor": (0.01, 0.03),
    "variable_speed_drive": (0.015, 0.04),
    "ie4_motor": (0.005, 0.015),
    "led": (0.015, 0.04),
    "energy_management": (0.02, 0.045),
    "electric_moulding": (0.05, 0.14),
    "rooftop_solar": (0.04, 0.12),
    "regenerative_burner": (0.07, 0.14),
    "waste_heat": (0.05, 0.11),
    "boiler_swap": (0.03, 0.07),
    "low_temperature_curing": (0.15, 0.25),
    "thermal_oxidiser": (0.10, 0.20),
    "industrial_heat_pump": (0.15, 0.35),
    "furnace_electrification": (0.15, 0.30),
}
"""Part of a site's electricity or gas that each kind of equipment saves."""

MEAN_GRID_T_PER_MWH = 0.2315
"""Mean of the model's path from 2026 to 2035, for estimates of the tonnes of a year."""

LEAST_WON = 8_000_000
MOST_WON: Mapping[bool, int] = {False: 1_500_000_000, True: 12_000_000_000}
"""Offers below or above are left out; large firms have larger ones."""


@dataclass(frozen=True)
class Site:
    """A made-up supplier."""

    supplier_id: str
    size: str
    tonnes: float
    electricity_mwh: float
    gas_gj: float


def main(folder: Path) -> None:
    """Write the three tables."""
    draw = Draw(SEED)
    suppliers: list[Row] = []
    upgrades: list[Row] = []
    for consortium, sector in SECTORS.items():
        for site in sites(sector, draw):
            suppliers.append(supplier_row(site, consortium, sector, draw))
            upgrades.extend(upgrade_rows(site, sector, draw))
    write(folder, "suppliers.csv", suppliers)
    write(folder, "upgrades.csv", [row | {"cost_won": None} for row in upgrades])
    large = {row["supplier_id"] for row in suppliers if row["size"] == "large"}
    lines = [line for row in upgrades for line in cost_lines(row, row["supplier_id"] not in large)]
    write(folder, "cost_lines.csv", lines)


def sites(sector: Sector, draw: Draw) -> Iterator[Site]:
    """The sector's suppliers, and the site of the firm that leads them."""
    sizes = [*draw.in_proportion(SIZES, sector.suppliers), "large"]
    for number, size in enumerate(sizes, start=1):
        tonnes = draw.skewed(*SITE_T[size])
        electric = sector.electric * draw.between(0.85, 1.1)
        yield Site(
            supplier_id=f"{sector.prefix}-{number:02d}",
            size=size,
            tonnes=tonnes,
            electricity_mwh=tonnes * electric / GRID_T_PER_MWH,
            gas_gj=tonnes * (1 - electric) / GAS_T_PER_GJ,
        )


def supplier_row(site: Site, consortium: str, sector: Sector, draw: Draw) -> Row:
    """The site as a row of the suppliers table."""
    return {
        "supplier_id": site.supplier_id,
        "tier": 1,
        "consortium": consortium,
        "region": sector.regions[draw.whole(0, len(sector.regions) - 1)],
        "size": site.size,
        "process": sector.process,
        "ets_covered": yes(site.tonnes >= 25_000),
        "baseline_t": round(site.tonnes),
        "revenue_won": round(site.tonnes * draw.between(4, 14)) * 1_000_000,
        "source": "[14] assumed",
    }


def upgrade_rows(site: Site, sector: Sector, draw: Draw) -> Iterator[Row]:
    """Three to five offers of a site, at published costs, small sites dearer."""
    wanted = draw.whole(3, 5)
    verification = f"{site.supplier_id}-00" if sector.prefix in FOOTPRINT_VERIFIED and site.size != "large" else None
    if verification:
        yield verification_row(verification, site)
    found = [drawn_offer(site, technology, draw) for technology in draw.shuffled(sector.equipment)]
    most = MOST_WON[site.size == "large"]
    fitting = [row for row in found if LEAST_WON <= int(str(row["cost_won"])) <= most][:wanted]
    yield from (row | {"needs": verification} for row in sorted(fitting, key=lambda row: str(row["upgrade_id"])))


def drawn_offer(site: Site, technology: str, draw: Draw) -> Row:
    """An offer of the technology, sized by the site's energy; low and high estimates of its tonnes."""
    part = draw.between(*PART_SAVED[technology])
    by_gas = technology in GAS_SAVERS
    row = offer(
        f"{site.supplier_id}-{list(PART_SAVED).index(technology) + 1:02d}",
        site.supplier_id,
        technology,
        mwh=0 if by_gas else round(site.electricity_mwh * part),
        gj=round(site.gas_gj * part) if by_gas else 0,
        dearer=draw.between(0.9, 1.5) * (1.3 if site.size == "small" else 1.0),
    )
    electricity, gas = float(str(row["electricity_mwh"] or 0)), float(str(row["gas_gj"] or 0))
    tonnes = electricity * MEAN_GRID_T_PER_MWH + gas * GAS_T_PER_GJ
    low, high = draw.between(0.6, 0.98), draw.between(1.02, 1.3)
    return row | {"tonnes_low": round(tonnes * low, 1), "tonnes_high": round(tonnes * high, 1)}


GAS_SAVERS = frozenset(
    {
        "regenerative_burner",
        "waste_heat",
        "boiler_swap",
        "low_temperature_curing",
        "thermal_oxidiser",
        "industrial_heat_pump",
        "furnace_electrification",
    }
)


def verification_row(upgrade_id: str, site: Site) -> Row:
    """The verified footprint of a firm's product: no tonnes, but equipment waits for it."""
    return {
        "upgrade_id": upgrade_id,
        "supplier_id": site.supplier_id,
        "technology": "footprint_verification",
        "cost_won": 12_000_000,
        "tonnes": 0,
        "saving_won": 0,
        "life_years": 5,
        "source": "[5] [6] assumed",
    }


def cost_lines(row: Row, consulted: bool) -> Iterator[Row]:
    """The equipment, and the consulting on it, which the ministry pays whole: 2 % of the cost, 3 to 15 million won.

    Large firms get none: an award that only its consulting supports would count tonnes that nobody paid for.
    """
    won = int(str(row["cost_won"]))
    yield {"upgrade_id": row["upgrade_id"], "year_offset": 0, "won": won, "source": row["source"]}
    if consulted and row["technology"] != "footprint_verification":
        consulting = rounded(min(15_000_000, max(3_000_000, won * 0.02)), 100_000)
        yield {
            "upgrade_id": row["upgrade_id"],
            "year_offset": 0,
            "won": consulting,
            "payer": "MOTIR",
            "source": "[5] [6] assumed",
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
