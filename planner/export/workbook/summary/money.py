"""Who pays what in which year: every funder, the returned money, the suppliers themselves."""

from __future__ import annotations

from collections import Counter

from planner.export.columns import Kind
from planner.export.wording import Verbatim, funder_name
from planner.export.workbook.awards import purses_in_order
from planner.export.workbook.places import elsewhere
from planner.export.workbook.sheets import Sheets
from planner.export.workbook.summary.grid import Area, Grid, address, block
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool

_POOLS = "pool:"


def columns_wanted(plan: Plan) -> int:
    """The columns that this table takes: a label, the years, a total, and the total in 억원."""
    return len(_years(plan)) + 3


def section(grid: Grid, plan: Plan, sheets: Sheets) -> Area:
    """A row a payer, a column a year; the last row checks the table against the awards."""
    years, paid = _years(plan), _paid(plan)
    grid.section_title(T("Money by payer and year (won)"))
    top = grid.row
    grid.headings([T("Payer"), *(Verbatim(str(year)) for year in years), T("Total"), T("Total, 100 million won")])
    payers = _payers(plan)
    for payer, name in payers:
        _payer_row(grid, name, [paid[payer, year] for year in years])
    _total_row(grid, [sum(paid[payer, year] for payer, _ in payers) for year in years], top)
    _check_row(grid, plan, sheets, len(years) + 1)
    return Area(top, 0, top + len(payers), len(years))


def _years(plan: Plan) -> list[int]:
    """The award years, and later ones in which anything is still paid."""
    years = {payment.year for award in plan.awards for payment in award.payments}
    return sorted(years | set(plan.model.years.award_years))


def _payers(plan: Plan) -> list[tuple[str, Text]]:
    funders: list[tuple[str, Text]] = [
        (funder.id, Verbatim(funder_name(funder))) for funder in purses_in_order(plan.model)
    ]
    pools = [] if plan.model.repayment is None else [(_POOLS, T("Returned money (pools)"))]
    return [*funders, *pools, (OWN, T("Suppliers' own money"))]


def _paid(plan: Plan) -> Counter[tuple[str, int]]:
    paid: Counter[tuple[str, int]] = Counter()
    for award in plan.awards:
        for payment in award.payments:
            payer = _POOLS if is_pool(payment.payer) else payment.payer
            paid[payer, payment.year] += payment.won
    return paid


def _payer_row(grid: Grid, name: Text, amounts: list[int]) -> None:
    last = len(amounts)
    grid.sheet.write(grid.row, 0, name, "label")
    for column, won in enumerate(amounts, start=1):
        grid.figure(column, won, Kind.WON)
    grid.figure(last + 1, sum(amounts), Kind.WON, f"=SUM({block(grid.row, 1, grid.row, last)})", "strong")
    grid.eok(last + 2, sum(amounts), last + 1, "strong")
    grid.row += 1


def _total_row(grid: Grid, amounts: list[int], top: int) -> None:
    grid.sheet.write(grid.row, 0, T("Total"), "total")
    for column, won in enumerate([*amounts, sum(amounts)], start=1):
        formula = f"=SUM({block(top + 1, column, grid.row - 1, column)})"
        grid.figure(column, won, Kind.WON, formula, "total")
    grid.eok(len(amounts) + 2, sum(amounts), len(amounts) + 1, "total")
    grid.row += 1


def _check_row(grid: Grid, plan: Plan, sheets: Sheets, total_column: int) -> None:
    """The total less the cost of all awards: 0, unless somebody changed a cell."""
    cost = elsewhere(sheets.awards, grid.sheet.book.language, "cost")
    grid.sheet.write(grid.row, 0, T("Check: total less cost on the awards sheet"), "note")
    difference = sum(p.won for award in plan.awards for p in award.payments) - plan.indicators.all_won
    formula = None if cost is None else f"={address(grid.row - 1, total_column)}-SUM({cost})"
    grid.figure(total_column, difference, Kind.WON, formula)
    grid.row += 1
