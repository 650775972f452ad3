"""Tables before they are cells: columns that know their heading, kind, value and total. Free of any file format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from typing import Any, Literal, Protocol

from planner.languages import Text

type Number = int | float | Decimal | Fraction
type Cell = str | Text | Number | None


class Kind(Enum):
    """What a column holds; the number format, the alignment and the width follow from it."""

    TEXT = auto()
    SENTENCE = auto()
    SIGN = auto()
    YEAR = auto()
    MARK = auto()
    COUNT = auto()
    WON = auto()
    WON_PER_TONNE = auto()
    EOK = auto()
    TONNES = auto()
    PERCENT = auto()
    SMALL_PERCENT = auto()
    KG_PER_UNIT = auto()
    FIGURE = auto()
    PART = auto()

    __hash__ = object.__hash__  # a kind is one object: no need to hash its name for every cell

    @property
    def is_text(self) -> bool:
        """Whether cells are words."""
        return self in (Kind.TEXT, Kind.SENTENCE, Kind.SIGN)


class Signal(Enum):
    """What a spreadsheet shows of a figure by its look, so that it changes with the figure."""

    BAR = auto()
    """A bar as long as the figure."""

    FULL = auto()
    """Coloured from 100 % on."""

    NOT_ZERO = auto()
    """Red unless it is 0."""

    BELOW_ZERO = auto()
    """Red below 0."""


@dataclass(frozen=True)
class AtLimit:
    """Coloured where next to nothing is left, against another column of the row; red below 0."""

    of: str
    share: float = 0.001


@dataclass(frozen=True)
class RatioOf:
    """A total that is the ratio of two other totals of the same table."""

    above: str
    below: str


@dataclass(frozen=True)
class Scaled:
    """A total that is another column's total in a larger unit."""

    of: str
    by: int


class Place(Protocol):
    """Where a row lies: what a formula of that row needs to know."""

    @property
    def item(self) -> Any:
        """The row itself."""

    def cell(self, key: str) -> str:
        """The address of the row's cell in another column."""

    def across(self, first: str, last: str) -> str:
        """The range of the row's cells from one column to another."""


@dataclass(frozen=True)
class Column[Row]:
    """One column: its key within the table, heading, kind, the value of a row, and how it is totalled.

    ``kind_of`` tells the kind row by row, where a column holds figures of several kinds; ``style_of`` the look, where
    some rows are to be seen at once; ``most`` is the most room that it takes, where that is not as for all of its kind.
    ``total_style`` is that of its total.
    ``formula`` is the live formula of a row's cell, beginning with '='; None where the cell is a plain value. ``name``
    is what its named range is called after, where that is not the key. ``hidden`` ones are folded away. ``unit`` is
    that of figures, for programs, where neither the kind nor the heading tells it.
    """

    key: str
    heading: Text
    kind: Kind
    value: Callable[[Row], Cell]
    total: Literal["sum"] | RatioOf | Scaled | None = None
    formula: Callable[[Place], str | None] | None = None
    kind_of: Callable[[Row], Kind] | None = None
    style_of: Callable[[Row], str] | None = None
    most: float | None = None
    name: str | None = None
    signal: Signal | AtLimit | None = None
    hidden: bool = False
    total_style: str = "total"
    unit: str | None = None

    def kind_in(self, row: Row) -> Kind:
        """What the column holds in a row, where that is not the same in all of them."""
        return self.kind if self.kind_of is None else self.kind_of(row)

    @property
    def kind_of_words(self) -> Kind:
        """What words are, in a column that may hold figures beside them."""
        return self.kind if self.kind.is_text else Kind.TEXT

    def style_in(self, row: Row, otherwise: str) -> str:
        """The look of a row's cell, where that is not as in all others."""
        return otherwise if self.style_of is None else self.style_of(row)


@dataclass(frozen=True)
class Table[Row]:
    """A titled table with a line that says what it shows.

    ``key`` begins the names of its columns' ranges; without one they have none. The first ``printed`` columns stand on
    paper; all do where that is not said.
    """

    title: Text
    says: Text
    columns: tuple[Column[Row], ...]
    rows: Sequence[Row]
    frozen_columns: int = 0
    key: str = ""
    printed: int | None = None

    def column_number(self, key: str) -> int:
        """The place of a column, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)

    def values(self, column: Column[Row]) -> list[Cell]:
        """The column's cells."""
        return [column.value(row) for row in self.rows]

    def total(self, key: str) -> Number | None:
        """The column's total, exact where its cells are."""
        column = self.columns[self.column_number(key)]
        if isinstance(column.total, RatioOf):
            return self._ratio(column.total)
        if isinstance(column.total, Scaled):
            return scaled(self.total(column.total.of), column.total.by)
        return sum_of(self.values(column))

    def _ratio(self, ratio: RatioOf) -> Number | None:
        above, below = self.total(ratio.above), self.total(ratio.below)
        return float(above) / float(below) if above is not None and below else None


type AnyTable = Table[Any]


def filled[Row](columns: Iterable[Column[Row]], rows: Sequence[Row]) -> tuple[Column[Row], ...]:
    """The columns that hold anything in any row: those of what a programme does not have are left out."""
    return tuple(column for column in columns if any(column.value(row) is not None for row in rows))


def chosen[Row](columns: Iterable[Column[Row]], *keys: str) -> tuple[Column[Row], ...]:
    """The columns with these keys, in the order of the keys."""
    by_key = {column.key: column for column in columns}
    return tuple(by_key[key] for key in keys)


def scaled(cell: Cell, by: int) -> float | None:
    """A number in a unit that is so many times as large; nothing of what is no number."""
    return float(Fraction(cell) / by) if isinstance(cell, int | float | Decimal | Fraction) else None


def sum_of(cells: Sequence[Cell]) -> Number:
    """The sum of the cells that are numbers."""
    total: Any = 0
    for cell in cells:
        if isinstance(cell, int | float | Decimal | Fraction):
            total += cell
    added: Number = total
    return added
