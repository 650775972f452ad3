"""The key figures, taken live from the other sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.export.columns import Kind, Number
from planner.export.workbook.awards import purse_name, purses_in_order
from planner.export.workbook.repayment import due_years
from planner.export.workbook.repayment import year_name as due_in
from planner.export.workbook.summary.grid import Area, Grid, address
from planner.export.workbook.tonnes_by_award import year_name as tonnes_in
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.measures import year_of


@dataclass(frozen=True)
class Figure:
    """A key figure: its label, value, unit, what formulas call it, and what it is worked out from."""

    label: Text
    value: Number | None
    kind: Kind
    unit: Text
    name: str
    formula: str | None = None


def section(grid: Grid, plan: Plan) -> Area:
    """Tonnes, money and counts; money in two units."""
    grid.section_title(T("Key figures"))
    top = grid.row
    grid.headings([T("Figure"), T("Value"), T("Unit"), grid.other_unit])
    for figure in [*_tonnes(plan), *_raising(plan), *_money(plan), *_counts(plan)]:
        _line(grid, figure)
    return Area(top, 0, grid.row - 1, 3)


def _line(grid: Grid, figure: Figure) -> None:
    grid.label(figure.label)
    cell = address(grid.row, 1)
    if figure.kind is Kind.WON and isinstance(figure.value, int):
        grid.money(1, figure.value, figure.formula, "strong")
        grid.sheet.write(grid.row, 2, grid.unit)
        grid.money_again(3, figure.value, figure.formula)
        cell = grid.whole_won(1, again=3)
    else:
        grid.figure(1, figure.value, figure.kind, figure.formula, "strong")
        grid.sheet.write(grid.row, 2, figure.unit)
        grid.sheet.write(grid.row, 3, None)
    grid.define(figure.name, cell, figure.label)
    grid.row += 1


def _tonnes(plan: Plan) -> list[Figure]:
    """Tonnes by their kinds, which never mix: each has its own label and unit. The first are the lifetime tonnes."""
    indicators, tonne = plan.indicators, T("t CO2e")
    figures = [
        Figure(
            T("Lifetime tonnes until {year}", year=plan.model.years.count_until),
            indicators.lifetime_tonnes,
            Kind.TONNES,
            tonne,
            "Plan_lifetime_t",
            _awarded(plan, "Awards_tonnes_t"),
        ),
        Figure(
            T("Tonnes in the first year in operation"),
            indicators.annual_tonnes,
            Kind.TONNES,
            T("t CO2e/yr"),
            "Plan_annual_t",
            _awarded(plan, "Awards_first_year_t"),
        ),
    ]
    if indicators.discounted_tonnes is not None:
        unit = T("t CO2e, discounted")
        label = T("Discounted tonnes")
        value, formula = indicators.discounted_tonnes, _discounted(plan)
        figures.append(Figure(label, value, Kind.TONNES, unit, "Plan_discounted_t", formula))
    for year in _years_spoken_of(plan):
        tonnes = indicators.tonnes_by_year.get(year, Decimal(0))
        label, formula = T("Tonnes in {year}", year=year), _awarded(plan, tonnes_in(year))
        figures.append(Figure(label, tonnes, Kind.TONNES, tonne, f"Plan_{year}_t", formula))
    return figures


def _discounted(plan: Plan) -> str | None:
    """Each year's tonnes times its factor, both from the table of tonnes by year below."""
    discount = plan.model.discount
    if discount is None:
        return None
    factor = f"(1+{float(discount.rate)!r})^(Plan_by_year_year-{discount.base_year})"
    return f"=SUMPRODUCT(Plan_by_year_t/{factor})"


def _years_spoken_of(plan: Plan) -> list[int]:
    """The counting years whose tonnes an objective, a target or a sector's target speaks of."""
    measures = [
        measure for objective in plan.model.objective for measure in (objective.tonnes_measure, *objective.reach)
    ]
    measures += [target.measure for target in plan.model.targets]
    years = {year_of(measure) for measure in measures if measure is not None}
    named = {year for year in years if year is not None} | {shown.year for shown in plan.contributions}
    return [year for year in plan.model.years.counting_years if year in named]


def _raising(plan: Plan) -> list[Figure]:
    """Awards that emit more than before at first; the tonnes above count them year by year."""
    until = [award.raises_until for award in plan.awards if award.raises_until is not None]
    if not until:
        return []
    label = T("Awards that emit more at first, until {year} at the latest", year=max(until))
    formula = "=COUNT(Awards_raises_until)"
    return [Figure(label, len(until), Kind.COUNT, T("awards"), "Plan_awards_that_raise", formula)]


def _money(plan: Plan) -> list[Figure]:
    values = plan.indicators

    def won(label: Text, value: int, name: str, formula: str | None) -> Figure:
        return Figure(label, value, Kind.WON, T("won"), f"Plan_{name}_won", formula)

    money = [
        won(T("All funders' money"), values.fresh_won, "fresh", _paid_by(plan, "government", "oem")),
        won(T("Of it, government"), values.public_won, "public", _paid_by(plan, "government")),
        won(T("Of it, lead firms"), values.oem_won, "oem", _paid_by(plan, "oem")),
    ]
    if plan.model.repayment is not None:
        returned = _awarded(plan, "Awards_returned_won")
        money.append(won(T("Returned money spent again"), values.recycled_won, "recycled", returned))
    money += [
        won(T("Support in total"), plan.support_won, "support", _awarded(plan, "Awards_support_won")),
        won(T("Suppliers' own money"), values.own_won, "own", _awarded(plan, "Awards_own_won")),
        won(T("Cost of the equipment"), values.all_won, "all", _awarded(plan, "Awards_cost_won")),
    ]
    if plan.model.repayment is None:
        return money
    last = plan.model.years.award[1]
    later = [due_in(year) for year in due_years(plan) if year > last]
    owed = _sum(["Repayment_total_won"] if plan.repayments else [])
    return [
        *money,
        won(T("To be given back by tier-1"), values.owed_won, "owed", owed),
        won(T("Of it, still to come after {year}", year=last), values.still_to_come_won, "still_to_come", _sum(later)),
    ]


def _counts(plan: Plan) -> list[Figure]:
    values = plan.indicators
    return [
        Figure(
            T("Tonnes per million won of funders' money"),
            values.tonnes_per_million_won,
            Kind.FIGURE,
            T("t per million won"),
            "Plan_t_per_million_won",
            '=IF(Plan_fresh_won=0,"",Plan_lifetime_t/(Plan_fresh_won/1000000))',
        ),
        Figure(
            T("Upgrades funded"),
            values.upgrades_funded,
            Kind.COUNT,
            T("upgrades"),
            "Plan_upgrades_funded",
            "=SUM(Suppliers_funded)",
        ),
        Figure(
            T("Suppliers funded"),
            values.suppliers_funded,
            Kind.COUNT,
            T("suppliers"),
            "Plan_suppliers_funded",
            '=COUNTIF(Suppliers_funded,">0")',
        ),
    ]


def _paid_by(plan: Plan, *kinds: str) -> str | None:
    """The sum of what the funders of those kinds pay for awards."""
    purses = enumerate(purses_in_order(plan.model), start=1)
    return _sum([purse_name(number) for number, funder in purses if funder.kind in kinds] if plan.awards else [])


def _awarded(plan: Plan, name: str) -> str | None:
    """The sum of a column of awards; a plan without awards has no such column."""
    return f"=SUM({name})" if plan.awards else None


def _sum(names: Iterable[str]) -> str | None:
    listed = ",".join(names)
    return f"=SUM({listed})" if listed else None
