"""Tables as pandas frames: columns by name and unit, whole won as whole numbers, words in the reader's language."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from planner.api.names import column_name, is_won_per_tonne
from planner.export.columns import AnyTable, Cell, Column, Kind
from planner.languages import Text, spoken

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = (Kind.WON, Kind.COUNT, Kind.YEAR, Kind.MARK)
"""Kinds of figures that are whole numbers."""

_WHOLE_UNITS = ("won", "count", "year", "years", "line")
"""The same, as names of columns end."""

_FOR_FORMULAS = frozenset({"no", "supplier_no", "payer_no", "pool_no", "first_of_upgrade"})
"""Columns that only the formulas of a workbook need."""


def frame_of(table: AnyTable) -> pd.DataFrame:
    """The table as a frame: won and counts are int64, Int64 where some are missing; other figures are floats.

    Where a column holds figures of several units, which stand in a column beside it, won among them stay Python's whole
    numbers. ``attrs`` have the table's title, what it says and the headings of its columns, in the language chosen.
    """
    import pandas as pd

    columns = [column for column in table.columns if column.key not in _FOR_FORMULAS]
    names = [column_name(column, table) for column in columns]
    found = pd.DataFrame(
        {name: _series(column, table.rows) for name, column in zip(names, columns, strict=True)}, columns=names
    )
    headings = {name: worded(column.heading) for name, column in zip(names, columns, strict=True)}
    found.attrs = {"title": worded(table.title), "says": worded(table.says), "headings": headings}
    return found


def frame(columns: Mapping[str, Sequence[Any]], figures: Container[str] = ()) -> pd.DataFrame:
    """A frame of plain values: whole numbers are int64, Int64 with gaps; others are floats, words are str.

    ``figures`` are the columns that hold numbers also where all of them are missing.
    """
    import pandas as pd

    typed = {name: _typed(list(values), _kind(name) if name in figures else "str") for name, values in columns.items()}
    return pd.DataFrame(typed, columns=list(columns))


def by_year(found: pd.DataFrame, value: str) -> pd.DataFrame:
    """A frame with a column a year as one with a row a year; what is blank has none."""
    years = [name for name in found.columns if name.startswith("year_")]
    kept = [name for name in found.columns if name not in years and not name.startswith("total_")]
    long = found.melt(id_vars=kept, value_vars=years, var_name="year", value_name=value).dropna(subset=[value])
    long["year"] = long["year"].str.extract(r"year_(\d+)", expand=False).astype("int64")
    if value.endswith("_won"):
        long[value] = long[value].astype("int64")
    long.attrs = found.attrs
    return long.reset_index(drop=True)


def worded(words: str | Text) -> str:
    """Words in the language chosen."""
    return words.to(spoken()) if isinstance(words, Text) else words


def _series(column: Column[Any], rows: Sequence[Any]) -> pd.Series:
    """A column's cells as pandas holds them."""
    import pandas as pd

    if column.kind.is_text:
        return pd.Series([_word(column.value(row)) for row in rows], dtype="str")
    kinds = [column.kind_in(row) for row in rows]
    values = [_figure(column.value(row), kind) for row, kind in zip(rows, kinds, strict=True)]
    is_mixed = column.kind is Kind.FIGURE or column.kind_of is not None
    if is_mixed and any(isinstance(value, int | str) for value in values):
        return pd.Series(values, dtype="object")
    whole = column.kind in _WHOLE and not is_won_per_tonne(column)
    return _numbers([None if isinstance(value, str) else value for value in values], whole=whole)


def _numbers(values: list[int | float | None], *, whole: bool) -> pd.Series:
    import pandas as pd

    if not whole or any(isinstance(value, float) for value in values):
        return pd.Series([None if value is None else float(value) for value in values], dtype="float64")
    return pd.Series(values, dtype="Int64" if None in values else "int64")


def _kind(name: str) -> str:
    """How pandas holds a column of numbers where none is there, by the unit in its name."""
    return "Int64" if name.rpartition("_")[2] in _WHOLE_UNITS else "float64"


def _typed(values: list[Any], if_none: str) -> pd.Series:
    """The values as pandas holds them; ``if_none`` is the kind of a column of nothing."""
    import pandas as pd

    given = [value for value in values if value is not None]
    if not given:
        return pd.Series(values, dtype=if_none)
    if all(isinstance(value, bool) for value in given):
        return pd.Series(values, dtype="bool" if len(given) == len(values) else "boolean")
    if all(isinstance(value, str | Text) for value in given):
        return pd.Series([_word(value) for value in values], dtype="str")
    plain = [value if value is None or isinstance(value, int) else float(value) for value in values]
    return _numbers(plain, whole=True)


def _word(cell: Cell) -> str | None:
    return worded(cell) if isinstance(cell, str | Text) else None if cell is None else str(cell)


def _figure(cell: Cell, kind: Kind) -> int | float | str | None:
    """A figure as Python has it: whole ones as int, others as float, words in place of one as words."""
    if isinstance(cell, str | Text):
        return worded(cell)
    if cell is None or isinstance(cell, bool | int):
        return cell
    if kind in _WHOLE and isinstance(cell, Decimal | Fraction | float) and cell == int(cell):
        return int(cell)
    return float(cell)
