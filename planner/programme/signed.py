"""What follows from commitments, receipts and opening balances: past awards, what came back, what accounts begin with.

Source of all readings here: ``docs/decisions/0010-the-next-year.md``.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from planner.programme.dues import instalments
from planner.programme.funder import CarryLimit, Funder
from planner.programme.pools import pool_filled_by
from planner.programme.programme import Programme
from planner.programme.rates import POOL_PREFIX
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade

OWN = "own"
"""The payer's name for what the supplier pays itself."""

type ByYear = Mapping[int, int]


class SignedPayment(NamedTuple):
    """What one payer pays for a past award in one year [won]; ``named``: on a line that names it (reading 55)."""

    year: int
    payer: str
    won: int
    named: bool


class SignedAward(NamedTuple):
    """An award of the past, whole won; its payments in the order of year and payer."""

    upgrade: Upgrade
    supplier: Supplier
    year: int
    payments: tuple[SignedPayment, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Upgrade id and award year."""
        return self.upgrade.upgrade_id, self.year

    @property
    def cost_won(self) -> int:
        """What was awarded [won]."""
        return sum(payment.won for payment in self.payments)

    @property
    def share(self) -> Fraction:
        """The part of the upgrade, exact."""
        return Fraction(self.cost_won, self.upgrade.total_won)

    @property
    def own_won(self) -> int:
        """What the supplier pays itself [won]."""
        return sum(payment.won for payment in self.payments if payment.payer == OWN)


class Signed:
    """The past of a programme; empty where no later year is planned."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self.planned_from = programme.rules.years.planned_from
        self.awards = tuple(_awards(programme))
        self.share: Mapping[str, Fraction] = _sums((award.upgrade.upgrade_id, award.share) for award in self.awards)
        self.share_of_group: Mapping[str, Fraction] = _sums(
            (award.upgrade.alternative_group, award.share)
            for award in self.awards
            if award.upgrade.alternative_group is not None
        )

    @functools.cached_property
    def promised(self) -> Mapping[str, ByYear]:
        """What falls due by supplier and year for support paid in past years [won] (readings 16 and 58)."""
        repayment = self._programme.rules.repayment
        if repayment is None:
            return {}
        support: dict[tuple[str, int], int] = defaultdict(int)
        for award in self.awards:
            for payment in award.payments:
                if award.supplier.tier == 1 and payment.payer in repayment.base and payment.year < self.planned_from:
                    support[award.supplier.supplier_id, payment.year] += payment.won
        due: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (supplier_id, year), won in support.items():
            for due_year, part in instalments(repayment, year, won).items():
                due[supplier_id][due_year] += part
        return {supplier_id: dict(by_year) for supplier_id, by_year in sorted(due.items())}

    @functools.cached_property
    def received(self) -> Mapping[str, ByYear]:
        """What came by supplier and past year [won] (reading 52)."""
        came: dict[str, dict[int, int]] = defaultdict(dict)
        for receipt in self._programme.receipts:
            came[receipt.supplier_id][receipt.year] = came[receipt.supplier_id].get(receipt.year, 0) + receipt.won
        return came

    @functools.cached_property
    def arrears(self) -> Mapping[str, int]:
        """What is still asked of what did not come, by supplier [won]; nothing where it is lost (reading 53)."""
        repayment = self._programme.rules.repayment
        if repayment is None or repayment.arrears != "due_next":
            return {}
        missing = {supplier_id: self.missing(supplier_id) for supplier_id in self.promised}
        return {supplier_id: won for supplier_id, won in missing.items() if won > 0}

    def missing(self, supplier_id: str) -> int:
        """What fell due in past years and did not come, never below 0 [won]."""
        due = sum(won for year, won in self.promised.get(supplier_id, {}).items() if year < self.planned_from)
        return max(0, due - sum(self.received.get(supplier_id, {}).values()))

    @functools.cached_property
    def still_due(self) -> Mapping[str, ByYear]:
        """What falls due by supplier and planned year for payments of past years, arrears included [won]."""
        due: dict[str, dict[int, int]] = {}
        for supplier_id, by_year in self.promised.items():
            due[supplier_id] = {year: won for year, won in by_year.items() if year >= self.planned_from and won}
        for supplier_id, won in self.arrears.items():
            due[supplier_id][self.planned_from] = due[supplier_id].get(self.planned_from, 0) + won
        return due

    @functools.cached_property
    def pool_openings(self) -> Mapping[str, int]:
        """What each pool holds when the first planned year begins [won]; pools that hold nothing are left out."""
        pools = {self.pool_of(supplier_id) for supplier_id in self.received} | {
            payment.payer.removeprefix(POOL_PREFIX)
            for award in self.awards
            for payment in award.payments
            if payment.payer.startswith(POOL_PREFIX)
        }
        worked_out = {pool: self.pool_left(pool) for pool in sorted(pools - {""})}
        stated = {
            account.removeprefix(POOL_PREFIX): won
            for account, won in self.stated.items()
            if account.startswith(POOL_PREFIX)
        }
        return {pool: won for pool, won in sorted((worked_out | stated).items()) if won}

    def pool_left(self, pool: str) -> int:
        """What a pool's past leaves: what came less what it paid in past years [won] (reading 54)."""
        came = sum(sum(by_year.values()) for name, by_year in self.received.items() if self.pool_of(name) == pool)
        return came - sum(self.paid(POOL_PREFIX + pool).values())

    def pool_of(self, supplier_id: str) -> str:
        """The pool that a supplier's repayments go to; empty where there is none."""
        supplier = self._programme.suppliers.get(supplier_id)
        return "" if supplier is None else pool_filled_by(self._programme, supplier) or ""

    def funder_opening(self, funder: Funder) -> int:
        """What a purse carries into the first planned year [won]; nothing where no later year is planned."""
        stated = self.stated.get(funder.id)
        return self.funder_left(funder) if stated is None else stated

    def funder_left(self, funder: Funder) -> int:
        """What a purse's past leaves: past budgets less the commitments, by its carry-over [won] (reading 54)."""
        spent, carried = self.paid(funder.id), 0
        for year in self._programme.rules.years.past_years:
            carried = carried_out(funder.budget.get(year, 0) + carried - spent.get(year, 0), funder.carry_over)
        return carried

    @functools.cached_property
    def stated(self) -> ByAccount:
        """The opening balances that are stated, by account [won]."""
        return {balance.account: balance.won for balance in self._programme.openings}

    def paid(self, payer: str) -> ByYear:
        """What a payer paid for past awards by past year [won]."""
        return _sums(
            (payment.year, payment.won)
            for award in self.awards
            for payment in award.payments
            if payment.payer == payer and payment.year < self.planned_from
        )


type ByAccount = Mapping[str, int]


def carried_out(left: int, carry_over: str | CarryLimit) -> int:
    """What goes into the next year of what is left [won]. Source: reading 15 of the rules."""
    if carry_over == "none" or left < 0:
        return 0
    return min(left, carry_over.at_most) if isinstance(carry_over, CarryLimit) else left


def _awards(programme: Programme) -> Iterable[SignedAward]:
    """The awards of the past, in the order of supplier, upgrade and year."""
    won: dict[tuple[str, int], dict[tuple[int, str], int]] = defaultdict(dict)
    for row in programme.commitments:
        paid = won[row.upgrade_id, row.award_year]
        paid[row.year, row.payer] = paid.get((row.year, row.payer), 0) + row.won
    in_order = sorted(won, key=lambda key: (programme.upgrades[key[0]].supplier_id, *key))
    for upgrade_id, year in in_order:
        upgrade = programme.upgrades[upgrade_id]
        named = {line.payer for line in upgrade.lines if line.payer is not None}
        payments = tuple(
            SignedPayment(paid_year, payer, amount, payer in named)
            for (paid_year, payer), amount in sorted(won[upgrade_id, year].items())
        )
        yield SignedAward(upgrade, programme.supplier_of(upgrade), year, payments)


def _sums[Key, Number: (int, Fraction)](amounts: Iterable[tuple[Key, Number]]) -> dict[Key, Number]:
    sums: dict[Key, Number] = {}
    for key, amount in amounts:
        sums[key] = sums[key] + amount if key in sums else amount
    return sums
