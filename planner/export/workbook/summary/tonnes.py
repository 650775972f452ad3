"""What the awards save, year by year, and how much of it can become credits."""

from __future__ import annotations

from decimal import Decimal

from planner.export.columns import Kind
from planner.export.workbook.signals import alarm_unless_zero
from planner.export.workbook.summary.grid import Area, Grid, address, block
from planner.export.workbook.tonnes_by_award import year_name
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.measures import year_of


def section(grid: Grid, plan: Plan) -> Area:
    """A row a year; running totals; credits where the programme has them."""
    grid.section_title(T("Tonnes by year (t CO2e)"))
    credits = {credit.year: credit for credit in plan.credits}
    top = grid.row
    headings = [T("Year"), T("Tonnes"), T("Running total")]
    if credits:
        headings += [T("Creditable"), T("Usable as credits")]
    asked, asked_in = asked_by_year(plan), asked_column(plan)
    grid.headings([*headings, T("Asked for")] if asked_in else headings)
    running = Decimal(0)
    for year in plan.model.years.counting_years:
        tonnes = plan.indicators.tonnes_by_year.get(year, Decimal(0))
        running += tonnes
        grid.sheet.write(grid.row, 0, year, "label", Kind.YEAR)
        grid.figure(1, tonnes, Kind.TONNES, f"=SUM({year_name(year)})" if plan.awards else None)
        grid.figure(2, running, Kind.TONNES, f"=SUM({address(top + 1, 1)}:{address(grid.row, 1)})")
        if credits:
            credit = credits.get(year)
            for column, of, tonnes_of in ((3, "creditable", "creditable_t"), (4, "usable", "usable_t")):
                formula = f"=SUMIFS(Credits_{of}_t,Credits_year,{year})"
                grid.figure(column, getattr(credit, tonnes_of) if credit else Decimal(0), Kind.TONNES, formula)
        if asked_in:
            grid.figure(asked_in, asked.get(year), Kind.TONNES)
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
    grid.define("Plan_by_year_year", block(top + 1, 0, last, 0), T("Years of the tonnes by year"))
    grid.define("Plan_by_year_t", block(top + 1, 1, last, 1), T("Tonnes by year"))
    _check_row(grid, plan, last + 1)
    return Area(top, 0, last, asked_in or _last_column(plan))


def asked_by_year(plan: Plan) -> dict[int, float]:
    """The tonnes that targets ask for by year [t]; of several of one year, the most."""
    asked: dict[int, float] = {}
    for target in plan.targets:
        year = year_of(target.of)
        if year is not None:
            asked[year] = max(target.target_t, asked.get(year, 0.0))
    return asked


def asked_column(plan: Plan) -> int | None:
    """The column of what targets ask for, the table's last; none where no target is of a year."""
    return _last_column(plan) + 1 if asked_by_year(plan) else None


def _last_column(plan: Plan) -> int:
    return 4 if plan.credits else 2


def _check_row(grid: Grid, plan: Plan, total_row: int) -> None:
    """By how much the years together differ from the awards' lifetime tonnes: 0, unless somebody changed a cell."""
    grid.sheet.write(grid.row, 0, T("Check: total less lifetime tonnes on the awards sheet"), "note")
    awarded = sum((award.tonnes for award in plan.awards), Decimal(0))
    difference = sum(plan.indicators.tonnes_by_year.values(), Decimal(0)) - awarded
    formula = f"=ROUND({address(total_row, 1)}-SUM(Awards_tonnes_t),3)"
    grid.figure(1, difference, Kind.TONNES, formula if plan.awards else None)
    alarm_unless_zero(grid.sheet, grid.row, 1)
    grid.define("Check_tonnes_t", address(grid.row, 1), T("Check of the tonnes by year against the awards"))
    grid.row += 1
