"""A model file and its tables, read together: table of contents of the intake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks import check
from planner.intake.draft import Draft
from planner.intake.faults import in_order
from planner.intake.folder import Folder, no_folder, read_folder
from planner.intake.model import Model, known_model, read_model
from planner.intake.reading import Reading, ReadingError
from planner.intake.tables import Habits
from planner.programme.programme import Programme
from planner.programme.rules import Rules


def read_programme(model: Path, overrides: Sequence[str] = (), inputs: Path | None = None) -> Reading:
    """The programme of a model file and of the tables that it names.

    ``overrides`` are KEY=VALUE texts (dotted keys, values in YAML) that replace values of the model before anything
    is checked; ``inputs`` takes the place of the folder that the model names. Raises :class:`ReadingError` with every
    fault of model and tables in the order of their places, and ``UsageError`` for an override without ``=``.
    """
    found = read_model(model, overrides)
    named = found.inputs
    if inputs is None and named is not None:
        inputs = model.parent / named
    return _read(found, inputs)


def read_tables(rules: Rules, folder: Path) -> Reading:
    """The programme of rules that are known and of the tables in a folder. Raises :class:`ReadingError`."""
    return _read(known_model(rules, "model"), folder)


def _read(model: Model, inputs: Path | None) -> Reading:
    """The programme, or every fault; without a folder only those of the model."""
    problems = list(model.faults)
    if inputs is not None and not inputs.is_dir():
        problems.append(faults.NO_FOLDER.at(model.places.place("inputs"), path=inputs))
        inputs = None
    folder = no_folder() if inputs is None else read_folder(inputs, habits_of(model))
    draft = Draft(model.rules, model.places, model.lost, folder)
    said = check(draft)
    problems += [*folder.faults, *(fault for fault in said if fault.severity == "fault")]
    remarks = [*model.remarks, *folder.remarks, *(fault for fault in said if fault.severity != "fault")]
    if problems:
        raise ReadingError(_sorted(problems), _sorted(remarks), folder.counts)
    return Reading(_programme(model.rules, folder), tuple(_sorted(remarks)), folder.counts, inputs or Path())


def habits_of(model: Model) -> Habits:
    """How the model says that its tables are read."""
    ignored = None if "ignore_columns" in model.lost else model.rules.ignore_columns
    return Habits(ignored, model.rules.locale == "ko")


def _programme(rules: Rules, folder: Folder) -> Programme:
    return Programme.of(
        rules,
        folder.suppliers.items,
        folder.links.items,
        folder.upgrades.items,
        folder.sources,
        folder.products.items,
    )


def _sorted(said: Sequence[Fault]) -> list[Fault]:
    return sorted(said, key=in_order)
