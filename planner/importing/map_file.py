"""A map's file becomes a map; whatever is wrong in it is said, with line, key and remedy, before any table is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from planner.errors import Fault
from planner.importing.by_map import COLUMNS
from planner.importing.measures import factor_of, units_for
from planner.importing.vocabulary import ColumnRule, ImportMap, TableRule
from planner.intake import faults
from planner.intake.decoding import decoded, is_there
from planner.intake.guessing import guess
from planner.intake.places import ModelPlaces
from planner.intake.plain_yaml import parsed
from planner.intake.translation import translated
from planner.languages import T, described

_LIMIT_MB = 1

type _Location = tuple[str | int, ...]


def read_map(path: Path) -> ImportMap | list[Fault]:
    """The map of a YAML file, or every fault that it has."""
    if not is_there(path):
        return [faults.NOT_FOUND.at(path.name, path=path.absolute().parent)]
    found = decoded(path, path.name, _LIMIT_MB, T("a YAML text file in UTF-8"))
    if found.text is None:
        return found.faults
    document = parsed(found.text, path.name)
    if document.faults:
        return document.faults
    if not isinstance(document.data, dict):
        return [faults.NO_MAP_OF_KEYS.at(path.name)]
    places = ModelPlaces(path.name, document.data, document.lines, vocabulary=ImportMap)
    try:
        chart = ImportMap.model_validate(document.data)
    except ValidationError as error:
        return translated(error.errors(include_url=False), places)
    return list(_unfit(chart, places)) or chart


def _unfit(chart: ImportMap, places: ModelPlaces) -> Iterator[Fault]:
    """Where the map speaks of columns or units that our tables do not have."""
    for number, sheet in enumerate(chart.sheets):
        for name, table in sheet.tables.items():
            location: _Location = ("sheets", number, "tables", name)
            yield from _lacking(table, name, places.place_of(location))
            for column, rule in table.columns.items():
                place = places.place_of((*location, "columns", column))
                if column not in COLUMNS[name]:
                    yield _unknown_column(column, name, place)
                else:
                    yield from _unknown_unit(column, name, rule, chart, place)


def _lacking(table: TableRule, name: str, place: str) -> Iterator[Fault]:
    for column in COLUMNS[name].values():
        if column.required and column.name not in table.columns:
            meaning = described(column.meaning)
            yield faults.COLUMN_NOT_MADE.at(place, column=column.name, table=name, meaning=meaning)


def _unknown_column(column: str, name: str, place: str) -> Fault:
    near = guess(column, COLUMNS[name])
    if near is None:
        return faults.NO_SUCH_COLUMN_OF_OURS.at(place, column=column, table=name, known=", ".join(COLUMNS[name]))
    return faults.NO_SUCH_COLUMN_OF_OURS_WITH_GUESS.at(place, column=column, table=name, guess=near)


def _unknown_unit(column: str, name: str, rule: ColumnRule, chart: ImportMap, place: str) -> Iterator[Fault]:
    base = COLUMNS[name][column].unit
    if rule.unit is None or factor_of(base, rule.unit, chart.currencies) is not None:
        return
    known = units_for(base, chart.currencies)
    if known:
        yield faults.UNIT_NOT_OF_COLUMN.at(place, unit=rule.unit, column=column, known=", ".join(known))
    else:
        yield faults.COLUMN_WITHOUT_UNIT.at(place, unit=rule.unit, column=column)
