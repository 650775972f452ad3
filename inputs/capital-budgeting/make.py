"""Make the tables of this folder again, byte for byte: ``python make.py [OUTDIR]``. Standard library only.

A made-up maker of parts with three works: a row of the suppliers table is a project, its upgrades are the options.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # what the makers of the smaller programmes share

from tables import Row, write, yes

MILLION = 1_000_000
EITHER = ""
"""The payer of a cost that whichever purse may pay it shares."""

WORKS: Mapping[str, tuple[str, ...]] = {
    "Ulsan": ("ROOF", "SWITCHGEAR", "PRESS", "ROBOTS", "PLANNING"),
    "Asan": ("WASTEWATER", "BOILER", "SOLAR", "FLEET"),
    "Gwangju": ("LINE", "LINE-2", "CASTING", "STORE", "LABORATORY"),
}
"""The projects at each of the works."""

BEGINS: Mapping[str, tuple[int | None, int | None]] = {
    "ROOF": (None, 2027),
    "SWITCHGEAR": (None, 2027),
    "PRESS": (None, 2028),
    "ROBOTS": (2027, None),
    "PLANNING": (None, 2027),
    "WASTEWATER": (2027, 2028),
    "BOILER": (None, 2028),
    "FLEET": (None, 2027),
    "LINE": (None, 2028),
    "STORE": (2028, None),
    "LABORATORY": (2027, 2028),
}
"""First and last year in which a project can begin, where not all years are open to it."""


@dataclass(frozen=True)
class Option:
    """One way to carry out a project: what it is worth [million won of net present value at its start], and what each
    purse pays in the year of the start and the years after it [million won].
    """

    project: str
    what: str
    worth: int
    pays: Mapping[str, tuple[int, ...]]
    needs: str | None = None
    mandatory: bool = False
    number: int = 1

    @property
    def id(self) -> str:
        """The project and the number of the option."""
        return f"{self.project}-{self.number}"


OPTIONS = (
    Option("ROOF", "new_roof", -150, {"UPKEEP": (900,)}, mandatory=True),
    Option("WASTEWATER", "treatment", -80, {"STATE": (800,), "CAPITAL": (400, 400)}, mandatory=True),
    Option("BOILER", "repair", 60, {"UPKEEP": (700,)}),
    Option("BOILER", "gas_boiler", 420, {"CAPITAL": (1_300,), "UPKEEP": (0, 100)}, number=2),
    Option("BOILER", "heat_pump", 900, {"STATE": (500,), EITHER: (1_400, 600)}, number=3),
    Option("SWITCHGEAR", "refurbishment", 40, {"UPKEEP": (800, 800)}),
    Option("SWITCHGEAR", "new_switchgear", 160, {"CAPITAL": (1_100,)}, number=2),
    Option("PRESS", "refit", 700, {"CAPITAL": (1_800,)}),
    Option("PRESS", "new_press", 1_500, {"CAPITAL": (2_500, 1_800)}, number=2),
    Option("LINE", "new_line", 750, {"CAPITAL": (2_200, 800)}),
    Option("LINE-2", "second_shift", 1_150, {"CAPITAL": (1_900, 600)}, needs="LINE-1"),
    Option("CASTING", "regenerative_burner", 380, {"CAPITAL": (900,)}),
    Option("CASTING", "induction_furnace", 1_400, {"STATE": (700,), EITHER: (2_800, 1_200)}, number=2),
    Option("SOLAR", "rooftop_solar", 210, {EITHER: (850,)}),
    Option("SOLAR", "rooftop_solar", 390, {EITHER: (1_650,)}, number=2),
    Option("ROBOTS", "four_cells", 330, {"CAPITAL": (800,)}),
    Option("ROBOTS", "ten_cells", 720, {"CAPITAL": (1_900,)}, number=2),
    Option("STORE", "high_bay_store", 650, {"CAPITAL": (1_500, 1_500)}),
    Option("LABORATORY", "test_bench", 300, {"CAPITAL": (600,), "STATE": (0, 300)}),
    Option("FLEET", "electric_trucks", 180, {EITHER: (700,), "UPKEEP": (0, 50)}),
    Option("FLEET", "electric_trucks", 400, {EITHER: (1_700,), "UPKEEP": (0, 120)}, number=2),
    Option("PLANNING", "software", 520, {"CAPITAL": (1_200, 400), "UPKEEP": (0, 0, 100)}),
)


def main(folder: Path) -> None:
    """Write the three tables."""
    write(folder, "suppliers.csv", projects())
    write(folder, "upgrades.csv", map(upgrade_row, OPTIONS))
    write(folder, "cost_lines.csv", [line for option in OPTIONS for line in cost_lines(option)])


def projects() -> Iterator[Row]:
    """The projects as rows of the suppliers table, with the works as their region."""
    for works, names in WORKS.items():
        for name in names:
            yield {"supplier_id": name, "tier": 1, "region": works, "source": "assumed"}


def upgrade_row(option: Option) -> Row:
    """An option as a row of the upgrades table; a project takes one of its options at most."""
    first, last = BEGINS.get(option.project, (None, None))
    return {
        "upgrade_id": option.id,
        "supplier_id": option.project,
        "technology": option.what,
        "tonnes": option.worth,
        "life_years": 1,
        "first_year": first,
        "last_year": last,
        "alternative_group": option.project if _has_choice(option.project) else None,
        "needs": option.needs,
        "mandatory": yes(True) if option.mandatory else None,
        "source": "assumed",
    }


def cost_lines(option: Option) -> Iterator[Row]:
    """What each purse pays for an option, by years after its start."""
    for payer, amounts in option.pays.items():
        for offset, amount in enumerate(amounts):
            if amount:
                yield {
                    "upgrade_id": option.id,
                    "year_offset": offset,
                    "won": amount * MILLION,
                    "payer": payer or None,
                    "source": "assumed",
                }


def _has_choice(project: str) -> bool:
    return sum(option.project == project for option in OPTIONS) > 1


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
