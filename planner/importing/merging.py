"""Rows from several places become one table: those that say the same are one, those that contradict are faults."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.errors import Fault
from planner.importing.entries import Entry
from planner.intake import faults
from planner.intake.sheets import TABLES
from planner.languages import T

_KEYS: Mapping[str, tuple[str, ...]] = {
    "suppliers": ("supplier_id",),
    "links": ("buyer_id", "seller_id"),
    "upgrades": ("upgrade_id",),
    "cost_lines": ("upgrade_id",),
    "products": ("supplier_id", "product"),
    "commitments": ("upgrade_id", "award_year", "paid_year", "payer"),
    "repayments_received": ("supplier_id", "year"),
    "opening_balances": ("account",),
}
"""What tells the rows of a table apart. The cost lines of an upgrade belong together and are compared as a whole."""

_SEVERAL = "cost_lines"
"""The table in which one file may say several rows of the same key."""

type Key = tuple[str, ...]


@dataclass
class Merged:
    """The tables, each a list of the entries that stay, in the order in which they were met.

    ``same`` leads from an entry that says what another said before to that one; ``equals`` leads back.
    """

    tables: dict[str, list[Entry]] = field(default_factory=dict)
    same: dict[Entry, Entry] = field(default_factory=dict)
    equals: dict[Entry, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)

    def cells(self, entry: Entry) -> dict[str, str]:
        """What an entry says, with the columns that only its equals have."""
        found: dict[str, str] = {}
        for other in (*reversed(self.equals.get(entry, [])), entry):
            found |= other.cells
        return found


def merged(entries: Iterable[Entry]) -> Merged:
    """The entries of all files, put together."""
    result = Merged()
    by_table: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_table[entry.table].append(entry)
    for kind in TABLES:
        if kind.name in by_table:
            _merge(kind.name, by_table[kind.name], result)
    return result


def key_of(entry: Entry) -> Key:
    """What tells the entry from others of its table."""
    return tuple(entry.cells.get(column, "") for column in _KEYS[entry.table])


def _merge(table: str, entries: Sequence[Entry], result: Merged) -> None:
    groups: dict[Key, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        groups[key_of(entry)][entry.part].append(entry)
    kept = []
    for parts in groups.values():
        first, *others = parts.values()
        kept += first
        result.faults += [fault for part in parts.values() for fault in _twice(part)]
        for other in others:
            result.faults += _compared(first, other, result)
    result.tables[table] = kept
    result.faults += _alike(kept)


def _twice(part: Sequence[Entry]) -> Iterator[Fault]:
    """An id stands once in a file, but for cost lines, which add up."""
    if part[0].table == _SEVERAL:
        return
    column = _KEYS[part[0].table][-1]
    for entry in part[1:]:
        values = {"id": " → ".join(key_of(entry)), "first": part[0].place(column)}
        yield faults.TWICE_IN_ONE_FILE.at(entry.place(column), **values)


def _compared(first: Sequence[Entry], other: Sequence[Entry], result: Merged) -> Iterator[Fault]:
    """Two files about the same thing: one fault for each cell in which they differ, or differ from one before."""
    name = " → ".join(key_of(other[0]))
    if len(first) != len(other):
        first_place, second_place = first[0].place(None), other[0].place(None)
        values = {"count": len(first), "other": len(other), "first": first_place, "second": second_place}
        yield faults.ROWS_DIFFER.at(first_place, id=name, **values)
        return
    for one, two in zip(sorted(first, key=_by_offset), sorted(other, key=_by_offset), strict=True):
        known = (one, *result.equals[one])
        result.same[two] = one
        result.equals[one].append(two)
        for column in two.cells:
            said = next((entry for entry in known if column in entry.cells), two)
            if said.cells[column] != two.cells[column]:
                places = {"first": said.place(column), "second": two.place(column)}
                values = {"value": _shown(said, column), "other": _shown(two, column)}
                yield faults.CONFLICT.at(said.place(column), column=column, id=name, **values, **places)


def _by_offset(entry: Entry) -> tuple[int, str, str]:
    """Cost lines by year, payer and amount; other rows of a file have ids of their own."""
    offset = entry.cells.get("year_offset", "")
    return int(offset) if offset.isdecimal() else 0, entry.cells.get("payer", ""), entry.cells.get("won", "")


def _shown(entry: Entry, column: str) -> object:
    return entry.cells[column] or T("blank")


def _alike(kept: Sequence[Entry]) -> Iterator[Fault]:
    """Ids of different files that look the same and are not; within a file this is checked with the programme."""
    first: dict[Key, Entry] = {}
    for entry in kept:
        key = key_of(entry)
        other = first.setdefault(tuple(map(_to_the_eye, key)), entry)
        if key_of(other) != key and other.part != entry.part:
            column = _KEYS[entry.table][-1]
            values = {"id": " → ".join(key_of(other)), "other": " → ".join(key), "place": entry.place(column)}
            yield faults.IDS_ALIKE_IN_TWO_FILES.at(other.place(column), **values)


def _to_the_eye(name: str) -> str:
    """The id without what people overlook: case, blanks, width and composition."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
