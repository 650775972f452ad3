"""Entries: awards of the plan held against the upgrades of the inputs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.costs import Cost, Due, YearAndPayer, due_of
from planner.audit.tonnage import Tonnage
from planner.plan.plan import OWN, Award
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True, slots=True)
class Entry:
    """An award, the upgrade and supplier it speaks of by the inputs, and what follows from cost and payments alone.

    All money is whole won, kilograms are whole, ``share`` is exact. ``support`` is all that others than the supplier
    pay; ``shared`` is the support of the shared lines: the same less the lines that a named payer pays whole.
    """

    award: Award
    upgrade: Upgrade
    supplier: Supplier
    cost: Cost
    share: Fraction
    due: Due
    paid: dict[YearAndPayer, int]
    paid_by_payer: dict[str, int]
    support: int
    shared: dict[YearAndPayer, int]
    kilograms: dict[int, int]
    lifetime_kg: int

    @property
    def shared_due(self) -> int:
        """K: what the shared lines ask in all years [won]."""
        return sum(self.due.shared.values())

    @property
    def label(self) -> str:
        """Upgrade and award year, as in names of rows."""
        return f"{self.award.upgrade_id},{self.award.year}"

    @property
    def raises_until(self) -> int | None:
        """The last counting year in which its kilograms are below 0; None where they never are (0004, reading 26)."""
        return max((year for year, kg in self.kilograms.items() if kg < 0), default=None)

    def shared_by_year(self) -> dict[int, int]:
        """Support of the shared lines by year [won]."""
        return added_up((year, won) for (year, _), won in self.shared.items())

    def shared_by_payer(self) -> dict[str, int]:
        """Support of the shared lines by payer [won]."""
        return added_up((payer, won) for (_, payer), won in self.shared.items())


def entry_of(
    award: Award, upgrade: Upgrade, supplier: Supplier, cost: Cost, tonnage: Tonnage, due: Due | None = None
) -> Entry:
    """The award held against its upgrade, whose cost must not be 0; ``due``: what it asks, where that is signed."""
    due = due_of(cost, award.cost_won, award.year) if due is None else due
    paid = added_up(((payment.year, payment.payer), payment.won) for payment in award.payments)
    shared = {when: won for when, won in paid.items() if when[1] != OWN}
    for when, won in due.named.items():
        shared[when] = shared.get(when, 0) - won
    paid_by_payer = added_up((payer, won) for (_, payer), won in paid.items())
    kilograms = tonnage.kilograms(upgrade, award.cost_won, cost.total, award.year)
    return Entry(
        award=award,
        upgrade=upgrade,
        supplier=supplier,
        cost=cost,
        share=Fraction(award.cost_won, cost.total),
        due=due,
        paid=paid,
        paid_by_payer=paid_by_payer,
        support=sum(paid_by_payer.values()) - paid_by_payer.get(OWN, 0),
        shared=shared,
        kilograms=kilograms,
        lifetime_kg=sum(kilograms.values()),
    )


def added_up[Key](amounts: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """The amounts [won] added up by key."""
    sums: dict[Key, int] = {}
    for key, won in amounts:
        sums[key] = sums.get(key, 0) + won
    return sums
