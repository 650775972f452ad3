"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

What is published of this consortium, and what is assumed, stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from offers import GAS_WON_PER_GJ
from pilots import WORTH, YIELD, Firm, Offers, write_pilot

LPG_T_PER_GJ = 0.0631
LPG_WON_PER_GJ = 27_000
"""Liquefied petroleum gas, which the old dryers burn: factor and price assumed."""

FIRMS = (Firm("POS-1", "Jeonnam", "mid-sized", "refractories", 21_000, 60_000, 350_000_000_000, 3_900),)


def offers() -> Offers:
    """What the firm could replace; sizes are made up."""
    found = Offers()
    add_dryer(found, lpg_gj=12_000, won=610_000_000)
    add_dryer(found, lpg_gj=9_000, won=455_000_000)
    found.add("POS-1", "furnace_electrification", gj=6_000, lead_years=1)
    found.add("POS-1", "regenerative_burner", gj=450, dearer=1.5)
    found.add("POS-1", "waste_heat", gj=400, dearer=1.5)
    found.add("POS-1", "variable_speed_drive", mwh=55)
    found.add("POS-1", "inverter_compressor", mwh=35)
    found.add("POS-1", "led", mwh=60)
    found.add("POS-1", "ie4_motor", mwh=40)
    found.add("POS-1", "rooftop_solar", mwh=364, dearer=1.3)
    return found


def add_dryer(found: Offers, lpg_gj: int, won: int) -> None:
    """A dryer for natural gas in the place of one for liquefied petroleum gas; it needs 15 % less heat: assumed."""
    lpg_gj = round(lpg_gj * YIELD)
    gas_gj = round(lpg_gj * 0.85)
    found.add_row(
        "POS-1",
        technology="fuel_switch",
        cost_won=won,
        gas_gj=-gas_gj,
        other_t=round(lpg_gj * LPG_T_PER_GJ),
        saving_won=round((lpg_gj * LPG_WON_PER_GJ - gas_gj * GAS_WON_PER_GJ) * WORTH / 10_000) * 10_000,
        life_years=12,
        source="[4] [33] assumed",
    )


if __name__ == "__main__":
    write_pilot(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, "POSCO", FIRMS, offers())
