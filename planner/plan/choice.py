"""What a solver chose, as plain values: the plan is made from these and from the programme, never from the LP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class MoneyGroup:
    """Awards whose shared or named lines of one year the same payers pay, and what each payer gives [won, not whole].

    ``named`` groups pay lines that name their payer; all others pay support on shared lines.
    """

    year: int
    awards: tuple[tuple[str, int], ...]
    paid: Mapping[str, Fraction]
    named: bool


@dataclass(frozen=True)
class Choice:
    """Shares by upgrade and award year; flexible support by upgrade, award year and year [won, not whole]; who pays."""

    shares: Mapping[tuple[str, int], float]
    flexible_support: Mapping[tuple[str, int, int], Fraction]
    groups: tuple[MoneyGroup, ...]
