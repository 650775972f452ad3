"""The made-up suppliers: drawn in the published proportions, so that none is a real firm and all together could be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from draw import Draw

TIER1, TIER2 = 87, 660

GRID_T_PER_MWH = 0.4173
GAS_T_PER_GJ = 0.0561

REGIONS: Mapping[str, int] = {
    "Chungnam": 175,
    "Gyeonggi": 172,
    "Gyeongnam": 130,
    "Ulsan": 120,
    "Gyeongbuk": 105,
    "Daegu": 85,
    "Busan": 60,
    "Incheon": 55,
    "Gwangju": 45,
    "Jeonbuk": 30,
    "Chungbuk": 23,
}
"""Per mille of the suppliers. The first two from the workers of the branch [74], the others assumed."""

SIZES: Mapping[int, Mapping[str, int]] = {
    1: {"small": 3, "medium": 42, "mid-sized": 55},
    2: {"small": 60, "medium": 37, "mid-sized": 3},
}
"""Per cent of each tier. Tier 2 as in Daegu and Gyeongbuk [75]; tier 1 assumed, none large [1]."""

REVENUE: Mapping[int, Mapping[str, tuple[int, int]]] = {
    1: {"small": (60, 120), "medium": (300, 1_500), "mid-sized": (1_500, 18_500)},
    2: {"small": (15, 80), "medium": (80, 400), "mid-sized": (400, 4_000)},
}
"""Yearly revenue in 100 million won. Tier 1 has the published mean of about 381 billion won [71]."""

CONSORTIA: Mapping[str, int] = {"C1": 20, "C2": 18, "C3": 15, "C4": 13, "C5": 12, "C6": 9}

PRODUCTS: Mapping[str, int] = {
    "body": 194,
    "engine": 144,
    "driveline": 136,
    "interior": 200,
    "chassis": 140,
    "electrics": 120,
    "surface": 66,
}
"""Per mille of the suppliers. The first three as published [73], the split of the rest assumed."""

PROCESSES: Mapping[str, Mapping[str, int]] = {
    "body": {"stamping": 50, "welding": 35, "painting": 15},
    "engine": {"casting": 45, "machining": 45, "heat_treatment": 10},
    "driveline": {"forging": 45, "machining": 35, "heat_treatment": 20},
    "interior": {"moulding": 75, "rubber": 25},
    "chassis": {"stamping": 30, "casting": 25, "forging": 25, "heat_treatment": 20},
    "electrics": {"electronics": 70, "moulding": 30},
    "surface": {"painting": 70, "heat_treatment": 30},
}
"""Which processes make which products; assumed."""

INTENSITY: Mapping[str, tuple[float, float]] = {
    "casting": (5.5, 0.62),
    "forging": (3.2, 0.40),
    "heat_treatment": (2.8, 0.40),
    "painting": (2.0, 0.35),
    "moulding": (2.0, 0.94),
    "rubber": (2.5, 0.55),
    "stamping": (1.3, 0.88),
    "welding": (1.4, 0.90),
    "machining": (1.5, 0.90),
    "electronics": (1.0, 0.92),
}
"""Tonnes a year for 100 million won of a tier-1 supplier's revenue, and the part that is electricity; assumed."""

TIER2_INTENSITY = 2.0
"""Tier 2 does more of the raw work for each won it earns; assumed."""

ETS_SITE_T = 25_000
"""A site of this many tonnes a year is in the trading scheme [14]."""


@dataclass(frozen=True)
class Firm:
    """A supplier, with the energy use from which its upgrades are sized."""

    supplier_id: str
    tier: int
    consortium: str
    region: str
    size: str
    process: str
    baseline_t: int
    revenue_won: int
    repay_capacity_won: int | None
    copay_limit_won: int | None
    electricity_mwh: float
    gas_gj: float
    coke_t: float
    oil_t: float

    @property
    def ets_covered(self) -> bool:
        """Whether it is large enough to be in the trading scheme itself."""
        return self.baseline_t >= ETS_SITE_T


def firms(tier: int, draw: Draw) -> Iterator[Firm]:
    """The suppliers of a tier; tier 2 gets its consortium from its first buyer, later."""
    count = TIER1 if tier == 1 else TIER2
    regions = draw.in_proportion(REGIONS, count)
    sizes = draw.in_proportion(SIZES[tier], count)
    products = draw.in_proportion(PRODUCTS, count)
    consortia = draw.in_proportion(CONSORTIA, count) if tier == 1 else [""] * count
    digits = 3 if tier == 1 else 4
    for number in range(count):
        yield _firm(
            f"T{tier}-{number + 1:0{digits}d}",
            tier,
            consortia[number],
            regions[number],
            sizes[number],
            draw.weighted(PROCESSES[products[number]]),
            draw,
        )


def _firm(supplier_id: str, tier: int, consortium: str, region: str, size: str, process: str, draw: Draw) -> Firm:
    revenue = draw.skewed(*REVENUE[tier][size])
    intensity, electric = INTENSITY[process]
    tonnes = revenue * intensity * (TIER2_INTENSITY if tier == 2 else 1) * draw.between(0.6, 1.5)
    fuel = tonnes * (1 - electric)
    coke = fuel * 0.7 if process == "casting" and draw.chance(0.35) else 0.0
    oil = fuel * 0.3 if coke == 0 and electric < 0.8 and draw.chance(0.3) else 0.0
    return Firm(
        supplier_id=supplier_id,
        tier=tier,
        consortium=consortium,
        region=region,
        size=size,
        process=process,
        baseline_t=round(tonnes),
        revenue_won=round(revenue) * 100_000_000,
        repay_capacity_won=_in_millions(revenue * draw.between(0.01, 0.08)) if draw.chance(0.9) else None,
        copay_limit_won=_in_millions(revenue * _copay_part(tier, draw)) if draw.chance(0.85) else None,
        electricity_mwh=tonnes * electric / GRID_T_PER_MWH,
        gas_gj=(fuel - coke - oil) / GAS_T_PER_GJ,
        coke_t=coke,
        oil_t=oil,
    )


def _copay_part(tier: int, draw: Draw) -> float:
    """Most own money over the programme, in million won for 100 million won of yearly revenue."""
    return draw.between(0.3, 1.0) if tier == 1 else draw.between(0.6, 2.0)


def _in_millions(millions: float) -> int:
    return max(1, round(millions)) * 1_000_000
