"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

What is published of this consortium, and what is assumed, stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from pilots import Firm, Offers, write_pilot

FIRMS = (
    Firm("LXH-1", "Chungbuk", "mid-sized", "coating", 11_000, 42_000, 160_000_000_000),
    Firm("LXH-2", "Gyeonggi", "medium", "extrusion", 7_200, 6_000, 74_000_000_000),
)


def offers() -> Offers:
    """What each firm could replace; sizes are made up."""
    found = Offers()
    found.add("LXH-1", "thermal_oxidiser", gj=3_500, dearer=1.1)
    found.add("LXH-1", "low_temperature_curing", gj=400, dearer=1.4)
    found.add("LXH-1", "waste_heat", gj=250)
    found.add("LXH-1", "led", mwh=84)
    found.add("LXH-1", "inverter_compressor", mwh=25)
    found.add("LXH-1", "rooftop_solar", mwh=390, dearer=1.4)
    found.add("LXH-2", "thermal_oxidiser", gj=2_000, dearer=1.2)
    found.add("LXH-2", "led", mwh=70)
    found.add("LXH-2", "variable_speed_drive", mwh=30)
    found.add("LXH-2", "ie4_motor", mwh=30)
    found.add("LXH-2", "energy_management", mwh=60)
    found.add("LXH-2", "rooftop_solar", mwh=260, dearer=1.4)
    return found


if __name__ == "__main__":
    write_pilot(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, "LX Hausys", FIRMS, offers())
