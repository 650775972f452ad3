"""A model file and its tables, read together: table of contents of the intake."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks import check
from planner.intake.collector import without_collector
from planner.intake.draft import Draft
from planner.intake.faults import in_order
from planner.intake.folder import Folder, no_folder, read_folder, read_workbook_tables
from planner.intake.model import Model, known_model, read_model
from planner.intake.origin import FileOrigin
from planner.intake.reading import Reading, ReadingError
from planner.intake.table import Habits, Row
from planner.intake.workbook.book import Book, opened
from planner.intake.workbook.layout_faults import link_faults
from planner.intake.workbook.model_sheets import read_model_sheets
from planner.programme.past import CarriedFrom
from planner.programme.programme import Programme
from planner.programme.rules import Rules


@dataclass(frozen=True)
class Carried:
    """A plan that is carried forward, and the name of its file for whoever mends it."""

    plan: CarriedFrom
    name: str


_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods")


def read_programme(
    model: Path, overrides: Sequence[str] = (), inputs: Path | None = None, carried: Carried | None = None
) -> Reading:
    """The programme of a model file and of the tables that it names, or of a workbook that holds both.

    ``overrides`` are KEY=VALUE texts (dotted keys, values in YAML) that replace values of the model before anything
    is checked; ``inputs`` takes the place of the folder or workbook that the model names; ``carried`` is a plan that is
    carried forward: where no table says what is signed, its awards of past years are. Raises :class:`ReadingError`
    with every fault of model and tables in the order of their places, and ``UsageError`` for an override without ``=``.
    """
    with without_collector():
        return of_parts(*read_parts(model, overrides, inputs), carried)


def read_parts(model: Path, overrides: Sequence[str], inputs: Path | None) -> tuple[Model, Folder, Path | None]:
    """The model, its tables and where they lie, each with its own faults; nothing is held against each other yet."""
    if is_workbook(model):
        book = opened(model)
        found = read_model_sheets(book, overrides)
        tables = _tables(book, found) if inputs is None else _given(found, inputs)
        return found, tables, inputs or model
    found = read_model(model, overrides)
    if inputs is not None:
        return found, _given(found, inputs), inputs
    named = None if found.inputs is None else model.parent / found.inputs
    return found, _inputs(found, named), named


def read_tables(rules: Rules, place: Path, carried: Carried | None = None) -> Reading:
    """The programme of rules that are known and of the tables in a folder or workbook, and of a plan that is carried
    forward, if any. Raises :class:`ReadingError`.
    """
    model = known_model(rules, "model")
    with without_collector():
        return of_parts(model, _given(model, place), place, carried)


def is_workbook(path: Path) -> bool:
    """Whether a file is meant to be a workbook: by its ending, whatever is in it."""
    return path.suffix.casefold() in _WORKBOOK_ENDINGS


def _given(model: Model, place: Path) -> Folder:
    """The tables at a place that the command names, or a plan: it is mended there, not in the model."""
    return _inputs(model, place, faults.NO_FOLDER_GIVEN.at("inputs", path=place.absolute()))


def _inputs(model: Model, place: Path | None, missing: Fault | None = None) -> Folder:
    """The tables at a place; faults of a workbook as such, or of a folder that is not there, are told of the model.

    ``missing``: what is said of a folder that is not there, where it is not the model that names it.
    """
    if place is None:
        return no_folder()
    if is_workbook(place) and not _is_folder(place):
        return _tables(opened(place), model)
    if _is_folder(place):
        return read_folder(place, habits_of(model))
    model.faults.append(missing or faults.NO_FOLDER.at(model.places.place("inputs"), path=place))
    return no_folder()


def _is_folder(place: Path) -> bool:
    """Whether there is a folder that one may look into; a name that no system can have is none."""
    try:
        with os.scandir(place):
            return True
    except (OSError, ValueError):
        return False


def _tables(book: Book, model: Model) -> Folder:
    """The tables of a workbook; what is wrong with it as a whole is told once, with its model's faults or alone."""
    before = book.remarks
    folder = read_workbook_tables(book, habits_of(model))
    model.remarks = [remark for remark in model.remarks if remark in book.remarks or remark not in before]
    book.faults += link_faults(book.archive, book.name, book.facts)
    model.faults += [fault for fault in book.faults if fault not in model.faults]
    model.remarks += [remark for remark in book.remarks if remark not in model.remarks]
    return folder


def of_parts(model: Model, folder: Folder, place: Path | None, carried: Carried | None = None) -> Reading:
    """The programme, or every fault; without tables only those of the model."""
    taken = None if carried is None else _carry(model, folder, carried)
    draft = Draft(model.rules, model.places, model.lost, folder)
    said = check(draft)
    problems = [*model.faults, *folder.faults, *(fault for fault in said if fault.severity == "fault")]
    remarks = [*model.remarks, *folder.remarks, *(fault for fault in said if fault.severity != "fault")]
    counts = (*folder.counts, *model.counts)
    if problems:
        raise ReadingError(_sorted(problems), _sorted(remarks), counts)
    return Reading(
        _programme(model.rules, folder, taken), tuple(_sorted(remarks)), counts, place or Path(), model.places.data
    )


def habits_of(model: Model) -> Habits:
    """How the model says that its tables are read."""
    ignored = None if "ignore_columns" in model.lost else model.rules.ignore_columns
    return Habits(ignored, model.rules.locale == "ko")


def _carry(model: Model, folder: Folder, carried: Carried) -> CarriedFrom:
    """The plan as it is carried forward. Where no table of commitments is there, the plan's take its place."""
    given = carried.plan
    if folder.commitments.count is not None:
        return given.model_copy(update={"commitments": ()})
    kept = given if "years" in model.lost else given.signed_before(model.rules.years.planned_from)
    folder.commitments.origin = FileOrigin(carried.name)
    folder.commitments.rows = [
        Row(number, {**row.model_dump(), "source": None}, row) for number, row in enumerate(kept.commitments, start=1)
    ]
    return kept


def _programme(rules: Rules, folder: Folder, carried: CarriedFrom | None) -> Programme:
    return Programme.of(
        rules,
        folder.suppliers.items,
        folder.links.items,
        folder.upgrades.items,
        folder.sources,
        folder.products.items,
        folder.commitments.items,
        folder.receipts.items,
        folder.openings.items,
        carried,
    )


def _sorted(said: Sequence[Fault]) -> list[Fault]:
    return sorted(said, key=in_order)
