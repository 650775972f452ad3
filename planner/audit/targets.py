"""Targets: the tonnes asked for are reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Finding, at_least
from planner.audit.protection import guaranteed_kilograms
from planner.audit.tonnage import KG
from planner.programme.families import row_name

FAMILY = "targets"


@dataclass(frozen=True, slots=True)
class Asked:
    """Tonnes that a plan must reach in a measure: the name of the row, and the least [t]."""

    row: str
    measure: str
    tonnes: Fraction


def target(books: Books) -> Iterator[Finding]:
    """The plan's tonnes in the target's year or measure are at least the target [kg] (0004, reading 41)."""
    for asked in targets_of(books):
        yield _reached(books, asked)


def reach(books: Books) -> Iterator[Finding]:
    """Where won are to be as few as possible, the tonnes to be had for them are reached [kg] (0004, reading 29)."""
    for asked in reaches_of(books):
        yield _reached(books, asked)


RULES = (target, reach)


def targets_of(books: Books) -> list[Asked]:
    """The targets, in their order."""
    return [
        Asked(row_name("target", number), rule.measure, rule.tonnes)
        for number, rule in enumerate(books.rules.targets, start=1)
    ]


def reaches_of(books: Books) -> list[Asked]:
    """What objectives of least won are to reach; the most where several speak of one measure."""
    least: dict[str, Fraction] = {}
    for objective in books.rules.objective:
        for measure, tonnes in objective.reach.items():
            least[measure] = max(tonnes, least.get(measure, tonnes))
    return [Asked(row_name("reach", measure), measure, tonnes) for measure, tonnes in least.items()]


def _reached(books: Books, asked: Asked) -> Finding:
    return at_least(FAMILY, asked.row, guaranteed_kilograms(books, asked.measure), asked.tonnes * KG, "kg")
