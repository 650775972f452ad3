"""The folder of tables: which files are read, which must be there, and what else lies in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.origin import FileOrigin
from planner.intake.reading import RowCount
from planner.intake.sheets import (
    COMMITMENTS,
    COST_LINES,
    LINKS,
    OPENINGS,
    PRODUCTS,
    RECEIPTS,
    SUPPLIERS,
    TABLES,
    UPGRADES,
    SheetKind,
)
from planner.intake.table import Habits, Table
from planner.intake.tables import Complete, missing_file, read_table, say_if_empty
from planner.intake.workbook.book import Book
from planner.intake.workbook.sheet_table import read_sheet
from planner.programme.past import Commitment, OpeningBalance, Receipt
from planner.programme.programme import InputFile
from planner.programme.supplier import Link, Supplier
from planner.programme.targets import Product
from planner.programme.upgrade import CostLine, Upgrade

IMPORT_REPORT = "import-report.csv"
"""What an import leaves beside the tables: where each row comes from. Nothing in it is read."""


@dataclass
class Folder:
    """The tables of a programme. A file that is not there is a table without a count."""

    suppliers: Table[Supplier]
    links: Table[Link]
    upgrades: Table[Upgrade]
    cost_lines: Table[CostLine]
    products: Table[Product]
    commitments: Table[Commitment]
    receipts: Table[Receipt]
    openings: Table[OpeningBalance]
    path: Path | None = None
    strays: list[Fault] = field(default_factory=list)

    @property
    def tables(self) -> tuple[Table[Any], ...]:
        """All tables, in the order in which one speaks of them."""
        main = self.suppliers, self.links, self.upgrades, self.cost_lines, self.products
        return *main, self.commitments, self.receipts, self.openings

    @property
    def faults(self) -> list[Fault]:
        """What is wrong in the files themselves."""
        return [fault for table in self.tables for fault in table.faults]

    @property
    def remarks(self) -> list[Fault]:
        """What is to be said about the files themselves."""
        return [remark for table in self.tables for remark in table.remarks] + self.strays

    @property
    def counts(self) -> tuple[RowCount, ...]:
        """The rows of each file that is there."""
        return tuple(table.count for table in self.tables if table.count is not None)

    @property
    def sources(self) -> list[InputFile]:
        """The files with their hashes."""
        return list(dict.fromkeys(table.source for table in self.tables if table.source is not None))


def no_folder() -> Folder:
    """Tables that nobody could look for."""
    suppliers, links, upgrades, cost_lines, products, *past = (Table[Any](FileOrigin(kind.file)) for kind in TABLES)
    commitments, receipts, openings = past
    return Folder(suppliers, links, upgrades, cost_lines, products, commitments, receipts, openings)


def read_folder(path: Path, habits: Habits) -> Folder:
    """The tables in a folder."""
    folder = _read_all(lambda kind, complete: read_table(path, kind, habits, complete), path)
    for table in (folder.suppliers, folder.upgrades):
        if table.count is None:
            table.faults.append(missing_file(path, table.file))
    folder.strays = _strays(path, {str(fault.remedy.values.get("guess")) for fault in folder.faults if fault.remedy})
    return folder


def read_workbook_tables(book: Book, habits: Habits) -> Folder:
    """The tables of a workbook."""
    book.say_missing((SUPPLIERS, UPGRADES))
    return _read_all(lambda kind, complete: read_sheet(book, kind, habits, complete), book.path)


def _read_all(read: Callable[[SheetKind, Complete | None], Table[Any]], path: Path) -> Folder:
    """Every table, the cost lines before the upgrades that they belong to."""
    cost_lines = read(COST_LINES, None)
    upgrades = read(UPGRADES, with_cost_lines(cost_lines))
    folder = Folder(
        suppliers=read(SUPPLIERS, None),
        links=read(LINKS, None),
        upgrades=upgrades,
        cost_lines=cost_lines,
        products=read(PRODUCTS, None),
        commitments=read(COMMITMENTS, None),
        receipts=read(RECEIPTS, None),
        openings=read(OPENINGS, None),
        path=path,
    )
    for table in (folder.suppliers, folder.upgrades):
        say_if_empty(table)
    return folder


def with_cost_lines(cost_lines: Table[CostLine]) -> Complete:
    """Hands the cost lines that were read to their upgrades."""
    lines: dict[str, list[CostLine]] = defaultdict(list)
    for line in cost_lines.items:
        lines[line.upgrade_id].append(line)

    def complete(values: dict[str, Any]) -> dict[str, Any]:
        own = lines.get(values["upgrade_id"])
        return values if own is None else values | {"cost_lines": tuple(own)}

    return complete


def _strays(path: Path, spoken_of: Collection[str]) -> list[Fault]:
    """Other tables that lie in the folder, and of which no fault speaks: somebody may believe that they count."""
    known = {IMPORT_REPORT, *spoken_of, *(kind.file for kind in TABLES)}
    return [
        faults.FILE_NOT_READ.at(other.name)
        for other in sorted(path.iterdir())
        if other.suffix.lower() in (".csv", ".xlsx", ".xls") and other.name not in known
    ]
