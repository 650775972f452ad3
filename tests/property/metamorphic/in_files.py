"""A programme as files: other units, other formats, the same data."""

from __future__ import annotations

import tempfile
from pathlib import Path

from planner.errors import InfeasibleError
from planner.forms.folder import MODEL, folder_files
from planner.forms.from_programme import programme_rows
from planner.forms.workbook import workbook_bytes
from planner.intake import ReadingError, read_programme
from planner.intake.reading import Reading
from planner.languages import LANGUAGES
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.property.cases import Case
from tests.property.files import UNITS, write
from tests.property.metamorphic.comparing import DoesNotApplyError


def units_declared_in_a_row(case: Case) -> str | None:
    """Thousand won, kilograms, kilowatt hours, megajoules, per cent: the same amounts, so the same hash of the plan."""
    with tempfile.TemporaryDirectory() as name:
        first = _read(write(case, Path(name) / "own"))
        return _same(first, read_programme(write(case, Path(name) / "other", UNITS)))


def a_workbook_in_place_of_files(case: Case) -> str | None:
    """Model and tables as the sheets of one workbook: the same data, so the same hash of the plan."""
    with tempfile.TemporaryDirectory() as name:
        first = _read(write(case, Path(name) / "files"))
        workbook, language = Path(name) / "book.xlsx", LANGUAGES[case.seed % len(LANGUAGES)]
        rows = programme_rows(first.programme, first.model, language)
        workbook.write_bytes(workbook_bytes(rows, language, workbook.name))
        return _same(first, read_programme(workbook))


def files_written_from_what_was_read(case: Case) -> str | None:
    """Read, written as the planner writes files, read again: nothing is lost, so the same hash of the plan."""
    with tempfile.TemporaryDirectory() as name:
        first = _read(write(case, Path(name) / "files"))
        for path, content in folder_files(first.programme, first.model, []).items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(content)
        return _same(first, read_programme(Path(name) / MODEL))


def _read(model: Path) -> Reading:
    """The programme of the files; the relation does not apply where the reader refuses them."""
    try:
        return read_programme(model)
    except ReadingError as error:
        raise DoesNotApplyError("refused by the reader") from error


def _same(one: Reading, other: Reading) -> str | None:
    if one.programme.inputs_hash != other.programme.inputs_hash:
        return "other data"
    before, after = _plan_hash(one), _plan_hash(other)
    return None if before == after else f"{before} became {after}"


def _plan_hash(reading: Reading) -> str:
    try:
        return make_plan(reading.programme, Limits(seconds=60)).plan.plan_hash
    except InfeasibleError as error:
        raise DoesNotApplyError("no plan") from error


RELATIONS = (units_declared_in_a_row, a_workbook_in_place_of_files, files_written_from_what_was_read)
