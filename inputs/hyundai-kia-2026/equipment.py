"""What each supplier could replace, sized from its energy use, at costs that meet the published cases.

A cost is won for each MWh or GJ saved a year. Where a published case names won per annual tonne, the tonnes are
taken at the grid factor of 2023, as in the case's own arithmetic.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from draw import Draw
from firms import GAS_T_PER_GJ, Firm

LEAST_WON, MOST_WON = 2_000_000, 2_500_000_000
"""Offers below or above are left out: too small to handle, or beyond what a consortium may get."""

GAS_WON_PER_GJ = 20_700
"""Wholesale price [33] and an assumed retail adder of 1 won/MJ."""


@dataclass(frozen=True)
class Offer:
    """An upgrade as drawn: what it saves, what it costs, how long it lasts."""

    technology: str
    won: float
    life_years: int
    sources: tuple[int, ...]
    mwh: float = 0.0
    gj: float = 0.0
    other_t: float = 0.0
    lead_years: int = 0
    divisible: bool = False
    creditable: bool = True
    first_year: int | None = None
    group: str | None = None
    needs: str | None = None


MELTING_PART = 0.6
"""Part of an electric foundry's power that melts; assumed."""

MWH_PER_TONNE_MELTED = 0.64
"""An old induction furnace; new ones need 0.50 to 0.58, both within the published 0.5 to 0.7 [49]."""

COKE_T_PER_TONNE_MELTED = 0.315
"""Tonnes of CO2e from coke for each tonne melted: the middle of the published range [49]."""

PRICES_SINCE_2012 = 1.35
"""How much dearer equipment has become since the plans of 2012 [34]; assumed."""

type Maker = Callable[[Firm, Draw], Offer | None]


def offers(firm: Firm, draw: Draw) -> Iterator[Offer]:
    """The upgrades of a supplier, in the order of the list below: those that fit it and that it has not done yet."""
    site = _what_is_left(firm, draw)
    wanted = draw.whole(7, 11) if firm.tier == 1 else draw.whole(4, 7)
    found: list[tuple[Maker, Offer]] = []
    for maker in draw.shuffled(MAKERS):
        offer = maker(site, draw)
        if offer is not None and LEAST_WON <= offer.won <= MOST_WON and len(found) < wanted:
            found.append((maker, offer))
    yield from (offer for _, offer in sorted(found, key=lambda pair: MAKERS.index(pair[0])))


def _what_is_left(firm: Firm, draw: Draw) -> Firm:
    """The energy use on which something can still be saved: firms in the trading scheme have begun long ago."""
    if not firm.ets_covered:
        return firm
    left = draw.between(0.25, 0.5)
    return dataclasses.replace(
        firm,
        electricity_mwh=firm.electricity_mwh * left,
        gas_gj=firm.gas_gj * left,
        coke_t=firm.coke_t * left,
        oil_t=firm.oil_t * left,
    )


def saving_won(firm: Firm, offer: Offer) -> int:
    """Energy cost saved a year; never below zero, as the table asks for what is saved."""
    won = offer.mwh * 1_000 * power_won_per_kwh(firm) + offer.gj * GAS_WON_PER_GJ
    return max(0, round(won / 10_000) * 10_000)


def sources(firm: Firm, offer: Offer) -> str:
    """The numbers of the sources behind an upgrade and its saving; the site itself is always assumed."""
    numbers = set(offer.sources)
    if offer.mwh:
        numbers |= {28} | ({31} if firm.tier == 1 else {32} if firm.size == "small" else set())
    if offer.gj:
        numbers.add(33)
    return " ".join([*(f"[{number}]" for number in sorted(numbers)), "assumed"])


def power_won_per_kwh(firm: Firm) -> float:
    """What a saved kWh is worth: the mean price [31] in tier 1, the mean energy charge to small users [32]."""
    if firm.tier == 1:
        return 181.8
    return 111.6 if firm.size == "small" else 150.0


def _small_is_dear(units: float, middle: float) -> float:
    """Small jobs cost more for each unit saved: twice as much at the smallest end, the plain price at the largest."""
    return 1 + middle / (middle + units)


def _compressor_controller(firm: Firm, draw: Draw) -> Offer | None:
    air = firm.electricity_mwh * draw.between(0.06, 0.14)
    if air < 300:
        return None
    saved = air * draw.between(0.16, 0.22)
    won = saved * 228_000 * draw.between(0.75, 1.3)
    return Offer("compressor_controller", won, 10, (44,), mwh=saved)


def _inverter_compressor(firm: Firm, draw: Draw) -> Offer | None:
    air = firm.electricity_mwh * draw.between(0.06, 0.14)
    saved = air * draw.between(0.3, 0.7) * draw.between(0.24, 0.30)
    won = saved * 200_000 * draw.between(0.75, 1.35) * _small_is_dear(saved, 25)
    return Offer("inverter_compressor", won, 10, (43, 27), mwh=saved)


def _led(firm: Firm, draw: Draw) -> Offer | None:
    saved = firm.electricity_mwh * draw.between(0.03, 0.08) * 0.6
    won = saved * draw.between(450_000, 1_050_000)
    return Offer("led", won, 8, (45, 46, 34), mwh=saved, divisible=True, creditable=False)


def _electric_moulding(firm: Firm, draw: Draw) -> Offer | None:
    if firm.process != "moulding":
        return None
    saved = firm.electricity_mwh * draw.between(0.10, 0.35) * draw.between(0.46, 0.50)
    won = saved * draw.between(600_000, 1_200_000)
    return Offer("electric_moulding", won, 12, (47, 48), mwh=saved, divisible=True)


def _foundry_melting(firm: Firm, draw: Draw) -> Offer | None:
    """Coke cupola to induction, or an old induction furnace to a new one."""
    if firm.process != "casting":
        return None
    if firm.coke_t > 0:
        melted = firm.coke_t / COKE_T_PER_TONNE_MELTED
        won = melted * draw.between(220_000, 380_000)
        used = melted * draw.between(0.5, 0.6)
        return Offer("foundry_melting", won, 15, (49,), mwh=-used, other_t=firm.coke_t, lead_years=1)
    melted = firm.electricity_mwh * MELTING_PART / MWH_PER_TONNE_MELTED
    saved = melted * draw.between(0.06, 0.14)
    return Offer(
        "foundry_melting",
        saved * draw.between(350_000, 900_000),
        15,
        (49,),
        mwh=saved,
        lead_years=1,
    )


def _regenerative_burner(firm: Firm, draw: Draw) -> Offer | None:
    if firm.process not in {"forging", "heat_treatment", "casting"}:
        return None
    saved = firm.gas_gj * draw.between(0.4, 0.8) * draw.between(0.16, 0.22)
    won = saved * GAS_T_PER_GJ * 252_000 * PRICES_SINCE_2012 * draw.between(0.9, 2.0) * _small_is_dear(saved, 2_000)
    return Offer("regenerative_burner", won, 10, (50, 34), gj=saved)


def _low_temperature_curing(firm: Firm, draw: Draw) -> Offer | None:
    if firm.process != "painting":
        return None
    saved = firm.gas_gj * draw.between(0.45, 0.65) * 0.4
    won = saved * GAS_T_PER_GJ * draw.between(500_000, 1_600_000)
    return Offer("low_temperature_curing", won, 12, (51,), gj=saved, lead_years=1)


def _thermal_oxidiser(firm: Firm, draw: Draw) -> Offer | None:
    """A regenerative one (RTO) for a plain one; sold in sizes from 300 million to a billion won."""
    if firm.process != "painting" or firm.gas_gj < 15_000:
        return None
    saved = firm.gas_gj * draw.between(0.15, 0.3) * draw.between(0.6, 0.9)
    units = 1 + saved // 8_000
    won = units * draw.between(300_000_000, 1_000_000_000)
    return Offer("thermal_oxidiser", won, 15, (4,), gj=saved, lead_years=1)


def _heat_pump(firm: Firm, draw: Draw) -> Offer | None:
    """Low-temperature heat from a heat pump in place of a gas boiler of 90 % efficiency, 5,000 hours a year."""
    if firm.process not in {"painting", "rubber", "machining", "electronics", "moulding"}:
        return None
    gas = firm.gas_gj * draw.between(0.2, 0.5)
    heat_mwh = gas * 0.9 / 3.6
    kilowatts = heat_mwh / 5
    return Offer(
        "industrial_heat_pump",
        kilowatts * draw.between(800_000, 1_500_000),
        15,
        (52,),
        gj=gas,
        mwh=-heat_mwh / draw.between(2.5, 4.0),
        lead_years=1,
        group="heat",
    )


def _boiler_swap(firm: Firm, draw: Draw) -> Offer | None:
    if firm.process not in {"painting", "rubber", "machining", "electronics", "moulding", "heat_treatment"}:
        return None
    saved = firm.gas_gj * draw.between(0.03, 0.08)
    won = saved * GAS_T_PER_GJ * 221_000 * PRICES_SINCE_2012 * draw.between(0.9, 2.2) * _small_is_dear(saved, 300)
    return Offer("boiler_swap", won, 15, (34,), gj=saved, group="heat")


def _waste_heat(firm: Firm, draw: Draw) -> Offer | None:
    if firm.process not in {"casting", "forging", "heat_treatment", "painting", "rubber"}:
        return None
    saved = firm.gas_gj * draw.between(0.05, 0.12)
    won = saved * GAS_T_PER_GJ * 214_000 * PRICES_SINCE_2012 * draw.between(0.9, 2.4) * _small_is_dear(saved, 1_000)
    return Offer("waste_heat", won, 12, (34,), gj=saved)


def _fuel_switch(firm: Firm, draw: Draw) -> Offer | None:
    """Oil to natural gas in dryers and furnaces: the oil's tonnes go, the gas's come."""
    if firm.oil_t <= 0:
        return None
    gas = firm.oil_t / 0.077
    saved_t = firm.oil_t - gas * GAS_T_PER_GJ
    won = saved_t * 221_000 * PRICES_SINCE_2012 * draw.between(0.9, 2.2)
    return Offer("fuel_switch", won, 12, (4, 34), gj=-gas, other_t=firm.oil_t)


def _furnace_electrification(firm: Firm, draw: Draw) -> Offer | None:
    """Resistance heat for gas: more tonnes at first, fewer once the grid is cleaner."""
    if firm.process not in {"heat_treatment", "forging"}:
        return None
    gas = firm.gas_gj * draw.between(0.2, 0.5)
    return Offer(
        "furnace_electrification",
        gas * draw.between(40_000, 80_000),
        15,
        (28, 30),
        gj=gas,
        mwh=-gas * draw.between(0.13, 0.25),
        lead_years=1,
        first_year=2027,
        creditable=False,
    )


def _rooftop_solar(firm: Firm, draw: Draw) -> Offer | None:
    if firm.tier == 2 and draw.chance(0.4):
        return None
    kilowatts = draw.skewed(250, 1_500) if firm.tier == 1 else draw.skewed(40, 300)
    won = kilowatts * 1_700_000 * draw.between(0.85, 1.15)
    return Offer("rooftop_solar", won, 20, (53, 4), mwh=kilowatts * 1.3, divisible=True)


def _variable_speed_drive(firm: Firm, draw: Draw) -> Offer | None:
    saved = firm.electricity_mwh * draw.between(0.05, 0.15) * draw.between(0.2, 0.4)
    won = saved * draw.between(220_000, 520_000) * _small_is_dear(saved, 15)
    return Offer("variable_speed_drive", won, 10, (), mwh=saved, divisible=True)


def _ie4_motor(firm: Firm, draw: Draw) -> Offer | None:
    saved = firm.electricity_mwh * draw.between(0.3, 0.6) * draw.between(0.01, 0.03)
    won = saved * draw.between(700_000, 1_400_000)
    return Offer("ie4_motor", won, 15, (), mwh=saved, divisible=True)


def _metering(firm: Firm, draw: Draw) -> Offer | None:
    if firm.electricity_mwh < 1_000:
        return None
    won = 5_000_000 + firm.electricity_mwh * draw.between(2_500, 4_500)
    saved = firm.electricity_mwh * draw.between(0.005, 0.012)
    return Offer("metering", won, 10, (), mwh=saved, creditable=False)


def _energy_management(firm: Firm, draw: Draw) -> Offer | None:
    """A factory energy management system (FEMS): 50 to 300 million won, 3 to 8 % of the site's energy."""
    if firm.electricity_mwh < 2_000:
        return None
    part = draw.between(0.03, 0.08) * 0.6
    systems = 1 + firm.electricity_mwh // 40_000
    won = systems * (50_000_000 + 250_000_000 * min(1.0, firm.electricity_mwh / 30_000) * draw.between(0.7, 1.0))
    return Offer(
        "energy_management",
        won,
        8,
        (),
        mwh=firm.electricity_mwh * part,
        gj=firm.gas_gj * part / 2,
        creditable=False,
    )


MAKERS: tuple[Maker, ...] = (
    _compressor_controller,
    _inverter_compressor,
    _variable_speed_drive,
    _ie4_motor,
    _led,
    _metering,
    _energy_management,
    _electric_moulding,
    _foundry_melting,
    _regenerative_burner,
    _waste_heat,
    _boiler_swap,
    _heat_pump,
    _fuel_switch,
    _low_temperature_curing,
    _thermal_oxidiser,
    _furnace_electrification,
    _rooftop_solar,
)

NEEDS = {"inverter_compressor": "compressor_controller", "energy_management": "metering"}
"""What comes first where a supplier has both: the controller shows which machine to replace, meters feed the system."""
