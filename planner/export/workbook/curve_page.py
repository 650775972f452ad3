"""The page of the abatement cost curve: what it says in figures, the picture, and what the next tonne costs."""

from __future__ import annotations

import math
from fractions import Fraction

from planner.export.columns import AnyTable, Kind
from planner.export.cost_steps import MOST_STEPS
from planner.export.wording import Joined, Verbatim, funder_name
from planner.export.workbook.awards import purses_in_order
from planner.export.workbook.charts import cost_curve, placing
from planner.export.workbook.curve import Curve, thinned_words
from planner.export.workbook.marginal import marginal_tonnes
from planner.export.workbook.sheet import Book
from planner.export.workbook.summary.grid import Grid
from planner.languages import T, Text
from planner.plan.plan import Plan

_LINES = 24
"""How high the picture is, in rows."""

_DRAWN = 0.98
"""The axis reaches to this part of the candidates, and to the dearest funded one; few dear ones would flatten it."""

_TONNES, _AWARDED, _ABOVE = "Candidates_tonnes_t", "Candidates_awarded", '">0"'
_FUNDED = f"=COUNTIFS({_TONNES},{_ABOVE},{_AWARDED},{_ABOVE})"
_FUNDED_TONNES = f"SUMPRODUCT(({_TONNES}>0)*{_TONNES}*{_AWARDED})"
_MEAN = f"=SUMPRODUCT(({_TONNES}>0)*Candidates_cost_won*{_AWARDED})/{_FUNDED_TONNES}"
_DEAREST = f"=SUMPRODUCT(MAX(({_AWARDED}>0)*Candidates_cost_won_per_t))"
"""The figures, live: from the names of the candidates' columns."""

_BY_COST_ALONE = T("Cut-off: cost per tonne up to which the same tonnes would be reached by cost alone")


def write(book: Book, curve: Curve, points: AnyTable, plan: Plan) -> None:
    """Write the page, where any candidate saves tonnes."""
    if not curve.saving:
        return
    grid = Grid.on(book.sheet(T("Abatement cost curve")), columns=len(plan.model.years.award_years) + 1)
    grid.title(T("Abatement cost curve"))
    grid.sentence(T("What it shows"), Joined(list(_says(curve)), " "))
    highest = _highest(curve)
    _figures(grid, curve)
    picture = cost_curve.chart(grid.sheet, points, float(curve.tonnes), float(highest))
    grid.row += 1
    placing.across(grid, picture, _LINES)
    _note(grid, curve, highest)
    _marginal(grid, plan)


def _says(curve: Curve) -> list[Text]:
    says = [
        T(
            "Every candidate is a step, the cheapest tonne on the left: as wide as the tonnes that it saves, as high "
            "as what it costs per lifetime tonne, whoever pays. Where a part is funded, the step is parted."
        )
    ]
    if any(candidate.upgrade.alternative_group for candidate in curve.saving):
        says.append(T("Upgrades of which only one can be awarded are all drawn."))
    if len(curve.saving) > MOST_STEPS:
        says.append(thinned_words(curve))
    return says


def _figures(grid: Grid, curve: Curve) -> None:
    funded = [candidate for candidate in curve.saving if candidate.awarded]
    tonnes = sum((candidate.awarded_tonnes for candidate in funded), Fraction(0))
    cost = sum((candidate.awarded * candidate.cost_won for candidate in funded), Fraction(0))
    upgrades, tonne, won_per_tonne = T("upgrades"), T("t CO2e"), T("won per t")
    grid.section_title(T("Key figures"))
    grid.headings([T("Figure"), T("Value"), T("Unit")])
    mean = cost / tonnes if tonnes else None
    for label, value, kind, unit, formula in (
        (T("Candidates that save tonnes"), len(curve.saving), Kind.COUNT, upgrades, f"=COUNTIF({_TONNES},{_ABOVE})"),
        (T("Of them funded, in whole or in part"), len(funded), Kind.COUNT, upgrades, _FUNDED),
        (T("Lifetime tonnes of all candidates"), curve.tonnes, Kind.TONNES, tonne, f"=SUMIF({_TONNES},{_ABOVE})"),
        (
            T("Lifetime tonnes that are funded, before rounding to kilograms"),
            tonnes,
            Kind.TONNES,
            tonne,
            f"={_FUNDED_TONNES}",
        ),
        (T("Cost per tonne, mean of what is funded"), mean, Kind.WON_PER_TONNE, won_per_tonne, _MEAN),
        (T("Cost per tonne, dearest that is funded"), curve.dearest, Kind.WON_PER_TONNE, won_per_tonne, _DEAREST),
        (_BY_COST_ALONE, curve.cut_off, Kind.WON_PER_TONNE, won_per_tonne, None),
    ):
        grid.label(label)
        grid.figure(1, value, kind, formula if value is not None else None, "strong")
        grid.sheet.write(grid.row, 2, unit)
        grid.row += 1


def _highest(curve: Curve) -> Fraction:
    """Where the axis upwards ends [won/t]: a round number above what is to be seen."""
    prices = [candidate.won_per_tonne or Fraction(0) for candidate in curve.saving]
    if not prices:
        return Fraction(1)
    seen = prices[min(math.ceil(len(prices) * _DRAWN), len(prices)) - 1]
    lines = [line for line in (curve.cut_off, curve.marginal) if line is not None]
    wanted = max(seen, *lines, Fraction(1)) * Fraction(21, 20)
    step = Fraction(10) ** (len(str(int(wanted))) - 1) / 2
    return math.ceil(wanted / step) * step


def _note(grid: Grid, curve: Curve, highest: Fraction) -> None:
    """How many candidates stand above the picture, or not on it at all."""
    above = sum((candidate.won_per_tonne or 0) > highest for candidate in curve.saving)
    if above:
        words = T("Not to be seen, above the picture: {count:,} candidates that cost more per tonne.", count=above)
        grid.sheet.write(grid.row, 0, words, "note")
        grid.row += 1
    missing = len(curve.rows) - len(curve.saving)
    if missing:
        words = T("Not drawn: {count:,} candidates that save nothing, or that no award year fits.", count=missing)
        grid.sheet.write(grid.row, 0, words, "note")
        grid.row += 1


def _marginal(grid: Grid, plan: Plan) -> None:
    """A row a purse, a column a year; nothing where the plan knows no prices of budgets."""
    prices, years = marginal_tonnes(plan), plan.model.years.award_years
    if not prices:
        return
    grid.section_title(T("What the next tonne costs a purse (won of the purse per t)"))
    grid.headings([T("Payer"), *(Verbatim(str(year)) for year in years)])
    for funder in purses_in_order(plan.model):
        if any(funder.id == name for name, _ in prices):
            grid.label(Verbatim(funder_name(funder)))
            for column, year in enumerate(years, start=1):
                grid.figure(column, prices.get((funder.id, year)), Kind.WON_PER_TONNE)
            grid.row += 1
    grid.sentence(
        T("How to read it"),
        T(
            "One million won more in that year's budget, divided by the tonnes that it adds (the shadow price): for "
            "small changes only. It is not the cost of an upgrade: suppliers' own money and returned money come on "
            "top, and what is given back is spent again."
        ),
    )
