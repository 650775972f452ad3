"""The clawback register: what would be taken back of each award if it reached only its low estimate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, Place, Table
from planner.languages import T
from planner.plan.plan import Plan, Reclaim
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier


@dataclass(frozen=True)
class ClawbackRow:
    """An award in the register, with its supplier and its support [won]."""

    reclaim: Reclaim
    supplier: Supplier
    support: int

    @property
    def shortfall(self) -> Fraction | None:
        """The tonnes that would be missing, as a part of what is promised; none where nothing is."""
        promised, low = Fraction(self.reclaim.promised_t), Fraction(self.reclaim.low_t)
        return (promised - low) / promised if promised > 0 else None


def table(plan: Plan, programme: Programme) -> Table[ClawbackRow]:
    """A row an award whose upgrade has a low estimate."""
    support = {(award.upgrade_id, award.year): award.support_won for award in plan.awards}
    return Table(
        title=T("Clawback register"),
        says=T(
            "Awards whose upgrades have a low estimate of tonnes: lifetime tonnes promised and at that estimate (t of "
            "CO2e), and what of the support would then be taken back."
        ),
        columns=_COLUMNS,
        rows=[
            ClawbackRow(
                reclaim,
                programme.supplier_of(programme.upgrades[reclaim.upgrade_id]),
                support.get((reclaim.upgrade_id, reclaim.year), 0),
            )
            for reclaim in plan.reclaims
        ],
        frozen_columns=2,
    )


def _shortfall(place: Place) -> str:
    promised, low = place.cell("promised"), place.cell("low")
    return f'=IF({promised}>0,({promised}-{low})/{promised},"")'


_COLUMNS: tuple[Column[ClawbackRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.supplier.name),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.reclaim.upgrade_id),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.reclaim.year),
    Column("support", T("Support"), Kind.WON, lambda row: row.support, "sum"),
    Column("tied", T("Tied to tonnes"), Kind.WON, lambda row: row.reclaim.tied_won, "sum"),
    Column("promised", T("Promised (t)"), Kind.TONNES, lambda row: row.reclaim.promised_t, "sum"),
    Column("low", T("At the low estimate (t)"), Kind.TONNES, lambda row: row.reclaim.low_t, "sum"),
    Column("shortfall", T("Shortfall"), Kind.PERCENT, lambda row: row.shortfall, formula=_shortfall),
    Column("reclaimed", T("Taken back"), Kind.WON, lambda row: row.reclaim.reclaimed_won, "sum"),
)
