"""The repayment calendar: a row a supplier, a column a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.export.columns import Cell, Column, Kind, Table
from planner.export.wording import Verbatim
from planner.export.workbook.payers import payer_numbers, supplier_numbers
from planner.languages import T
from planner.plan.plan import POOL_PREFIX, Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class RepaymentRow:
    """What a supplier owes to a pool, by year [won]."""

    supplier_id: str
    name: str | None
    pool: str
    owed: dict[int, int]
    supplier_no: int
    pool_no: int


def table(plan: Plan, programme: Programme) -> Table[RepaymentRow]:
    """Suppliers that owe, and what falls due when."""
    calendar: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for due in plan.repayments:
        years = calendar[due.supplier_id, due.pool]
        years[due.year] = years.get(due.year, 0) + due.owed_won
    suppliers, payers = supplier_numbers(programme), payer_numbers(plan)
    columns = tuple(_years(due_years(plan)))
    return Table(
        title=T("Repayment"),
        says=T(
            "What falls due to be given back, by supplier and year. What falls due after {year} is still to come when "
            "awards end.",
            year=plan.model.years.award[1],
        ),
        columns=(*_WHO, *columns, *_NUMBERS),
        rows=[
            RepaymentRow(
                supplier,
                programme.suppliers[supplier].name,
                pool,
                owed,
                suppliers[supplier],
                payers[POOL_PREFIX + pool],
            )
            for (supplier, pool), owed in sorted(calendar.items())
        ],
        frozen_columns=2,
        key="Repayment",
        printed=len(_WHO) + len(columns),
    )


_WHO: tuple[Column[RepaymentRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("pool", T("Goes to pool"), Kind.TEXT, lambda row: row.pool),
)

_NUMBERS: tuple[Column[RepaymentRow], ...] = (
    Column("supplier_no", T("Supplier no."), Kind.MARK, lambda row: row.supplier_no),
    Column("pool_no", T("Payer no. of the pool"), Kind.MARK, lambda row: row.pool_no),
)


def due_years(plan: Plan) -> list[int]:
    """The years from the first to the last in which anything falls due."""
    years = [due.year for due in plan.repayments]
    return list(range(min(years), max(years) + 1)) if years else []


def year_key(year: int) -> str:
    """The key of a year's column."""
    return f"year:{year}"


def year_name(year: int) -> str:
    """What formulas call a year's column."""
    return f"Repayment_{year}_won"


def _years(years: list[int]) -> Iterator[Column[RepaymentRow]]:
    for year in years:
        yield Column(year_key(year), Verbatim(str(year)), Kind.WON, _due_in(year), "sum", name=str(year))
    if years:
        yield Column(
            "total",
            T("Total"),
            Kind.WON,
            lambda row: sum(row.owed.values()),
            "sum",
            lambda place: "=" + "+".join(place.cell(year_key(year)) for year in years),
        )


def _due_in(year: int) -> Callable[[RepaymentRow], Cell]:
    """Nothing due leaves the cell empty, so that the calendar shows its pattern."""
    return lambda row: row.owed.get(year) or None
