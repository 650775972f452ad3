"""Measures: what fair shares and technology limits share out, award by award."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from planner.audit.entries import Entry, added_up
from planner.audit.finding import Amount, Unit
from planner.audit.payers import counted

type Shared = Literal["support", "tonnes", "count"]

UNIT_OF: dict[Shared, Unit] = {"support": "won", "tonnes": "kg", "count": "share"}


def amounts_of(entries: Iterable[Entry], of: Shared, payers: Sequence[str] | None) -> Iterator[tuple[Entry, Amount]]:
    """Each award's amount: won of the payers (all but the supplier where none are listed), lifetime kilograms as
    rounded, or its exact share (0002, reading 20).
    """
    for entry in entries:
        if of == "support":
            yield entry, entry.support if payers is None else counted(entry.paid_by_payer, payers)
        elif of == "tonnes":
            yield entry, entry.lifetime_kg
        else:
            yield entry, entry.share


def total(amounts: Iterable[Amount]) -> Amount:
    """The exact sum. Amounts are added by denominator first and then in pairs, so that the many parts of a large
    divisible plan stay cheap to add.
    """
    by_denominator = added_up((amount.denominator, amount.numerator) for amount in amounts)
    parts = [Fraction(numerator, denominator) for denominator, numerator in sorted(by_denominator.items())]
    while len(parts) > 1:
        parts = [sum(parts[i : i + 2], Fraction(0)) for i in range(0, len(parts), 2)]
    return parts[0] if parts else 0
