"""The key figures, taken live from the other sheets."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Kind, Number
from planner.export.workbook.awards import OWN_KEY, RETURNED_KEY, purse_key, purses_in_order
from planner.export.workbook.places import elsewhere
from planner.export.workbook.repayment import due_years, year_key
from planner.export.workbook.sheets import Sheets
from planner.export.workbook.summary.grid import Area, Grid, address
from planner.languages import Language, T, Text
from planner.plan.plan import Plan


@dataclass(frozen=True)
class Figure:
    """A key figure: its label, value, unit, and where it is taken from."""

    label: Text
    value: Number | None
    kind: Kind
    unit: Text
    formula: str | None = None


def section(grid: Grid, plan: Plan, sheets: Sheets) -> Area:
    """Tonnes, money and counts; money also in 억원."""
    grid.section_title(T("Key figures"))
    top = grid.row
    grid.headings([T("Figure"), T("Value"), T("Unit"), T("100 million won")])
    language = grid.sheet.book.language
    tonnes_row = grid.row
    _lines(grid, _tonnes(plan, sheets, language))
    fresh_row = grid.row
    _lines(grid, _money(plan, sheets, language))
    ratio = f'=IF({address(fresh_row, 1)}=0,"",{address(tonnes_row, 1)}/({address(fresh_row, 1)}/1000000))'
    _lines(grid, _counts(plan, sheets, language, ratio))
    return Area(top, 0, grid.row - 1, 3)


def _lines(grid: Grid, figures: list[Figure]) -> None:
    for figure in figures:
        grid.sheet.write(grid.row, 0, figure.label, "label")
        grid.figure(1, figure.value, figure.kind, figure.formula, "strong")
        grid.sheet.write(grid.row, 2, figure.unit)
        if figure.kind is Kind.WON and isinstance(figure.value, int):
            grid.eok(3, figure.value, source=1)
        else:
            grid.sheet.write(grid.row, 3, None)
        grid.row += 1


def _tonnes(plan: Plan, sheets: Sheets, language: Language) -> list[Figure]:
    indicators = plan.indicators
    lifetime = Figure(
        T("Lifetime tonnes until {year}", year=plan.model.years.count_until),
        indicators.lifetime_tonnes,
        Kind.TONNES,
        T("t CO2e"),
        _sum(elsewhere(sheets.awards, language, "tonnes")),
    )
    if indicators.discounted_tonnes is None:
        return [lifetime]
    return [lifetime, Figure(T("Discounted tonnes"), indicators.discounted_tonnes, Kind.TONNES, T("t CO2e"))]


def _money(plan: Plan, sheets: Sheets, language: Language) -> list[Figure]:
    values = plan.indicators

    def awarded(columns: tuple[str, str] | None) -> str | None:
        return None if columns is None else _sum(elsewhere(sheets.awards, language, *columns))

    def won(label: Text, value: int, formula: str | None) -> Figure:
        return Figure(label, value, Kind.WON, T("won"), formula)

    return [
        won(T("All funders' money"), values.fresh_won, awarded(_purses(plan, "government", "oem"))),
        won(T("Of it, government"), values.public_won, awarded(_purses(plan, "government"))),
        won(T("Of it, car makers"), values.oem_won, awarded(_purses(plan, "oem"))),
        won(T("Returned money spent again"), values.recycled_won, awarded((RETURNED_KEY, RETURNED_KEY))),
        won(T("Support in total"), plan.support_won, awarded(("support", "support"))),
        won(T("Suppliers' own money"), values.own_won, awarded((OWN_KEY, OWN_KEY))),
        won(T("Cost of the equipment"), values.all_won, awarded(("cost", "cost"))),
        won(T("To be given back by tier-1"), values.owed_won, _owed(sheets, language)),
        won(
            T("Of it, still to come after {year}", year=plan.model.years.award[1]),
            values.still_to_come_won,
            _still_to_come(plan, sheets, language),
        ),
    ]


def _counts(plan: Plan, sheets: Sheets, language: Language, ratio: str) -> list[Figure]:
    values = plan.indicators
    funded = elsewhere(sheets.suppliers, language, "funded")
    return [
        Figure(
            T("Tonnes per million won of funders' money"),
            values.tonnes_per_million_won,
            Kind.FIGURE,
            T("t per million won"),
            ratio,
        ),
        Figure(T("Upgrades funded"), values.upgrades_funded, Kind.COUNT, T("upgrades"), _sum(funded)),
        Figure(
            T("Suppliers funded"),
            values.suppliers_funded,
            Kind.COUNT,
            T("suppliers"),
            None if funded is None else f'=COUNTIF({funded},">0")',
        ),
    ]


def _purses(plan: Plan, *kinds: str) -> tuple[str, str] | None:
    """The first and the last column of the funders of those kinds; they stand side by side."""
    keys = [purse_key(funder) for funder in purses_in_order(plan.model) if funder.kind in kinds]
    return (keys[0], keys[-1]) if keys else None


def _owed(sheets: Sheets, language: Language) -> str | None:
    if not sheets.repayment.rows:
        return None
    return _sum(elsewhere(sheets.repayment, language, "total"))


def _still_to_come(plan: Plan, sheets: Sheets, language: Language) -> str | None:
    later = [year for year in due_years(plan) if year > plan.model.years.award[1]]
    if not later:
        return None
    return _sum(elsewhere(sheets.repayment, language, year_key(later[0]), year_key(later[-1])))


def _sum(cells: str | None) -> str | None:
    return None if cells is None else f"=SUM({cells})"
