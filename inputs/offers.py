"""Equipment at published costs, for the makers of the smaller programmes: what it costs and saves at a made-up site.

A cost is won for each MWh or GJ saved a year. Numbers in brackets are those of each programme's ``SOURCES.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tables import Row

GRID_T_PER_MWH = 0.4173
"""Of 2023 [28]: for baselines, and for costs that are published per tonne."""

GAS_T_PER_GJ = 0.0561
POWER_WON_PER_MWH = 181_800
"""Mean industrial price [31]."""

GAS_WON_PER_GJ = 20_700
"""Wholesale price [33] and an assumed retail adder of 1 won/MJ."""

_WON_PER_TONNE_2012 = 1.35 * GAS_T_PER_GJ
"""From won per annual tonne in the plans of 2012 [34] to won per GJ today: prices since are assumed."""


@dataclass(frozen=True)
class Equipment:
    """What a kind of equipment costs for each MWh or GJ that it saves a year, and how long it lasts."""

    sources: tuple[int, ...]
    life_years: int
    won_per_mwh: float = 0.0
    won_per_gj: float = 0.0
    mwh_per_gj: float = 0.0  # electricity used for each GJ of gas saved
    lead_years: int = 0
    group: str | None = None


EQUIPMENT: Mapping[str, Equipment] = {
    "compressor_controller": Equipment((44,), 10, won_per_mwh=228_000),
    "inverter_compressor": Equipment((27, 43), 10, won_per_mwh=200_000),
    "variable_speed_drive": Equipment((), 10, won_per_mwh=370_000),
    "ie4_motor": Equipment((), 15, won_per_mwh=1_050_000),
    "led": Equipment((45, 46), 8, won_per_mwh=750_000),
    "energy_management": Equipment((), 8, won_per_mwh=650_000),
    "electric_moulding": Equipment((47, 48), 12, won_per_mwh=900_000),
    "rooftop_solar": Equipment((53,), 20, won_per_mwh=1_700_000 / 1.3),
    "regenerative_burner": Equipment((34, 50), 10, won_per_gj=252_000 * _WON_PER_TONNE_2012 * 1.5),
    "waste_heat": Equipment((34,), 12, won_per_gj=214_000 * _WON_PER_TONNE_2012 * 1.6),
    "boiler_swap": Equipment((34,), 15, won_per_gj=221_000 * _WON_PER_TONNE_2012 * 1.6, group="heat"),
    "low_temperature_curing": Equipment((51,), 12, won_per_gj=1_000_000 * GAS_T_PER_GJ, lead_years=1),
    "thermal_oxidiser": Equipment((4,), 15, won_per_gj=500_000_000 / 5_000, lead_years=1),
    "industrial_heat_pump": Equipment(
        (52,), 15, won_per_gj=1_150_000 * 0.9 / 3.6 / 5, mwh_per_gj=0.9 / 3.6 / 3.2, lead_years=1, group="heat"
    ),
    "furnace_electrification": Equipment((28, 30), 15, won_per_gj=60_000, mwh_per_gj=0.2, lead_years=1),
}
"""A heat pump: 1.15 million won a kW of heat, 5,000 hours a year, a coefficient of performance of 3.2 [52]; an
oxidiser: 500 million won for 5,000 GJ a year; lamps: 750,000 won for a MWh a year, as they have become cheaper; all
this, and what has no number, is assumed."""


def offer(
    upgrade_id: str,
    supplier_id: str,
    technology: str,
    *,
    mwh: float = 0,
    gj: float = 0,
    dearer: float = 1.0,
    worth: float = 1.0,
    more: Mapping[str, object] | None = None,
) -> Row:
    """An upgrade that saves so much electricity [MWh/yr] or gas [GJ/yr], as a row of the upgrades table.

    ``dearer`` multiplies the published cost, ``worth`` what the saved energy is worth; ``more`` adds or replaces cells.
    """
    kind = EQUIPMENT[technology]
    electricity = mwh - gj * kind.mwh_per_gj
    won = (mwh * kind.won_per_mwh + gj * kind.won_per_gj) * dearer
    saving = (electricity * POWER_WON_PER_MWH + gj * GAS_WON_PER_GJ) * worth
    return {
        "upgrade_id": upgrade_id,
        "supplier_id": supplier_id,
        "technology": technology,
        "cost_won": rounded(won, 100_000),
        "electricity_mwh": round(electricity, 1) or None,
        "gas_gj": round(gj, 1) or None,
        "saving_won": round(saving / 10_000) * 10_000,
        "life_years": kind.life_years,
        "lead_years": kind.lead_years or None,
        "alternative_group": f"{supplier_id}-{kind.group}" if kind.group else None,
        "source": cited(kind.sources, electricity, gj),
    } | dict(more or {})


def cited(sources: tuple[int, ...], mwh: float = 0, gj: float = 0) -> str:
    """The numbers of the sources behind an upgrade and its saving; the site itself is always assumed."""
    numbers = set(sources) | ({31} if mwh else set()) | ({33} if gj else set())
    return " ".join([*(f"[{number}]" for number in sorted(numbers)), "assumed"])


def rounded(won: float, step: int) -> int:
    """The nearest multiple of the step, at least one of it."""
    return max(1, round(won / step)) * step
