"""What the purses can never pay, proven from budgets and demands alone: no other rule can make it possible.

Only what must hold in every plan is added up: a mandatory upgrade is awarded in full, at its full rate or at the least
rate that its supplier accepts; of a purse that carries over, all earlier budgets count. What a pool or lent money may
pay is left out, for nobody knows yet how much comes back.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.programme.funder import Funder
from planner.programme.options import Option, Options
from planner.programme.rules import Rules
from planner.programme.upgrade import Upgrade
from planner.units import floor

_ROUNDING_WON = 1
"""Support of a line may be rounded by so much."""


class Window(NamedTuple):
    """Payers, and the years within which they must pay."""

    payers: frozenset[str]
    first: int
    last: int

    def holds(self, other: Window) -> bool:
        """Whether whatever falls into the other falls into this one too."""
        return other.payers <= self.payers and self.first <= other.first and other.last <= self.last


class Demand(NamedTuple):
    """The least that somebody among some payers must pay for an upgrade within some years [won]."""

    upgrade_id: str
    window: Window
    won: int


def mandatory_within_budgets(draft: Draft) -> Iterator[Fault]:
    """What mandatory upgrades ask of some purses is there, in every stretch of years."""
    if not draft.is_sound or draft.rules.years.plan_from is not None:  # then money may be there that no budget names
        return
    rows = {upgrade.upgrade_id: row for row, upgrade, _ in draft.pairs if upgrade.mandatory}
    demands = list(itertools.chain.from_iterable(_demands(options) for options in _by_upgrade(draft.mandatory_options)))
    for window in _windows(demands):
        there = _budgets(draft.rules, window)
        if there is None:
            continue
        within = [demand for demand in demands if window.holds(demand.window)]
        asked = sum(demand.won for demand in within)
        if asked > there:
            lines = sorted({rows[demand.upgrade_id].line for demand in within})
            yield faults.MANDATORY_ABOVE_BUDGET.at(
                draft.tables.upgrades.place(lines[0], "mandatory"),
                asked=asked,
                there=there,
                short=asked - there,
                years=f"{window.first}-{window.last}" if window.last > window.first else window.first,
                funders=mentioned(sorted(window.payers)),
                lines=draft.tables.upgrades.rows_named(lines),
            )
            return


def something_affordable(draft: Draft) -> Iterator[Fault]:
    """Of whole upgrades, at least one asks no more than its purses ever have. A part of one can always be paid."""
    rules = draft.rules
    if rules.years.plan_from is not None:
        return
    upgrades = [upgrade for _, upgrade, _ in draft.pairs]
    everything = sum(sum(funder.budget.values()) for funder in rules.funders)
    if not upgrades or not everything or not draft.is_sound or min(u.total_won for u in upgrades) <= everything:
        return
    if any(draft.programme.is_divisible(upgrade) for upgrade in upgrades):
        return
    least: dict[str, tuple[int, int]] = {}
    for options in _by_upgrade(Options.of(draft.programme)):
        demands = list(_demands(options))
        short = [(demand.won, there) for demand, there in _against_budgets(rules, demands) if demand.won > there]
        if not short:
            return
        least[options[0].upgrade.upgrade_id] = min(short)
    if least:
        cheapest = min(least, key=lambda name: least[name])
        asked, there = least[cheapest]
        place = draft.tables.upgrades.place(draft.upgrade_rows[cheapest].line, "cost_won")
        yield faults.NOTHING_AFFORDABLE.at(place, id=cheapest, asked=asked, there=there)


def _by_upgrade(options: Options) -> Iterator[Sequence[Option]]:
    for _, group in itertools.groupby(options.options, key=lambda option: option.upgrade.upgrade_id):
        yield tuple(group)


def _demands(options: Sequence[Option]) -> Iterator[Demand]:
    """What an upgrade, awarded whole in one of these years, asks at least."""
    upgrade = options[0].upgrade
    years = [option.year for option in options]
    for line in upgrade.lines:
        if line.payer is not None and line.won:
            window = Window(frozenset({line.payer}), min(years) + line.year_offset, max(years) + line.year_offset)
            yield Demand(upgrade.upgrade_id, window, line.won)
    yield from _shared_demands(upgrade, options)


def _shared_demands(upgrade: Upgrade, options: Sequence[Option]) -> Iterator[Demand]:
    least = options[0].least_rate
    if least is not None:
        yield _demand(upgrade, options, range(len(options[0].shared)), least * upgrade.shared_won)
        return
    rate = min(option.rate for option in options)
    for number, line in enumerate(options[0].shared):
        yield _demand(upgrade, options, (number,), rate * line.won)


def _demand(upgrade: Upgrade, options: Sequence[Option], numbers: Iterable[int], won: Fraction) -> Demand:
    """The demand of these of the upgrade's shared lines together, whatever the year of the award."""
    lines = [(option.year, option.shared[number]) for option in options for number in numbers]
    payers = frozenset(payer for _, line in lines for payer in line.payers)
    due = [year + line.offset for year, line in lines] or [options[0].year]
    return Demand(upgrade.upgrade_id, Window(payers, min(due), max(due)), max(0, floor(won) - _ROUNDING_WON))


def _windows(demands: Iterable[Demand]) -> Sequence[Window]:
    """The windows in which something could be short, the shortest with the fewest payers first."""
    asked = {demand.window for demand in demands if demand.won}
    payers = {window.payers for window in asked}
    payers |= {frozenset[str]().union(*payers)} if payers else set()
    firsts, lasts = {window.first for window in asked}, {window.last for window in asked}
    found = [Window(some, first, last) for some in payers for first in firsts for last in lasts if first <= last]
    return sorted(found, key=lambda window: (window.last - window.first, len(window.payers), *map(str, window[1:])))


def _against_budgets(rules: Rules, demands: Sequence[Demand]) -> Iterator[tuple[Demand, int]]:
    """Each demand with the most that its payers can hold in its years; those that nobody can tell are left out."""
    for demand in demands:
        there = _budgets(rules, demand.window, before_any_award=True)
        if there is not None:
            yield demand, there


def _budgets(rules: Rules, window: Window, *, before_any_award: bool = False) -> int | None:
    """The most that the payers can pay within the years out of budgets [won]; None where other money may come in.

    Before anything is awarded, no money can have come back.
    """
    funders: Mapping[str, Funder] = {funder.id: funder for funder in rules.funders}
    lent_to = rules.offsets.lend_back.funder if rules.offsets is not None and rules.offsets.lend_back else None
    total = 0
    for payer in window.payers:
        if not before_any_award and (payer not in funders or payer == lent_to):
            return None
        if payer in funders:
            total += _of_purse(funders[payer], window, rules.years.award[0])
    return total


def _of_purse(funder: Funder, window: Window, begin: int) -> int:
    first = window.first if funder.carry_over == "none" else begin
    return sum(won for year, won in funder.budget.items() if first <= year <= window.last)
