"""The past: what is signed, what came back and what accounts begin with, read once more from the tables alone.

Source: the readings 51 to 59 of ``docs/decisions/0010-the-next-year.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from planner.audit.accounts import Begins, purse_account
from planner.audit.chains import Chains
from planner.audit.costs import Cost, Due, YearAndPayer
from planner.plan.plan import POOL_PREFIX, Award
from planner.programme.funder import Funder
from planner.programme.programme import Programme

type Signed = Mapping[tuple[str, int], Mapping[YearAndPayer, int]]
"""What is signed to be paid, by upgrade and award year, then by year and payer [won]."""


class Past:
    """The tables of the past of a programme; without them everything here is empty."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        years = programme.rules.years
        self.planned_from = years.award[0] if years.plan_from is None else years.plan_from
        self.years = range(years.award[0], self.planned_from)
        self.signed = _signed(programme)
        self._came: dict[tuple[str, int], int] = defaultdict(int)
        for receipt in programme.receipts:
            self._came[receipt.supplier_id, receipt.year] += receipt.won
        self._stated = {balance.account: balance.won for balance in programme.openings}

    def has(self, award: Award) -> bool:
        """Whether an award of that upgrade and year is signed."""
        return (award.upgrade_id, award.year) in self.signed

    @property
    def came(self) -> Mapping[tuple[str, int], int]:
        """What came by supplier and year [won] (reading 52)."""
        return self._came

    def arrears(self, due: Mapping[tuple[str, int], int]) -> dict[str, int]:
        """What is asked of suppliers again in the first planned year [won]; ``due`` is what fell due by supplier and
        year (reading 53).
        """
        repayment = self._programme.rules.repayment
        if repayment is None or repayment.arrears != "due_next":
            return {}
        missing: dict[str, int] = defaultdict(int)
        for (supplier_id, year), won in due.items():
            if year < self.planned_from:
                missing[supplier_id] += won
        for (supplier_id, _), won in self._came.items():
            missing[supplier_id] -= won
        return {supplier_id: won for supplier_id, won in sorted(missing.items()) if won > 0}

    def purse_begins(self, funder: Funder) -> Begins | None:
        """The first planned year, and what the purse carries into it [won] (reading 54)."""
        if not self.years:
            return None
        if funder.id in self._stated:
            return self.planned_from, self._stated[funder.id]
        spent = self._paid_by(funder.id)
        account = purse_account(funder, spent, {}, self.years)
        return self.planned_from, account[-1].carried_out

    def pool_begins(self, pool: str, chains: Chains) -> Begins | None:
        """The first planned year, and what the pool holds then [won] (reading 54)."""
        if not self.years:
            return None
        account = POOL_PREFIX + pool
        if account in self._stated:
            return self.planned_from, self._stated[account]
        suppliers = self._programme.suppliers
        came = sum(
            won
            for (supplier_id, _), won in self._came.items()
            if supplier_id in suppliers and chains.pool_fed_by(supplier_id) == pool
        )
        return self.planned_from, came - sum(self._paid_by(account).values())

    def pools_stated(self) -> set[str]:
        """The pools that are said to hold something."""
        return {name.removeprefix(POOL_PREFIX) for name, won in self._stated.items() if won and _is_pool(name)}

    def due_of(self, cost: Cost, upgrade_id: str, year: int) -> Due:
        """What an award of the past asks: just what is signed. A payment is on a named line where one names its payer
        (reading 55).
        """
        named_payers = {line.payer for line in cost.lines}
        shared: dict[int, int] = defaultdict(int)
        named: dict[YearAndPayer, int] = defaultdict(int)
        for (paid_year, payer), won in self.signed.get((upgrade_id, year), {}).items():
            if payer in named_payers:
                named[paid_year, payer] += won
            else:
                shared[paid_year] += won
        return Due(dict(shared), dict(named))

    def _paid_by(self, payer: str) -> dict[int, int]:
        """What a payer is signed to have paid by past year [won]."""
        paid: dict[int, int] = defaultdict(int)
        for payments in self.signed.values():
            for (year, name), won in payments.items():
                if name == payer and year < self.planned_from:
                    paid[year] += won
        return paid


def _is_pool(account: str) -> bool:
    return account.startswith(POOL_PREFIX)


def _signed(programme: Programme) -> Signed:
    signed: dict[tuple[str, int], dict[YearAndPayer, int]] = defaultdict(lambda: defaultdict(int))
    for row in programme.commitments:
        paid_year = row.award_year if row.paid_year is None else row.paid_year
        signed[row.upgrade_id, row.award_year][paid_year, row.payer] += row.won
    return signed
