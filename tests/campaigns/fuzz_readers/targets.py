"""What the fuzzer's bytes are given to: each target makes files of them, reads these, and checks what came of it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from planner.errors import Fault, UsageError
from planner.importing.map_file import read_map
from planner.importing.run import imported
from planner.importing.vocabulary import ImportMap
from planner.intake import ReadingError, read_programme
from planner.intake.csv_layout import records_of
from planner.intake.flat_rules import parts_of, written_value
from planner.intake.layout import UNIT_ROW, Layout, is_blank
from planner.intake.model import read_model
from planner.intake.origin import FileOrigin
from planner.intake.plain_yaml import parsed
from planner.intake.sheets import TABLES, SheetKind, kind_of
from planner.intake.table import Habits, Table
from planner.intake.tables import read_table
from planner.intake.workbook.archive import SheetPart
from planner.intake.workbook.book import Book, opened
from planner.intake.workbook.facts import facts_of
from planner.intake.workbook.grid import grid_of
from planner.intake.workbook.model_sheets import read_model_sheets
from planner.intake.workbook.sheet_facts import SheetFacts
from tests.campaigns.fuzz_readers.books import archive_of, joined
from tests.campaigns.fuzz_readers.mutation import CELLS, WORDS, XML
from tests.campaigns.fuzz_readers.properties import Broken, Watch, check_counts, check_said
from tests.intake.example import write
from tests.intake.workbook.builders import MAIN, OFFICE, PACKAGE

type Take = Callable[[bytes], None]

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Targets:
    """The targets, with a folder that they may write to and a watch on everything else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.watch = Watch(folder)
        self._model = write(folder / "programme")
        (folder / "table").mkdir(exist_ok=True)

    def take(self, name: str) -> Take:
        """The target of that name."""
        found: Mapping[str, Take] = {
            "csv": self.csv,
            "model": self.model,
            "workbook": self.workbook,
            "rules": self.rules,
            "maps": self.maps,
        }
        return found[name]

    def csv(self, data: bytes) -> None:
        """A table; the first byte tells which, how it is read, and whether the programme around it is read too."""
        first, content = (data[0], data[1:]) if data else (0, b"")
        kind = TABLES[first % len(TABLES)]
        habits = Habits(None if first & 64 else (), bool(first & 32))
        folder = self._model.parent / "tables" if first >= 224 else self._folder / "table"
        file = folder / kind.file
        before = file.read_bytes() if file.exists() else None
        file.write_bytes(content)
        try:
            if first >= 224:
                self._read_programme(self._model, [])
                return
            with self.watch.on():
                table = read_table(folder, kind, habits)
            if table.count is None:
                raise Broken("counts: a table that is there has none")
            check_counts([table.count])
            check_said([*table.faults, *table.remarks], [kind.file])
            _check_rows(content, kind, table)
            if table.count.refused and not table.faults:
                raise Broken("silence: rows are refused, and nothing says why")
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_bytes(before)

    def model(self, data: bytes) -> None:
        """A model, and behind a NUL byte overrides, one a line."""
        content, _, behind = data.partition(b"\0")
        overrides = behind.decode("utf-8", "surrogateescape").splitlines()[:5]
        file = self._model.parent / "fuzzed.yaml"
        file.write_bytes(content)
        try:
            with self.watch.on():
                model = read_model(file, overrides)
        except UsageError:
            if all(text.partition("=")[1] and text.partition("=")[0].strip() for text in overrides):
                raise
            return
        check_said([*model.faults, *model.remarks], ["fuzzed.yaml", "--set "])
        if len(model.faults) <= 2:
            self._read_programme(file, overrides)

    def workbook(self, data: bytes) -> None:
        """A workbook, as an archive or by its parts: guard, layout, values, programme."""
        file = self._folder / "견적.xlsx"
        file.write_bytes(archive_of(data))
        self._read_programme(file, [])
        book = opened(file)
        if book.is_readable and len(data) % 4 == 0:
            self._import(file, None)
        for part in book.archive.sheets if book.is_readable else ():
            facts = facts_of(file, part)
            check_said(facts.faults, [file.name])
            if not facts.faults and b"sharedStrings" not in data:  # an empty text that is shared looks blank
                _check_seen(book, part, facts)

    def rules(self, data: bytes) -> None:
        """The sheets of purses, budgets and rules, as lines of cells parted by tabs; rules and values by themselves."""
        text = data.decode("utf-8", "replace")
        sheets = dict(re.findall("\0([^\0]*)\0([^\0]*)", text)) or {"rules": text}
        known = {name: body for name, body in sheets.items() if kind_of(name) is not None}
        for line in known.get("rules", "").splitlines()[:8]:
            for cell in line.split("\t"):
                _check_key(cell)
                _check_value(cell)
        file = self._folder / "규칙.xlsx"
        file.write_bytes(archive_of(_book_of(known)))
        with self.watch.on():
            model = read_model_sheets(opened(file), ())
        check_said([*model.faults, *model.remarks], [file.name])
        check_counts(model.counts)

    def maps(self, data: bytes) -> None:
        """A map, and behind a NUL byte the foreign table: text, or a workbook by its parts."""
        content, _, table = data.partition(b"\0")
        is_book = table.startswith(b"\0")
        chart_file, table_file = self._folder / "map.yaml", self._folder / ("표.xlsx" if is_book else "표.csv")
        chart_file.write_bytes(content)
        table_file.write_bytes(archive_of(table) if is_book else table)
        with self.watch.on():
            chart = read_map(chart_file)
            if isinstance(chart, list):
                check_said(chart, [chart_file.name])
                if not chart:
                    raise Broken("silence: a map is refused, and nothing says why")
                return
        self._import(table_file, chart)

    def _import(self, file: Path, chart: ImportMap | None) -> None:
        """A file as another's table by a map, or as one of our own form."""
        with self.watch.on():
            found = imported([file], chart)
        check_said([*found.faults, *found.remarks], [file.name])
        for each in found.gathered:
            count = each.count
            if count.present != count.became + count.left_out + count.refused:
                raise Broken(f"counts: {count}")

    def _read_programme(self, file: Path, overrides: list[str]) -> None:
        """The whole of a programme, as ``planner check`` reads it."""
        try:
            with self.watch.on():
                found = read_programme(file, overrides)
        except UsageError:
            return
        except ReadingError as error:
            if not error.faults:
                raise Broken("silence: it is refused, and nothing says why") from error
            said: list[Fault] = [*error.faults, *error.remarks]
            rows = error.rows
        else:
            said, rows = list(found.remarks), found.rows
        names = [file.name, "--set ", *(kind.file for kind in TABLES)]
        check_said(said, names)
        check_counts(rows)

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _check_rows(content: bytes, kind: SheetKind, table: Table[Any]) -> None:
    """Rows told by line ends and commas alone, where no quotes hide any, are as many as the reader tells, and hold what
    it says of them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if '"' in text or "\0" in text:
        return
    lines = [line.split(",") for line in re.split("\r\n|\r|\n", text)]
    numbers = [number for number, line in enumerate(lines) if any(cell and not cell.isspace() for cell in line)]
    filled = [lines[number] for number in numbers]
    known = kind.row.model_fields
    if not filled or not {cell.strip() for cell in filled[0]} & set(known) or table.count is None:
        return
    below = lines[numbers[0] + 1] if len(filled) > 1 else [""]
    units = below[0].strip().casefold() in UNIT_ROW
    if table.count.present != len(filled) - 1 - units:
        records = records_of(text, Layout(FileOrigin(kind.file)))
        told = sum(not is_blank(record) for record in records)
        raise Broken(f"lost: {table.count.present} rows of {len(filled) - 1 - units}; {told} records")
    if not units:
        _check_values(lines, filled[0], table)


def _check_values(lines: Sequence[Sequence[str]], header: Sequence[str], table: Table[Any]) -> None:
    """What is accepted of a cell is what stands in it: the same text, the same number."""
    spoken_of = {fault.place for fault in table.faults}
    for row in table.rows:
        for name, value in row.values.items():
            if header.count(name) != 1 or value is None or table.place(row.line, name) in spoken_of:
                continue
            number = header.index(name)
            cell = lines[row.line - 1][number] if number < len(lines[row.line - 1]) else ""
            if type(value) in (int, Fraction) and cell and Fraction(cell) != value:
                raise Broken(f"changed: {cell!a} is read as {value!a}")
            if name in ("name", "upgrade_id", "supplier_id") and value != unicodedata.normalize("NFC", cell):
                raise Broken(f"changed: {cell!a} is read as {value!a}")


def _check_seen(book: Book, part: SheetPart, facts: SheetFacts) -> None:
    """The pass over the layout and the reader of values see the same rows, so that none of them is lost to both."""
    values = grid_of(book, part, facts)
    if not isinstance(values, list):
        return
    seen = {number for number, row in enumerate(values, start=1) if any(cell != "" for cell in row)}
    known = {row for first, last in facts.filled_rows for row in range(first, last + 1)}
    spoken_of = {cell.row for cell, _ in facts.errors} | {cell.row for cell in facts.uncalculated.first}
    if seen - known:
        raise Broken(f"rows: {sorted(seen - known)[:5]} of {part.name!a} have values that the layout does not have")
    if known - seen - spoken_of:
        raise Broken(f"unseen: {sorted(known - seen - spoken_of)[:5]} of {part.name!a} have no values")


def _check_key(text: str) -> None:
    try:
        parts_of(text)
    except ValueError:
        return


def _check_value(text: str) -> None:
    """What is read of a value is written so that the same is read again."""
    document = parsed(text, "x")
    check_said(document.faults, ["x"])
    if document.faults or "\0" in text:
        return
    written = written_value(document.data)
    if isinstance(written, bool | int | Decimal) or (isinstance(written, str) and _NOT_IN_XML.search(written)):
        return
    again = parsed(written or "", "x")
    if again.data != document.data or again.faults:
        raise Broken(f"return: {document.data!a} is written {written!a} and read {again.data!a}")


def _book_of(sheets: Mapping[str, str]) -> bytes:
    """The parts of a workbook of these sheets."""
    contents = {}
    listed = related = ""
    for number, (name, body) in enumerate(sheets.items(), start=1):
        title = escape(_NOT_IN_XML.sub("", name), {'"': "&quot;", "\n": " "})
        listed += f'<sheet name="{title}" sheetId="{number}" r:id="r{number}"/>'
        related += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        rows = "".join(f"<row>{''.join(map(_cell, line.split('\t')))}</row>" for line in body.split("\n")[:200])
        contents[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    contents["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    contents["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
    return joined(contents)


def _cell(text: str) -> str:
    """A number where it begins with ``#``, an error with ``!``, else text."""
    value = escape(_NOT_IN_XML.sub("", text))
    if not value:
        return "<c/>"
    if value[0] == "#":
        return f"<c><v>{value[1:] or 0}</v></c>"
    if value[0] == "!":
        return f'<c t="e"><v>{value[1:] or "#N/A"}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


TOKENS = {"csv": CELLS, "model": WORDS, "workbook": XML, "rules": CELLS, "maps": WORDS}
"""How a target's bytes are taken apart for changes."""

LARGEST = {"csv": 8_000, "model": 12_000, "workbook": 60_000, "rules": 8_000, "maps": 12_000}
"""How long a target's inputs may grow, but for those that are swollen."""
