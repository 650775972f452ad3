"""Who pays what in which year: every funder, the returned money, the suppliers themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.columns import Kind
from planner.export.wording import Verbatim, funder_name
from planner.export.workbook.awards import purse_name, purses_in_order
from planner.export.workbook.payers import OWN_NUMBER
from planner.export.workbook.signals import alarm_unless_zero
from planner.export.workbook.summary.grid import Area, Grid, address, block
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool

_POOLS = "pool:"


@dataclass(frozen=True)
class Payer:
    """A row of the table: who, which payers' numbers count for it, and the column of awards that it must agree with."""

    key: str
    name: Text
    numbers: str
    awarded: str


def columns_wanted(plan: Plan) -> int:
    """The columns that this table takes: a label, the years, a total, and the total in the other unit."""
    return len(_years(plan)) + 3


def section(grid: Grid, plan: Plan) -> Area:
    """A row a payer, a column a year, summed from the payments; the last row checks the table against the awards."""
    years, paid, payers = _years(plan), _paid(plan), list(_payers(plan))
    grid.section_title(T("Money by payer and year ({unit})", unit=grid.unit))
    top = grid.row
    again = T("Total ({unit})", unit=grid.other_unit)
    grid.headings([T("Payer"), *(Verbatim(str(year)) for year in years), T("Total"), again])
    for payer in payers:
        amounts = [(year, paid[payer.key, year]) for year in years]
        _payer_row(grid, payer, amounts, live=bool(plan.awards))
    _total_row(grid, [sum(paid[payer.key, year] for payer in payers) for year in years], top)
    _check_row(grid, payers, len(years) + 1, _difference(plan) if plan.awards else None)
    return Area(top, 0, top + len(payers), len(years))


def paid_by_each(plan: Plan) -> list[int]:
    """What each row of the table comes to, all years together [won]."""
    paid, years = _paid(plan), _years(plan)
    return [sum(paid[payer.key, year] for year in years) for payer in _payers(plan)]


def most_in_a_year(plan: Plan) -> int:
    """What all payers together pay in the year that costs most [won]."""
    paid = _paid(plan)
    return max(sum(won for (_, of), won in paid.items() if of == year) for year in _years(plan))


def _years(plan: Plan) -> list[int]:
    """The award years, and later ones in which anything is still paid."""
    years = {payment.year for award in plan.awards for payment in award.payments}
    return sorted(years | set(plan.model.years.award_years))


def _payers(plan: Plan) -> Iterator[Payer]:
    funders = purses_in_order(plan.model)
    for number, funder in enumerate(funders, start=1):
        yield Payer(funder.id, Verbatim(funder_name(funder)), str(number), purse_name(number))
    if plan.model.repayment is not None:
        yield Payer(_POOLS, T("Returned money (pools)"), f'">{len(funders)}"', "Awards_returned_won")
    yield Payer(OWN, T("Suppliers' own money"), str(OWN_NUMBER), "Awards_own_won")


def _paid(plan: Plan) -> Counter[tuple[str, int]]:
    paid: Counter[tuple[str, int]] = Counter()
    for award in plan.awards:
        for payment in award.payments:
            payer = _POOLS if is_pool(payment.payer) else payment.payer
            paid[payer, payment.year] += payment.won
    return paid


def _payer_row(grid: Grid, payer: Payer, amounts: list[tuple[int, int]], *, live: bool) -> None:
    last, total = len(amounts), sum(won for _, won in amounts)
    grid.sheet.write(grid.row, 0, payer.name, "label")
    for column, (year, won) in enumerate(amounts, start=1):
        formula = f"=SUMIFS(Payments_paid_won,Payments_payer_no,{payer.numbers},Payments_year,{year})"
        grid.money(column, won, formula if live else None)
    grid.total(last + 1, total, block(grid.row, 1, grid.row, last), "strong")
    formula = f"=SUMIFS(Payments_paid_won,Payments_payer_no,{payer.numbers})"
    grid.money_again(last + 2, total, formula if live else None, "strong")
    grid.row += 1


def _total_row(grid: Grid, amounts: list[int], top: int) -> None:
    last = len(amounts)
    grid.sheet.write(grid.row, 0, T("Total"), "total")
    for column, won in enumerate([*amounts, sum(amounts)], start=1):
        grid.total(column, won, block(top + 1, column, grid.row - 1, column), "total")
    grid.total_again(last + 2, sum(amounts), block(top + 1, last + 2, grid.row - 1, last + 2), "total")
    grid.row += 1


def _difference(plan: Plan) -> int:
    """By how many won payers' totals, and the total of all, differ between payments and awards."""
    paid: Counter[str] = Counter()
    for award in plan.awards:
        for payer, won in award.payers.items():
            paid[_POOLS if is_pool(payer) else payer] -= won
    by_year = _paid(plan)
    for (payer, _), won in by_year.items():
        paid[payer] += won
    cost = sum(award.cost_won for award in plan.awards)
    return sum(map(abs, paid.values())) + abs(sum(by_year.values()) - cost)


def _check_row(grid: Grid, payers: list[Payer], total_column: int, difference: int | None) -> None:
    """By how many won the payers' totals differ from the awards: 0, unless somebody changed a cell."""
    grid.sheet.write(grid.row, 0, T("Check: payers' totals less those of the awards sheet (won)"), "note")
    differences = [
        f"ABS(SUMIFS(Payments_paid_won,Payments_payer_no,{payer.numbers})-SUM({payer.awarded}))" for payer in payers
    ]
    cost = "ABS(SUM(Payments_paid_won)-SUM(Awards_cost_won))"
    formula = "=" + "+".join([*differences, cost])
    grid.figure(total_column, difference or 0, Kind.COUNT, None if difference is None else formula)
    alarm_unless_zero(grid.sheet, grid.row, total_column)
    grid.define("Check_payers_won", address(grid.row, total_column), T("Check of the payments against the awards"))
    grid.row += 1
