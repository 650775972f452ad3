"""The page of the returned money: all pools together by year, and the biggest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.export.columns import Kind
from planner.export.workbook.charts import placing, pool_by_year
from planner.export.workbook.payers import payer_numbers
from planner.export.workbook.repayment import due_years, year_name
from planner.export.workbook.sheet import Book
from planner.export.workbook.summary.grid import Area, Grid
from planner.languages import T, Text
from planner.plan.plan import POOL_PREFIX, Plan
from planner.programme.programme import Programme

_LINES = 19
"""How high a picture is, in rows: two stand on a page."""


@dataclass(frozen=True)
class PoolFigures:
    """A year of some pools [won]: due to them, come after the loss allowance, paid, left at its end."""

    year: int
    due: int
    received: int
    paid: int
    closing: int


def write(book: Book, plan: Plan, programme: Programme) -> None:
    """Write the page, where anything is given back."""
    if not plan.pools or not plan.repayments:
        return
    grid = Grid.on(book.sheet(T("Pool by year")), columns=9)
    grid.title(T("Returned money by year"))
    pools = {year.pool for year in plan.pools} | {due.pool for due in plan.repayments}
    _section(grid, plan, pools, None, T("All pools together"))
    if len(pools) > 1:
        biggest = biggest_pool(plan)
        words = T("The biggest pool: {pool}", pool=_pool_name(biggest, plan, programme))
        _section(grid, plan, {biggest}, payer_numbers(plan)[POOL_PREFIX + biggest], words)


def biggest_pool(plan: Plan) -> str:
    """The pool to which most falls due; of equal ones the first by id."""
    due: dict[str, int] = {}
    for one in plan.repayments:
        due[one.pool] = due.get(one.pool, 0) + one.owed_won
    return min(due, key=lambda pool: (-due[pool], pool))


def figures(plan: Plan, pools: Iterable[str]) -> list[PoolFigures]:
    """The years of the pools' accounts, and later ones in which something still falls due."""
    chosen = set(pools)
    years = sorted({year.year for year in plan.pools} | set(due_years(plan)))
    return [_figures_of(plan, chosen, year) for year in years]


def _figures_of(plan: Plan, pools: set[str], year: int) -> PoolFigures:
    accounts = [account for account in plan.pools if account.pool in pools and account.year == year]
    return PoolFigures(
        year,
        due=sum(due.owed_won for due in plan.repayments if due.pool in pools and due.year == year),
        received=sum(account.received - account.lost for account in accounts),
        paid=sum(account.paid for account in accounts),
        closing=sum(account.closing for account in accounts),
    )


def _pool_name(pool: str, plan: Plan, programme: Programme) -> str:
    repayment = plan.model.repayment
    own = repayment is not None and repayment.pool == "own_chain" and pool in programme.suppliers
    name = programme.suppliers[pool].name if own else None
    return pool if name in (None, pool) else f"{name} ({pool})"


def _section(grid: Grid, plan: Plan, pools: set[str], number: int | None, words: Text) -> None:
    """A row a year, summed from the ledgers; ``number`` is the payer's number of the one pool, if it is one."""
    grid.section_title(T("{pools} ({unit})", pools=words, unit=grid.unit))
    top = grid.row
    grid.headings(
        [
            T("Year"),
            T("Falls due"),
            T("Received, less the loss allowance"),
            T("Paid"),
            T("Balance at the year's end"),
        ]
    )
    rows, dues = figures(plan, pools), set(due_years(plan))
    ledger = {year.year for year in plan.pools}
    for row in rows:
        grid.sheet.write(grid.row, 0, row.year, "label", Kind.YEAR)
        grid.money(1, row.due, _due(row.year, number) if row.year in dues else None)
        if row.year in ledger:
            grid.money(2, row.received, f"={_sum('received', row.year, number)}-{_sum('lost', row.year, number)}")
            grid.money(3, row.paid, f"={_sum('paid', row.year, number)}")
            grid.money(4, row.closing, f"={_sum('closing', row.year, number)}")
        else:
            for column in (2, 3, 4):
                grid.sheet.write(grid.row, column, None)
        grid.row += 1
    area = Area(top, 0, grid.row - 1, 4)
    title = T("All pools, by year") if number is None else T("The biggest pool, by year")
    most = max(max(row.due, row.received, row.paid, row.closing) for row in rows)
    placing.beside(grid, pool_by_year.chart(grid.sheet, area, title, most), area, least=_LINES)


def _due(year: int, number: int | None) -> str:
    if number is None:
        return f"=SUM({year_name(year)})"
    return f"=SUMIFS({year_name(year)},Repayment_pool_no,{number})"


def _sum(column: str, year: int, number: int | None) -> str:
    one = "" if number is None else f",Pool_no,{number}"
    return f"SUMIFS(Pool_{column}_won,Pool_year,{year}{one})"
