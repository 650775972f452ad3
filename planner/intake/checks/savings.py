"""What upgrades save, and whether the model has the factors that turn it into tonnes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.table import rows_with
from planner.languages import T
from planner.programme.grid import grid_path
from planner.programme.upgrade import Upgrade

_SAVINGS = ("tonnes", "electricity_mwh", "gas_gj", "other_t")


def some_saving_given(draft: Draft) -> Iterator[Fault]:
    """Every upgrade says what it saves; blank is not zero."""
    table = draft.tables.upgrades
    if table.rows and not table.columns & set(_SAVINGS):
        yield faults.MISSING_COLUMN.at(table.file, column="tonnes", meaning=T("Emissions saved [t/yr]."))
        return
    for row, name in rows_with(table, "upgrade_id"):
        if all(row.values.get(column, "?") is None for column in _SAVINGS):
            yield faults.NO_SAVING.at(table.place(row.line, "tonnes"), id=name)


def grid_factor_given(draft: Draft) -> Iterator[Fault]:
    """Where upgrades save electricity, the grid's factor is known from the first counting year on, in any scenario."""
    if not draft.has("factors", "years"):
        return
    factors, first = draft.rules.factors, draft.rules.years.award[0]
    grids: list[tuple[tuple[str, ...], Mapping[int, Fraction]]] = [
        (("grid_scenarios", name), path) for name, path in factors.grid_scenarios.items()
    ]
    if factors.scenario is None or factors.grid_t_per_mwh:
        grids.append((("grid_t_per_mwh",), factors.grid_t_per_mwh))
    for key, path in grids:
        place = draft.model.place("factors", *key)
        if path and min(path) > first:
            yield faults.GRID_FACTOR_TOO_LATE.at(place, given=min(path), first=first)
        if not path:
            yield from _missing_factor(draft, faults.NO_GRID_FACTOR, "electricity_mwh", place)


def gas_factor_given(draft: Draft) -> Iterator[Fault]:
    """Where upgrades save gas, its factor is known."""
    if draft.has("factors") and draft.rules.factors.gas_t_per_gj is None:
        yield from _missing_factor(draft, faults.NO_GAS_FACTOR, "gas_gj", draft.model.place("factors"))


def _missing_factor(draft: Draft, kind: faults.Kind, column: str, place: str) -> Iterator[Fault]:
    """One fault for all the rows that ask for the factor."""
    table = draft.tables.upgrades
    rows = [row for row, saved in rows_with(table, column) if saved and row.values.get("tonnes", "?") is None]
    if rows:
        first = draft.rules.years.award[0]
        yield kind.at(place, place=table.place(rows[0].line, column), count=len(rows), first=first)


def some_benefit(draft: Draft) -> Iterator[Fault]:
    """An upgrade that saves nothing within the horizon is warned of, unless it must be awarded, or others need it: who
    would choose it?
    """
    if not draft.has("factors", "years"):
        return
    sums = _GridSums(draft)
    table = draft.tables.upgrades
    needed = {name for _, needs in rows_with(table, "needs") for name in needs}
    for row in table.rows:
        if row.item is None or row.item.mandatory or row.item.upgrade_id in needed:
            continue
        if sums.can_tell(row.item) and not sums.saves(row.item):
            yield faults.NO_BENEFIT.at(table.place(row.line), id=row.item.upgrade_id)


class _GridSums:
    """Lifetime tonnes of whole upgrades, from running totals of the grid factor."""

    def __init__(self, draft: Draft) -> None:
        rules = draft.rules
        years = rules.years.counting_years
        given = rules.factors.grid
        self._award = rules.years.award
        self._end = years[-1] + 1
        self._gas = rules.factors.gas_t_per_gj
        self._path: Mapping[int, Fraction] = grid_path(rules.factors, years) if given and min(given) <= years[0] else {}
        running = itertools.accumulate((self._path.get(year, Fraction(0)) for year in years), initial=Fraction(0))
        self._before = dict(zip(range(years[0], self._end + 1), running, strict=True))
        self._plainly_positive = min(self._path.values(), default=1) > 0 and self._gas != 0

    def can_tell(self, upgrade: Upgrade) -> bool:
        """Whether the factors that the upgrade asks for are known."""
        return upgrade.tonnes is not None or (
            (not upgrade.electricity_mwh or bool(self._path)) and (not upgrade.gas_gj or self._gas is not None)
        )

    def saves(self, upgrade: Upgrade) -> bool:
        """Whether the upgrade saves more than nothing in some possible award year, or has no such year at all."""
        first = max(self._award[0], upgrade.first_year or self._award[0])
        last = min(self._award[1], upgrade.last_year or self._award[1])
        in_time = upgrade.life_years > 0 and first + upgrade.lead_years < self._end
        if in_time and self._plainly_positive and only_saves(upgrade):
            return True
        fixed, grid = upgrade.fixed_tonnes(self._gas or Fraction(0)), upgrade.grid_mwh
        return first > last or any(self._lifetime(upgrade, fixed, grid, t) > 0 for t in range(first, last + 1))

    def _lifetime(self, upgrade: Upgrade, fixed: Fraction, grid: Fraction, award: int) -> Fraction:
        start = min(award + upgrade.lead_years, self._end)
        end = min(start + upgrade.life_years, self._end)
        return fixed * (end - start) + grid * (self._before[end] - self._before[start])


def only_saves(upgrade: Upgrade) -> bool:
    """Whether the upgrade saves something and increases nothing: most do, and need no sums."""
    if upgrade.tonnes is not None:
        return upgrade.tonnes.numerator > 0
    given = [saved.numerator for saved in (upgrade.electricity_mwh, upgrade.gas_gj, upgrade.other_t) if saved]
    return bool(given) and min(given) > 0
