"""What the awards save, year by year, and how much of it can become credits."""

from __future__ import annotations

from decimal import Decimal

from planner.export.columns import Kind
from planner.export.workbook.summary.grid import Area, Grid, address, block
from planner.languages import T
from planner.plan.plan import Plan


def section(grid: Grid, plan: Plan) -> Area:
    """A row a year; running totals; credits where the programme has them."""
    grid.section_title(T("Tonnes by year (t CO2e)"))
    credits = {credit.year: credit for credit in plan.credits}
    top = grid.row
    headings = [T("Year"), T("Tonnes"), T("Running total")]
    grid.headings([*headings, T("Creditable"), T("Usable as credits")] if credits else headings)
    running = Decimal(0)
    for year in plan.model.years.counting_years:
        tonnes = plan.indicators.tonnes_by_year.get(year, Decimal(0))
        running += tonnes
        grid.sheet.write(grid.row, 0, year, "label", Kind.YEAR)
        grid.figure(1, tonnes, Kind.TONNES)
        grid.figure(2, running, Kind.TONNES, f"=SUM({address(top + 1, 1)}:{address(grid.row, 1)})")
        if credits:
            credit = credits.get(year)
            grid.figure(3, credit.creditable_t if credit else None, Kind.TONNES)
            grid.figure(4, credit.usable_t if credit else None, Kind.TONNES)
        grid.row += 1
    last = grid.row - 1
    grid.sheet.write(grid.row, 0, T("Total"), "total")
    grid.figure(1, running, Kind.TONNES, f"=SUM({block(top + 1, 1, last, 1)})", "total")
    grid.sheet.write(grid.row, 2, None, "total")
    if credits:
        for column, total in (
            (3, sum((credit.creditable_t for credit in plan.credits), Decimal(0))),
            (4, sum((credit.usable_t for credit in plan.credits), Decimal(0))),
        ):
            grid.figure(column, total, Kind.TONNES, f"=SUM({block(top + 1, column, last, column)})", "total")
    grid.row += 1
    return Area(top, 0, last, 4 if credits else 2)
