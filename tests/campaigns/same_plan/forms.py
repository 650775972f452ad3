"""A programme written down in other ways that say the same: other orders, spellings, languages and formats."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from planner.forms.writing import write_folder, write_workbook
from planner.forms.yaml_text import yaml_text
from planner.intake import read_programme
from planner.intake.reading import Reading
from planner.intake.titles import title
from planner.programme.canonical import ORDERED

type Table = list[list[str]]
"""The cells of a table, the header first."""

type Form = Callable[[Reading, Path, random.Random], Path]
"""Writes a programme that was read into a folder, in its own way, and gives the path of the model or workbook."""

_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)


def rows_shuffled(reading: Reading, folder: Path, rng: random.Random) -> Path:
    """The rows of all tables in another order."""
    return _files(reading, folder, table=lambda _, rows: [rows[0], *rng.sample(rows[1:], len(rows) - 1)])


def columns_shuffled(reading: Reading, folder: Path, rng: random.Random) -> Path:
    """The columns of all tables in another order."""

    def shuffled(_: str, rows: Table) -> Table:
        order = rng.sample(range(len(rows[0])), len(rows[0]))
        return [[row[column] for column in order] for row in rows]

    return _files(reading, folder, table=shuffled)


def rules_shuffled(reading: Reading, folder: Path, rng: random.Random) -> Path:
    """The keys of the model in another order, and the entries of every list whose order says nothing."""
    return _files(reading, folder, model=lambda data: _reordered(data, rng))


def numbers_respelled(reading: Reading, folder: Path, _: random.Random) -> Path:
    """0.4 as 0.40, in the model and in the tables; 10000 as 10_000 in the model."""
    return _files(
        reading,
        folder,
        model=_with_zeros,
        table=lambda _, rows: [[f"{cell}0" if _DECIMAL.fullmatch(cell) else cell for cell in row] for row in rows],
    )


def letters_in_parts(reading: Reading, folder: Path, _: random.Random) -> Path:
    """Korean letters and accents taken apart (NFD), as some systems write them."""
    model = _files(reading, folder)
    for path in [model, *(folder / "tables").iterdir()]:
        path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return model


def korean_headers(reading: Reading, folder: Path, _: random.Random) -> Path:
    """The tables' headers in Korean."""
    return _files(
        reading,
        folder,
        table=lambda name, rows: [[title(name, column, "ko") for column in rows[0]], *rows[1:]],
    )


def workbook(reading: Reading, folder: Path, _: random.Random) -> Path:
    """Model and tables in one workbook, in English."""
    write_workbook(reading, folder / "programme.xlsx", "en")
    return folder / "programme.xlsx"


def korean_workbook(reading: Reading, folder: Path, _: random.Random) -> Path:
    """The same in Korean."""
    write_workbook(reading, folder / "programme.xlsx", "ko")
    return folder / "programme.xlsx"


def workbook_shuffled(reading: Reading, folder: Path, rng: random.Random) -> Path:
    """A Korean workbook with its sheets in another order, and the rows of each."""
    path = korean_workbook(reading, folder, rng)
    book = openpyxl.load_workbook(path)
    book.move_sheet(book.worksheets[0], len(book.worksheets) - 1)
    for sheet in rng.sample(book.worksheets, len(book.worksheets)):
        book.move_sheet(sheet, rng.randint(-3, 3))
        if sheet["A2"].value == "단위":
            _mix_rows(sheet, rng)
    book.save(path)
    return path


def there_and_back(reading: Reading, folder: Path, _: random.Random) -> Path:
    """Into a workbook, and from the workbook into files again."""
    write_workbook(reading, folder / "programme.xlsx", "ko")
    return write_folder(read_programme(folder / "programme.xlsx"), folder / "back")


FORMS: Mapping[str, Form] = {
    "rows in another order": rows_shuffled,
    "rows in a third order": rows_shuffled,
    "columns in another order": columns_shuffled,
    "rules and keys in another order": rules_shuffled,
    "numbers spelled otherwise": numbers_respelled,
    "letters in parts": letters_in_parts,
    "Korean headers": korean_headers,
    "workbook": workbook,
    "Korean workbook": korean_workbook,
    "workbook, sheets and rows in another order": workbook_shuffled,
    "into a workbook and back": there_and_back,
}
"""Every form by what is said of it."""

FEW = ("rules and keys in another order", "workbook, sheets and rows in another order")
"""Those that are tried where a plan takes long, and in other processes."""


def _files(
    reading: Reading,
    folder: Path,
    *,
    model: Callable[[Any], Any] = lambda data: data,
    table: Callable[[str, Table], Table] = lambda _, rows: rows,
) -> Path:
    """A model and tables in CSV, each changed so."""
    data = {**reading.model, "inputs": "tables"}
    (folder / "tables").mkdir(parents=True)
    (folder / "model.yaml").write_text(yaml_text(model(data)), encoding="utf-8")
    for path in sorted(reading.folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        with (folder / "tables" / path.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(table(path.stem, rows))
    return folder / "model.yaml"


def _reordered(data: Any, rng: random.Random, place: tuple[str, ...] = ()) -> Any:
    if isinstance(data, Mapping):
        return {key: _reordered(data[key], rng, (*place, str(key))) for key in rng.sample(list(data), len(data))}
    if not isinstance(data, list) or place in ORDERED:
        return data
    return [_reordered(entry, rng, place) for entry in rng.sample(data, len(data))]


def _with_zeros(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _with_zeros(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_zeros(entry) for entry in data]
    return Decimal(f"{data}0") if isinstance(data, Decimal) and "." in str(data) else data


def _mix_rows(sheet: Any, rng: random.Random) -> None:
    """The rows below the header and the row of units in another order, blank ones left where they are."""
    filled = [row for row in sheet.iter_rows(min_row=3) if any(cell.value is not None for cell in row)]
    values = [[cell.value for cell in row] for row in filled]
    for row, new in zip(filled, rng.sample(values, len(values)), strict=True):
        for cell, value in zip(row, new, strict=True):
            cell.value = value
