"""Costs: an upgrade's lines, and what of them an award of a part of it asks in which year."""

from __future__ import annotations

from dataclasses import dataclass

from planner.programme.upgrade import Upgrade

type YearAndPayer = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the cost: years after the award, the funder that pays it whole (or none), and its amount [won]."""

    offset: int
    payer: str | None
    won: int


@dataclass(frozen=True, slots=True)
class Cost:
    """An upgrade's cost [won]: its lines in order, their total, and the part that is shared."""

    lines: tuple[Line, ...]
    total: int
    shared: int


@dataclass(frozen=True, slots=True)
class Due:
    """What an award asks [won]: shared by year, and from named payers by year and payer."""

    shared: dict[int, int]
    named: dict[YearAndPayer, int]


def cost_of(upgrade: Upgrade) -> Cost:
    """The lines in the order of offset, named payer ("" for none) and won; a single sum is one shared line.

    Source: upgrades and cost_lines tables; 0002, readings 2 and 3.
    """
    if upgrade.cost_won is not None:
        lines = [Line(0, None, upgrade.cost_won)]
    else:
        lines = [Line(line.year_offset, line.payer, line.won) for line in upgrade.cost_lines]
        lines.sort(key=lambda line: (line.offset, line.payer or "", line.won))
    return Cost(
        lines=tuple(lines),
        total=sum(line.won for line in lines),
        shared=sum(line.won for line in lines if line.payer is None),
    )


def due_of(cost: Cost, award_won: int, year: int) -> Due:
    r"""What an award of so many won of the upgrade's cost asks, line by line (0002, reading 2).

    .. math:: \lfloor s k_j \rfloor - \lfloor s k_{j-1} \rfloor,\quad s = C / c_u

    k_j [won] is the running total of lines 1 to j. The parts add up to C exactly. The cost's total must not be 0.
    """
    shared: dict[int, int] = {}
    named: dict[YearAndPayer, int] = {}
    running, asked_before = 0, 0
    for line in cost.lines:
        running += line.won
        asked = award_won * running // cost.total
        amount, asked_before = asked - asked_before, asked
        when = year + line.offset
        if line.payer is None:
            shared[when] = shared.get(when, 0) + amount
        else:
            named[when, line.payer] = named.get((when, line.payer), 0) + amount
    return Due(shared, named)
