"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

What is published of this consortium, and what is assumed, stands in ``SOURCES.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from pilots import Firm, Offers, write_pilot

FIRMS = (Firm("LGC-1", "Jeonnam", "medium", "compounding", 8_400, 5_000, 88_000_000_000, source="[4] [84] assumed"),)


def offers() -> Offers:
    """What the firm could replace; sizes are made up."""
    found = Offers()
    found.add("LGC-1", "rooftop_solar", mwh=351, dearer=1.1, source="[4] [31] [53] [84] assumed")
    found.add("LGC-1", "rooftop_solar", mwh=312, dearer=1.2, source="[4] [31] [53] [84] assumed")
    found.add("LGC-1", "rooftop_solar", mwh=260, dearer=1.4, source="[4] [31] [53] [84] assumed")
    found.add("LGC-1", "variable_speed_drive", mwh=35)
    found.add("LGC-1", "inverter_compressor", mwh=20)
    found.add("LGC-1", "led", mwh=40)
    found.add("LGC-1", "ie4_motor", mwh=30)
    found.add("LGC-1", "energy_management", mwh=70)
    found.add("LGC-1", "waste_heat", gj=150)
    return found


if __name__ == "__main__":
    write_pilot(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, "LG Chem", FIRMS, offers())
