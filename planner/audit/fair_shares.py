"""Fair shares: the groups that floors and caps speak of, and what each of them has of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.entries import Entry
from planner.audit.finding import Amount
from planner.audit.meant import Meant
from planner.audit.measures import amounts_of, total
from planner.programme.fairness import FairShare
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier


@dataclass(frozen=True, slots=True)
class Part:
    """A group's amount beside the whole, under the rule with that number."""

    number: int
    rule: FairShare
    label: str
    amount: Amount
    whole: Amount

    @property
    def share(self) -> Fraction:
        """The group's part of the whole, 0 where there is nothing to share."""
        return Fraction(self.amount) / self.whole if self.whole else Fraction(0)


def parts_under(
    programme: Programme, meant: Meant, entries: Iterable[Entry], number: int, rule: FairShare
) -> list[Part]:
    """The groups of the rule with that number, by label (0002, reading 20)."""
    by_supplier: dict[str, list[Amount]] = defaultdict(list)
    for entry, amount in amounts_of(entries, rule.of, rule.payers):
        by_supplier[entry.supplier.supplier_id].append(amount)
    whole = total(amount for amounts in by_supplier.values() for amount in amounts)
    return [
        Part(number, rule, label, total(amount for member in members for amount in by_supplier.get(member, ())), whole)
        for label, members in sorted(_groups(programme, meant, rule).items())
    ]


def _groups(programme: Programme, meant: Meant, rule: FairShare) -> dict[str, list[str]]:
    """Supplier ids by the group's label: the group named, or one group for each value of the mark that a supplier
    with an upgrade carries.
    """
    suppliers = programme.suppliers
    if rule.group is not None:
        members = [s.supplier_id for s in suppliers.values() if _is_in(programme, meant, rule, s)]
        return {"+".join(rule.group): members}
    groups: dict[str, list[str]] = defaultdict(list)
    for supplier_id in sorted({upgrade.supplier_id for upgrade in programme.upgrades.values()}):
        mark = _mark(suppliers[supplier_id], rule) if supplier_id in suppliers else None
        if mark is not None:
            groups[mark].append(supplier_id)
    return groups


def _is_in(programme: Programme, meant: Meant, rule: FairShare, supplier: Supplier) -> bool:
    """Whether one of the names is a named group that has the supplier in it, or the supplier's value of the mark."""
    mark = _mark(supplier, rule)
    return any(
        meant.is_in(name, supplier) if name in programme.rules.groups else name == mark for name in rule.group or ()
    )


def _mark(supplier: Supplier, rule: FairShare) -> str | None:
    """The supplier's value of the rule's mark, as text."""
    value: Amount | str | None = supplier.supplier_id if rule.by == "supplier" else getattr(supplier, rule.by)
    return None if value is None else str(value)
