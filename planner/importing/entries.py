"""What is gathered from files before it is put together: rows of our tables, each with the row that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planner.errors import Fault
from planner.languages import Text


@dataclass(frozen=True, order=True)
class SourceRow:
    """A row of a file as people find it; ``sheet`` is empty for a CSV file."""

    file: str
    sheet: str
    line: int


@dataclass(frozen=True, eq=False)
class Entry:
    """A row of one of our tables: the text of each column that its source has, and the place of each cell.

    Entries of the same ``part`` stand beside each other, whatever their ids; those of different parts that have the
    same id must say the same. ``changes`` tells what was changed on the way; ``headers`` are the columns of a foreign
    table that something was made of.
    """

    table: str
    cells: Mapping[str, str]
    place: Callable[[str | None], str]
    source: SourceRow
    part: str
    changes: tuple[Text, ...] = ()
    headers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SheetCount:
    """The data rows of a sheet or CSV file: ``present = became + left_out + refused``, so that none is lost."""

    file: str
    sheet: str
    present: int
    became: int
    left_out: int
    refused: int


@dataclass
class Gathered:
    """What was gathered of one sheet or CSV file.

    ``blocked`` are rows that could not even be taken apart or read, because of faults of the sheet as a whole;
    ``rules`` are rows that became rules of the model, and not rows of tables.
    """

    file: str
    sheet: str = ""
    present: int = 0
    blocked: int = 0
    rules: int = 0
    entries: list[Entry] = field(default_factory=list)
    left_out: dict[SourceRow, Text] = field(default_factory=dict)
    refused: dict[SourceRow, list[Fault]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    @property
    def all_faults(self) -> Iterator[Fault]:
        """Those of the sheet and those of its rows."""
        yield from self.faults
        for found in self.refused.values():
            yield from found

    @property
    def count(self) -> SheetCount:
        """What became of the rows; a row that was refused for one of its tables is refused."""
        became = {entry.source for entry in self.entries} - self.refused.keys()
        refused = len(self.refused) + self.blocked
        return SheetCount(self.file, self.sheet, self.present, len(became) + self.rules, len(self.left_out), refused)


def all_entries(gathered: Iterable[Gathered]) -> list[Entry]:
    """The entries of all sheets, in their order."""
    return [entry for each in gathered for entry in each.entries]
