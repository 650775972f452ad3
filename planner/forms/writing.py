"""A programme that was read is written elsewhere; it gets its name only when it is read back as the same programme."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from planner.errors import PlannerError, UsageError
from planner.export.atomic import replace_file
from planner.forms.folder import MODEL, folder_files
from planner.forms.from_programme import programme_rows
from planner.forms.workbook import workbook_bytes
from planner.intake.programme import read_programme
from planner.intake.reading import Reading
from planner.languages import Language, T


def write_workbook(reading: Reading, path: Path, language: Language) -> None:
    """The programme as a workbook in that language. Raises ``UsageError`` where it cannot be written."""
    content = workbook_bytes(programme_rows(reading.programme, reading.model, language), language, path.name)
    with tempfile.TemporaryDirectory() as scratch:
        _prove(reading, {path.name: content}, Path(scratch), path.name)
    replace_file(path, content)


def write_folder(reading: Reading, folder: Path) -> Path:
    """The programme as a new folder of files; gives the model's path. Raises ``UsageError`` where it cannot be."""
    empty = [Path(count.file).stem for count in reading.rows if count.present == 0]
    files = folder_files(reading.programme, reading.model, empty)
    with tempfile.TemporaryDirectory() as scratch:
        inside = Path(scratch) / "folder"  # made as others are: the scratch folder itself is nobody else's to read
        inside.mkdir()
        _prove(reading, files, inside, MODEL)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(inside, folder)
        except OSError as error:
            raise UsageError(
                T("Cannot write into {folder}: {reason}.", folder=str(folder), reason=error.strerror)
            ) from error
    return folder / MODEL


def _prove(reading: Reading, files: Mapping[str, bytes], scratch: Path, model: str) -> None:
    """Raise ``UsageError`` unless these files are read as the same programme."""
    for name, content in files.items():
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).write_bytes(content)
    try:
        found = read_programme(scratch / model).programme.inputs_hash
    except PlannerError as error:
        raise _not_the_same(model) from error
    if found != reading.programme.inputs_hash:
        raise _not_the_same(model)


def _not_the_same(model: str) -> UsageError:
    return UsageError(
        T("{file} would not be read back as the same programme, so it is not written. Please report this.", file=model)
    )
