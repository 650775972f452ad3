"""Where things stand: a value's path in the model data becomes a place that a person finds, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.programme.rules import Rules

if TYPE_CHECKING:
    from pydantic import BaseModel

    from planner.intake.plain_yaml import Path


class CellPlace(str):
    """A place in a workbook, as people read it: ``견적.xlsx › 사업 › D17``.

    For programs it also tells the file, the sheet, and the row and column of the cell, counted from 1; these are 0
    where no single row, column or cell is meant.
    """

    __slots__ = ("column", "file", "row", "sheet")

    file: str
    sheet: str
    row: int
    column: int

    def __new__(cls, file: str, sheet: str, row: int = 0, column: int = 0) -> CellPlace:
        """The place of a cell; of a row, a column or a whole sheet where the rest is 0."""
        cell = f"{letters(column) if column else ''}{row or ''}"
        place = super().__new__(cls, " › ".join(part for part in (file, sheet, cell) if part))
        place.file, place.sheet, place.row, place.column = file, sheet, row, column
        return place


class LinePlace(str):
    """A place in a text file, as people read it: ``upgrades.csv › line 4, cost_won``.

    For programs it also tells the file, the line counted from 1 (0: none) and the column (None: none).
    """

    __slots__ = ("column", "file", "line")

    file: str
    line: int
    column: str | None

    def __new__(cls, file: str, line: int = 0, column: str | None = None) -> LinePlace:
        """The place of a cell; of a line or of the file where the rest is not given."""
        where = f"line {line}" if line else ""
        inside = ", ".join(part for part in (where, column or "") if part)
        place = super().__new__(cls, f"{file} › {inside}" if inside else file)
        place.file, place.line, place.column = file, line, column
        return place


def letters(column: int) -> str:
    """A spreadsheet's name of a column that is counted from 1: A, B, ..., Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


type Location = Sequence[str | int]
"""A path as validation gives it: with list numbers where a single value was written, and with names of alternatives."""


def resolved(data: Any, location: Location) -> Path:
    """The part of a location that exists in the data.

    Validation numbers the members of a list even where one value stands for a list of one, counts the entries of a
    map of rates, and names the alternatives that it tried; such parts are passed over or found by their number.
    """
    path: list[str | int] = []
    here = data
    for part in location:
        key = None if _stands_for_a_list(here, part, path) else _step(here, part)
        if key is None:
            continue
        path.append(key)
        here = here[key]
    return tuple(path)


def _stands_for_a_list(here: Any, part: str | int, path: Sequence[str | int]) -> bool:
    """Whether a number leads to a single map that stands for a list of one: so it is with the objective."""
    return isinstance(here, Mapping) and isinstance(part, int) and tuple(path) == ("objective",)


def _step(here: Any, part: str | int) -> str | int | None:
    """The key or number by which one goes on; None where the part is not in the data."""
    if isinstance(here, Mapping):
        return _key(here, part)
    if isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
        return part
    return None


def _key(here: Mapping[str | int, Any], part: str | int) -> str | int | None:
    if part in here:
        return part
    if isinstance(part, int):
        if str(part) in here:
            return str(part)
        return list(here)[part] if part < len(here) else None
    return next((key for key in here if isinstance(key, int) and str(key) == part), None)


def dotted(data: Any, path: Location) -> str:
    """The path as people write it with ``--set``: list entries by their id, or by number from 0."""
    words: list[str] = []
    here = data
    for part in path:
        entry = here[part] if _step(here, part) == part else None
        named = isinstance(here, list) and isinstance(entry, Mapping) and isinstance(entry.get("id"), str)
        words.append(entry["id"] if named and entry is not None else str(part))
        here = entry
    return ".".join(words)


@dataclass
class ModelPlaces:
    """The places of a model's values.

    ``overridden`` tells which ``--set`` gave the value at a path; ``removed`` are the paths that the usable part of
    the rules lacks because they were faulty. ``spots`` has the cells of values that were read from a workbook.
    ``vocabulary`` is the word that the whole file should be: the rules, unless it is another kind of file.
    """

    name: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    overridden: dict[Path, str] = field(default_factory=dict)
    removed: frozenset[Path] = frozenset()
    spots: Mapping[Path, str] = field(default_factory=dict)
    vocabulary: type[BaseModel] = Rules

    def place(self, *location: str | int) -> str:
        """The place of a value of the usable rules, such as ``model.yaml › line 9, funders.MOTIR.budget``."""
        return self.place_of(self.original(location))

    def place_of(self, location: Location) -> str:
        """The place of a value of the data as they were written; of the nearest thing around it, where it is absent."""
        path = resolved(self.data, location)
        for end in range(len(path), 0, -1):
            if path[:end] in self.overridden:
                return f"--set {self.overridden[path[:end]]}"
        spot = next((self.spots[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.spots), None)
        if spot is not None:
            return spot
        line = next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), None)
        parts = [f"line {line}"] if line is not None else []
        parts += [dotted(self.data, path)] if path else []
        return f"{self.name} › {', '.join(parts)}" if parts else self.spots.get((), self.name)

    def original(self, location: Location) -> Path:
        """The path in the data as written of something in the usable rules, where faulty list entries are left out."""
        path: list[str | int] = []
        here = self.data
        for part in location:
            number = part
            if isinstance(here, list) and isinstance(part, int):
                kept = [index for index in range(len(here)) if (*path, index) not in self.removed]
                number = kept[part] if part < len(kept) else part
            key = None if _stands_for_a_list(here, number, path) else _step(here, number)
            if key is None:
                continue
            path.append(key)
            here = here[key]
        return tuple(path)

    def touched(self, *location: str | int) -> bool:
        """Whether something at or below that place of the usable rules was faulty and is left out."""
        path = self.original(location)
        return any(removed[: len(path)] == path for removed in self.removed)
