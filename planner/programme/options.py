"""Award options: every upgrade in every year in which it could be awarded, with who could pay what, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.languages import T, Text
from planner.programme.conditions import meets_thresholds, within_phases
from planner.programme.crediting import lending_years
from planner.programme.funder import Funder
from planner.programme.pools import pools_by_supplier
from planner.programme.programme import Programme
from planner.programme.rates import (
    POOL_PREFIX,
    eligible_payers,
    named_lines_within_tonnes,
    rate_within_phases,
    rates_before_phases,
)
from planner.programme.signed import Signed
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade


class SharedLine(NamedTuple):
    """What an upgrade's shared lines ask in a year after the award, and who may pay support for it then."""

    offset: int
    won: int
    payers: tuple[str, ...]


class Option(NamedTuple):
    """An upgrade in a year in which it could be awarded."""

    upgrade: Upgrade
    supplier: Supplier
    year: int
    rate: Fraction
    divisible: bool
    shared: tuple[SharedLine, ...]
    own_rates: Mapping[str, Fraction | None]

    @property
    def key(self) -> tuple[str, int]:
        """Upgrade id and award year."""
        return self.upgrade.upgrade_id, self.year

    @property
    def least_rate(self) -> Fraction | None:
        """The least support rate that the supplier accepts, where it leaves room below the full rate."""
        return self.upgrade.support_rate_min


@dataclass(frozen=True, eq=False)
class Options:
    """All options of a programme in code-point order of supplier, upgrade and year; and why others are none."""

    programme: Programme
    options: tuple[Option, ...]
    refusals: Mapping[str, Text]

    @classmethod
    def of(cls, programme: Programme, upgrades: Iterable[Upgrade] | None = None) -> Options:
        """The options of a programme, or of some of its upgrades: data, before anything is solved."""
        purses = _Purses(programme)
        signed = Signed(programme)
        options: list[Option] = []
        refusals: dict[str, Text] = {}
        for upgrade in programme.upgrades.values() if upgrades is None else upgrades:
            taken = _taken(programme, upgrade, signed)
            found = [taken] if taken is not None else list(_options_of(programme, upgrade, purses))
            possible = [option for option in found if isinstance(option, Option)]
            options.extend(possible)
            if not possible:
                reasons = [reason for reason in found if isinstance(reason, Text)]
                refusals[upgrade.upgrade_id] = reasons[0] if reasons else T("It has no possible award year.")
        return cls(programme, tuple(options), refusals)


class _Purses:
    """Which payers could have any money in a year; looked up often, so worked out once."""

    def __init__(self, programme: Programme) -> None:
        self.pools = pools_by_supplier(programme)
        years = programme.rules.years
        signed = Signed(programme)
        self._award_years = years.planned_years
        repayment = programme.rules.repayment
        self._first_receipt = years.award[0] + repayment.grace_years if repayment else years.award[1] + 1
        self._filled = signed.pool_openings
        self._spending_years = {
            funder.id: _spending_years(
                funder, lending_years(programme, funder.id), years.planned_from, signed.funder_opening(funder)
            )
            for funder in programme.funders.values()
        }

    def in_year(self, payers: Sequence[str], year: int) -> tuple[str, ...]:
        """Those of the payers that could have money in the year."""
        return tuple(payer for payer in payers if self._could_pay(payer, year))

    def _could_pay(self, payer: str, year: int) -> bool:
        if payer.startswith(POOL_PREFIX):
            filled = payer.removeprefix(POOL_PREFIX) in self._filled
            return year in self._award_years and (filled or year >= self._first_receipt)
        years = self._spending_years[payer]
        return year in years.exact or (years.carries_from is not None and year >= years.carries_from)


class _SpendingYears(NamedTuple):
    exact: frozenset[int]
    carries_from: int | None


def _spending_years(funder: Funder, lent: Iterable[int], first: int, opening: int) -> _SpendingYears:
    """From its budget, what it begins with and what may be lent to it; what it has once it may carry on, so long as it
    may carry at all."""
    funded = frozenset(year for year, won in funder.budget.items() if won > 0 and year >= first) | frozenset(lent)
    funded |= {first} if opening else set()
    lapses = funder.carry_over == "none"
    return _SpendingYears(funded, None if lapses or not funded else min(funded))


def award_years(programme: Programme, upgrade: Upgrade) -> range:
    """The years in which the upgrade may be awarded: the programme's, cut by its own first and last year."""
    first, last = programme.rules.years.award
    return range(max(first, upgrade.first_year or first), min(last, upgrade.last_year or last) + 1)


def _taken(programme: Programme, upgrade: Upgrade, signed: Signed) -> Text | None:
    """Why an upgrade cannot be awarded in any planned year because of what is signed; None where it may."""
    own = signed.share.get(upgrade.upgrade_id, Fraction(0))
    if own >= 1:
        return T("It is awarded already.")
    if own and not programme.is_divisible(upgrade):
        return T("A part of it is awarded already, and it is awarded whole or not at all.")
    if signed.share_of_group.get(upgrade.alternative_group or "", Fraction(0)) >= 1:
        return T("An alternative of it is awarded already.")
    return None


def planned_years(programme: Programme, upgrade: Upgrade) -> range:
    """The planned years in which the upgrade may be awarded."""
    years = award_years(programme, upgrade)
    return range(max(years.start, programme.rules.years.planned_from), years.stop)


def _options_of(programme: Programme, upgrade: Upgrade, purses: _Purses) -> Iterator[Option | Text]:
    supplier = programme.supplier_of(upgrade)
    payers = eligible_payers(programme, upgrade, purses.pools.get(supplier.supplier_id, ()))
    years = planned_years(programme, upgrade)
    names = tuple(payers)
    named_support = any(line.payer is not None and line.won for line in upgrade.lines)
    if upgrade.shared_won and not payers and not named_support:
        yield T("No purse may pay for it.")
        return
    before_phases = rates_before_phases(programme, upgrade, payers, years)
    demands = _shared_by_offset(upgrade)
    for year in years:
        rate = rate_within_phases(programme, upgrade, year, before_phases[year])
        shared = tuple(SharedLine(offset, won, purses.in_year(names, year + offset)) for offset, won in demands)
        refusal = _unmet_condition(programme, upgrade, year, before_phases[year], rate)
        if refusal is None:
            refusal = _refusal(upgrade, rate, shared, named_support)
        if refusal is not None:
            yield refusal
            continue
        yield Option(upgrade, supplier, year, rate, programme.is_divisible(upgrade), shared, payers)


def _unmet_condition(
    programme: Programme, upgrade: Upgrade, year: int, before_phases: Fraction, rate: Fraction
) -> Text | None:
    """What the whole upgrade asks or brings that keeps it from being awarded in a year, whatever the purses hold."""
    if not named_lines_within_tonnes(programme, upgrade, year):
        return T("The lines with a named payer alone cost more than its tonnes may.")
    if not within_phases(programme, upgrade, year, before_phases):
        return T("It asks for more support per lifetime tonne than the ceiling of its phase.")
    if not meets_thresholds(programme, upgrade, year, rate):
        return T("It brings less support or fewer tonnes than a threshold asks.")
    return None


def _shared_by_offset(upgrade: Upgrade) -> list[tuple[int, int]]:
    by_offset: dict[int, int] = {}
    for line in upgrade.lines:
        if line.payer is None:
            by_offset[line.year_offset] = by_offset.get(line.year_offset, 0) + line.won
    return sorted(by_offset.items())


def _refusal(upgrade: Upgrade, rate: Fraction, shared: Sequence[SharedLine], named_support: bool) -> Text | None:
    """Why an upgrade cannot be awarded in a year; None where it can."""
    if rate == 0 and not named_support:
        return T("Its full support rate is 0.")
    least = upgrade.support_rate_min
    if least is not None and least > rate and upgrade.shared_won:
        return T("It asks for more support than the rules allow.")
    if least is None and rate > 0 and any(line.won and not line.payers for line in shared):
        return T("No purse that may pay for it has money in the year in which it falls due.")
    asks = least is not None and (least * upgrade.shared_won > 0 or not named_support)
    if asks and not any(line.payers for line in shared):
        return T("No purse that may pay for it has money in the year in which it falls due.")
    return None
