"""What a reading leaves behind: a programme with remarks and counts, or every fault there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError
from planner.programme.programme import Programme


@dataclass(frozen=True)
class RowCount:
    """The data rows of one file: ``present = read + refused``, so that none is lost in silence."""

    file: str
    present: int
    read: int
    refused: int


@dataclass(frozen=True)
class Reading:
    """A programme that was read, with what there is to say about it.

    ``remarks`` are warnings and notes in the order of their places; ``rows`` has one entry a table; ``folder`` is where
    the tables lie, a folder or a workbook; ``model`` is the model as plain nested data, as it was written.
    """

    programme: Programme
    remarks: tuple[Fault, ...]
    rows: tuple[RowCount, ...]
    folder: Path
    model: Mapping[Any, Any] = field(default_factory=dict)


class ReadingError(InputError):
    """The faults of a reading; its remarks and row counts are kept, so that they can be shown beside."""

    def __init__(self, faults: Sequence[Fault], remarks: Sequence[Fault] = (), rows: Sequence[RowCount] = ()) -> None:
        super().__init__(faults)
        self.remarks = tuple(remarks)
        self.rows = tuple(rows)
