"""Gains: what suppliers, or groups of them, have from a plan, by the measure that a fairness rule compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.entries import Entry
from planner.audit.finding import Amount, Unit
from planner.audit.measures import total
from planner.audit.tonnage import KG
from planner.audit.totals import award_kilograms, award_won
from planner.programme.measures import Benefit, is_tonnes
from planner.programme.supplier import Supplier

PER: dict[str | None, str] = {None: "", "baseline_t": " per t", "revenue": " per won", "cost": " per won"}
"""How the divisor of a gain is written behind its unit."""


@dataclass(frozen=True, slots=True)
class Member:
    """A supplier or group that is compared: what it gains [won, kg or shares of awards], and what that is divided by
    [t or won, or 1].
    """

    label: str
    amount: Amount
    divisor: Amount


def unit_of(benefit: Benefit) -> Unit:
    """The unit in which the members' amounts are counted."""
    if is_tonnes(benefit.amount):
        return "kg"
    return "share" if benefit.amount == "count" else "won"


def gain_unit(benefit: Benefit) -> str:
    """The unit of a gain as a plan writes it (0004, reading 27)."""
    if benefit.amount == "annual_tonnes":
        unit = "t/yr"
    else:
        unit = {"kg": "t", "share": "awards", "won": "won"}[unit_of(benefit)]
    return unit + PER[benefit.per]


def members_of(books: Books, benefit: Benefit) -> list[Member]:
    """All that are compared, by label: the suppliers with an eligible upgrade, or the values of the mark that those
    carry (0004, readings 31 and 32).
    """
    gained: dict[str, list[Amount]] = defaultdict(list)
    for entry in books.entries:
        gained[entry.supplier.supplier_id].append(_amount(books, entry, benefit.amount))
    return [
        Member(
            label,
            total(amount for supplier in suppliers for amount in gained[supplier.supplier_id]),
            sum(_divisor(books, supplier, benefit.per) for supplier in suppliers) if benefit.per else 1,
        )
        for label, suppliers in sorted(_compared(books, benefit).items())
    ]


def gains_of(books: Books, benefit: Benefit) -> list[Fraction]:
    """The members' gains in won, tonnes or awards, each over its divisor; 0 where there is nothing to divide by."""
    scale = KG if unit_of(benefit) == "kg" else 1
    return [
        Fraction(member.amount) / (member.divisor * scale) if member.divisor else Fraction(0)
        for member in members_of(books, benefit)
    ]


def least_gain(gains: Iterable[Fraction]) -> Fraction:
    """The least of the gains, 0 where nobody is measured (0004, readings 33 and 35)."""
    return min(gains, default=Fraction(0))


@dataclass(frozen=True, slots=True)
class Inequality:
    r"""How unequal n gains are: the sum :math:`\sum_j (2j - n - 1)\,u_{(j)}` over gains in ascending order, and n times
    their own sum.
    """

    apart: Fraction
    whole: Fraction

    @property
    def gini(self) -> Fraction:
        """The Gini coefficient, 0 where the sum of the gains is not above 0 (0004, reading 34)."""
        return self.apart / self.whole if self.whole > 0 else Fraction(0)


def inequality(gains: Sequence[Fraction]) -> Inequality:
    """How unequal the gains are, exact."""
    count, ordered = len(gains), sorted(gains)
    apart = total((2 * number - count - 1) * gain for number, gain in enumerate(ordered, start=1))
    return Inequality(Fraction(apart), Fraction(count * total(ordered)))


def _compared(books: Books, benefit: Benefit) -> dict[str, list[Supplier]]:
    compared: dict[str, list[Supplier]] = defaultdict(list)
    for supplier_id in books.eligible:
        supplier = books.programme.suppliers[supplier_id]
        value = supplier_id if benefit.by == "supplier" else getattr(supplier, benefit.by)
        if value is not None and _is_measured(books, benefit, supplier):
            compared[str(value)].append(supplier)
    return compared


def _is_measured(books: Books, benefit: Benefit, supplier: Supplier) -> bool:
    return benefit.group is None or books.payers.meant.is_in(benefit.group, supplier)


def _amount(books: Books, entry: Entry, name: str) -> Amount:
    if name == "support":
        return entry.support
    if name == "count":
        return entry.share
    if is_tonnes(name):
        return award_kilograms(books, entry, name)
    return award_won(books, entry, name)


def _divisor(books: Books, supplier: Supplier, per: str) -> Amount:
    """Baseline [t], revenue [won] or the cost of the eligible upgrades [won]; a blank counts as 0."""
    if per == "baseline_t":
        return supplier.baseline_t or 0
    if per == "revenue":
        return supplier.revenue_won or 0
    return sum(books.cost(upgrade).total for upgrade in books.eligible[supplier.supplier_id])
