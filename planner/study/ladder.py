"""The next money of each purse: what the objective gains from some more won, found by solving again.

Where parts of all projects can be had, the gain is that of the linear programme, which is exact but for whole won; a
plan in whole won is made again as well where the programme is small enough for that. Of whole projects the gain is that
of the plan made again, between the bounds of both searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.again import Again, Solved, linear_only
from planner.study.alterations import MoreBudget, altered
from planner.study.planning import make_plan
from planner.study.prices import priced_objective, reached_in, value_in
from planner.study.rungs import Ladder, Rung
from planner.units import WON_PER_SOLVER_UNIT

MOST_OPTIONS = 3_000
"""With no more award options than this a plan in whole won is made again for each rung."""

FUNDED = 1e-6
"""A share of an upgrade above this is funded, in a linear programme's answer."""

SAME_PRICE = 1e-3
"""A shadow price that differs by no more than this part is the same."""

MOST_BASES = 9
"""How many bases are looked at, in each direction, to see how far a shadow price holds."""

STEP, LEAP = Fraction(1, 1_000), 10
"""How far beyond the end of the first basis the next is looked for [million won]; then so many times as far."""


def find_ladder(
    programme: Programme,
    limits: Limits,
    amount_won: int,
    say: Callable[[Text], None] = lambda _: None,
    plan: Plan | None = None,
) -> Ladder:
    """What ``amount_won`` more buys in each purse and award year with a budget, and in all years of each purse.

    ``plan`` is the programme's best plan, where there is one already. ``limits`` hold for each solve.
    Raises what :func:`planner.study.planning.make_plan` raises.
    """
    stopped = False
    if plan is None:
        planned = make_plan(programme, limits, say)
        plan, stopped = planned.plan, planned.stopped
    climb = _Climb(programme, plan, limits, amount_won)
    purses = list(_purses(programme))
    # Prices come first: what they are, and how far they hold, has nothing to do with the amount that is tried next.
    prices = [climb.shadow_price(purse, year) for purse, year in purses]
    rungs = []
    for (purse, year), price in zip(purses, prices, strict=True):
        say(_what(purse, year))
        rungs.append(climb.rung(purse, year, price))
    priced = priced_objective(programme)
    value = value_in(plan, priced)
    number = programme.rules.objective.index(priced) + 1 if priced in programme.rules.objective else None
    return Ladder(plan, number, value.name, value.unit, amount_won, tuple(rungs), stopped or climb.stopped)


def _purses(programme: Programme) -> Iterator[tuple[str, int | None]]:
    """Each purse with each year of its budget from the first planned year on, then all of them together."""
    for funder in programme.funders.values():
        years = sorted(_budgets(programme, funder.id))
        yield from ((funder.id, year) for year in years)
        if len(years) > 1:
            yield funder.id, None


def _budgets(programme: Programme, purse: str) -> Mapping[int, int]:
    """The purse's budget by year, from the first planned year on [won]."""
    first = programme.rules.years.planned_from
    return {year: won for year, won in programme.funders[purse].budget.items() if year >= first}


def _what(purse: str, year: int | None) -> Text:
    if year is None:
        return T("More money for {funder}, in all years.", funder=purse)
    return T("More money for {funder} in {year}.", funder=purse, year=year)


@dataclass(frozen=True)
class _Price:
    """A shadow price, and how many million won fewer and more of the budget it holds for; without end: None."""

    price: float | None = None
    holds: tuple[float, float | None] | None = None


@dataclass(frozen=True)
class _Gained:
    """What more money brought: the objective's gain and its bounds, fresh won, and who is funded."""

    gained: float
    least: float | None
    most: float | None
    spent_won: int
    before: frozenset[str]
    after: frozenset[str]


class _Climb:
    """The rungs of one programme."""

    def __init__(self, programme: Programme, plan: Plan, limits: Limits, amount_won: int) -> None:
        options = Options.of(programme)
        self._programme = programme
        self._plan = plan
        self._limits = limits
        self._amount = amount_won
        self._priced = priced_objective(programme)
        self._sense = -1 if self._priced.minimise is not None else 1
        self._again = Again(programme, options) if linear_only(programme, self._priced) else None
        self._makes_plans = self._again is None or len(options.options) <= MOST_OPTIONS
        self.stopped = False

    def rung(self, purse: str, year: int | None, price: _Price) -> Rung:
        """The rung of a purse in a year, or in all its years."""
        budgets = _budgets(self._programme, purse)
        added = {year: self._amount} if year is not None else _in_proportion(budgets, self._amount)
        changes = [MoreBudget(purse, of_year, won) for of_year, won in added.items() if won]
        found = self._gained(changes)
        holds = price.holds
        budget = sum(budgets.values()) if year is None else budgets[year]
        return Rung(
            purse=purse,
            year=year,
            budget_won=budget,
            added_won=self._amount,
            gained=found.gained,
            per_million=found.gained * WON_PER_SOLVER_UNIT / self._amount,
            spent_won=found.spent_won,
            comes_in=tuple(sorted(found.after - found.before)),
            leaves=tuple(sorted(found.before - found.after)),
            shadow_price=price.price,
            holds_from_won=None if holds is None else max(0, budget + _won(holds[0])),
            holds_until_won=None if holds is None or holds[1] is None else budget + _won(holds[1]),
            gained_least=found.least,
            gained_most=found.most,
            whole_plan=self._makes_plans,
        )

    def _gained(self, changes: list[MoreBudget]) -> _Gained:
        solved = None if self._again is None else self._again.solve(*changes)
        if self._makes_plans or not isinstance(solved, Solved) or self._again is None:
            return self._planned(changes, solved if isinstance(solved, Solved) else None)
        base = self._again.base
        gained = self._sense * (solved.value - base.value)
        spent = round((solved.million_won_spent - base.million_won_spent) * WON_PER_SOLVER_UNIT)
        return _Gained(gained, gained, gained, spent, _funded(base), _funded(solved))

    def _planned(self, changes: list[MoreBudget], solved: Solved | None) -> _Gained:
        """By a plan made again; of a linear programme the gain is the programme's own, which no rounding blurs."""
        more = altered(self._programme, changes)
        planned = make_plan(more, self._limits, prove=False)
        self.stopped = self.stopped or planned.stopped
        one, other = reached_in(self._plan, self._priced), reached_in(planned.plan, self._priced)
        gained = self._sense * (other.value - one.value)
        least = None if one.bound is None else max(0.0, self._sense * (other.value - one.bound))
        most = None if other.bound is None else max(0.0, self._sense * (other.bound - one.value))
        if solved is not None and self._again is not None:
            gained = least = most = self._sense * (solved.value - self._again.base.value)
        fresh = planned.plan.indicators.fresh_won - self._plan.indicators.fresh_won
        return _Gained(gained, least, most, fresh, _awarded(self._plan), _awarded(planned.plan))

    # --- the shadow price ---

    def shadow_price(self, purse: str, year: int | None) -> _Price:
        """The plan's price of a purse's budget in a year, or in all its years in proportion to them."""
        if self._again is None or self._priced != self._plan.model.objective[-1]:
            return _Price()
        prices = {price.rule: price.price for price in self._plan.shadow_prices}
        parts = {year: Fraction(1)} if year is not None else _parts(_budgets(self._programme, purse))
        price = sum(float(part) * prices.get(f"budget[{purse},{year}]", 0.0) for year, part in parts.items())
        return _Price(price, self._holds({(purse, year): part for year, part in parts.items()}, price))

    def _holds(self, budgets: Mapping[tuple[str, int], Fraction], price: float) -> tuple[float, float | None] | None:
        ends = [self._end(budgets, price, sign) for sign in (-1, 1)]
        if None in ends:
            return None
        fewer, more = (end for end in ends if end is not None)
        return -fewer, None if more == float("inf") else more

    def _end(self, budgets: Mapping[tuple[str, int], Fraction], price: float, sign: int) -> float | None:
        """How far the budget may move in a direction with the price [million won]: by leaps, then by halves.

        A linear programme gains less and less from more money, so that a price that is found again further on holds all
        the way there.
        """
        assert self._again is not None
        reached, missed, leap = 0.0, float("inf"), STEP
        for basis in range(MOST_BASES):
            beyond = Fraction(reached) + leap if basis else Fraction(0)
            if missed < float("inf"):
                beyond = Fraction((reached + missed) / 2)
            slope = self._again.price_along(budgets, sign * beyond)
            if (slope is None and not basis) or (slope is not None and slope.holds is None):
                return None
            if slope is not None and abs(abs(slope.price) - price) <= SAME_PRICE * max(price, abs(slope.price)):
                assert slope.holds is not None
                width = -slope.holds[0] if sign < 0 else slope.holds[1]
                reached = max(reached, float(beyond) + max(0.0, width))
                leap *= LEAP
            elif basis:
                missed = float(beyond)
            if reached == float("inf"):
                break
        return reached


def _parts(budgets: Mapping[int, int]) -> dict[int, Fraction]:
    """The part of each year in all of a purse's budgets; all of it in the first where there is nothing."""
    total = sum(budgets.values())
    if not total:
        return dict.fromkeys(sorted(budgets)[:1], Fraction(1))
    return {year: Fraction(won, total) for year, won in budgets.items() if won}


def _in_proportion(budgets: Mapping[int, int], amount: int) -> dict[int, int]:
    """The amount by year, in proportion to the budgets; what rounding leaves goes to the largest remainders."""
    exact = {year: amount * part for year, part in _parts(budgets).items()}
    parts = {year: int(won) for year, won in exact.items()}
    left = amount - sum(parts.values())
    for year in sorted(exact, key=lambda year: (parts[year] - exact[year], year))[:left]:
        parts[year] += 1
    return parts


def _won(million: float) -> int:
    """Million won as won, towards what is surely within."""
    return int(million * WON_PER_SOLVER_UNIT)


def _funded(solved: Solved) -> frozenset[str]:
    return frozenset(upgrade_id for upgrade_id, share in solved.shares.items() if share > FUNDED)


def _awarded(plan: Plan) -> frozenset[str]:
    return frozenset(award.upgrade_id for award in plan.awards)
