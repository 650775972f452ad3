"""Foreign files, by a map: every row of every sheet becomes rows of our tables, is left out, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from planner.errors import Fault
from planner.importing.conversion import Maker
from planner.importing.entries import Entry, Gathered, SourceRow
from planner.importing.sheets import Sheet, SheetRow, data_rows, read_sheets, trimmed
from planner.importing.vocabulary import ImportMap, SheetRule, TableRule
from planner.intake import faults
from planner.intake.cells import Refusal
from planner.intake.columns import Column, columns_of
from planner.intake.guessing import guess
from planner.intake.row_reader import says_total
from planner.intake.sheets import TABLES
from planner.languages import T, Text, described

COLUMNS: Mapping[str, Mapping[str, Column]] = {
    kind.name: {column.name: column for column in columns_of(kind.row)} for kind in TABLES
}
"""The columns of each of our tables."""


def gathered_by_map(path: Path, name: str, chart: ImportMap) -> list[Gathered]:
    """What the map makes of a file; ``name`` is the file in places and in the report."""
    rules = [rule for rule in chart.sheets if rule.file is None or fnmatchcase(Path(name).name, rule.file)]
    if not rules:
        return [Gathered(name, faults=[faults.NO_SUCH_FILE_IN_MAP.at(name)])]
    if not path.exists():
        return [Gathered(name, faults=[faults.NOT_FOUND.at(name, path=path.absolute().parent)])]
    sheets = read_sheets(path, name, [header for rule in rules for header in rule.headers])
    found = []
    for rule in rules:
        sheet = _sheet_of(rule, sheets)
        found.append(_lacking(rule, sheets, name) if sheet is None else _gathered(sheet, rule, chart))
    return [*found, *_unread(rules, sheets)]


def _sheet_of(rule: SheetRule, sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet that is meant; a CSV file is meant by any name, and so is an only sheet where none is named."""
    if len(sheets) == 1 and (rule.sheet is None or sheets[0].name is None):
        return sheets[0]
    return next((sheet for sheet in sheets if trimmed(sheet.name or "") == rule.sheet), None)


def _lacking(rule: SheetRule, sheets: Sequence[Sheet], name: str) -> Gathered:
    names = [sheet.name or "" for sheet in sheets]
    near = guess(rule.sheet, names) if rule.sheet else None
    known = faults.mentioned(names)
    if rule.sheet is None:
        fault = faults.WHICH_SHEET.at(name, known=known)
    elif near is None:
        fault = faults.NO_SUCH_SHEET.at(name, sheet=rule.sheet, known=known)
    else:
        fault = faults.NO_SUCH_SHEET_WITH_GUESS.at(name, sheet=rule.sheet, guess=near)
    return Gathered(name, rule.sheet or "", faults=[fault])


def _unread(rules: Sequence[SheetRule], sheets: Sequence[Sheet]) -> list[Gathered]:
    """Sheets with something in them that the map does not speak of: they are said, so that none is forgotten."""
    read = {id(_sheet_of(rule, sheets)) for rule in rules}
    return [
        Gathered(sheet.file, sheet.name or "", remarks=[faults.SHEET_NOT_IN_MAP.at(sheet.origin.file)])
        for sheet in sheets
        if id(sheet) not in read and any(any(record.cells) for record in sheet.records)
    ]


def _gathered(sheet: Sheet, rule: SheetRule, chart: ImportMap) -> Gathered:
    rows = data_rows(sheet, rule.headers, rule.header)
    found = Gathered(sheet.file, sheet.name or "", rows.present, rows.present - len(rows.rows))
    found.faults += [*sheet.faults, *rows.faults]
    found.remarks += sheet.remarks
    reading = _Reading(sheet, rule, chart, found)
    for row in rows.rows:
        reading.take(row, rows.unsound.get(row.line, []))
    reading.say_what_goes_nowhere()
    return found


class _Reading:
    """Reads the rows of one sheet by its rule."""

    def __init__(self, sheet: Sheet, rule: SheetRule, chart: ImportMap, found: Gathered) -> None:
        self._sheet = sheet
        self._rule = rule
        self._maker = Maker(chart)
        self._found = found
        self._conditional = {
            rule.column
            for table in rule.tables.values()
            for rule in table.columns.values()
            if rule.when and rule.column
        }
        self._nowhere: dict[str, list[SheetRow]] = {header: [] for header in sorted(self._conditional)}

    def source(self, row: SheetRow) -> SourceRow:
        """The row, as the report names it."""
        return SourceRow(self._sheet.file, self._sheet.name or "", row.line)

    def take(self, row: SheetRow, unsound: Sequence[Fault]) -> None:
        """Find out what becomes of a row; one that is not sound is refused, whatever it says."""
        problems: list[Fault] = list(unsound)
        reason = None if problems else self._reason(row, problems)
        if reason is None and not problems:
            tables = self._rule.tables.items()
            entries = [entry for name, table in tables for entry in self._made(name, table, row, problems)]
            self._found.entries += [] if problems else entries
            if entries and not problems:
                self._note_what_goes_nowhere(row, entries)
            if not entries and not problems:
                reason = T("no table of the map takes it")
        if problems:
            self._found.refused[self.source(row)] = problems
        elif reason is not None:
            self._found.left_out[self.source(row)] = reason

    def _note_what_goes_nowhere(self, row: SheetRow, entries: Sequence[Entry]) -> None:
        """Columns of which the map makes something under conditions, and nothing of this row."""
        taken = {header for entry in entries for header in entry.headers}
        for header in self._conditional - taken:
            if row.cell(header) not in ("", "0"):
                self._nowhere[header].append(row)

    def say_what_goes_nowhere(self) -> None:
        """One warning a column about the cells that arrive in no table, so that none is lost without a word."""
        for header, rows in self._nowhere.items():
            if rows:
                place, found = rows[0].place(header), rows[0].cell(header)
                self._found.remarks.append(faults.GOES_NOWHERE.at(place, found=found, count=len(rows)))

    def _reason(self, row: SheetRow, problems: list[Fault]) -> Text | None:
        """Why the row is left out, if it is."""
        for condition in self._rule.leave_out:
            met = self._maker.meets(condition, row)
            if isinstance(met, Refusal):
                problems.append(met.kind.at(row.place(condition.column), **met.values))
            elif met:
                return described(condition.because)
        first = next((cell for cell in row.cells if cell), "")
        if says_total(first):
            problems.append(faults.TOTAL_ROW.at(row.place(), found=first))
        return None

    def _made(self, name: str, table: TableRule, row: SheetRow, problems: list[Fault]) -> Iterator[Entry]:
        """The row as one of a table, if the table takes it."""
        for condition in table.only:
            met = self._maker.meets(condition, row)
            if isinstance(met, Refusal):
                problems.append(met.kind.at(row.place(condition.column), **met.values))
            if met is not True:
                return
        cells: dict[str, str] = {}
        headers: dict[str, str | None] = {}
        changes: list[Text] = []
        for column_name, rule in table.columns.items():
            column = COLUMNS[name][column_name]
            made = self._maker.made(column, rule, row)
            headers[column_name] = made.header
            if made.refusal is not None:
                problems.append(made.refusal.kind.at(row.place(made.header), **made.refusal.values))
            elif made.text is None and column.required:
                problems.append(faults.NOTHING_FOR_COLUMN.at(row.place(made.header), column=column_name))
            cells[column_name] = made.text or ""
            changes += made.changes
        source = self.source(row)
        part = f"{source.file}\n{source.sheet}" + (f"\n{source.line}" if table.distinct else "")
        taken = frozenset(header for header in headers.values() if header is not None)
        yield Entry(name, cells, _placer(row, headers), source, part, tuple(changes), taken)


def _placer(row: SheetRow, headers: Mapping[str, str | None]) -> Callable[[str | None], str]:
    """The place of the cell of theirs from which one of ours was made; of the row, where it is from none."""
    return lambda column: row.place(headers.get(column) if column is not None else None)
