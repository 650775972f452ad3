"""The suppliers: what each gets, pays, owes and saves, and how many of its candidates were funded."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, RatioOf, Table
from planner.export.wording import size_name
from planner.languages import T
from planner.plan.plan import OWN, Award, Plan
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier


@dataclass(frozen=True)
class SupplierRow:
    """A supplier with its awards and dues."""

    supplier: Supplier
    awards: tuple[Award, ...]
    owed: int
    candidates: int

    @property
    def own(self) -> int:
        """What it pays itself [won]."""
        return sum(award.payers.get(OWN, 0) for award in self.awards)

    @property
    def funded(self) -> int:
        """How many of its upgrades have an award."""
        return len({award.upgrade_id for award in self.awards})

    @property
    def tonnes(self) -> Fraction:
        """What its awards save within the horizon [t]."""
        return sum((Fraction(award.tonnes) for award in self.awards), Fraction(0))

    @property
    def support(self) -> int:
        """What others pay for its awards [won]."""
        return sum(award.support_won for award in self.awards)

    @property
    def won_per_tonne(self) -> Fraction | None:
        """Support per lifetime tonne; none where nothing is saved."""
        return self.support / self.tonnes if self.tonnes > 0 else None


def table(plan: Plan, programme: Programme) -> Table[SupplierRow]:
    """A row a supplier, also those that get nothing."""
    awards: dict[str, list[Award]] = defaultdict(list)
    for award in plan.awards:
        awards[award.supplier_id].append(award)
    owed: Counter[str] = Counter()
    for due in plan.repayments:
        owed[due.supplier_id] += due.owed_won
    candidates = Counter(upgrade.supplier_id for upgrade in programme.upgrades.values())
    return Table(
        title=T("Suppliers"),
        says=T("A row a supplier, also those without an award. Amounts in won, over all years."),
        columns=tuple(column for column in _COLUMNS if column.key != "owed" or plan.model.repayment is not None),
        rows=[
            SupplierRow(supplier, tuple(awards[name]), owed[name], candidates[name])
            for name, supplier in programme.suppliers.items()
        ],
        frozen_columns=2,
    )


_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
    Column("size", T("Size"), Kind.TEXT, lambda row: size_name(row.supplier.size)),
    Column("consortium", T("Consortium"), Kind.TEXT, lambda row: row.supplier.consortium),
    Column("candidates", T("Candidate upgrades"), Kind.COUNT, lambda row: row.candidates, "sum"),
    Column("funded", T("Upgrades funded"), Kind.COUNT, lambda row: row.funded, "sum"),
    Column("cost", T("Cost"), Kind.WON, lambda row: sum(award.cost_won for award in row.awards), "sum"),
    Column("support", T("Support"), Kind.WON, lambda row: row.support, "sum"),
    Column("own", T("Own money"), Kind.WON, lambda row: row.own, "sum"),
    Column("owed", T("To be given back"), Kind.WON, lambda row: row.owed, "sum"),
    Column(
        "tonnes",
        T("Lifetime tonnes"),
        Kind.TONNES,
        lambda row: row.tonnes,
        "sum",
    ),
    Column(
        "won_per_tonne",
        T("Support per tonne"),
        Kind.WON,
        lambda row: row.won_per_tonne,
        RatioOf("support", "tonnes"),
    ),
)
