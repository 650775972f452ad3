"""The form by supplier: who gets more, less, anything for the first time, nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from planner.export.before import Before
from planner.export.columns import Column, Kind, Table
from planner.export.wording import Joined, listed
from planner.export.workbook.changes.amounts import three_of_totals
from planner.languages import T, Text
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.study.comparison import Totals


@dataclass(frozen=True)
class SupplierRow:
    """A supplier that either plan funds, and its awards in both."""

    supplier_id: str
    supplier: Supplier | None
    before: tuple[Award, ...]
    revised: tuple[Award, ...]

    @property
    def totals(self) -> tuple[Totals, Totals]:
        """What its awards come to, before and revised."""
        return Totals.of(self.before), Totals.of(self.revised)

    @property
    def change(self) -> Text:
        """In a word. A won for each award is rounding, no change."""
        if not self.before or not self.revised:
            return T("dropped") if self.before else T("new")
        before, revised = (totals.support_won for totals in self.totals)
        if abs(revised - before) <= len(self.before) + len(self.revised):
            return T("as before")
        return T("more") if revised > before else T("less")


def table(plan: Plan, programme: Programme, before: Before) -> Table[SupplierRow]:
    """A row a supplier; by id."""
    then, now = _by_supplier(before.plan.awards), _by_supplier(plan.awards)
    return Table(
        title=T("Changes by supplier"),
        says=T(
            "Support and lifetime tonnes of every supplier that either plan funds, and which upgrades come and go. "
            "A difference of a won for each award comes of rounding to whole won and counts as none."
        ),
        columns=_COLUMNS,
        rows=[
            SupplierRow(
                name,
                programme.suppliers.get(name) or before.supplier(name, programme),
                then.get(name, ()),
                now.get(name, ()),
            )
            for name in sorted({*then, *now})
        ],
        frozen_columns=2,
        key="Changes_supplier",
    )


def _by_supplier(awards: Iterable[Award]) -> dict[str, tuple[Award, ...]]:
    found: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        found[award.supplier_id].append(award)
    return {name: tuple(of) for name, of in found.items()}


def _name(row: SupplierRow) -> str | None:
    return None if row.supplier is None else row.supplier.name


def _tier(row: SupplierRow) -> int | None:
    return None if row.supplier is None else row.supplier.tier


def _basis(row: SupplierRow) -> Text | None:
    """The upgrades that come, that go, and those that are awarded in other parts or years."""
    then, now = _parts(row.before), _parts(row.revised)
    changed = [name for name in now if name in then and now[name] != then[name]]
    parts = [
        T("{what}: {upgrades}", what=what, upgrades=listed(names))
        for what, names in (
            (T("come"), [name for name in now if name not in then]),
            (T("go"), [name for name in then if name not in now]),
            (T("other part, year or support"), changed),
        )
        if names
    ]
    return Joined(parts, "; ") if parts else None


def _parts(awards: Iterable[Award]) -> dict[str, set[tuple[int, int, int]]]:
    parts: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for award in awards:
        parts[award.upgrade_id].add((award.year, award.cost_won, award.support_won))
    return dict(parts)


def _totals(row: SupplierRow) -> tuple[Totals, Totals]:
    return row.totals


_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier_id),
    Column("name", T("Name"), Kind.TEXT, _name),
    Column("tier", T("Tier"), Kind.MARK, _tier),
    Column("change", T("Change"), Kind.TEXT, lambda row: row.change),
    *three_of_totals(("support", "tonnes"), _totals, summed=True),
    Column("basis", T("Basis of calculation"), Kind.SENTENCE, _basis),
)
