"""What a kind of fault is; the order of faults, and lists of things within their sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.errors import Fault, Severity
from planner.intake.places import CellPlace
from planner.languages import Text

_LONGEST_VALUE = 1_000
_READ = 200
_SEVERITIES = {"E": Severity.FAULT, "W": Severity.WARNING, "N": Severity.NOTE}


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its code, what is wrong, and how to mend it."""

    code: str
    problem: Text
    remedy: Text | None = None

    def at(self, place: str, /, **values: object) -> Fault:
        """A fault of this kind at a place, with the values that its sentences name, the longest of them cut."""
        values = {name: _cut(value) for name, value in values.items()}
        remedy = None if self.remedy is None else Text(self.remedy.template, values)
        return Fault(self.code, place, Text(self.problem.template, values), remedy, _SEVERITIES[self.code[0]])

    def with_remedy(self, remedy: Text) -> Kind:
        """The same kind with another remedy."""
        return Kind(self.code, self.problem, remedy)


def _cut(value: object) -> object:
    """Text as far as a person reads it in a sentence: a header of a megabyte is not printed."""
    return f"{value[:_READ]}…" if isinstance(value, str) and len(value) > _LONGEST_VALUE else value


def in_order(fault: Fault) -> tuple[bool, list[tuple[int, str]], str]:
    """Sorts by place: the model before the tables, line 9 before line 10, and in a sheet row by row."""
    place = fault.place
    file = place.partition(" › ")[0]
    if isinstance(place, CellPlace):
        place = f"{place.file} › {place.sheet} › {place.row} {place.column}"
    pieces = re.split(r"(\d+)", place)
    natural = [(len(number), number) if (number := piece.lstrip("0")).isdecimal() else (-1, piece) for piece in pieces]
    return file.endswith(".csv"), natural, fault.code


def mentioned(values: object, most: int = 12) -> str:
    """Some values, parted by commas; a long list is cut and says so."""
    listed = [str(value) for value in values] if isinstance(values, list | tuple) else [str(values)]
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")
