"""The tables and the report as files of a new inputs folder; nothing that is there is overwritten."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from planner.errors import UsageError
from planner.importing.by_map import COLUMNS
from planner.importing.merging import Merged
from planner.intake.folder import IMPORT_REPORT
from planner.intake.sheets import TABLES
from planner.languages import T
from planner.live_text import guarded_unless_number


def written_tables(merged: Merged) -> dict[str, bytes]:
    """The content of each table's file, by its name."""
    return {f"{table}.csv": _table(table, merged) for table in merged.tables}


def _table(table: str, merged: Merged) -> bytes:
    """A table with the columns that any of its sources has, in the order of the vocabulary."""
    rows = [merged.cells(entry) for entry in merged.tables[table]]
    given = set().union(*rows)
    columns = [column for column in COLUMNS[table] if column in given]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded_unless_number(row.get(column, "")) for column in columns] for row in rows)
    return stream.getvalue().encode()


def write_inputs(folder: Path, files: Mapping[str, bytes], report: str) -> list[Path]:
    """Write the files and the report into the folder and give the paths; all of them or none, as far as is known.

    The report begins with a byte order mark, so that spreadsheets read its Korean. Raises ``UsageError`` where one of
    the files is there already, or any other table, which would be read with these; or where nothing can be written.
    """
    contents = {folder / name: content for name, content in files.items()}
    contents[folder / IMPORT_REPORT] = report.encode("utf-8-sig")
    others = [folder / kind.file for kind in TABLES]
    there = [str(path) for path in dict.fromkeys((*contents, *others)) if path.exists()]
    if there:
        raise UsageError(T("Nothing is written, because there is already: {files}.", files=", ".join(there)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            with path.open("xb") as stream:
                stream.write(content)
    except OSError as error:
        raise UsageError(T("Cannot write into {folder}: {reason}.", folder=folder, reason=error.strerror)) from error
    return list(contents)
