"""The suppliers: what each gets, pays, owes and saves, and how many of its candidates were funded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from planner.export.columns import Column, Kind, Place, RatioOf, Signal, Table, filled
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
    number: int
    cap_used: Fraction | None = None

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


def table(plan: Plan, programme: Programme, caps: Mapping[str, Fraction] | None = None) -> Table[SupplierRow]:
    """A row a supplier, also those that get nothing; ``caps`` is what part of its tightest cap each has."""
    used = caps or {}
    awards: dict[str, list[Award]] = defaultdict(list)
    for award in plan.awards:
        awards[award.supplier_id].append(award)
    owed: Counter[str] = Counter()
    for due in plan.repayments:
        owed[due.supplier_id] += due.owed_won
    candidates = Counter(upgrade.supplier_id for upgrade in programme.upgrades.values())
    rows = [
        SupplierRow(supplier, tuple(awards[name]), owed[name], candidates[name], number, used.get(name))
        for number, (name, supplier) in enumerate(programme.suppliers.items(), start=1)
    ]
    return Table(
        title=T("Suppliers"),
        says=T("A row a supplier, also those without an award. Amounts are over all years."),
        columns=(*_WHO, *_sums(plan), *filled(_CAPS, rows), _NUMBER),
        rows=rows,
        frozen_columns=2,
        key="Suppliers",
        printed=len(_WHO) + len(tuple(_sums(plan))) + len(filled(_CAPS, rows)),
    )


def _sums(plan: Plan) -> Iterator[Column[SupplierRow]]:
    """What its awards come to, live where there are awards to sum."""
    for column, source in _SUMS:
        if column.key == "owed" and plan.model.repayment is None:
            continue
        there = plan.repayments if source.startswith("Repayment") else plan.awards
        yield replace(column, formula=_summed(source)) if there and source else column


def _summed(source: str) -> Callable[[Place], str]:
    sheet = source.partition("_")[0]
    return lambda place: f"=SUMIFS({source},{sheet}_supplier_no,{place.cell('no')})"


_WHO: tuple[Column[SupplierRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.supplier.region),
    Column("size", T("Size"), Kind.TEXT, lambda row: size_name(row.supplier.size)),
    Column("consortium", T("Consortium"), Kind.TEXT, lambda row: row.supplier.consortium),
    Column("candidates", T("Candidate upgrades"), Kind.COUNT, lambda row: row.candidates, "sum"),
)

_SUMS: tuple[tuple[Column[SupplierRow], str], ...] = (
    (
        Column("funded", T("Upgrades funded"), Kind.COUNT, lambda row: row.funded, "sum"),
        "Awards_first_of_upgrade",
    ),
    (
        Column("cost", T("Cost"), Kind.WON, lambda row: sum(award.cost_won for award in row.awards), "sum"),
        "Awards_cost_won",
    ),
    (Column("support", T("Support"), Kind.WON, lambda row: row.support, "sum"), "Awards_support_won"),
    (Column("own", T("Own money"), Kind.WON, lambda row: row.own, "sum"), "Awards_own_won"),
    (Column("owed", T("To be given back"), Kind.WON, lambda row: row.owed, "sum"), "Repayment_total_won"),
    (
        Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.tonnes, "sum", signal=Signal.BAR),
        "Awards_tonnes_t",
    ),
    (
        Column(
            "won_per_tonne",
            T("Support per tonne"),
            Kind.WON_PER_TONNE,
            lambda row: row.won_per_tonne,
            RatioOf("support", "tonnes"),
            # Sums of decimals may miss 0 by a trifle: rounded to the kilogram, they do not.
            lambda place: f'=IF(ROUND({place.cell("tonnes")},3)>0,{place.cell("support")}/{place.cell("tonnes")},"")',
        ),
        "",
    ),
)
"""The columns that are sums over a supplier's awards or dues, with what they are summed from."""

_CAPS: tuple[Column[SupplierRow], ...] = (
    Column("cap_used", T("Of its tightest cap"), Kind.PERCENT, lambda row: row.cap_used, signal=Signal.FULL),
)

_NUMBER: Column[SupplierRow] = Column("no", T("Supplier no."), Kind.MARK, lambda row: row.number)
