"""The plan's part in what sectors have to cut, in the years that the programme names."""

from __future__ import annotations

from planner.export.columns import Kind
from planner.export.workbook.summary.grid import Grid, address
from planner.export.workbook.tonnes_by_award import year_name
from planner.languages import T
from planner.plan.plan import Plan


def section(grid: Grid, plan: Plan) -> None:
    """A row a sector and year; nothing where the programme names none."""
    if not plan.contributions:
        return
    grid.section_title(T("Contribution to sector targets"))
    grid.headings(
        [
            T("Sector"),
            T("Year"),
            T("To be cut in that year (t CO2e)"),
            T("The plan's tonnes in that year (t CO2e)"),
            T("Share"),
        ]
    )
    for shown in plan.contributions:
        grid.label(shown.sector)
        grid.figure(1, shown.year, Kind.YEAR)
        grid.figure(2, shown.sector_t, Kind.TONNES)
        live = plan.awards and shown.year in plan.model.years.counting_years
        grid.figure(3, shown.tonnes, Kind.TONNES, f"=SUM({year_name(shown.year)})" if live else None)
        formula = f"={address(grid.row, 3)}/{address(grid.row, 2)}"
        grid.figure(4, shown.share, Kind.SMALL_PERCENT, formula, "strong")
        grid.row += 1
