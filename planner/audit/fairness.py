"""Fairness: no group gets less than its floor or more than its cap, nobody less than the least benefit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.finding import Amount, Finding, at_least, at_most
from planner.audit.gains import gains_of, inequality, members_of, unit_of
from planner.audit.measures import UNIT_OF, amounts_of, total
from planner.audit.tonnage import KG
from planner.languages import T
from planner.programme.fairness import FairShare
from planner.programme.families import row_name
from planner.programme.supplier import Supplier

FAMILY = "fairness"


@dataclass(frozen=True, slots=True)
class Part:
    """A group's amount beside the whole, under the rule with that number."""

    number: int
    rule: FairShare
    label: str
    amount: Amount
    whole: Amount


def floor(books: Books) -> Iterator[Finding]:
    """A group gets at least its floor of the whole, over all years (0002, reading 20)."""
    for part in parts_of(books):
        if part.rule.floor is not None:
            row = row_name("floor", part.number, part.label)
            yield at_least(FAMILY, row, part.amount, part.rule.floor * part.whole, UNIT_OF[part.rule.of])


def cap_share(books: Books) -> Iterator[Finding]:
    """A group gets at most its cap of the whole, over all years (0002, reading 20)."""
    for part in parts_of(books):
        if part.rule.cap is not None:
            row = row_name("cap_share", part.number, part.label)
            yield at_most(FAMILY, row, part.amount, part.rule.cap * part.whole, UNIT_OF[part.rule.of])


def least(books: Books) -> Iterator[Finding]:
    r"""Each that is compared gains at least so much (0004, reading 33).

    .. math:: a_m \ge L\, b_m

    a is its amount in won, kilograms or shares of awards, b what that is divided by, 1 where it is by itself.
    """
    for number, rule in books.rules.least_benefits:
        unit = unit_of(rule)
        scale = KG if unit == "kg" else 1
        for member in members_of(books, rule):
            limit = rule.least * member.divisor * scale
            yield at_least(FAMILY, row_name("least", number, member.label), member.amount, limit, unit)


def gini(books: Books) -> Iterator[Finding]:
    r"""The Gini coefficient of the gains is at most so much (0004, reading 34).

    .. math:: \sum_j (2j - n - 1)\, u_{(j)} \le \gamma\, n \sum_j u_{(j)}

    The row gives the coefficient; the two sides of the formula where the gains together are not above 0.
    """
    for number, rule in books.rules.gini_ceilings:
        row, unequal = row_name("gini", number), inequality(gains_of(books, rule))
        if unequal.whole > 0:
            yield at_most(FAMILY, row, unequal.gini, rule.gini, "number")
        else:
            remark = T("The gains together are not above 0.")
            yield at_most(FAMILY, row, unequal.apart, rule.gini * unequal.whole, "number", remark=remark)


RULES = (floor, cap_share, least, gini)


def parts_of(books: Books) -> Iterator[Part]:
    """Each rule's groups, rules in their order, groups by label."""
    for number, rule in books.rules.fair_shares:
        yield from parts_under(books, number, rule)


def parts_under(books: Books, number: int, rule: FairShare) -> Iterator[Part]:
    """The groups of the rule with that number, by label."""
    by_supplier: dict[str, list[Amount]] = defaultdict(list)
    for entry, amount in amounts_of(books.entries, rule.of, rule.payers):
        by_supplier[entry.supplier.supplier_id].append(amount)
    whole = total(amount for amounts in by_supplier.values() for amount in amounts)
    for label, members in sorted(_groups(books, rule).items()):
        amount = total(amount for member in members for amount in by_supplier.get(member, ()))
        yield Part(number, rule, label, amount, whole)


def _groups(books: Books, rule: FairShare) -> dict[str, list[str]]:
    """Supplier ids by the group's label: the group named, or one group for each value of the mark that a supplier
    with an upgrade carries.
    """
    suppliers = books.programme.suppliers
    if rule.group is not None:
        members = [s.supplier_id for s in suppliers.values() if _is_in(books, rule, rule.group, s)]
        return {"+".join(rule.group): members}
    groups: dict[str, list[str]] = defaultdict(list)
    for supplier_id in sorted({upgrade.supplier_id for upgrade in books.programme.upgrades.values()}):
        mark = _mark(suppliers[supplier_id], rule) if supplier_id in suppliers else None
        if mark is not None:
            groups[mark].append(supplier_id)
    return groups


def _is_in(books: Books, rule: FairShare, names: tuple[str, ...], supplier: Supplier) -> bool:
    """Whether one of the names is a named group that takes the supplier, or the supplier's value of the mark."""
    groups = books.rules.groups
    mark = _mark(supplier, rule)
    return any(groups[n].takes_supplier(supplier) if n in groups else n == mark for n in names)


def _mark(supplier: Supplier, rule: FairShare) -> str | None:
    """The supplier's value of the rule's mark, as text."""
    value: Amount | str | None = supplier.supplier_id if rule.by == "supplier" else getattr(supplier, rule.by)
    return None if value is None else str(value)


def share_of(part: Part) -> Fraction:
    """A group's part of the whole, 0 where there is nothing to share."""
    return Fraction(part.amount) / part.whole if part.whole else Fraction(0)
