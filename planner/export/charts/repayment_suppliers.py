"""The repayment calendar: what each supplier owes in each year, those that owe most by themselves."""

from __future__ import annotations

from collections import Counter

from planner.export.charts.frame import Frame
from planner.export.charts.lettering import fitted
from planner.export.charts.matrix import Cell, matrix
from planner.export.charts.picture import Picture
from planner.export.numbers import counted, figure, won_in_words
from planner.export.wording import Joined
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.units import MILLION

_MOST = 25
"""More suppliers than this are told together at the end."""


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A row a supplier, a column a year, the darker the more is owed; none where nothing is given back."""
    owed: Counter[tuple[str, int]] = Counter()
    together: Counter[str] = Counter()
    for due in plan.repayments:
        owed[due.supplier_id, due.year] += due.owed_won
        together[due.supplier_id] += due.owed_won
    if not any(owed.values()):
        return None
    order = sorted(together, key=lambda supplier: (-together[supplier], supplier))
    shown = order if len(order) <= _MOST + 1 else order[:_MOST]
    rest = order[len(shown) :]
    years = range(min(year for _, year in owed), max(year for _, year in owed) + 1)
    names = [programme.suppliers[supplier].name or supplier for supplier in shown]
    amounts = [[owed[supplier, year] for year in years] for supplier in shown]
    cells = [
        [_cell(name, year, won, frame) for year, won in zip(years, row, strict=True)]
        for name, row in zip(names, amounts, strict=True)
    ]
    money = won_in_words(sum(together.values()))
    says = Joined(
        [
            T("What each supplier owes in each year, in million won."),
            counted(
                len(order),
                T("1 supplier owes {won} in all.", won=money),
                T("{count} suppliers owe {won} in all.", won=money),
            ),
        ],
        " ",
    )
    if rest:
        name = frame.words(T("{count} others", count=figure(len(rest), 0)))
        names.append(name)
        cells.append(
            [_cell(name, year, sum(owed[supplier, year] for supplier in rest), frame, coloured=False) for year in years]
        )
    drawing = matrix([fitted(name, 200, 11) for name in names], [str(year) for year in years], cells, frame)
    return Picture(
        "repayment_suppliers",
        frame.words(T("Repayment by supplier and year")),
        frame.words(says),
        drawing.chart(),
        frame,
    )


def _cell(name: str, year: int, won: int, frame: Frame, *, coloured: bool = True) -> Cell:
    if not won:
        return Cell(0.0, "", "", coloured)
    hover = frame.words(T("{name}, {year}: {won}", name=name, year=year, won=won_in_words(won)))
    return Cell(won / MILLION, frame.words(figure(won / MILLION, 0 if won >= MILLION else 1)), hover, coloured)
