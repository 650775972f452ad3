"""A figure of all plans compared: one row, whatever it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from planner.export.columns import Column, Kind, Place
from planner.export.numbers import MoneyUnit
from planner.export.wording import Verbatim
from planner.export.workbook.money_shown import UNITS
from planner.languages import T, Text
from planner.study.beside.comparison import Beside
from planner.units import EOK

MOST_TIMES = 100
"""A difference of more than so many times the reference's figure is not told as a percentage."""

NEXT_TO_NOTHING = {Kind.WON: 1_000}
"""What is less is left over by rounding to whole won: no percentage of it says anything."""

SHARES = (Kind.PERCENT, Kind.SMALL_PERCENT)
"""Shares of a whole: their differences are percentage points."""

type Amount = int | float | Decimal | Fraction


@dataclass(frozen=True)
class Figure:
    """A figure of one plan: its key, what it belongs to, its name and unit, and how it is written.

    ``year`` and ``about`` tell figures of one key apart: the year, and the purse, product or group that it is of.
    """

    key: str
    topic: Text
    name: Text
    unit: Text
    kind: Kind
    value: Amount
    year: int | None = None
    about: str = ""

    @property
    def place(self) -> tuple[str, str, int | None]:
        """What it is known by."""
        return self.key, self.about, self.year


@dataclass(frozen=True)
class FigureRow:
    """A figure of all plans, the reference's first; none where a plan does not have it."""

    figure: Figure
    values: tuple[Amount | None, ...]

    def difference(self, number: int) -> Amount | None:
        """By how much a plan is above the reference."""
        mine, reference = self.values[number], self.values[0]
        return None if mine is None or reference is None else _less(mine, reference)

    def relative(self, number: int) -> float | None:
        """The same as a share of the reference's figure; none of shares, of nothing or
        next to nothing, and of less than nothing."""
        difference, reference = self.difference(number), self.values[0]
        if difference is None or reference is None or reference <= 0 or self.figure.kind in SHARES:
            return None
        if reference < NEXT_TO_NOTHING.get(self.figure.kind, 0):
            return None
        share = float(Fraction(difference) / Fraction(reference))
        return share if abs(share) <= MOST_TIMES else None

    @property
    def differs(self) -> bool:
        """Whether the plans do not all have the same figure."""
        return len(set(self.values)) > 1


def figure_rows(of_plans: Sequence[Iterable[Figure]], *, fill: Amount | None = None) -> list[FigureRow]:
    """The figures of all plans side by side, in the order of the first that has them.

    ``fill`` stands where a plan does not have one.
    """
    found = [{figure.place: figure for figure in figures} for figures in of_plans]
    order: dict[tuple[str, str, int | None], Figure] = {}
    for figures in found:
        order = _merged(order, figures)
    return [
        FigureRow(figure, tuple(figures[place].value if place in figures else fill for figures in found))
        for place, figure in order.items()
    ]


def _merged[Key, Value](known: dict[Key, Value], more: dict[Key, Value]) -> dict[Key, Value]:
    """Both, what is new standing behind what it stands behind in its own order."""
    order = list(known)
    last = -1
    for key in more:
        if key in known:
            last = max(last, order.index(key))
        else:
            last += 1
            order.insert(last, key)
    both = {**more, **known}
    return {key: both[key] for key in order}


def _less(mine: Amount, reference: Amount) -> Amount:
    if isinstance(mine, int) and isinstance(reference, int):
        return mine - reference
    if isinstance(mine, Fraction) or isinstance(reference, Fraction):
        return Fraction(mine) - Fraction(reference)
    return Decimal(str(mine)) - Decimal(str(reference))


class HasValues(Protocol):
    """A row that has a figure of each plan."""

    @property
    def figure(self) -> Figure:
        """What the figures are of."""

    @property
    def values(self) -> tuple[Amount | None, ...]:
        """One of each plan, the reference's first."""

    def difference(self, number: int) -> Amount | None:
        """By how much a plan is above the reference."""

    def relative(self, number: int) -> float | None:
        """The same as a share of the reference's."""


def plan_key(number: int) -> str:
    """The key of a plan's column, by its place."""
    return f"plan_{number}"


def value_columns[Row: HasValues](found: Beside, money: MoneyUnit = MoneyUnit.WON) -> Iterator[Column[Row]]:
    """A column a plan; then, of each but the reference, the difference and its share, as live formulas.

    Cells hold whole won; in 억원 each divides the won that it holds.
    """

    def kind_of(row: Row) -> Kind:
        return Kind.EOK if _in_eok(row, money) else row.figure.kind

    def shown(row: Row, value: Amount | None) -> Amount | None:
        return value if value is None or not _in_eok(row, money) else float(Fraction(value) / EOK)

    for number, held in enumerate(found.plans):
        yield Column(
            plan_key(number),
            Verbatim(held.name),
            Kind.FIGURE,
            lambda row, number=number: shown(row, row.values[number]),  # type: ignore[misc]
            kind_of=kind_of,
            formula=_divided(number) if money is MoneyUnit.EOK_WON else None,
        )
    for number, held in enumerate(found.plans[1:], start=1):
        yield Column(
            f"difference_{number}",
            T("{plan}: difference", plan=held.name),
            Kind.FIGURE,
            lambda row, number=number: shown(row, row.difference(number)),  # type: ignore[misc]
            kind_of=kind_of,
            formula=_difference(number),
            style_of=lambda _: "change",
        )
        yield Column(
            f"relative_{number}",
            T("{plan}: in percent", plan=held.name),
            Kind.PERCENT,
            lambda row, number=number: row.relative(number),  # type: ignore[misc]
            formula=_relative(number),
            style_of=lambda _: "change",
        )


def unit_of(row: HasValues, money: MoneyUnit) -> Text:
    """The unit in which a row is shown."""
    return UNITS[money] if row.figure.kind is Kind.WON else row.figure.unit


def _in_eok(row: HasValues, money: MoneyUnit) -> bool:
    return money is MoneyUnit.EOK_WON and row.figure.kind is Kind.WON


def _divided(number: int) -> Callable[[Place], str | None]:
    def formula(place: Place) -> str | None:
        value = place.item.values[number]
        return f"={value}/{EOK}" if place.item.figure.kind is Kind.WON and value is not None else None

    return formula


def _difference(number: int) -> Callable[[Place], str | None]:
    def formula(place: Place) -> str | None:
        if place.item.difference(number) is None:
            return None
        return f"={place.cell(plan_key(number))}-{place.cell(plan_key(0))}"

    return formula


def _relative(number: int) -> Callable[[Place], str | None]:
    def formula(place: Place) -> str | None:
        if place.item.relative(number) is None:
            return None
        reference = place.cell(plan_key(0))
        return f"=({place.cell(plan_key(number))}-{reference})/{reference}"

    return formula
