"""A study's file becomes a study; whatever is wrong in it is said, with line, key and remedy, before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from planner.errors import Fault, InputError
from planner.intake import faults
from planner.intake.decoding import decoded, is_there
from planner.intake.guessing import guess
from planner.intake.places import ModelPlaces
from planner.intake.plain_yaml import parsed
from planner.intake.translation import translated
from planner.languages import T
from planner.study.sweep.vocabulary import Study

_LIMIT_MB = 1


def read_study(path: Path) -> Study:
    """The study of a YAML file. Raises ``InputError`` with every fault that it has."""
    if not is_there(path):
        raise InputError([faults.NOT_FOUND.at(path.name, path=path.absolute().parent)])
    found = decoded(path, path.name, _LIMIT_MB, T("a YAML text file in UTF-8"))
    if found.text is None:
        raise InputError(found.faults)
    document = parsed(found.text, path.name)
    if document.faults:
        raise InputError(document.faults)
    if not isinstance(document.data, dict):
        raise InputError([faults.NO_STUDY.at(path.name)])
    places = ModelPlaces(path.name, document.data, document.lines, vocabulary=Study)
    try:
        study = Study.model_validate(document.data)
    except ValidationError as error:
        raise InputError(translated(error.errors(include_url=False), places)) from error
    unfit = [*_names(study, places), *_values(study, places), *_cases(study, places)]
    if unfit:
        raise InputError(unfit)
    return study


def _names(study: Study, places: ModelPlaces) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, factor in enumerate(study.factors):
        if factor.name in seen:
            yield faults.NAME_TWICE.at(places.place_of(("factors", number, "name")), name=factor.name)
        seen.add(factor.name)
    named: set[str] = set()
    for number, case in enumerate(study.cases or ()):
        if case.name in named:
            yield faults.NAME_TWICE.at(places.place_of(("cases", number, "name")), name=case.name)
        named.add(case.name)


def _values(study: Study, places: ModelPlaces) -> Iterator[Fault]:
    """A grid wants values that can be counted; only samples can take any number between two."""
    is_drawn = study.samples is not None or study.sensitivity is not None
    for number, factor in enumerate(study.factors):
        place = places.place_of(("factors", number))
        if study.cases is None and not factor.is_stated:
            yield faults.NO_VALUES.at(place, name=factor.name)
        elif study.cases is None and factor.range is not None and not is_drawn:
            yield faults.RANGE_IN_A_GRID.at(place, name=factor.name)
        for value in factor.values or ():
            if factor.column is not None and (isinstance(value, str | bool) or value is None or value < 0):
                yield faults.NO_MULTIPLE.at(place, value=value)
        ends = [factor.first, factor.last, *([factor.range.low] if factor.range else [])]
        if factor.column is not None and any(end is not None and end < 0 for end in ends):
            yield faults.NO_MULTIPLE.at(place, value=min(end for end in ends if end is not None))


def _cases(study: Study, places: ModelPlaces) -> Iterator[Fault]:
    known = [factor.name for factor in study.factors]
    for number, case in enumerate(study.cases or ()):
        for name, value in case.values.items():
            place = places.place_of(("cases", number, "values", name))
            factor = study.factor(name)
            if factor is None:
                yield faults.NO_SUCH_FACTOR.at(place, name=name, known=", ".join(known), guess=guess(name, known) or "")
            elif factor.column is not None and (isinstance(value, str | bool | dict | list) or value < 0):
                yield faults.NO_MULTIPLE.at(place, value=value)
