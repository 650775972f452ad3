"""Who pays: the funders with their kind, budget, spending, and whom they pay."""

from __future__ import annotations

from collections import Counter

from planner.export.columns import Kind
from planner.export.selection import selection
from planner.export.wording import KINDS, funder_name
from planner.export.workbook.awards import purses_in_order
from planner.export.workbook.summary.grid import Grid, address, block
from planner.languages import T
from planner.plan.plan import Plan


def section(grid: Grid, plan: Plan) -> None:
    """A row a funder, and a total."""
    grid.section_title(T("Funders and whom they pay"))
    top = grid.row
    headings = [T("Funder"), T("Kind"), T("Budget (won)"), T("Budget, 100 million won"), T("Spent (won)")]
    grid.headings([*headings, T("Spent of budget"), T("Whom it pays")])
    _widen_last_heading(grid, top)
    budgets, spent = _budgets(plan), _spent(plan)
    for funder in purses_in_order(plan.model):
        grid.sheet.write(grid.row, 0, funder_name(funder), "label")
        grid.sheet.write(grid.row, 1, KINDS[funder.kind])
        _amounts(grid, budgets[funder.id], spent[funder.id])
        grid.spread(6, selection(funder.pays))
        grid.row += 1
    _total(grid, top, sum(budgets.values()), sum(spent.values()))


def _widen_last_heading(grid: Grid, row: int) -> None:
    words = grid.sheet.words(T("Whom it pays"))
    grid.sheet.worksheet.merge_range(row, 6, row, grid.columns - 1, "", grid.sheet.book.formats.get("heading"))
    grid.sheet.write(row, 6, words, "heading")


def _budgets(plan: Plan) -> Counter[str]:
    """What each purse holds from the first award year on."""
    first = plan.model.years.award[0]
    return Counter(
        {funder.id: sum(won for year, won in funder.budget.items() if year >= first) for funder in plan.model.funders}
    )


def _spent(plan: Plan) -> Counter[str]:
    spent: Counter[str] = Counter({funder.id: 0 for funder in plan.model.funders})
    for award in plan.awards:
        for payer, won in award.payers.items():
            if payer in spent:
                spent[payer] += won
    return spent


def _amounts(grid: Grid, budget: int, spent: int, style: str = "plain", rows: tuple[int, int] | None = None) -> None:
    """Budget, the same in 억원, spending, and its part of the budget; summed over rows where they are given."""
    for column, won in ((2, budget), (4, spent)):
        formula = None if rows is None else f"=SUM({block(rows[0], column, rows[1], column)})"
        grid.figure(column, won, Kind.WON, formula, style)
    grid.eok(3, budget, 2, style)
    below, above = address(grid.row, 2), address(grid.row, 4)
    used = spent / budget if budget else None
    grid.figure(5, used, Kind.PERCENT, f'=IF({below}=0,"",{above}/{below})', style)


def _total(grid: Grid, top: int, budget: int, spent: int) -> None:
    for column in range(grid.columns):
        grid.sheet.write(grid.row, column, T("Total") if column == 0 else None, "total")
    _amounts(grid, budget, spent, "total", (top + 1, grid.row - 1))
    grid.row += 1
