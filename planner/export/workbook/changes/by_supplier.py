"""The form by supplier: who gets more, less, anything for the first time, nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.export.before import Before
from planner.export.columns import Column, Kind, Table
from planner.export.wording import Joined, listed
from planner.export.workbook.changes.amounts import three_of_totals
from planner.languages import T, Text
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.study.comparison import Totals

_KILOGRAM = Decimal("0.001")

type _Part = tuple[int, int, int]
"""The year of an award, its cost and its support [won]."""


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
        """In a word: of support, or of tonnes where that stays. A won for each award is rounding, no change, and so is
        a kilogram for each year of one."""
        if not self.before or not self.revised:
            return T("dropped") if self.before else T("new")
        (before, revised), awards = self.totals, (*self.before, *self.revised)
        if abs(revised.support_won - before.support_won) > len(awards):
            return T("more") if revised.support_won > before.support_won else T("less")
        if abs(revised.tonnes - before.tonnes) > _KILOGRAM * sum(len(award.tonnes_by_year) for award in awards):
            return T("more tonnes") if revised.tonnes > before.tonnes else T("fewer tonnes")
        return T("as before")


def table(plan: Plan, programme: Programme, before: Before) -> Table[SupplierRow]:
    """A row a supplier; by id."""
    then, now = _by_supplier(before.plan.awards), _by_supplier(plan.awards)
    return Table(
        title=T("Changes by supplier"),
        says=T(
            "Support and lifetime tonnes of every supplier that either plan funds, and which upgrades come and go. "
            "A difference of a won for each award, or of a kilogram for each of its years, comes of rounding and "
            "counts as none."
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
    changed = [name for name in now if name in then and not _alike(then[name], now[name])]
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


def _alike(then: set[_Part], now: set[_Part]) -> bool:
    """Whether an upgrade is awarded as before, but for a won of rounding."""
    pairs = zip(sorted(then), sorted(now), strict=False)
    return len(then) == len(now) and all(
        one[0] == other[0] and max(abs(one[1] - other[1]), abs(one[2] - other[2])) <= 1 for one, other in pairs
    )


def _parts(awards: Iterable[Award]) -> dict[str, set[_Part]]:
    parts: dict[str, set[_Part]] = defaultdict(set)
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
