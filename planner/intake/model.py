"""A model file becomes rules; what is wrong in it is said, and what is right in it stays usable for further checks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.errors import Fault
from planner.intake import faults
from planner.intake.decoding import decoded, is_there
from planner.intake.keys import guessed_key
from planner.intake.overrides import override
from planner.intake.places import ModelPlaces
from planner.intake.plain_yaml import Document, parsed
from planner.intake.plain_yaml import Path as KeyPath
from planner.intake.reading import RowCount
from planner.intake.translation import translated
from planner.languages import T
from planner.programme.rules import Rules

_LIMIT_MB = 0.5
_OF_A_PLAN = re.compile(rb'\s*\{\s*"(plan_hash"\s*:|kind"\s*:\s*"infeasible")')
"""How a plan begins, and the proof that there is none: told by it, since plans are larger than any model may be."""
_LONGEST_BEGINNING = 200
_ROUNDS = 30

_STAND_INS: Mapping[str, object] = {
    "programme": "?",
    "inputs": "?",
    "years": {"award": [1900, 2200], "count_until": 2200},
    "funders": [],
}
"""What takes the place of required keys that are missing or faulty; checks that read these keys are then left out."""


@dataclass
class Model:
    """What was read of a model file.

    ``rules`` are the rules as far as they are free of faults; ``lost`` names the top keys of which something is
    missing in them, so that no check draws conclusions from what is not there; ``counts`` tells of the rows of a
    workbook's sheets that it was read from.
    """

    rules: Rules
    places: ModelPlaces
    lost: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    counts: tuple[RowCount, ...] = ()

    @property
    def inputs(self) -> str | None:
        """The folder of the tables as the file names it; None where it does not."""
        return None if "inputs" in self.lost else self.rules.inputs


def read_model(path: Path, overrides: Sequence[str]) -> Model:
    """The model of a file, with the overrides written over it."""
    another = _another_file(path)
    if another is not None:
        return _no_model(path, [another])
    found = decoded(path, path.name, _LIMIT_MB, T("a YAML text file in UTF-8")) if is_there(path) else None
    if found is None or found.text is None:
        return _no_model(path, found.faults if found else [faults.NOT_FOUND.at(path.name, path=path.absolute().parent)])
    document = parsed(unicodedata.normalize("NFC", found.text), path.name)  # as cells of tables are read
    model = checked_model(document, ModelPlaces(path.name, document.data, document.lines), overrides)
    model.remarks.extend(found.remarks)
    return model


def _no_model(path: Path, problems: list[Fault]) -> Model:
    """What is known of a file that holds no model."""
    return Model(_usable({}, frozenset()), ModelPlaces(path.name, {}), frozenset(Rules.model_fields), problems)


def _another_file(path: Path) -> Fault | None:
    """What is said of another file of this planner that was named in place of a model; None where it may be one."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            beginning = stream.read(_LONGEST_BEGINNING)
    except (OSError, ValueError):
        return None
    if path.suffix.casefold() == ".csv":
        return faults.TABLE_AS_MODEL.at(path.name)
    return faults.PLAN_AS_MODEL.at(path.name) if _OF_A_PLAN.match(beginning) else None


def known_model(rules: Rules, name: str) -> Model:
    """The model of rules that were read and checked before."""
    return Model(rules, ModelPlaces(name, rules.model_dump(mode="json")))


def checked_model(document: Document, places: ModelPlaces, overrides: Sequence[str]) -> Model:
    """The model of plain data, wherever they were read, with the overrides written over them."""
    found = list(document.faults)
    broken = not document.is_whole
    if not isinstance(places.data, dict):
        places.data = {}
        found += [] if broken else [faults.NOT_A_MAP.at(places.name)]
    return validated(places, [*found, *override(places, overrides)], is_whole=not broken)


def validated(places: ModelPlaces, found: list[Fault], *, is_whole: bool = True) -> Model:
    """The model of the places' data, with what was found before. Not ``is_whole``: something is missing in them."""
    removed, lost, wrong = _sound_part(places)
    if not is_whole or not places.data:
        wrong, lost = [], frozenset(Rules.model_fields) - ({"inputs"} if "inputs" in places.data else set())
    places.removed = removed
    return Model(_usable(places.data, removed), places, lost, found + wrong)


def _sound_part(places: ModelPlaces) -> tuple[frozenset[KeyPath], frozenset[str], list[Fault]]:
    """What has to be left out so that the rest is valid, the top keys that lose by it, and the faults."""
    errors = _errors(places.data)
    found = translated(errors, places)
    removed: frozenset[KeyPath] = frozenset()
    lost: set[str] = set()
    for _ in range(_ROUNDS):
        if not errors:
            return removed, frozenset(lost), found
        trial = ModelPlaces(places.name, places.data, removed=removed)
        for error in errors:
            path = trial.original(error["loc"][:-1] if error["type"] == "missing" else error["loc"])
            lost |= _loses(error, path)
            removed |= {path} if path else set()
        errors = _errors(dict(_STAND_INS) | _without(places.data, removed))
    return frozenset((key,) for key in places.data), frozenset(Rules.model_fields), found


def _loses(error: ErrorDetails, path: KeyPath) -> set[str]:
    """The top keys of the rules that are not whole after an error."""
    location = error["loc"]
    if error["type"] != "extra_forbidden" or len(location) > 1:
        return {str(path[0] if path else location[0])} if location else set(Rules.model_fields)
    guess = guessed_key(location)
    return {guess} if guess else set()


def _errors(data: Mapping[Any, Any]) -> list[ErrorDetails]:
    try:
        Rules.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _usable(data: Mapping[Any, Any], removed: frozenset[KeyPath]) -> Rules:
    return Rules.model_validate(dict(_STAND_INS) | _without(data, removed))


def _without(data: Any, removed: frozenset[KeyPath], path: KeyPath = ()) -> Any:
    """The data without what lies at the removed paths."""
    if isinstance(data, Mapping):
        return {k: _without(v, removed, (*path, k)) for k, v in data.items() if (*path, k) not in removed}
    if isinstance(data, list):
        return [_without(v, removed, (*path, n)) for n, v in enumerate(data) if (*path, n) not in removed]
    return data
