"""The words of a map: which rows of a foreign table become which rows of ours, and how each cell is made.

A cell is made in this order, and no other: ``when`` decides whether there is one; ``column``, ``join`` or ``constant``
give its text; a blank becomes ``if_blank``; ``words`` or ``ranges`` turn codes and numbers into words; ``unit``,
``factor`` and ``factors`` multiply numbers, exactly. Won are rounded to whole won at the end, a half up.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from planner.programme.quantities import Count, Exact, Name, OneOrMany, Positive, Vocabulary

type TableName = Literal[
    "suppliers",
    "links",
    "upgrades",
    "cost_lines",
    "products",
    "commitments",
    "repayments_received",
    "opening_balances",
]


def _as_text(value: object) -> object:
    """Codes such as 1 are text, whether they stand in quotes or not; letters are composed, as those of cells are."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    text = str(value) if is_number else value
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _as_rule(value: object) -> object:
    """A header alone stands for the column that it names."""
    return {"column": value} if isinstance(value, str) else value


Word = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
"""A code or a word of a table, as text."""


class Condition(Vocabulary):
    """What must be so of a cell: exactly one comparison."""

    column: Name = Field(description="The column that is looked at, by its header.")
    one_of: OneOrMany[Word] | None = Field(None, description="The cell is one of these.")
    none_of: OneOrMany[Word] | None = Field(None, description="The cell is none of these; a blank one is none.")
    below: Exact | None = Field(None, description="The number is below this, in the column's own unit.")
    at_most: Exact | None = Field(None, description="The number is this or less, in the column's own unit.")
    above: Exact | None = Field(None, description="The number is above this, in the column's own unit.")
    at_least: Exact | None = Field(None, description="The number is this or more, in the column's own unit.")
    blank: bool | None = Field(None, description="true: the cell is blank; false: it is not.")
    or_blank: bool = Field(False, description="Whether a blank cell meets the comparison too; by itself it meets none.")

    @model_validator(mode="after")
    def _one_comparison(self) -> Self:
        stated = (self.one_of, self.none_of, self.below, self.at_most, self.above, self.at_least, self.blank)
        if sum(comparison is not None for comparison in stated) != 1:
            raise ValueError("state exactly one comparison of the column")
        return self


class LeftOut(Condition):
    """Rows that make nothing, with the reason that the report gives."""

    because: Name = Field(description="Why such a row is left out; stands in the report.")


class Range(Vocabulary):
    """A class of numbers."""

    below: Exact | None = Field(None, description="Numbers below this, and not in a class before; blank: all others.")
    gives: Word = Field(description="The word that stands for the class.")


class Factors(Vocabulary):
    """A factor that depends on a code of the row."""

    by: Name = Field(description="The column with the code, by its header.")
    of: dict[Word, Exact] = Field(min_length=1, description="The factor of each code; a code not listed is refused.")


class ColumnRule(Vocabulary):
    """How the cells of one of our columns are made. A plain header stands for ``{column: header}``."""

    column: Name | None = Field(None, description="The column whose cell is taken, by its header.")
    join: tuple[Name, ...] | None = Field(
        None, min_length=2, description="Columns whose cells are joined, by their headers; blank cells are passed over."
    )
    by: str = Field(" ", description="What stands between joined cells.")
    constant: Word | None = Field(None, description="The same text or number for every row, in our own unit.")
    when: tuple[Condition, ...] = Field((), description="Only where all of these are so; else the cell stays blank.")
    if_blank: Word | None = Field(
        None, description="What a blank cell becomes, in our own unit; not given: it stays blank."
    )
    words: dict[Word, Word] = Field({}, description="Our word for each code or word of the column.")
    otherwise: Word | None = Field(
        None, description="Our word for codes that are not in words; not given: they are refused."
    )
    ranges: tuple[Range, ...] = Field((), description="Our word for each class of numbers, from the smallest up.")
    unit: Name | None = Field(
        None, description="The unit of the column, such as kWh, 백만원 or a currency of the map; not given: our own."
    )
    factor: Exact | None = Field(None, description="What the number is multiplied by, beside its unit; not given: 1.")
    factors: Factors | None = Field(None, description="What the number is multiplied by, by a code of the row.")
    source: str | None = Field(None, description="Where factors come from, for people.")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if sum(given is not None for given in (self.column, self.join, self.constant)) != 1:
            raise ValueError("state exactly one of column, join and constant")
        numeric = self.unit is not None or self.factor is not None or self.factors is not None
        if bool(self.words) + bool(self.ranges) + numeric > 1:
            raise ValueError("state only one of words, ranges and units or factors")
        if self.otherwise is not None and not self.words:
            raise ValueError("otherwise goes with words")
        if self.constant is not None and (self.words or self.ranges or numeric or self.if_blank):
            raise ValueError("a constant is final: only when goes with it")
        if not _ascending(self.ranges):
            raise ValueError("ranges must ascend, and only the last may have no limit")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns that the rule reads."""
        conditions = tuple(condition.column for condition in self.when)
        taken = (self.column,) if self.column is not None else self.join or ()
        return (*taken, *conditions, *((self.factors.by,) if self.factors else ()))


def _ascending(ranges: tuple[Range, ...]) -> bool:
    limits = [part.below for part in ranges]
    bounded = [limit for limit in limits if limit is not None]
    return None not in limits[:-1] and bounded == sorted(set(bounded))


Made = Annotated[ColumnRule, BeforeValidator(_as_rule)]
"""How a cell is made; a header alone is enough."""


class TableRule(Vocabulary):
    """What a row of the sheet becomes in one of our tables."""

    columns: dict[Name, Made] = Field(min_length=1, description="How each of our columns is made.")
    only: tuple[Condition, ...] = Field((), description="Only rows of which all of these are so; not given: all rows.")
    distinct: bool = Field(
        False, description="Whether rows with the same id are one; they must agree. Not given: an id comes once."
    )

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns that the table reads."""
        made = tuple(header for rule in self.columns.values() for header in rule.headers)
        return (*made, *(condition.column for condition in self.only))


class SheetRule(Vocabulary):
    """What becomes of the rows of one sheet, or of one CSV file."""

    file: Word | None = Field(
        None, description="The files that are meant, such as '*-costs.csv'; not given: every file."
    )
    sheet: Word | None = Field(None, description="The sheet of a workbook; not given: its only one.")
    header: Count | None = Field(
        None, description="The row of the header, from 1; not given: the row that names most of the columns."
    )
    leave_out: tuple[LeftOut, ...] = Field((), description="Rows that make nothing; the first reason that fits counts.")
    tables: dict[TableName, TableRule] = Field(min_length=1, description="What each other row becomes.")

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns that are read, each once, in the order of the map."""
        conditions = tuple(condition.column for condition in self.leave_out)
        made = tuple(header for table in self.tables.values() for header in table.headers)
        return tuple(dict.fromkeys((*conditions, *made)))


class Numbers(Vocabulary):
    """How the files write numbers."""

    thousands: Literal[",", ".", "'", " "] | None = Field(
        None, description="The mark between thousands; not given: none is allowed."
    )
    decimal: Literal[".", ","] = Field(".", description="The mark before decimals.")

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if self.thousands == self.decimal:
            raise ValueError("thousands and decimals need different marks")
        return self


class Currency(Vocabulary):
    """Foreign money."""

    won: Positive = Field(description="What one unit of it is worth [won].")
    source: Name = Field(description="Where the rate comes from: a source with its day, or 'assumed'.")


class ImportMap(Vocabulary):
    """A map: what the rows of foreign tables become."""

    map: Name = Field(description="What the map is for; for people.")
    source: str | None = Field(None, description="Where the tables and what is assumed of them come from, for people.")
    numbers: Numbers = Field(Numbers(), description="How the files write numbers; not given: 1234.5.")
    currencies: dict[Name, Currency] = Field({}, description="Foreign money, by the name that unit gives it.")
    sheets: tuple[SheetRule, ...] = Field(min_length=1, description="The sheets or CSV files that are read.")
