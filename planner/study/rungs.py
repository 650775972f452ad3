"""What the next money of each purse buys, as plain data: one rung a purse and year."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.plan import Plan


@dataclass(frozen=True)
class Rung:
    """What some more won in a purse's budget are worth, found by solving again.

    ``year``: the budget's year; None where the won are added to all its years, in proportion to them. ``budget_won`` is
    what the purse has there in the plan, ``added_won`` what is added. ``gained`` is by how much the objective is better
    [its unit], ``per_million`` the same for each million won added, ``spent_won`` how much more fresh money is spent.
    ``comes_in`` and ``leaves`` are upgrades that are funded then and not before, and before and not then.

    ``shadow_price`` is what the plan says of one more million won [the objective's unit per million won]; None where it
    says nothing, as of whole projects. It holds for budgets from ``holds_from_won`` to ``holds_until_won`` at least;
    None where that is not known, or without end. ``whole_plan`` tells whether a plan in whole won was made again, which
    ``spent_won``, ``comes_in`` and ``leaves`` speak of; else they speak of the linear programme's answer.
    """

    purse: str
    year: int | None
    budget_won: int
    added_won: int
    gained: float
    per_million: float
    spent_won: int
    comes_in: tuple[str, ...]
    leaves: tuple[str, ...]
    shadow_price: float | None
    holds_from_won: int | None
    holds_until_won: int | None
    gained_least: float | None = None
    gained_most: float | None = None
    whole_plan: bool = True


@dataclass(frozen=True)
class Ladder:
    """The plan, the objective that is told, and a rung for each purse and year, and for each purse in all its years.

    ``number`` is that of the objective in the model's list, from 1; None where the list has none that can be told, and
    what becomes of the lifetime tonnes is.
    ``stopped``: a limit stopped a search, so that gains are only known to lie between ``gained_least`` and
    ``gained_most``.
    """

    plan: Plan
    number: int | None
    objective: str
    unit: str
    amount_won: int
    rungs: tuple[Rung, ...]
    stopped: bool
