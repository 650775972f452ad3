"""What was not funded, or only in part: the cheapest won per tonne first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, Table
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.carbon import lifetime_kilograms
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE


@dataclass(frozen=True)
class NotFundedRow:
    """An upgrade of which the plan leaves all or a part."""

    upgrade: Upgrade
    supplier: Supplier
    awarded: Fraction
    first_year: int | None
    tonnes: Fraction | None
    remark: Text | None

    @property
    def won_per_tonne(self) -> Fraction | None:
        """Cost per lifetime tonne; none where it saves nothing."""
        return self.upgrade.total_won / self.tonnes if self.tonnes is not None and self.tonnes > 0 else None


def table(plan: Plan, programme: Programme) -> Table[NotFundedRow]:
    """A row an upgrade that is left out or cut short; those that save nothing come last."""
    awarded = _awarded_won(plan)
    taken = _taken_groups(awarded, programme)
    rows = [
        _row(upgrade, awarded.get(name, 0), taken, programme)
        for name, upgrade in programme.upgrades.items()
        if awarded.get(name, 0) < upgrade.total_won or name not in awarded
    ]
    return Table(
        title=T("Not funded"),
        says=T(
            "Candidates without an award, or awarded in part; cost and tonnes are of the whole upgrade, in its first "
            "possible year. Sorted by cost per lifetime tonne."
        ),
        columns=_COLUMNS,
        rows=sorted(rows, key=_order),
        frozen_columns=2,
    )


def _awarded_won(plan: Plan) -> dict[str, int]:
    awarded: dict[str, int] = defaultdict(int)
    for award in plan.awards:
        awarded[award.upgrade_id] += award.cost_won
    return dict(awarded)


def _taken_groups(awarded: Mapping[str, int], programme: Programme) -> dict[str, str]:
    """The upgrade that was awarded in each group of alternatives."""
    upgrades = (programme.upgrades[name] for name in sorted(awarded))
    return {upgrade.alternative_group: upgrade.upgrade_id for upgrade in upgrades if upgrade.alternative_group}


def _row(upgrade: Upgrade, won: int, taken: Mapping[str, str], programme: Programme) -> NotFundedRow:
    year = _first_possible_year(upgrade, programme)
    kilograms = None if year is None else lifetime_kilograms(programme, upgrade, year)
    return NotFundedRow(
        upgrade=upgrade,
        supplier=programme.supplier_of(upgrade),
        awarded=Fraction(won, upgrade.total_won) if upgrade.total_won else Fraction(0),
        first_year=year,
        tonnes=None if kilograms is None else kilograms / KG_PER_TONNE,
        remark=_remark(upgrade, won, year, taken),
    )


def _first_possible_year(upgrade: Upgrade, programme: Programme) -> int | None:
    """The first award year that the upgrade allows."""
    years = programme.rules.years.award_years
    first, last = upgrade.first_year or years[0], upgrade.last_year or years[-1]
    return next((year for year in years if first <= year <= last), None)


def _remark(upgrade: Upgrade, won: int, year: int | None, taken: Mapping[str, str]) -> Text | None:
    """What is plain to see; why else an upgrade is left out takes a new search, not a table."""
    if won:
        return T("awarded in part")
    if year is None:
        return T("no award year fits")
    other = taken.get(upgrade.alternative_group or "")
    return None if other is None else T("alternative awarded: {upgrade}", upgrade=other)


def _order(row: NotFundedRow) -> tuple[bool, Fraction, str, str]:
    ratio = row.won_per_tonne
    return (ratio is None, ratio or Fraction(0), row.supplier.supplier_id, row.upgrade.upgrade_id)


_COLUMNS: tuple[Column[NotFundedRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.upgrade.upgrade_id),
    Column("technology", T("Technology"), Kind.TEXT, lambda row: row.upgrade.technology),
    Column("awarded", T("Share awarded"), Kind.PERCENT, lambda row: row.awarded),
    Column("first_year", T("First possible year"), Kind.YEAR, lambda row: row.first_year),
    Column("cost", T("Cost"), Kind.WON, lambda row: row.upgrade.total_won),
    Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.tonnes),
    Column("won_per_tonne", T("Cost per tonne"), Kind.WON, lambda row: row.won_per_tonne),
    Column("remark", T("Remark"), Kind.TEXT, lambda row: row.remark),
)
