"""A figure of the plans by year as a chart: bars of one colour a plan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from planner.export.beside.rows import FigureRow
from planner.export.beside.tables import Views
from planner.export.charts import beside as chart
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import COLOURS
from planner.export.columns import Kind
from planner.export.numbers import MoneyUnit, figure
from planner.export.workbook.money_shown import UNITS
from planner.languages import T, Text


def picture(
    views: Views,
    key: str,
    title: Text,
    says: Text,
    frame: Frame,
    money: MoneyUnit = MoneyUnit.MILLION_WON,
    *,
    differences: bool = False,
) -> Picture | None:
    """The chart of the figure of that key, or of its differences from the reference; none where nothing is to see.

    ``money`` is the unit of an axis of money; in place of won, which would be too long for it, it is million won."""
    rows = [row for row in views.years.rows if row.figure.key == key and not row.figure.about]
    name = f"{key}-differences" if differences else key
    unit = MoneyUnit.MILLION_WON if money is MoneyUnit.WON else money
    bars = _bars(views, rows, frame, unit, differences=differences)
    return chart.picture(name, title, says, _axis(rows, unit), bars, frame)


def _axis(rows: Sequence[FigureRow], unit: MoneyUnit) -> Text:
    is_won = bool(rows) and rows[0].figure.kind is Kind.WON
    return UNITS[unit] if is_won or not rows else rows[0].figure.unit


def _bars(
    views: Views, rows: Sequence[FigureRow], frame: Frame, money: MoneyUnit, *, differences: bool
) -> list[chart.Bar]:
    """A bar a plan and year; differences that are no more than rounding to whole won are none."""
    names = _names(views)
    most = max((abs(float(row.values[0] or 0)) for row in rows), default=0.0)
    bars = []
    for row in rows:
        unit = money.value if row.figure.kind is Kind.WON else 1
        for number in range(1 if differences else 0, len(names)):
            value = row.difference(number) if differences else row.values[number]
            if value is not None:
                amount = Fraction(value) / unit
                says = T(
                    "{plan}, {year}: {value} {unit}",
                    plan=names[number],
                    year=row.figure.year,
                    value=figure(amount, 1, least=0),
                    unit=_axis(rows, money),
                )
                colour = COLOURS[number % len(COLOURS)]
                bars.append(chart.Bar(names[number], row.figure.year or 0, float(amount), frame.words(says), colour))
    return bars if not differences or any(abs(bar.amount) > most * 1e-6 for bar in bars) else []


def _names(views: Views) -> list[str]:
    return [held.name for held in views.material.found.plans]
