"""Values of a model, put in one by one at their paths, become nested rules; each keeps the cell that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.flat_rules import Entry
from planner.intake.plain_yaml import Path
from planner.languages import Text


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value with its cell, and the row as sentences speak of it."""

    value: Any
    place: str
    row: Text


@dataclass
class _Branch:
    """What lies below a path, and the row in which it was first spoken of."""

    row: Text
    place: str
    below: dict[str | int, _Branch | _Leaf] = field(default_factory=dict)


@dataclass
class RuleTree:
    """Rules that grow value by value. ``place`` is where what is missing altogether should stand."""

    place: str

    def __post_init__(self) -> None:
        self._root = _Branch(Text(""), self.place)

    def put(self, path: Path, value: Any, place: str, row: Text, named: str | None = None) -> Fault | None:
        """Put a value at its path; the fault, where something stands there already, calls it as it is ``named``."""
        here = self._root
        for end, part in enumerate(path[:-1], start=1):
            below = here.below.setdefault(part, _Branch(row, place))
            if isinstance(below, _Leaf):
                return faults.RULE_AND_PART.at(below.place, key=_dotted(path[:end]), first=row)
            here = below
        before = here.below.get(path[-1])
        if before is None:
            here.below[path[-1]] = _Leaf(value, place, row)
            return None
        if isinstance(before, _Leaf):
            return faults.RULE_TWICE.at(place, key=named or _dotted(path), first=before.row)
        return faults.RULE_AND_PART.at(place, key=named or _dotted(path), first=before.row)

    def grown(self) -> tuple[dict[Any, Any], dict[Path, str]]:
        """The nested rules as plain data, and the cell of every value and of everything around it."""
        spots: dict[Path, str] = {}
        data = _data(self._root, (), spots)
        return data if isinstance(data, dict) else {}, spots


def _data(here: _Branch | _Leaf, path: Path, spots: dict[Path, str]) -> Any:
    """What lies here. Entries follow each other in the order of their numbers, whatever numbers are left out."""
    spots[path] = here.place
    if isinstance(here, _Leaf):
        return here.value
    if here.below and all(isinstance(part, Entry) for part in here.below):
        ordered = [here.below[part] for part in sorted(here.below, key=int)]
        return [_data(below, (*path, number), spots) for number, below in enumerate(ordered)]
    return {_name(part): _data(below, (*path, _name(part)), spots) for part, below in here.below.items()}


def _name(part: str | int) -> str | int:
    """An entry's number among names is a name that does not exist, which the schema will say."""
    return f"[{part + 1}]" if isinstance(part, Entry) else part


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, Entry) else str(part) for part in path)
