"""Which cell of a row is in a wrong unit: the one that, multiplied, brings every quotient of the row back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.intake import faults
from planner.intake.checks.sizes.mistakes import MISTAKES, UNITS, Mistake, amount
from planner.intake.faults import Kind
from planner.languages import T


class Suspect(NamedTuple):
    """A cell, and the mistake that would explain the row."""

    column: str
    mistake: Mistake
    instead: float


def suspects[Sizes: tuple[float, ...]](sizes: Sizes, explains: Callable[[Sizes], bool]) -> list[Suspect]:
    """The cells of which one mistake explains the row, each with every such mistake."""
    found = []
    for column in sizes._fields:  # type: ignore[attr-defined]
        value = getattr(sizes, column)
        if not value:
            continue
        for mistake in MISTAKES[column]:
            instead = value * mistake.factor
            if explains(sizes._replace(**{column: instead})):  # type: ignore[attr-defined]
                found.append(Suspect(column, mistake, instead))
    return found


def with_remedy(kind: Kind, found: Sequence[Suspect], usual: Sequence[str]) -> tuple[Kind, dict[str, object]]:
    """The kind with the remedy that fits: a unit only where a single mistake explains the row, else what to check."""
    if len(found) != 1:
        columns = dict.fromkeys([suspect.column for suspect in found] or usual)
        return kind, {"columns": ", ".join(columns)}
    (suspect,) = found
    unit = UNITS.get(suspect.column, T("won"))
    return kind.with_remedy(faults.OTHER_UNIT), {
        "question": suspect.mistake.question,
        "instead": T("{amount} {unit}", amount=amount(suspect.instead), unit=unit),
        "column": suspect.column,
    }
