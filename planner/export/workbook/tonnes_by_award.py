"""What each award saves, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.export.columns import Cell, Column, Kind, Table
from planner.export.wording import Verbatim
from planner.languages import T
from planner.plan.plan import Award, Plan
from planner.programme.crediting import credited_years
from planner.programme.programme import Programme

KEY = "Tonnes"


@dataclass(frozen=True, slots=True)
class TonnesRow:
    """An award, and the years in which its tonnes are credited."""

    award: Award
    name: str | None
    credited: range


def table(plan: Plan, programme: Programme) -> Table[TonnesRow]:
    """A row an award, a column a counting year; the years of credits where the programme has them."""
    years = list(plan.model.years.counting_years)
    return Table(
        title=T("Tonnes by award"),
        says=T(
            "What each award saves by year, in t of CO2e, to the kilogram; below zero where it emits more at first."
        ),
        columns=(*_WHO, *_years(years), *_total(years), *(_CREDITED if plan.model.offsets is not None else ())),
        rows=[_row(award, programme) for award in plan.awards],
        frozen_columns=3,
        key=KEY,
        printed=len(_WHO) + len(years) + 1,
    )


def year_name(year: int) -> str:
    """What formulas call a year's column."""
    return f"{KEY}_{year}_t"


def _row(award: Award, programme: Programme) -> TonnesRow:
    offsets = programme.rules.offsets
    upgrade = programme.upgrades[award.upgrade_id]
    credited = range(0) if offsets is None else credited_years(programme, offsets, upgrade, award.year)
    return TonnesRow(award, programme.suppliers[award.supplier_id].name, credited)


_WHO: tuple[Column[TonnesRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.award.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.award.upgrade_id),
    Column("award_year", T("Award year"), Kind.YEAR, lambda row: row.award.year),
)

_CREDITED: tuple[Column[TonnesRow], ...] = (
    Column("credited_from", T("Credited from"), Kind.YEAR, lambda row: row.credited[0] if row.credited else None),
    Column("credited_until", T("Credited until"), Kind.YEAR, lambda row: row.credited[-1] if row.credited else None),
)


def _years(years: list[int]) -> Iterator[Column[TonnesRow]]:
    for year in years:
        yield Column(str(year), Verbatim(str(year)), Kind.TONNES, _saved_in(year), "sum")


def _saved_in(year: int) -> Callable[[TonnesRow], Cell]:
    """Years without any leave the cell empty, so that the table shows its pattern."""
    return lambda row: row.award.tonnes_by_year.get(year) or None


def _total(years: list[int]) -> Iterator[Column[TonnesRow]]:
    yield Column(
        "total",
        T("Total"),
        Kind.TONNES,
        lambda row: row.award.tonnes,
        "sum",
        lambda place: f"=SUM({place.across(str(years[0]), str(years[-1]))})",
    )
