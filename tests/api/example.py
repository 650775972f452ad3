"""Plans in Python of programmes that are worked out by hand elsewhere, and a look at frames that shares no code."""

from __future__ import annotations

import functools
import re
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

import planner
from planner.api.plan import Origin, Plan
from tests.audit import full_example
from tests.export import example
from tests.golden.files import CASCADE, REGIONS, written


@functools.cache
def cascade() -> Plan:
    """Golden case: 770 t; A has 60 M of support and gives it back in three years, B has 21 M, 20 M of it A's."""
    return _solved("cascade", CASCADE)


@functools.cache
def regions() -> Plan:
    """Golden case: 100 M at 10 t a million in X and 6 t in Y, at least 30 % for Y: 700 + 180 = 880 t."""
    return _solved("regions", REGIONS)


@functools.cache
def hostile() -> Plan:
    """The cascade with names that would like to be formulas and markup."""
    return Plan(example.plan(), example.programme(), "<b>x</b>", Origin())


@functools.cache
def full() -> Plan:
    """Nearly every rule and every ledger has something in it."""
    return Plan(full_example.plan(), full_example.programme(), "full", Origin())


def _solved(name: str, files: dict[str, str]) -> Plan:
    return planner.solve(written(Path(tempfile.mkdtemp()), files), name=name)  # type: ignore[no-any-return]


def frames_of(thing: object) -> dict[str, pd.DataFrame]:
    """Every frame of a result, by the name of its property."""
    found = {name: value for name, value in vars(thing).items() if isinstance(value, pd.DataFrame)}
    for name in dir(type(thing)):
        if not name.startswith("_") and isinstance(getattr(type(thing), name), property | functools.cached_property):
            value = getattr(thing, name)
            if isinstance(value, pd.DataFrame):
                found[name] = value
            elif isinstance(value, dict):
                found |= {f"{name}[{key}]": one for key, one in value.items() if isinstance(one, pd.DataFrame)}
    return found


WITH_UNIT = re.compile(
    r"(^|_)(won|t|mwh|gj|share|count|year|years|ratio|number|won_per_t|kg_per_unit|in_unit|in_price_unit"
    r"|(t|won|gini_coefficient|awards|t_per_million_won)(_per_(yr|won|share|million_won))?|units_per_year)$"
)
"""How the name of a column of figures ends."""

WITHOUT = {"tier", "line", "year_offset", "before", "after"}
"""Codes and places, which have no unit; and cells of input tables, whose columns name theirs."""


def without_unit(frame: pd.DataFrame) -> list[str]:
    """The columns that hold numbers and do not say in which unit; nor those whose unit's column is not there."""
    missing = [name for name in frame if is_numeric(frame[name]) and not WITH_UNIT.search(name)]
    named = {name: found[1] for name in frame if (found := re.search(r"_in_((?:price_)?unit)$", name))}
    return [name for name in missing if name not in WITHOUT] + [
        name for name, unit in named.items() if unit not in frame
    ]


def is_numeric(column: pd.Series) -> bool:
    """Whether there is any number in it, or would be."""
    if column.dtype == "object":
        return any(isinstance(value, int | float) for value in column.dropna())
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def money(frame: pd.DataFrame) -> list[tuple[str, Any]]:
    """The columns of won that pandas does not hold as whole numbers."""
    won = [name for name in frame if re.search(r"(^|_)won$", name) and not re.search(r"(per|million)_won$", name)]
    return [(name, frame[name].dtype) for name in won if frame[name].dtype not in ("int64", "Int64")]
