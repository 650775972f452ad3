"""Made-up chains of any size: the reference problem for trials and benchmarks.

A sample has 2 to 6 upgrades a supplier, six award years, a pool for each tier-1 supplier's own chain, three
purses with carry-over, OEM money tied to government money, a cap per supplier and a floor for each of eight
regions. Nothing in it describes a real firm. The same sizes and seed give the same bytes on any machine and
Python: every draw comes from ``Random.random``, whose sequence is promised, by additions and multiplications,
which round alike everywhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from planner.errors import UsageError
from planner.languages import T
from planner.programme.supplier import Link, Size, Supplier
from planner.programme.upgrade import Upgrade

AWARD_YEARS = range(2026, 2032)

REGIONS: Mapping[str, int] = {
    "Gyeonggi": 22,
    "Chungnam": 18,
    "Ulsan": 14,
    "Gyeongnam": 14,
    "Gyeongbuk": 12,
    "Daegu": 8,
    "Busan": 7,
    "Gwangju": 5,
}
"""The eight regions, with the weight of each among the suppliers."""

SIZES: Mapping[int, Mapping[Size, int]] = {1: {"medium": 60, "mid-sized": 40}, 2: {"small": 65, "medium": 35}}
"""The sizes of each tier's suppliers, with their weights."""

PROCESSES = ("casting", "forging", "machining", "moulding", "painting", "stamping")

RATES: Mapping[int, Mapping[Size, Fraction]] = {
    1: {"medium": Fraction(6, 10), "mid-sized": Fraction(5, 10)},
    2: {"small": Fraction(7, 10), "medium": Fraction(6, 10)},
}
"""The fixed support rates by tier and size."""

DEAR_REGIONS = ("Gyeongbuk", "Busan", "Gwangju")
"""Regions where a tonne costs more, so that their floors are felt."""

PURSES: Mapping[str, tuple[int, ...]] = {
    "GOV": (20, 20, 20, 20, 20, 20),
    "OEM": (7, 8, 9, 10, 12, 14),
    "SME": (10, 15, 15, 15, 15, 15),
}
"""Each purse's budgets by award year, in thousandths of the support that tier 1 could take at full rates.

Tier 1 gets 18 % of it in all. The OEM starts below 0.4 of the government's money, so that the co-funding rule
is felt and some of GOV's money waits; SME has less than what comes back, so that this purse binds too.
"""

FLOOR_OF_NEED = Fraction(8, 10)
"""A region's floor, as a part of the region's share of all costs: it leaves room and is felt."""


@dataclass(frozen=True)
class Kind:
    """A technology: whether it saves electricity [MWh/yr] or gas [GJ/yr], and what one such unit costs."""

    technology: str
    life_years: int
    electricity: bool
    won_per_unit: tuple[int, int]


KINDS = (
    Kind("compressor", 10, True, (90_000, 400_000)),
    Kind("motor", 12, True, (150_000, 900_000)),
    Kind("led", 8, True, (200_000, 1_200_000)),
    Kind("moulding_machine", 15, True, (300_000, 1_500_000)),
    Kind("pv", 20, True, (1_000_000, 1_600_000)),
    Kind("burner", 10, False, (10_000, 60_000)),
    Kind("paint_curing", 12, False, (20_000, 120_000)),
    Kind("waste_heat", 12, False, (10_000, 90_000)),
    Kind("heat_pump", 15, False, (25_000, 110_000)),
)


@dataclass(frozen=True)
class _Chain:
    """The tables of a sample."""

    suppliers: Sequence[Supplier]
    links: Sequence[Link]
    upgrades: Sequence[Upgrade]


def write_sample(folder: Path, tier1: int, tier2: int, seed: int) -> Path:
    """Write a sample of ``tier1`` + ``tier2`` suppliers into an empty or new folder; return its model's path.

    Raises :class:`planner.errors.UsageError` where the folder holds anything or cannot be written into, or the sizes
    make no chain.
    """
    if tier1 < 1 or tier2 < 0:
        raise UsageError(T("A chain needs at least one tier-1 supplier and no fewer than zero tier-2 suppliers."))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(T("{folder} is not an empty folder. Name a new one.", folder=folder))
    chain = _chain(tier1, tier2, Random(seed))  # noqa: S311 - a reproducible draw is the point
    try:
        return _write(chain, folder, _model(chain, tier1, tier2, seed))
    except OSError as error:
        raise UsageError(T("Cannot write into {folder}: {reason}.", folder=folder, reason=error.strerror)) from error


def _write(chain: _Chain, folder: Path, text: str) -> Path:
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    _write_table(inputs / "suppliers.csv", _SUPPLIER_COLUMNS, chain.suppliers)
    _write_table(inputs / "links.csv", _LINK_COLUMNS, chain.links)
    _write_table(inputs / "upgrades.csv", _UPGRADE_COLUMNS, chain.upgrades)
    model = folder / "model.yaml"
    model.write_text(text, encoding="utf-8", newline="\n")
    return model


def _chain(tier1: int, tier2: int, draw: Random) -> _Chain:
    buyers = [_supplier(1, number, draw) for number in range(1, tier1 + 1)]
    sellers = [_supplier(2, number, draw) for number in range(1, tier2 + 1)]
    links = [
        Link(buyer_id=_one_of(buyers, draw).supplier_id, seller_id=seller.supplier_id, share=Fraction(1))
        for seller in sellers
    ]
    suppliers = [*buyers, *sellers]
    return _Chain(suppliers, links, [upgrade for supplier in suppliers for upgrade in _upgrades(supplier, draw)])


def _supplier(tier: int, number: int, draw: Random) -> Supplier:
    size = _weighted(SIZES[tier], draw)
    return Supplier(
        supplier_id=f"S{tier}-{number:05d}",
        tier=tier,
        region=_weighted(REGIONS, draw),
        size=size,
        process=_one_of(PROCESSES, draw),
        baseline_t=Fraction(_skewed(2_000, 24_000, draw) if tier == 1 else _skewed(60, 2_000, draw)),
    )


def _upgrades(supplier: Supplier, draw: Random) -> Iterator[Upgrade]:
    left = list(KINDS)
    for number in range(1, _whole(2, 6, draw) + 1):
        kind = left.pop(_whole(0, len(left) - 1, draw))
        yield _upgrade(supplier, number, kind, draw)


def _upgrade(supplier: Supplier, number: int, kind: Kind, draw: Random) -> Upgrade:
    """An upgrade that saves 1 to 12 % of the supplier's emissions, at a cost drawn from its kind's range."""
    tonnes = float(supplier.baseline_t or 0) * (0.01 + 0.11 * draw.random() * draw.random())
    units = max(1, round(tonnes / (0.4 if kind.electricity else 0.056)))
    dear = 1.4 if supplier.region in DEAR_REGIONS else 1.0
    low, high = kind.won_per_unit
    cost = max(1, round(units * dear * _skewed(low, high, draw) / 100_000)) * 100_000
    # A heat pump draws electricity for about a third of the heat that it gives.
    electricity = units if kind.electricity else -round(units / 12) if kind.technology == "heat_pump" else None
    gas = None if kind.electricity else units
    return Upgrade(
        upgrade_id=f"U-{supplier.supplier_id}-{number}",
        supplier_id=supplier.supplier_id,
        technology=kind.technology,
        cost_won=cost,
        electricity_mwh=None if electricity is None else Fraction(electricity),
        gas_gj=None if gas is None else Fraction(gas),
        life_years=kind.life_years,
        lead_years=_whole(0, 1, draw),
    )


def _whole(low: int, high: int, draw: Random) -> int:
    """A whole number from low to high, each as likely."""
    return low + int((high - low + 1) * draw.random())


def _one_of[Value](values: Sequence[Value], draw: Random) -> Value:
    return values[_whole(0, len(values) - 1, draw)]


def _skewed(low: int, high: int, draw: Random) -> int:
    """A whole number from low to high, far more often low than high."""
    part = draw.random()
    return round(low + (high - low) * part * part * part)


def _weighted[Value](weights: Mapping[Value, int], draw: Random) -> Value:
    at = _whole(0, sum(weights.values()) - 1, draw)
    for value, weight in weights.items():
        if at < weight:
            return value
        at -= weight
    raise AssertionError("the draw is below the sum of the weights")


_SUPPLIER_COLUMNS = ("supplier_id", "tier", "region", "size", "process", "baseline_t")
_LINK_COLUMNS = ("buyer_id", "seller_id", "share")
_UPGRADE_COLUMNS = (
    "upgrade_id",
    "supplier_id",
    "technology",
    "cost_won",
    "electricity_mwh",
    "gas_gj",
    "life_years",
    "lead_years",
)


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Supplier | Link | Upgrade]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([getattr(row, column) for column in columns] for row in rows)


def _model(chain: _Chain, tier1: int, tier2: int, seed: int) -> str:
    purses = _purses(chain)
    return "\n".join(
        [
            f"# A made-up chain: planner sample DIR --tier1 {tier1} --tier2 {tier2} --seed {seed}",
            f"programme: Sample of {tier1} + {tier2} suppliers, seed {seed}",
            "inputs: inputs",
            f"years: {{award: [{AWARD_YEARS[0]}, {AWARD_YEARS[-1]}], count_until: 2040}}",
            "projects: divisible",
            "objective: {maximise: lifetime_tonnes}",
            "factors: {grid_t_per_mwh: {2023: 0.4173, 2035: 0.12}, gas_t_per_gj: 0.0561}",
            "funders:",
            _funder("GOV", "government", 1, purses),
            _funder("OEM", "oem", 1, purses),
            _funder("SME", "government", 2, purses),
            "support_rates:",
            *_rates(),
            "repayment: {base: [GOV, OEM], ratio: 1, grace_years: 1, instalments: 3, pool: own_chain}",
            "co_funding: [{funder: OEM, of: GOV, at_least: 0.4, over: year}]",
            "matching: [{funder: SME, of: pool, at_most: 1, over: programme}]",
            "fairness:",
            f"  - {{cap: {_cap(len(chain.suppliers))}, of: support, by: supplier}}",
            *_floors(chain),
            "",
        ]
    )


def _funder(purse: str, kind: str, tier: int, purses: Mapping[str, str]) -> str:
    return f"  - {{id: {purse}, kind: {kind}, pays: {{tier: {tier}}}, carry_over: all, budget: {purses[purse]}}}"


def _rates() -> Iterator[str]:
    for tier, rates in RATES.items():
        for size, rate in rates.items():
            yield f"  - {{tier: {tier}, size: {size}, at_most: {float(rate)}}}"


def _purses(chain: _Chain) -> Mapping[str, str]:
    """Each purse's budget by year, in whole million won."""
    need = _need_of_tier1(chain)
    budgets: dict[str, str] = {}
    for purse, thousandths in PURSES.items():
        budget = [max(1, int(need * part / 1_000 / 1_000_000)) * 1_000_000 for part in thousandths]
        by_year = zip(AWARD_YEARS, budget, strict=True)
        budgets[purse] = "{" + ", ".join(f"{year}: {won:_}" for year, won in by_year) + "}"
    return budgets


def _need_of_tier1(chain: _Chain) -> Fraction:
    """The support that tier 1 could take at full rates [won]."""
    rate_of = {
        supplier.supplier_id: RATES[1][supplier.size]
        for supplier in chain.suppliers
        if supplier.tier == 1 and supplier.size is not None
    }
    return sum(
        (upgrade.total_won * rate_of.get(upgrade.supplier_id, Fraction(0)) for upgrade in chain.upgrades),
        Fraction(0),
    )


def _cap(suppliers: int) -> float:
    """6 % of the support, or more in a chain so small that 6 % each would leave no plan."""
    return max(0.06, min(1.0, round(3 / suppliers, 2)))


def _floors(chain: _Chain) -> Iterator[str]:
    """A floor for each region that has a supplier."""
    region_of = {supplier.supplier_id: supplier.region for supplier in chain.suppliers}
    cost = dict.fromkeys(REGIONS, 0)
    for upgrade in chain.upgrades:
        region = region_of[upgrade.supplier_id]
        assert region is not None
        cost[region] += upgrade.total_won
    whole = sum(cost.values())
    for region, won in cost.items():
        floor = int(100 * FLOOR_OF_NEED * won / whole)
        if floor > 0:
            yield f"  - {{floor: {floor / 100}, of: support, by: region, group: {region}}}"
