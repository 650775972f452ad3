"""Who pays: the funders with their kind, budget, spending, and whom they pay."""

from __future__ import annotations

from collections import Counter

from planner.export.columns import Kind
from planner.export.selection import selection
from planner.export.wording import KINDS, funder_name
from planner.export.workbook.awards import purse_name, purses_in_order
from planner.export.workbook.money_shown import with_unit
from planner.export.workbook.signals import full_at_hundred
from planner.export.workbook.summary.grid import Grid, address, block
from planner.languages import T
from planner.plan.plan import Plan


def section(grid: Grid, plan: Plan) -> None:
    """A row a funder, and a total."""
    grid.section_title(T("Funders and whom they pay"))
    top = grid.row
    headings = [
        T("Funder"),
        T("Kind"),
        with_unit(T("Budget"), grid.unit),
        with_unit(T("Budget"), grid.other_unit),
        with_unit(T("Spent"), grid.unit),
    ]
    grid.headings([*headings, T("Spent of budget"), T("Whom it pays")])
    _widen_last_heading(grid, top)
    budgets, spent = _budgets(plan), _spent(plan)
    for number, funder in enumerate(purses_in_order(plan.model), start=1):
        grid.sheet.write(grid.row, 0, funder_name(funder), "label")
        grid.sheet.write(grid.row, 1, KINDS[funder.kind])
        budget = f"=SUMIFS(Funders_budget_won,Funders_no,{number})" if plan.funders else None
        grid.money(2, budgets[funder.id], budget)
        grid.money_again(3, budgets[funder.id], budget)
        grid.money(4, spent[funder.id], f"=SUM({purse_name(number)})" if plan.awards else None)
        _used(grid, budgets[funder.id], spent[funder.id])
        grid.spread(6, selection(funder.pays))
        grid.row += 1
    full_at_hundred(grid.sheet, top + 1, grid.row - 1, 5)
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


def _used(grid: Grid, budget: int, spent: int, style: str = "plain") -> None:
    """What part of the budget is spent; blank where there is no budget."""
    below, above = address(grid.row, 2), address(grid.row, 4)
    formula = f'=IF({below}=0,"",{above}/{below})'
    grid.figure(5, spent / budget if budget else None, Kind.PERCENT, formula, style)


def _total(grid: Grid, top: int, budget: int, spent: int) -> None:
    for column in range(grid.columns):
        grid.sheet.write(grid.row, column, T("Total") if column == 0 else None, "total")
    rows = range(top + 1, grid.row)
    grid.total(2, budget, block(rows[0], 2, rows[-1], 2), "total")
    grid.total_again(3, budget, block(rows[0], 3, rows[-1], 3), "total")
    grid.total(4, spent, block(rows[0], 4, rows[-1], 4), "total")
    _used(grid, budget, spent, "total")
    grid.row += 1
