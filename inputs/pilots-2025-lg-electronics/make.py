"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

What is published of this consortium, and what is assumed, stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from pilots import Firm, Offers, write_pilot

FIRMS = (
    Firm("LGE-1", "Gyeongnam", "medium", "electronics", 4_200, 1_500, 62_000_000_000),
    Firm("LGE-2", "Gyeongnam", "medium", "moulding", 9_500, 2_000, 98_000_000_000),
    Firm("LGE-3", "Busan", "medium", "rubber", 3_100, 16_000, 45_000_000_000),
    Firm("LGE-4", "Gwangju", "mid-sized", "painting", 6_800, 30_000, 210_000_000_000),
)


def offers() -> Offers:
    """What each firm could replace; sizes are made up."""
    found = Offers()
    found.add("LGE-1", "inverter_compressor", mwh=30)
    found.add("LGE-1", "variable_speed_drive", mwh=30)
    found.add("LGE-1", "led", mwh=40)
    found.add("LGE-1", "ie4_motor", mwh=25)
    found.add("LGE-1", "rooftop_solar", mwh=156, dearer=1.3)
    found.add("LGE-1", "energy_management", mwh=60)
    found.add("LGE-2", "compressor_controller", mwh=35)
    found.add("LGE-2", "electric_moulding", mwh=240, alternative_group="LGE-2-machines")
    found.add("LGE-2", "electric_moulding", mwh=160, dearer=0.9, alternative_group="LGE-2-machines")
    found.add("LGE-2", "led", mwh=35)
    found.add("LGE-2", "rooftop_solar", mwh=195, dearer=1.3)
    found.add("LGE-3", "boiler_swap", gj=280)
    found.add("LGE-3", "industrial_heat_pump", gj=1_100, dearer=1.2)
    found.add("LGE-3", "waste_heat", gj=200)
    found.add("LGE-3", "led", mwh=25)
    found.add("LGE-3", "rooftop_solar", mwh=130, dearer=1.3)
    found.add("LGE-4", "low_temperature_curing", gj=900)
    found.add("LGE-4", "thermal_oxidiser", gj=1_600)
    found.add("LGE-4", "inverter_compressor", mwh=30)
    found.add("LGE-4", "led", mwh=50)
    found.add("LGE-4", "rooftop_solar", mwh=260, dearer=1.3)
    return found


if __name__ == "__main__":
    write_pilot(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, "LG Electronics", FIRMS, offers())
