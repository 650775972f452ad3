"""Stated against computed: findings on what a plan says about itself, whatever it says, without ever failing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from planner.audit.finding import NOTHING, Amount, Finding, Unit, equal
from planner.audit.report import STATEMENTS
from planner.audit.tonnage import KG
from planner.languages import T, Text
from planner.plan.plan import tonnes_of
from planner.programme.families import row_name

type Figure = int | float | Decimal | None

LARGEST_POWER_OF_TEN = 300
"""A decimal beyond it is no figure of any plan, and would not fit into memory as a whole number."""


def states(row: str, stated: Figure, computed: Figure, unit: Unit) -> Finding:
    """A stated figure must be the computed one; tonnes, given as decimals, are reported in kilograms."""
    scale = KG if unit == "kg" else 1
    should = computed if isinstance(computed, int) else exact_figure(computed)
    if stated == computed:
        value = (should or 0) * scale
        return Finding(STATEMENTS, row, value, value, "=", unit, NOTHING)
    said = exact_figure(stated)
    if said is None or should is None:
        remark = T("States {stated}, should be {computed}.", stated=str(stated), computed=str(computed))
        return one_wrong(row, remark)
    return equal(STATEMENTS, row, said * scale, should * scale, unit)


def states_kilograms(row: str, stated: Decimal | None, kilograms: int) -> Finding:
    """Stated tonnes must be the computed kilograms."""
    if stated == tonnes_of(kilograms):
        return Finding(STATEMENTS, row, kilograms, kilograms, "=", "kg", NOTHING)
    return states(row, stated, tonnes_of(kilograms), "kg")


def agrees(row: str, same: bool, remark: Text) -> Finding:
    """Something that is not a figure must agree."""
    return Finding(STATEMENTS, row, 0, 0, "=", "number", NOTHING) if same else one_wrong(row, remark)


def one_wrong(row: str, remark: Text) -> Finding:
    """One wrong statement where none is allowed."""
    return equal(STATEMENTS, row, 1, 0, "number", remark=remark)


def compare_ledgers[Key: tuple[object, ...], Row](
    name: str, stated: Iterable[tuple[Key, Row]], computed: Mapping[Key, Row], fields: Mapping[str, Unit]
) -> Iterator[Finding]:
    """A ledger must have exactly the computed rows, each once and in their order, with exactly the computed figures.

    ``fields`` names the figures of a row and their units. Rows of findings are called ``name[key,field]``.
    """
    seen: dict[Key, Row] = {}
    for key, row in stated:
        if key in seen:
            yield one_wrong(row_name(name, *key), T("The row stands twice."))
        elif key not in computed:
            yield one_wrong(row_name(name, *key), T("There should be no such row."))
        seen[key] = row
    if seen or computed:
        in_order = [key for key in seen if key in computed] == [key for key in computed if key in seen]
        yield agrees(f"{name}[]", in_order, T("The rows are not in their order."))
    for key, should in computed.items():
        if key not in seen:
            yield one_wrong(row_name(name, *key), T("The row is missing."))
            continue
        for field, unit in fields.items():
            yield states(row_name(name, *key, field), getattr(seen[key], field), getattr(should, field), unit)


def as_float(value: Amount) -> float:
    """The nearest double; infinity where the value is beyond all of them."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def exact_figure(value: Figure) -> Fraction | None:
    """The exact value of a figure that is one: not missing, not infinite, not absurdly long."""
    if value is None or (isinstance(value, float | Decimal) and not math.isfinite(value)):
        return None
    if isinstance(value, Decimal) and abs(value.adjusted()) > LARGEST_POWER_OF_TEN:
        return None
    return Fraction(value)
