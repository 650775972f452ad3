"""The key figures, taken live from the other sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planner.export.columns import Kind, Number
from planner.export.workbook.awards import OWN_KEY, RETURNED_KEY, purse_key, purses_in_order
from planner.export.workbook.places import elsewhere
from planner.export.workbook.repayment import due_years, year_key
from planner.export.workbook.sheets import Sheets
from planner.export.workbook.summary.grid import Area, Grid, address
from planner.languages import Language, T, Text
from planner.plan.plan import Plan
from planner.programme.measures import year_of


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
        grid.label(figure.label)
        grid.figure(1, figure.value, figure.kind, figure.formula, "strong")
        grid.sheet.write(grid.row, 2, figure.unit)
        if figure.kind is Kind.WON and isinstance(figure.value, int):
            grid.eok(3, figure.value, source=1)
        else:
            grid.sheet.write(grid.row, 3, None)
        grid.row += 1


def _tonnes(plan: Plan, sheets: Sheets, language: Language) -> list[Figure]:
    """Tonnes by their kinds, which never mix: each has its own label and unit. The first are the lifetime tonnes."""
    indicators, tonne = plan.indicators, T("t CO2e")
    figures = [
        Figure(
            T("Lifetime tonnes until {year}", year=plan.model.years.count_until),
            indicators.lifetime_tonnes,
            Kind.TONNES,
            tonne,
            _sum(elsewhere(sheets.awards, language, "tonnes")),
        ),
        Figure(
            T("Tonnes in the first year in operation"),
            indicators.annual_tonnes,
            Kind.TONNES,
            T("t CO2e/yr"),
            _sum(elsewhere(sheets.awards, language, "first_year")),
        ),
    ]
    if indicators.discounted_tonnes is not None:
        figures.append(
            Figure(T("Discounted tonnes"), indicators.discounted_tonnes, Kind.TONNES, T("t CO2e, discounted"))
        )
    for year in _years_spoken_of(plan):
        tonnes = indicators.tonnes_by_year.get(year, Decimal(0))
        figures.append(Figure(T("Tonnes in {year}", year=year), tonnes, Kind.TONNES, tonne))
    return [*figures, *_raising(plan, sheets, language)]


def _years_spoken_of(plan: Plan) -> list[int]:
    """The counting years whose tonnes an objective, a target or a sector's target speaks of."""
    measures = [
        measure for objective in plan.model.objective for measure in (objective.tonnes_measure, *objective.reach)
    ]
    measures += [target.measure for target in plan.model.targets]
    years = {year_of(measure) for measure in measures if measure is not None}
    named = {year for year in years if year is not None} | {shown.year for shown in plan.contributions}
    return [year for year in plan.model.years.counting_years if year in named]


def _raising(plan: Plan, sheets: Sheets, language: Language) -> list[Figure]:
    """Awards that emit more than before at first; the tonnes above count them year by year."""
    until = [award.raises_until for award in plan.awards if award.raises_until is not None]
    if not until:
        return []
    cells = elsewhere(sheets.awards, language, "raises_until")
    label = T("Awards that emit more at first, until {year} at the latest", year=max(until))
    return [Figure(label, len(until), Kind.COUNT, T("awards"), None if cells is None else f"=COUNT({cells})")]


def _money(plan: Plan, sheets: Sheets, language: Language) -> list[Figure]:
    values = plan.indicators

    def awarded(columns: tuple[str, str] | None) -> str | None:
        return None if columns is None else _sum(elsewhere(sheets.awards, language, *columns))

    def won(label: Text, value: int, formula: str | None) -> Figure:
        return Figure(label, value, Kind.WON, T("won"), formula)

    money = [
        won(T("All funders' money"), values.fresh_won, awarded(_purses(plan, "government", "oem"))),
        won(T("Of it, government"), values.public_won, awarded(_purses(plan, "government"))),
        won(T("Of it, lead firms"), values.oem_won, awarded(_purses(plan, "oem"))),
    ]
    if plan.model.repayment is not None:
        returned = awarded((RETURNED_KEY, RETURNED_KEY))
        money.append(won(T("Returned money spent again"), values.recycled_won, returned))
    money += [
        won(T("Support in total"), plan.support_won, awarded(("support", "support"))),
        won(T("Suppliers' own money"), values.own_won, awarded((OWN_KEY, OWN_KEY))),
        won(T("Cost of the equipment"), values.all_won, awarded(("cost", "cost"))),
    ]
    if plan.model.repayment is None:
        return money
    last = plan.model.years.award[1]
    return [
        *money,
        won(T("To be given back by tier-1"), values.owed_won, _owed(sheets, language)),
        won(
            T("Of it, still to come after {year}", year=last),
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
