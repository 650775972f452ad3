"""Lives that nothing lives, and estimates that do not stand in order around the value that they estimate."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.errors import Fault
from planner.intake import faults
from planner.intake.cells import decimal_text
from planner.intake.checks.sizes.bounds import MOST_YEARS
from planner.intake.draft import Draft

_ESTIMATED = (("cost_won", "cost_low_won", "cost_high_won"), ("tonnes", "tonnes_low", "tonnes_high"))


def long_lives(draft: Draft) -> Iterator[Fault]:
    """Lives above what any equipment lasts; often months."""
    table = draft.tables.upgrades
    for row in table.rows:
        if row.item is not None and row.item.life_years > MOST_YEARS and not row.item.confirmed:
            place = table.place(row.line, "life_years")
            yield faults.LONG_LIFE.at(place, found=row.item.life_years, limit=MOST_YEARS)


def out_of_order(draft: Draft) -> Iterator[Fault]:
    """A low estimate above the high one, or a value outside of both. No rule is broken by it, so it is no fault."""
    table = draft.tables.upgrades
    for column, low_column, high_column in _ESTIMATED:
        if not {low_column, high_column} & table.columns:
            continue
        for row in table.rows:
            low, high = row.values.get(low_column), row.values.get(high_column)
            if (low is None and high is None) or row.values.get("confirmed"):
                continue
            value = row.values.get(column)
            if low is not None and high is not None and low > high:
                yield faults.LOW_ABOVE_HIGH.at(
                    table.place(row.line, low_column), low=_written(low), high=_written(high)
                )
            elif value is not None and ((low is not None and value < low) or (high is not None and value > high)):
                place = table.place(row.line, column)
                yield faults.OUTSIDE_ESTIMATES.at(place, found=_written(value), low=_written(low), high=_written(high))


def _written(value: int | Fraction | None) -> str:
    """The number in plain digits; an estimate that is not given stands open."""
    return "…" if value is None else decimal_text(Fraction(value))
