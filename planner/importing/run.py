"""An import from beginning to end: files are gathered, put together, and checked; nothing is written here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault
from planner.importing.by_map import gathered_by_map
from planner.importing.entries import Gathered, all_entries
from planner.importing.merging import Merged, merged
from planner.importing.own_form import gathered_own
from planner.importing.report import Became, fates
from planner.importing.vocabulary import ImportMap
from planner.intake.faults import in_order


@dataclass(frozen=True)
class Import:
    """What came of an import; with faults nothing of it may be used.

    ``gathered`` has the counts of each sheet and file; ``became`` what became of each row.
    """

    gathered: Sequence[Gathered]
    merged: Merged
    became: Sequence[Became]
    faults: Sequence[Fault]
    remarks: Sequence[Fault]


def imported(files: Sequence[Path], chart: ImportMap | None) -> Import:
    """The rows of all files: by a map, or, without one, of files of our own form."""
    gathered: list[Gathered] = []
    for path, name in zip(files, names_of(files), strict=True):
        gathered += gathered_own(path, name) if chart is None else gathered_by_map(path, name, chart)
    result = merged(all_entries(gathered))
    faults = [fault for each in gathered for fault in each.all_faults] + result.faults
    remarks = [remark for each in gathered for remark in each.remarks]
    return Import(
        gathered, result, fates(gathered, result), sorted(faults, key=in_order), sorted(remarks, key=in_order)
    )


def names_of(files: Sequence[Path]) -> list[str]:
    """What each file is called in places: its name, or its path where two have the same name."""
    names = Counter(file.name for file in files)
    called = [file.name if names[file.name] == 1 and file.name else file.as_posix() for file in files]
    return [unicodedata.normalize("NFC", name) for name in called]
