"""Names of a frame's columns: the key of the table's column, with the unit of its figures at the end."""

from __future__ import annotations

import re

from planner.export.columns import AnyTable, Column, Kind
from planner.languages import Text

_IDS = {"supplier": "supplier_id", "upgrade": "upgrade_id"}
"""Ids are called as in the input tables, so that frames can be joined."""

_FIGURES = {"won_per_tonne": "won_per_t", "per_million": "gained"}
"""Keys that say a part of their unit already."""

_UNITS = {
    Kind.WON: "won",
    Kind.EOK: "eok_won",
    Kind.WON_PER_TONNE: "won_per_t",
    Kind.TONNES: "t",
    Kind.PERCENT: "share",
    Kind.SMALL_PERCENT: "share",
    Kind.KG_PER_UNIT: "kg_per_unit",
    Kind.COUNT: "count",
    Kind.YEAR: "year",
}
"""The unit of a kind of figures, where the heading names none."""

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]$")
_OF_HEADINGS = ("t", "t/yr", "kg per unit", "won", "million won")
"""Units that headings have in brackets; other words in brackets are none."""


def column_name(column: Column[object], table: AnyTable) -> str:
    """The name of a column within its table, with the unit of its figures."""
    key = column.key.replace(":", "_")
    if column.kind.is_text:
        return _IDS.get(key, key)
    if is_won_per_tonne(column):
        return _FIGURES[key]
    return with_unit(f"year_{key}" if key.isdecimal() else _FIGURES.get(key, key), _unit(column, table))


def is_won_per_tonne(column: Column[object]) -> bool:
    """Whether a column holds won for each tonne, which are no whole numbers, of whatever kind it says that it is."""
    return column.key == "won_per_tonne"


def with_unit(key: str, unit: str | None) -> str:
    """The key with that unit at its end, but once: ``cost_won`` stays as it is."""
    if not unit:
        return key
    unit = in_a_name(unit)
    last = key.rpartition("_")[2]
    return key if last in (unit, unit.partition("_")[0]) else f"{key}_{unit}"


def in_a_name(unit: str) -> str:
    """A unit as a part of a name: ``t/yr`` is ``t_per_yr``."""
    return re.sub(r"\W+", "_", unit.replace("/", " per ")).strip("_").lower()


def _unit(column: Column[object], table: AnyTable) -> str | None:
    """As it is told, else of the heading or the kind; figures of several units have theirs in a column of its own."""
    if column.unit is not None:
        return column.unit
    named = column.heading.values.get("unit")
    if isinstance(named, Text):
        return named.template
    found = _IN_BRACKETS.search(column.heading.template)
    if found and found[1] in _OF_HEADINGS:
        return found[1]
    beside = _unit_column(column, table)
    if column.kind is Kind.FIGURE or column.kind_of is not None:
        return None if beside is None else f"in {beside}"
    return "in unit" if column.kind is Kind.TONNES and beside == "unit" else _UNITS.get(column.kind)


def _unit_column(column: Column[object], table: AnyTable) -> str | None:
    """The column that says in which unit the figures of this one are: the next one of units, else the last."""
    keys = [other.key for other in table.columns]
    units = [key for key in keys if key == "unit" or key.endswith("_unit")]
    after = [key for key in units if keys.index(key) > keys.index(column.key)]
    return next(iter(after or units[-1:]), None)
