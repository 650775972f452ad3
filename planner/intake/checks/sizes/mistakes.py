"""The mistakes of units that people make, column by column, and the question to ask of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.languages import T, Text


class Mistake(NamedTuple):
    """By what a cell is to be multiplied, what to ask, and how unlikely the mistake is."""

    factor: float
    question: Text
    unlikely: int


def _is_it_in(unit: Text | str) -> Text:
    return T("Is the unit {unit}?", unit=unit)


def _prefixes(smaller: str, smallest: str, larger: str, largest: str) -> tuple[Mistake, ...]:
    return (
        Mistake(1e-3, _is_it_in(smaller), 1),
        Mistake(1e3, _is_it_in(larger), 1),
        Mistake(1e-6, _is_it_in(smallest), 3),
        Mistake(1e6, _is_it_in(largest), 3),
    )


_MONEY = (
    Mistake(1e3, _is_it_in(T("thousand won")), 1),
    Mistake(1e6, _is_it_in(T("million won")), 1),
    Mistake(1e8, _is_it_in(T("hundred million won")), 1),
    Mistake(1e-3, T("Are there three zeros too many?"), 3),
    Mistake(1e-6, T("Are there six zeros too many?"), 3),
)
_TONNES = _prefixes("kg", "g", "kt", "Mt")

MISTAKES: Mapping[str, tuple[Mistake, ...]] = {
    "cost_won": _MONEY,
    "saving_won": _MONEY,
    "budget": _MONEY,
    "revenue_won": _MONEY,
    "repay_capacity_won": _MONEY,
    "copay_limit_won": _MONEY,
    "tonnes": _TONNES,
    "other_t": _TONNES,
    "baseline_t": _TONNES,
    "electricity_mwh": _prefixes("kWh", "Wh", "GWh", "TWh"),
    "gas_gj": _prefixes("MJ", "kJ", "TJ", "PJ"),
}

UNITS: Mapping[str, str] = {
    "tonnes": "t", "other_t": "t", "baseline_t": "t", "electricity_mwh": "MWh", "gas_gj": "GJ",
}  # fmt: skip
"""The unit that a column has; the others are in won."""


def amount(value: float) -> str:
    """A number as a person takes it in at a glance: whole above a hundred, three digits below."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
