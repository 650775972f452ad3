"""The rows of a draft as plain numbers: exact enough for orders of magnitude, and fast."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.intake.draft import Draft
from planner.intake.table import Row, rows_with
from planner.programme.grid import grid_path
from planner.programme.supplier import Supplier
from planner.programme.upgrade import CostLine, Upgrade


class UpgradeSizes(NamedTuple):
    """The cells of an upgrade that have a size, in the columns' units; blank counts as 0.

    Tonnes that are given override the energy columns, as everywhere; then these count for the price of energy only.
    """

    cost_won: float
    tonnes: float
    electricity_mwh: float
    gas_gj: float
    other_t: float
    saving_won: float


class SupplierSizes(NamedTuple):
    """The cells of a supplier that have a size; blank counts as 0."""

    baseline_t: float
    revenue_won: float
    repay_capacity_won: float
    copay_limit_won: float


class SizedUpgrade(NamedTuple):
    """An upgrade with its row and its supplier; what that emits before any upgrade and what it saves [t/yr]; sizes."""

    row: Row[Upgrade]
    upgrade: Upgrade
    supplier: Supplier
    baseline_t: float
    tonnes: float
    sizes: UpgradeSizes


class SizedSupplier(NamedTuple):
    """A supplier with its row and its sizes."""

    row: Row[Supplier]
    supplier: Supplier
    sizes: SupplierSizes


class Factors(NamedTuple):
    """Emission factors of the first award year [t/MWh, t/GJ]; 0 where they are not known."""

    grid: float
    gas: float

    def tonnes(self, sizes: UpgradeSizes) -> float:
        """What the upgrade saves a year [t]."""
        return sizes.tonnes or sizes.electricity_mwh * self.grid + sizes.gas_gj * self.gas + sizes.other_t


@dataclass(frozen=True)
class SizedRows:
    """All rows with a size, and all budgets together [won]; ``budgets`` is 0 where one of them cannot be read."""

    draft: Draft
    upgrades: tuple[SizedUpgrade, ...]
    suppliers: tuple[SizedSupplier, ...]
    budgets: float
    factors: Factors

    @classmethod
    def of(cls, draft: Draft) -> SizedRows:
        """The rows that were read."""
        factors = _factors(draft)
        return cls(draft, tuple(_upgrades(draft, factors)), tuple(_suppliers(draft)), _budgets(draft), factors)

    def scaled(self, factors: Mapping[str, float]) -> SizedRows:
        """The rows as they would be with some columns multiplied."""
        if not factors:
            return self
        return SizedRows(
            self.draft,
            tuple(_scaled_upgrade(row, factors, self.factors) for row in self.upgrades),
            tuple(row._replace(sizes=_scaled(row.sizes, factors)) for row in self.suppliers),
            self.budgets * factors.get("budget", 1),
            self.factors,
        )

    def place(self, row: SizedUpgrade | SizedSupplier, column: str) -> str:
        """The cell of a row; of a cost that stands in cost lines, the largest line."""
        tables = self.draft.tables
        if isinstance(row, SizedSupplier):
            return tables.suppliers.place(row.row.line, column)
        if column == "cost_won" and row.upgrade.cost_won is None:
            return tables.cost_lines.place(self._largest_lines[row.upgrade.upgrade_id].line, "won")
        return tables.upgrades.place(row.row.line, column)

    def is_confirmed(self, row: SizedUpgrade | SizedSupplier, column: str) -> bool:
        """Whether somebody has said that the cell is right: in its row, or in that of the cost line."""
        if isinstance(row, SizedSupplier):
            return row.supplier.confirmed
        in_lines = column == "cost_won" and row.upgrade.cost_won is None
        return row.upgrade.confirmed or (
            in_lines and bool(self._largest_lines[row.upgrade.upgrade_id].values.get("confirmed"))
        )

    @functools.cached_property
    def _largest_lines(self) -> Mapping[str, Row[CostLine]]:
        """The largest cost line of each upgrade that has any."""
        found: dict[str, Row[CostLine]] = {}
        for row, name in rows_with(self.draft.tables.cost_lines, "upgrade_id"):
            if name not in found or (row.values.get("won") or 0) > (found[name].values.get("won") or 0):
                found[name] = row
        return found


def _scaled[Sizes: (UpgradeSizes, SupplierSizes)](sizes: Sizes, factors: Mapping[str, float]) -> Sizes:
    return sizes._replace(**{name: getattr(sizes, name) * by for name, by in factors.items() if name in sizes._fields})


def _scaled_upgrade(row: SizedUpgrade, factors: Mapping[str, float], emission: Factors) -> SizedUpgrade:
    sizes = _scaled(row.sizes, factors)
    return row._replace(
        sizes=sizes, tonnes=emission.tonnes(sizes), baseline_t=row.baseline_t * factors.get("baseline_t", 1)
    )


def _upgrades(draft: Draft, emission: Factors) -> Iterator[SizedUpgrade]:
    for row, upgrade, supplier in draft.pairs:
        cost = upgrade.cost_won
        sizes = UpgradeSizes(
            float(cost if cost is not None else sum(line.won for line in upgrade.cost_lines)),
            _float(upgrade.tonnes),
            _float(upgrade.electricity_mwh),
            _float(upgrade.gas_gj),
            _float(upgrade.other_t),
            float(upgrade.saving_won or 0),
        )
        yield SizedUpgrade(row, upgrade, supplier, _float(supplier.baseline_t), emission.tonnes(sizes), sizes)


def _suppliers(draft: Draft) -> Iterator[SizedSupplier]:
    for row in draft.tables.suppliers.rows:
        firm = row.item
        if firm is not None:
            sizes = SupplierSizes(
                _float(firm.baseline_t),
                float(firm.revenue_won or 0),
                float(firm.repay_capacity_won or 0),
                float(firm.copay_limit_won or 0),
            )
            yield SizedSupplier(row, firm, sizes)


def _float(value: Fraction | None) -> float:
    return 0.0 if value is None else value.numerator / value.denominator


def _budgets(draft: Draft) -> float:
    return float(sum(sum(funder.budget.values()) for funder in draft.rules.funders)) if draft.has("funders") else 0.0


def _factors(draft: Draft) -> Factors:
    rules = draft.rules
    first = rules.years.award[0]
    given = rules.factors.grid
    known = draft.has("factors", "years") and bool(given) and min(given) <= first
    grid = float(grid_path(rules.factors, [first])[first]) if known else 0.0
    return Factors(grid, float(rules.factors.gas_t_per_gj or 0))
