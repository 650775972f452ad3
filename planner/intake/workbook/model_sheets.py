"""The sheets of purses, budgets and rules become a model, checked as a YAML model is, with cells for places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.choices import in_english
from planner.intake.faults import mentioned
from planner.intake.flat_rules import Entry, FlatRule
from planner.intake.guessing import guess
from planner.intake.model import Model, checked_model
from planner.intake.model_rows import RuleRow
from planner.intake.places import CellPlace, ModelPlaces
from planner.intake.plain_yaml import Document, Path, parsed
from planner.intake.sheets import BUDGETS, FUNDERS, RULES
from planner.intake.table import Habits, Row, Table
from planner.intake.tables import say_if_empty
from planner.intake.workbook.book import Book
from planner.intake.workbook.rule_tree import RuleTree
from planner.intake.workbook.rule_units import in_key_unit
from planner.intake.workbook.sheet_table import read_sheet
from planner.programme.quantities import written
from planner.programme.rules import Rules

_LISTS = ("pays_tier", "pays_size", "pays_region")
_PLAIN = ("id", "name", "kind", "rate", "carry_over", "source")


def read_model_sheets(book: Book, overrides: Sequence[str]) -> Model:
    """The model of a workbook, with the overrides written over it."""
    sheets = _ModelSheets(book)
    document = Document(*sheets.rules())
    places = ModelPlaces(book.name, document.data, spots=sheets.spots)
    model = checked_model(document, places, overrides)
    model.lost |= sheets.lost
    model.faults = [fault for fault in model.faults if not _is_missing(fault, sheets.lost)]
    model.faults += [*book.faults, *sheets.faults]
    model.remarks += [*book.remarks, *sheets.remarks]
    model.counts = tuple(table.count for table in sheets.tables if table.count is not None)
    return model


def _is_missing(fault: Fault, keys: frozenset[str]) -> bool:
    """Whether a fault says that one of these keys is missing, for which a cell, a sheet or its rows are blamed."""
    return fault.code == faults.MISSING_KEY.code and fault.problem.values.get("key") in keys


class _ModelSheets:
    """Reads the three sheets into one tree of rules."""

    def __init__(self, book: Book) -> None:
        book.say_missing((FUNDERS, RULES))
        self.funders: Table[Any] = read_sheet(book, FUNDERS, Habits())
        self.budgets: Table[Any] = read_sheet(book, BUDGETS, Habits())
        self.values: Table[Any] = read_sheet(book, RULES, Habits())
        for table in (self.funders, self.values):
            say_if_empty(table)
        self.spots: Mapping[Path, str] = {}
        self.faults: list[Fault] = [fault for table in self.tables for fault in table.faults]
        self._tree = RuleTree(self.values.file)
        self._book = book
        self._entries: dict[str, Entry] = {}

    @property
    def tables(self) -> tuple[Table[Any], ...]:
        """The three tables."""
        return self.funders, self.budgets, self.values

    @property
    def remarks(self) -> list[Fault]:
        """What is to be said of them; that numbers and words such as none are values of rules is as it should be."""
        said = [remark for table in self.tables for remark in table.remarks]
        usual = (faults.NUMBER_AS_TEXT.code, faults.KEPT_AS_TEXT.code)
        return [remark for remark in said if remark.code not in usual]

    @property
    def lost(self) -> frozenset[str]:
        """The rules of which something could not be read, so that no check draws conclusions from what is not there."""
        if not self.values.rows:
            return frozenset(Rules.model_fields)
        whole = self.funders.is_whole and self.funders.rows and (self.budgets.count is None or self.budgets.is_whole)
        lost = set() if whole else {"funders"}
        for row in self.values.rows:
            if row.item is None:
                lost.add(str(row.values.get("rule", "funders")))
        return frozenset(lost)

    def rules(self) -> tuple[dict[Any, Any], dict[Path, int], list[Fault]]:
        """The nested rules; no lines, since cells are remembered instead; no faults of YAML itself."""
        self._put(("inputs",), self._book.name, CellPlace(self._book.name, ""), self.values.row(1))
        for row in self.funders.rows:
            self._put_funder(row)
        for row in self.budgets.rows:
            self._put_budget(row)
        for row in self.values.rows:
            if isinstance(row.item, RuleRow):
                self._put_rule(row.line, row.item)
        data, self.spots = self._tree.grown()
        self._give_empty_budgets(data)
        return data, {}, []

    def _give_empty_budgets(self, data: Mapping[Any, Any]) -> None:
        """A purse that no row of the budgets names has an empty budget: what to do about that is said of budgets."""
        named = {row.values.get("funder") for row in self.budgets.rows}
        purses = data.get("funders")
        for purse in purses if isinstance(purses, list) and not self.budgets.blocked else ():
            if isinstance(purse, dict) and purse.get("id") not in named:
                purse.setdefault("budget", {})

    def _put(self, path: Path, value: Any, place: str, row: Any, named: str | None = None) -> None:
        fault = self._tree.put(path, value, place, row, named)
        if fault is not None:
            self.faults.append(fault)

    def _put_funder(self, row: Row[Any]) -> None:
        """What can be read of a purse; it counts as known even where another of its cells was refused."""
        name = row.values.get("id")
        if name is None:
            return
        entry = self._entries.setdefault(name, Entry(len(self._entries)))
        for column in (*_PLAIN, *_LISTS):
            value = row.values.get(column)
            if value is None or value == ():
                continue
            path: Path = ("funders", entry, *column.split("_", 1)) if column in _LISTS else ("funders", entry, column)
            plain = _listed(column, value) if column in _LISTS else written(value) if column == "rate" else value
            self._put(path, plain, self.funders.place(row.line, column), self.funders.row(row.line))

    def _put_budget(self, row: Row[Any]) -> None:
        if row.item is None:
            return
        name, year, won = row.item.funder, row.item.year, row.item.won
        entry = self._entry_of(name, self.budgets.place(row.line, "funder"))
        if entry is not None:
            place = self.budgets.place(row.line, "won")
            self._put(("funders", entry, "budget", year), won, place, self.budgets.row(row.line), f"{name} {year}")

    def _entry_of(self, name: str, place: str) -> Entry | None:
        """Where a purse stands in the list; a purse that no row has is a fault."""
        if name in self._entries:
            return self._entries[name]
        if self.funders.count is None:  # that the sheet is missing is said once
            return None
        near = guess(name, self._entries)
        if near is None:
            known = mentioned(sorted(self._entries))
            self.faults.append(faults.UNKNOWN_PURSE.at(place, table=self.funders.name, id=name, known=known))
        else:
            self.faults.append(faults.UNKNOWN_PURSE_WITH_GUESS.at(place, table=self.funders.name, id=name, guess=near))
        return None

    def _put_rule(self, line: int, rule: RuleRow) -> None:
        path = self._path(line, rule)
        if path is None:
            return
        place = self.values.place(line, "value")
        document = parsed(rule.value, self.values.file)
        if document.faults:
            self.faults += [replace(fault, place=place) for fault in document.faults]
            return
        value = document.data
        if rule.unit is not None:
            found = in_key_unit(path, value, rule.unit, self.values.place(line, "unit"))
            if isinstance(found, Fault):
                self.faults.append(found)
            else:
                value = written(found) if isinstance(found, Fraction) else found
        self._put(path, value, place, self.values.row(line))

    def _path(self, line: int, rule: RuleRow) -> Path | None:
        """Where the value of a row belongs; None with a fault where that cannot be told."""
        number = rule.number
        if rule.rule == "inputs":
            self.faults.append(faults.NO_INPUTS_HERE.at(self.values.place(line, "rule")))
            return None
        if number is not None and not (number.isascii() and number.isdecimal() and int(number[:9]) > 0):
            self.faults.append(faults.NOT_AN_ENTRY.at(self.values.place(line, "number"), found=number))
            return None
        try:
            path = FlatRule(rule.rule, None if number is None else int(number[:9]), rule.key or "", None).path
        except ValueError:
            self.faults.append(faults.NOT_A_RULE_KEY.at(self.values.place(line, "key"), found=rule.key))
            return None
        if rule.rule != "funders" or len(path) < 3:
            return path
        entry = self._entry_of(str(path[1]), self.values.place(line, "key"))
        return None if entry is None else ("funders", entry, *path[2:])


def _listed(column: str, values: Sequence[str]) -> list[str | int]:
    """Marks as a list, sizes in the schema's own words, tiers as numbers."""
    if column == "pays_size":
        return [in_english("size", value) or value for value in values]
    return [int(value) if column == "pays_tier" and value.isdecimal() and len(value) < 9 else value for value in values]
