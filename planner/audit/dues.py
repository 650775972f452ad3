"""Dues: what tier-1 suppliers owe for the support they got, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.audit.entries import Entry, added_up
from planner.programme.rules import Repayment

type SupplierAndYear = tuple[str, int]


def dues_of(repayment: Repayment | None, entries: Iterable[Entry]) -> dict[SupplierAndYear, int]:
    r"""What falls due by supplier and year [won]; years in which nothing does are left out (0002, reading 16).

    .. math:: O_{i,y} = \lfloor \rho S_{i,y} + 1/2 \rfloor

    in n instalments from y + g on, each of floor(O / n), the last with the remainder. S_{i,y} is what the base funders
    pay in y on awards of tier-1 supplier i, named lines included.
    """
    if repayment is None:
        return {}
    base = frozenset(repayment.base)
    supported = added_up(
        ((entry.supplier.supplier_id, year), won)
        for entry in entries
        if entry.supplier.tier == 1
        for (year, payer), won in entry.paid.items()
        if payer in base
    )
    due = added_up(
        ((supplier_id, due_year), won)
        for (supplier_id, year), support in supported.items()
        for due_year, won in _instalments(repayment, support, year)
    )
    return {when: due[when] for when in sorted(due) if due[when]}


def _instalments(repayment: Repayment, support: int, year: int) -> Iterator[tuple[int, int]]:
    """Years and amounts in which the support paid in a year comes back [won]."""
    ratio, count = repayment.ratio, repayment.instalments
    owed = (2 * ratio.numerator * support + ratio.denominator) // (2 * ratio.denominator)
    each = owed // count
    first = year + repayment.grace_years
    for number in range(count - 1):
        yield first + number, each
    yield first + count - 1, owed - each * (count - 1)
