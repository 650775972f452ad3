"""Real audits of car-parts plants, read row by row into what a programme's tables ask; no row is lost without a reason.

The audits are the Industrial Assessment Centers' of the US Department of Energy. They lie outside the repository, in
the folder that the environment variable PLANNER_REAL_DATA names.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from planner.units import round_half_up

WON_PER_USD = 1_350
"""Assumed: about the rate of 2023 and 2024. It scales all costs alike."""

MWH_PER_KWH = Fraction(1, 1_000)
GJ_PER_MMBTU = Fraction("1.055056")

GRID_T_PER_MWH = Fraction("0.41565")
"""The Korean grid (Ember): these plants stand for Korean ones. Held constant, so that a year is a year."""

KG_PER_MMBTU: Mapping[str, Fraction] = {
    "E2": Fraction("53.06"),  # natural gas
    "E3": Fraction("61.71"),  # liquefied petroleum gas
    "E5": Fraction("73.96"),  # No. 2 oil
    "E7": Fraction("75.10"),  # No. 6 oil
}
"""What burning a fuel emits (EPA, 40 CFR 98, table C-1). A fuel that is not listed has no factor here."""

GAS_T_PER_GJ = KG_PER_MMBTU["E2"] / GJ_PER_MMBTU / 1_000

ELECTRICITY = ("EC", "E1")
GAS = "E2"

ZERO_COST = "no cost"
NO_ENERGY = "no energy saved"
NO_FACTOR = "a fuel without a factor"
NEGATIVE_SAVING = "energy bill rises: saving entered as 0"


class UnusableError(Exception):
    """A row that makes no upgrade; its text is the reason that is counted."""


@dataclass(frozen=True)
class Plant:
    """A plant as a supplier. Tier and size are proxies: by industry, and by employees."""

    supplier_id: str
    tier: int
    region: str
    size: str
    process: str
    revenue_won: int


@dataclass(frozen=True)
class Recommendation:
    """What an auditor recommended, as an upgrade; energy and tonnes are savings per year."""

    upgrade_id: str
    plant: Plant
    technology: str
    cost_won: int
    electricity_mwh: Fraction
    gas_gj: Fraction
    other_t: Fraction
    saving_won: int
    implemented: bool

    @property
    def tonnes(self) -> Fraction:
        """What it saves a year [t], exact: counted here without the planner's help."""
        return self.electricity_mwh * GRID_T_PER_MWH + self.gas_gj * GAS_T_PER_GJ + self.other_t


@dataclass(frozen=True)
class Audits:
    """The rows read: those used, those dropped by reason, and those used with a change by reason."""

    rows: int
    used: tuple[Recommendation, ...]
    dropped: Mapping[str, int]
    changed: Mapping[str, int]

    @property
    def plants(self) -> Mapping[str, Plant]:
        """The plants of the rows used, by id."""
        return {recommendation.plant.supplier_id: recommendation.plant for recommendation in self.used}

    @property
    def implemented(self) -> tuple[Recommendation, ...]:
        """What the plants really did."""
        return tuple(recommendation for recommendation in self.used if recommendation.implemented)


def read_audits(file: Path) -> Audits:
    """The audits of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return audits_of(csv.DictReader(stream))


def audits_of(rows: Iterable[Mapping[str, str]]) -> Audits:
    """The audits of these rows."""
    used: list[Recommendation] = []
    dropped: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    number = 0
    for row in rows:
        number += 1
        try:
            used.append(_recommendation(row))
        except UnusableError as reason:
            dropped[str(reason)] += 1
            continue
        changed[NEGATIVE_SAVING] += _number(row["saving_usd_per_year"]) < 0
    return Audits(number, tuple(used), dropped, +changed)


def _recommendation(row: Mapping[str, str]) -> Recommendation:
    cost = round_half_up(_number(row["cost_usd"]) * WON_PER_USD)
    if cost <= 0:
        raise UnusableError(ZERO_COST)
    if _number(row["energy_saved"]) <= 0:
        raise UnusableError(NO_ENERGY)
    electricity, gas, other = _energy(row["stream"], _number(row["energy_saved"]))
    return Recommendation(
        upgrade_id=row["upgrade_id"],
        plant=_plant(row),
        technology=f"{row['stream']}-{row['arc2']}",
        cost_won=cost,
        electricity_mwh=electricity,
        gas_gj=gas,
        other_t=other,
        # The planner takes no saving below zero; the row keeps its tonnes.
        saving_won=max(0, round_half_up(_number(row["saving_usd_per_year"]) * WON_PER_USD)),
        implemented=row["impstatus"] == "I",
    )


def _energy(stream: str, saved: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Electricity [MWh], gas [GJ] and the tonnes of other fuels that an amount in the stream's own unit is."""
    if stream in ELECTRICITY:
        return saved * MWH_PER_KWH, Fraction(0), Fraction(0)
    if stream == GAS:
        return Fraction(0), saved * GJ_PER_MMBTU, Fraction(0)
    if stream in KG_PER_MMBTU:
        return Fraction(0), Fraction(0), saved * KG_PER_MMBTU[stream] / 1_000
    raise UnusableError(NO_FACTOR)


def _plant(row: Mapping[str, str]) -> Plant:
    return Plant(
        supplier_id=row["supplier"],
        tier=int(row["tier"]),
        region=row["region"],
        size=_size(_number(row["employees"])),
        process=row["naics"],
        revenue_won=round_half_up(_number(row["sales"]) * WON_PER_USD),
    )


def _size(employees: Fraction) -> str:
    """A size class by employees alone: a proxy, Korean law goes by sales and assets."""
    for limit, size in ((50, "small"), (300, "medium"), (1_000, "mid-sized")):
        if employees < limit:
            return size
    return "large"


def _number(cell: str) -> Fraction:
    """The cell's number; a blank one counts as 0, which then is the reason to drop the row."""
    return Fraction(cell.strip() or 0)
