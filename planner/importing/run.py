"""An import from beginning to end: files are gathered, put together, and checked; nothing is written here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import Fault
from planner.importing.by_map import gathered_by_map
from planner.importing.entries import Gathered, all_entries
from planner.importing.merging import Merged, merged
from planner.importing.own_form import gathered_own
from planner.importing.report import Became, fates
from planner.importing.rules import merged_rules
from planner.importing.vocabulary import ImportMap
from planner.intake.faults import NO_ROWS_TO_IMPORT, NOT_OF_FOLDER, in_order, mentioned
from planner.intake.model import Model
from planner.intake.programme import is_workbook
from planner.intake.sheets import TABLES

_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_OF_PROGRAMS = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Import:
    """What came of an import; with faults nothing of it may be used.

    ``gathered`` has the counts of each sheet and file; ``became`` what became of each row; ``rules`` are those of a
    model, as plain data, where one of the files has them.
    """

    gathered: Sequence[Gathered]
    merged: Merged
    rules: Mapping[Any, Any] | None
    became: Sequence[Became]
    faults: Sequence[Fault]
    remarks: Sequence[Fault]


def imported(files: Sequence[Path], chart: ImportMap | None) -> Import:
    """The rows of all files: by a map, or, without one, of files of our own form."""
    is_foreign = chart is not None
    each_file = [file for path in files for file in _files_of(path, is_foreign)]
    rest = [Gathered(path.name, remarks=said) for path in files if (said := _unread(path, is_foreign))]
    named = zip(each_file, names_of(each_file), strict=True)
    if chart is not None:
        return _put_together(
            [*(each for path, name in named for each in gathered_by_map(path, name, chart)), *rest], []
        )
    own = [gathered_own(path, name) for path, name in named]
    models = [file.model for file in own if file.model is not None]
    return _put_together([*(each for file in own for each in file.gathered), *rest], models)


def _put_together(gathered: Sequence[Gathered], models: Sequence[Model]) -> Import:
    tables = merged(all_entries(gathered))
    rules, contradictions = merged_rules(models)
    faults = [*(fault for each in gathered for fault in each.all_faults), *tables.faults, *contradictions]
    if not faults and not any(each.present for each in gathered):
        faults.append(NO_ROWS_TO_IMPORT.at(gathered[0].file))
    remarks = [remark for each in gathered for remark in each.remarks]
    return Import(
        gathered, tables, rules, fates(gathered, tables), sorted(faults, key=in_order), sorted(remarks, key=in_order)
    )


def _files_of(path: Path, is_foreign: bool) -> list[Path]:
    """The files that are meant by a folder: all that can be read, or, in our own form, its workbooks.

    A folder that holds tables of our own form is a file of it, and stays what it is.
    """
    if not _stands_for_its_files(path, is_foreign):
        return [path]
    return [file for file in _inside(path) if _is_read(file, is_foreign)] or [path]


def _stands_for_its_files(path: Path, is_foreign: bool) -> bool:
    return path.is_dir() and (is_foreign or not any((path / kind.file).exists() for kind in TABLES))


def _inside(folder: Path) -> list[Path]:
    """What people put into a folder; programs leave hidden files and their locks there."""
    return [file for file in sorted(folder.iterdir()) if not file.name.startswith((".", "~$"))]


def _is_read(file: Path, is_foreign: bool) -> bool:
    return file.is_file() and (is_workbook(file) or (is_foreign and _is_text(file)))


def _unread(path: Path, is_foreign: bool) -> list[Fault]:
    """What lies in a folder beside the files that are read: it is said, so that no company's file is forgotten."""
    if not _stands_for_its_files(path, is_foreign):
        return []
    names = [file.name for file in _inside(path) if not _is_read(file, is_foreign)]
    names = [name for name in names if name.casefold() not in _OF_PROGRAMS]
    return [NOT_OF_FOLDER.at(path.name, names=mentioned(names))] if names else []


def _is_text(file: Path) -> bool:
    return file.suffix.casefold() in _TEXT_ENDINGS


def names_of(files: Sequence[Path]) -> list[str]:
    """What each file is called in places: its name, or its path where two have the same name."""
    names = Counter(file.name for file in files)
    called = [file.name if names[file.name] == 1 and file.name else file.as_posix() for file in files]
    return [unicodedata.normalize("NFC", name) for name in called]
