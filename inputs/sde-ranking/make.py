"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

Made-up Dutch projects, each with its bid; what is published and what is assumed stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from draw import Draw
from offers import rounded
from tables import Row, write

SEED = 2023
WON_PER_EURO = 1_600
LIFE_YEARS = 15


@dataclass(frozen=True)
class Kind:
    """A kind of project: how many, what a tonne costs [euro], how large [million euro]; all assumed."""

    count: int
    euro_per_tonne: tuple[float, float]
    million_euro: tuple[float, float]


KINDS: Mapping[str, Kind] = {
    "carbon_capture": Kind(5, (70, 130), (4.0, 14.0)),
    "rooftop_solar": Kind(10, (75, 125), (0.4, 2.5)),
    "waste_heat": Kind(6, (60, 170), (0.6, 4.0)),
    "industrial_heat_pump": Kind(7, (120, 260), (0.8, 4.0)),
    "geothermal_heat": Kind(6, (150, 330), (1.5, 6.0)),
    "solar_heat": Kind(5, (200, 420), (0.5, 2.0)),
    "electric_boiler": Kind(6, (140, 320), (1.0, 5.0)),
    "high_temperature_geothermal": Kind(4, (220, 430), (2.0, 6.0)),
    "green_gas": Kind(6, (180, 380), (1.0, 5.0)),
    "hydrogen": Kind(4, (320, 520), (2.0, 8.0)),
}


def main(folder: Path) -> None:
    """Write the two tables: one applicant, one project."""
    draw = Draw(SEED)
    projects = list(rows(draw))
    write(folder, "suppliers.csv", [applicant(str(row["supplier_id"]), draw) for row in projects])
    write(folder, "upgrades.csv", projects)


def rows(draw: Draw) -> Iterator[Row]:
    """The projects as rows of the upgrades table; the bid is the least share of the cost that is accepted."""
    number = 0
    for technology, kind in KINDS.items():
        for _ in range(kind.count):
            number += 1
            euro = draw.skewed(*kind.million_euro) * 1_000_000
            yield {
                "upgrade_id": f"P-{number:02d}",
                "supplier_id": f"A-{number:02d}",
                "technology": technology,
                "cost_won": rounded(euro * WON_PER_EURO, 1_000_000),
                "tonnes": round(euro / draw.between(*kind.euro_per_tonne) / LIFE_YEARS),
                "life_years": LIFE_YEARS,
                "support_rate_min": round(draw.between(0.75, 1.0), 2),
                "source": "[54] assumed",
            }


def applicant(supplier_id: str, draw: Draw) -> Row:
    """Who applies, as a row of the suppliers table."""
    provinces = ("Zuid-Holland", "Noord-Brabant", "Gelderland", "Groningen", "Limburg")
    return {
        "supplier_id": supplier_id,
        "tier": 1,
        "region": provinces[draw.whole(0, len(provinces) - 1)],
        "size": "large" if draw.chance(0.4) else "medium",
        "source": "assumed",
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
