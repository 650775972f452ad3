"""Sizes that nobody meant: thousand won for won, kilograms for tonnes, kWh for MWh. Warnings only.

A number alone is never odd; two numbers beside each other are. So each check here looks at quotients: won for a tonne,
won for energy saved, tonnes of a baseline. First whole columns are held against what is plausible anywhere, then,
with a column's unit put right if it was wrong, each row against its peers and against physical bounds. A row that is
marked ``confirmed`` is never spoken of, and of a fault in many rows the first twenty are named and the others counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake.checks.sizes.columns import explained
from planner.intake.checks.sizes.estimates import long_lives, out_of_order
from planner.intake.checks.sizes.many import at_most
from planner.intake.checks.sizes.rows import SizedRows
from planner.intake.checks.sizes.suppliers import stray_suppliers
from planner.intake.checks.sizes.upgrades import stray_upgrades
from planner.intake.draft import Draft


def unusual_sizes(draft: Draft) -> Iterator[Fault]:
    """What looks like a wrong unit: columns first, then single rows as the columns' right units make them."""
    rows = SizedRows.of(draft)
    found = explained(rows)
    yield from found.warnings
    rows = rows.scaled(found.factors)
    yield from at_most([*stray_upgrades(rows), *stray_suppliers(rows)])


def unusual_years_and_estimates(draft: Draft) -> Iterator[Fault]:
    """Lives that nothing lives, and estimates out of their order."""
    yield from at_most([*long_lives(draft), *out_of_order(draft)])
