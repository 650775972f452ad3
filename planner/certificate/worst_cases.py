"""The columns of worst cases at a plan: the levels with which the worst that a few deviations do is counted exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from planner.certificate.programme import IntegerProgramme, IntegerRow
from planner.programme.rules import Rules
from planner.units import floor


class _Deviation(NamedTuple):
    """The columns of an item's row, and by how much it deviates [the step of points]."""

    level: int
    above: int
    amount: int


def worst_case_values(programme: IntegerProgramme, rules: Rules, known: Mapping[int, int], bits: int) -> dict[int, int]:
    """Each level as high as the largest deviation that no longer counts whole, and what the others are above it.

    ``known``: all columns that deviations are made of, in the step of points, 1/2**``bits``.
    """
    found: dict[int, int] = {}
    for rule, at_once in _at_once(rules).items():
        by_level: dict[int, list[_Deviation]] = defaultdict(list)
        for row in programme.rows.values():
            if row.name.startswith(f"{rule}["):
                deviation = _deviation(programme, row, known, bits)
                by_level[deviation.level].append(deviation)
        for level, deviations in by_level.items():
            counted = sorted((deviation.amount for deviation in deviations), reverse=True)
            height = max(0, counted[floor(at_once)]) if len(counted) > floor(at_once) else 0
            found[level] = height
            found |= {deviation.above: max(0, deviation.amount - height) for deviation in deviations}
    return found


def _at_once(rules: Rules) -> Mapping[str, Fraction]:
    """How many deviations count at once, by the rule whose rows state them."""
    protection = rules.protection
    at_once = {"overrun": protection.budgets, "default": protection.repayments, "shortfall": protection.tonnes}
    return {rule: number for rule, number in at_once.items() if number is not None}


def _deviation(programme: IntegerProgramme, row: IntegerRow, known: Mapping[int, int], bits: int) -> _Deviation:
    """What the row asks of its two columns: never less than it asks, so that the row holds."""
    rule = row.name.partition("[")[0]
    named = {kind: next(_columns(programme, row, f"{rule}_{kind}[")) for kind in ("level", "above")}
    others = sum(value * known[column] for column, value in row.terms.items() if column not in named.values())
    amount = -((others - (row.limit << bits)) // row.terms[named["above"]])
    return _Deviation(named["level"], named["above"], amount)


def _columns(programme: IntegerProgramme, row: IntegerRow, beginning: str) -> Iterator[int]:
    return (column for column in row.terms if programme.columns[column].name.startswith(beginning))
