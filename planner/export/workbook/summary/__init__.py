"""The first sheet: what the plan is, what it costs whom, what it saves, and who pays."""

from __future__ import annotations

from planner.export.workbook.charts import money_by_payer, placing, tonnes_by_year
from planner.export.workbook.sheet import Book
from planner.export.workbook.summary import contribution, figures, identity, money, tonnes, who
from planner.export.workbook.summary.grid import Grid
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme


def write(book: Book, plan: Plan, programme: Programme, verdict: Text) -> None:
    """Write the summary as the book's first sheet; ``verdict`` is that of the audit."""
    grid = Grid.on(book.sheet(T("Summary")), columns=money.columns_wanted(plan))
    grid.title(programme.rules.programme)
    identity.section(grid, plan, verdict)
    key_figures = figures.section(grid, plan)
    payments = money.section(grid, plan)
    paid = money_by_payer.chart(grid.sheet, payments, money.paid_by_each(plan), money.most_in_a_year(plan))
    placing.beside(grid, paid, key_figures)
    grid.new_page()
    saved = tonnes.section(grid, plan)
    all_save = all(of_year >= 0 for of_year in plan.indicators.tonnes_by_year.values())
    picture = tonnes_by_year.chart(grid.sheet, saved, tonnes.asked_column(plan), all_save=all_save)
    placing.beside(grid, picture, saved)
    contribution.section(grid, plan)
    who.section(grid, plan)
    grid.sheet.worksheet.activate()
