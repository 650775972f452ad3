"""The ways in which an upgrade could be brought in: it costs less, its supplier takes less, a purse holds more, a rule
asks less. Each is a line of changes, counted in sizes of two digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.languages import T, Text
from planner.programme.options import Option
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX, eligible_payers
from planner.programme.upgrade import Upgrade
from planner.study.alterations import Accepts, Alteration, AtCost, AtLevel, MoreBudget
from planner.study.policy.levels import SHARE, WON, Level
from planner.study.policy.rules import PolicyRule
from planner.study.why.answer import Checked, Enough, Kind
from planner.study.why.two_digits import number_of, size_of

LEAST_PART = Fraction(1, 100)
"""No cost is cut, and no support lowered, below this part: less is hardly a price."""

MOST_TIMES = 10
"""No budget and no ceiling is raised by more than this many times itself."""

DIGITS_OF_LEVEL = 3
"""Levels that are not won move by steps of this digit behind their first."""


@dataclass(frozen=True)
class Way:
    """One kind of change, of any size: ``at`` is the change of the size with that number, ``after`` what then stands.

    ``furthest`` is the number of the largest size tried; ``grain`` what a size of 1 is in ``unit``.
    """

    kind: Kind
    says: Text
    setting: str
    unit: str
    before: Fraction
    grain: Fraction
    furthest: int
    after: Callable[[int], Fraction]
    at: Callable[[int], tuple[Alteration, ...]]

    @property
    def is_shared(self) -> bool:
        """Whether it is a change of the programme, and the same whichever upgrade is asked about."""
        return self.kind in ("budget", "rule")

    def step(self, number: int) -> Fraction:
        """By how much the change with the number before is smaller."""
        return abs(self.after(number) - self.after(number - 1))

    def number(self, change: float) -> int:
        """The number of the smallest change that is no smaller than this [unit], within what is tried."""
        sizes = change / float(self.grain)
        return min(self.furthest, max(1, number_of(sizes))) if math.isfinite(sizes) else self.furthest

    def enough(
        self,
        number: int,
        *,
        step: Fraction,
        share: float,
        share_below: float,
        checked: Checked,
        sure: bool = True,
    ) -> Enough:
        """The change with that number as one that brings the upgrade in; one smaller by ``step`` [unit] does not."""
        return Enough(
            kind=self.kind,
            says=self.says,
            setting=self.setting,
            unit=self.unit,
            before=self.before,
            after=self.after(number),
            step=step,
            share=share,
            share_below=share_below,
            checked=checked,
            sure=sure,
        )


def cost_way(upgrade: Upgrade) -> Way | None:
    """The upgrade costs less."""
    cost = upgrade.total_won
    furthest = _largest(cost * (1 - LEAST_PART))
    if furthest < 1:
        return None

    def after(number: int) -> Fraction:
        return Fraction(cost - size_of(number))

    return Way(
        kind="cost",
        says=T("the cost of {upgrade}", upgrade=upgrade.upgrade_id),
        setting=f"upgrades, {upgrade.upgrade_id}, cost_won",
        unit=WON.name,
        before=Fraction(cost),
        grain=Fraction(1),
        furthest=furthest,
        after=after,
        at=lambda number: (AtCost(upgrade.upgrade_id, int(after(number))),),
    )


def own_way(upgrade: Upgrade, options: Iterable[Option]) -> Way | None:
    """Its supplier accepts less support, and pays the rest itself. None where no shared support could be had."""
    rates = [option.rate for option in options]
    least = upgrade.support_rate_min
    before = least if least is not None else max(rates, default=Fraction(0))
    if not upgrade.shared_won or not before:
        return None
    grain = Fraction(1, 10_000)
    furthest = _largest(before * (1 - LEAST_PART) / grain)

    def after(number: int) -> Fraction:
        return before - size_of(number) * grain

    return Way(
        kind="own",
        says=T("the least support that the supplier of {upgrade} accepts", upgrade=upgrade.upgrade_id),
        setting=f"upgrades, {upgrade.upgrade_id}, support_rate_min",
        unit=SHARE.name,
        before=before,
        grain=grain,
        furthest=furthest,
        after=after,
        at=lambda number: (Accepts(upgrade.upgrade_id, after(number)),),
    )


def purses(programme: Programme, upgrade: Upgrade) -> tuple[str, ...]:
    """The funders whose money could pay the upgrade; where only returned money may, those whose money comes back."""
    direct = {line.payer for line in upgrade.lines if line.payer is not None and line.won}
    if upgrade.shared_won:
        direct |= {payer for payer in eligible_payers(programme, upgrade, ()) if not payer.startswith(POOL_PREFIX)}
    repayment = programme.rules.repayment
    found = direct or set(repayment.base if repayment is not None else ())
    return tuple(sorted(found))


@dataclass(frozen=True)
class PurseWays:
    """A purse holds more: in one year each, or as much more in all of them."""

    years: tuple[Way, ...]
    all_years: Way

    def place_of(self, year: int) -> int | None:
        """Which of the years that is, from 0; None where its budget is no limit."""
        settings = [way.setting for way in self.years]
        setting = f"{self.all_years.setting}.{year}"
        return settings.index(setting) if setting in settings else None


def purse_ways(programme: Programme, funder_id: str, levels: Mapping[str, Level]) -> PurseWays | None:
    """The ways of one purse, a year each of those whose budget is a limit; None where there is none."""
    funder = programme.funders[funder_id]
    largest = max(funder.budget.values(), default=0)
    found = [
        (year, level)
        for year in programme.rules.years.planned_years
        if (level := levels.get(f"funders.{funder_id}.budget.{year}")) is not None
    ]
    if not found or not largest:
        return None
    furthest = _largest(Fraction(largest * MOST_TIMES))
    years = tuple(_budget_way(funder_id, year, level, furthest) for year, level in found)
    together = Way(
        kind="budget",
        says=T("the budget of {funder} in every year", funder=funder_id),
        setting=f"funders.{funder_id}.budget",
        unit=WON.name,
        before=Fraction(0),
        grain=Fraction(1),
        furthest=furthest,
        after=lambda number: Fraction(size_of(number)),
        at=lambda number: tuple(MoreBudget(funder_id, year, size_of(number)) for year, _ in found),
    )
    return PurseWays(years, together)


def _budget_way(funder_id: str, year: int, level: Level, furthest: int) -> Way:
    return Way(
        kind="budget",
        says=level.says,
        setting=level.setting,
        unit=WON.name,
        before=level.value,
        grain=Fraction(1),
        furthest=furthest,
        after=lambda number: level.value + size_of(number),
        at=lambda number: (MoreBudget(funder_id, year, size_of(number)),),
    )


def rule_ways(rules: Iterable[PolicyRule], upgrade: Upgrade) -> Iterator[Way]:
    """A named rule asks less, or allows more: each of its levels, but for budgets and other suppliers' own limits."""
    for rule in rules:
        for level in (level for way in rule.ways for level in way):
            foreign = level.in_table and level.setting.split(", ")[1] != upgrade.supplier_id
            if rule.key.rule != "budget" and not foreign:
                found = _level_way(level)
                if found is not None:
                    yield found


def _level_way(level: Level) -> Way | None:
    grain = Fraction(1) if level.unit is WON else max(level.unit.step, _grain(level.value))
    end = level.most if level.raises else level.least
    most = abs(end - level.value) if end is not None else (level.value or grain * size_of(200)) * MOST_TIMES
    furthest = _smallest_reaching(most / grain)
    if furthest < 1:
        return None

    def after(number: int) -> Fraction:
        return level.value + level.direction * min(most, size_of(number) * grain)

    return Way(
        kind="rule",
        says=level.says,
        setting=level.setting,
        unit=level.unit.name,
        before=level.value,
        grain=grain,
        furthest=furthest,
        after=after,
        at=lambda number: (AtLevel(level, after(number)),),
    )


def _grain(value: Fraction) -> Fraction:
    """A thousandth of the size of a level's first digit."""
    first = math.floor(math.log10(abs(value))) if value else 0
    return Fraction(10) ** (first - DIGITS_OF_LEVEL)


def _largest(size: Fraction) -> int:
    """The number of the largest size that is no more than this."""
    number = number_of(size)
    return number if size_of(number) <= size else number - 1


def _smallest_reaching(size: Fraction) -> int:
    """The number of the smallest size that is no less than this."""
    return number_of(size) if size > 0 else 0
