"""Whatever cells a workbook has, its table is read without an accident: counted, and accepted only as written."""

from __future__ import annotations

import datetime
import math
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.intake.columns import columns_of
from planner.intake.sheets import UPGRADES
from planner.intake.table import Habits, Table
from planner.intake.workbook.book import opened
from planner.intake.workbook.sheet_table import read_sheet
from planner.languages import LANGUAGES

COLUMNS = ("upgrade_id", "technology", "cost_won", "tonnes", "saving_won", "first_year", "mandatory", "needs")
TEXT = ("upgrade_id", "technology")
NUMERIC = {
    name for name in COLUMNS for column in columns_of(UPGRADES.row) if column.name == name and not column.is_text
} - {"mandatory", "needs"}


class Error(str):
    """A formula whose value is an error."""


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.text("0123456789.,-+eE%()△억만원 _xX\t\n", max_size=12),
    st.from_regex(r"-?[0-9]{1,16}(\.[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["u1", "007", "2026", "yes", "예", "u1; u2", "_x0041_", "_x000D_", "&amp;", "가", "#N/A", "nan"]),
    st.floats().map(lambda value: value if math.isfinite(value) else Error("#NUM!")),
    st.integers(0, 3_000),
    st.integers(-(10**15), 10**15),
    st.booleans(),
    st.dates(datetime.date(1900, 1, 1), datetime.date(9999, 12, 31)),
    st.sampled_from(["#N/A", "#DIV/0!", "#REF!", "#VALUE!"]).map(Error),
)

ROWS = st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=6)


def written(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook with a table of these rows from row 3 on."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("upgrades")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, COLUMNS)
        sheet.write(1, 0, "unit")
        for number, row in enumerate(rows, start=2):
            for column, cell in enumerate(row):
                if isinstance(cell, Error):
                    sheet.write_formula(number, column, "=1/0", None, str(cell))
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, datetime.date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return path


def is_seen(cell: Any) -> bool:
    return cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace()))


def table_of(rows: Sequence[Sequence[Any]]) -> Table[Any]:
    with tempfile.TemporaryDirectory() as folder:
        book = opened(written(Path(folder) / "book.xlsx", rows))
        assert not book.faults
        return read_sheet(book, UPGRADES, Habits())


def shown(cell: float) -> Fraction:
    """The number as a spreadsheet shows it, with 15 digits; whole ones as they were written, with 16."""
    stored = float(f"{cell:.16G}")
    return Fraction(stored) if stored.is_integer() else Fraction(f"{stored:.15g}")


def check_value(column: str, cell: Any, value: Any) -> None:
    """What was accepted is what was written."""
    assert not isinstance(cell, Error | datetime.date)
    if cell is None or cell == "":
        assert value in (None, (), False)
    elif isinstance(cell, bool):
        assert value in (cell, str(cell).upper(), (str(cell).upper(),))
    elif column in NUMERIC:
        assert value == (Fraction(cell) if isinstance(cell, str) else shown(cell))
    elif column in TEXT and isinstance(cell, str):
        assert value == unicodedata.normalize("NFC", cell)
    elif column in TEXT:
        assert Fraction(value) == shown(cell)
    elif column == "needs":
        assert isinstance(value, tuple)
    else:
        assert value is (cell == 1 or str(cell).casefold() in ("yes", "true", "y", "1", "예", "네", "참", "○", "o"))


def check(rows: Sequence[Sequence[Any]]) -> None:
    table = table_of(rows)
    count = table.count
    assert count is not None
    assert count.read + count.refused == count.present
    seen = [number for number, row in enumerate(rows, start=3) if any(map(is_seen, row))]
    assert count.present == len(seen)
    of_values = [line for line in seen if any(is_seen(cell) and not isinstance(cell, Error) for cell in rows[line - 3])]
    assert [row.line for row in table.rows] == of_values, "rows of nothing but errors are refused, and counted"
    assert not count.refused or table.faults
    for fault in (*table.faults, *table.remarks):
        assert all(fault.to(language).splitlines() == [fault.to(language)] for language in LANGUAGES)
    refused = {fault.place for fault in table.faults}
    for row in table.rows:
        cells: Mapping[str, Any] = dict(zip(COLUMNS, rows[row.line - 3], strict=True))
        for column in COLUMNS if row.values else ():
            if column in row.values and table.place(row.line, column) not in refused:
                check_value(column, cells[column], row.values[column])


@settings(max_examples=100)
@given(ROWS)
@example([["u1", "boiler", 1e15, 1e16, -0.0, 1e308, 5e-324, 0.1 + 0.2]])
@example([["_x0041_", "_x005F_", "1", "1.5", "-1", "2026", "yes", "_x000D_"]])
@example([["a\x01", "\u200b", "\x1f", "\ufffe", "\ud7ff", "\U0010ffff", "\r", "\n"]])
@example([[None] * 7 + [Error("#N/A")]])
def test_any_cells(rows: list[list[Any]]) -> None:
    check(rows)
