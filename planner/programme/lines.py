"""What an award asks to be paid, year by year, in whole won: cost lines and support at the full rate."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from planner.programme.upgrade import Upgrade
from planner.units import floor


class DueLine(NamedTuple):
    """An awarded amount of a cost line: years after the award, named payer if any, won."""

    offset: int
    payer: str | None
    won: int


def awarded_lines(upgrade: Upgrade, cost_won: int) -> tuple[DueLine, ...]:
    r"""The cost lines of an award of that many won, whole and adding up to it.

    .. math:: \lfloor s k_j \rfloor - \lfloor s k_{j-1} \rfloor, \quad s = C / c_u

    with k the running total of the upgrade's lines. Source: reading 2 of the rules.
    """
    total, running, paid = upgrade.total_won, 0, 0
    lines = []
    for line in upgrade.lines:
        running += line.won
        upto = cost_won * running // total
        lines.append(DueLine(line.year_offset, line.payer, upto - paid))
        paid = upto
    return tuple(lines)


def shared_by_offset(lines: Sequence[DueLine]) -> dict[int, int]:
    """What the shared lines ask by years after the award [won], in the order of the years."""
    by_offset: dict[int, int] = {}
    for line in lines:
        if line.payer is None:
            by_offset[line.offset] = by_offset.get(line.offset, 0) + line.won
    return dict(sorted(by_offset.items()))


def support_at_full_rate(shared: dict[int, int], rate: Fraction) -> dict[int, int]:
    r"""Shared support by years after the award [won].

    .. math:: \lfloor r Q_y \rfloor - \lfloor r Q_{y-1} \rfloor

    with Q the shared amounts due so far. Source: reading 11 of the rules.
    """
    support, due, paid = {}, 0, 0
    for offset, won in shared.items():
        due += won
        upto = floor(rate * due)
        support[offset] = upto - paid
        paid = upto
    return support
