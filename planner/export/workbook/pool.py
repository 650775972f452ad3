"""The pools' ledgers: what came in, what was lost, what was paid, what is left."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.languages import T
from planner.plan.plan import Plan, PoolYear
from planner.programme.programme import Programme


@dataclass(frozen=True)
class PoolRow:
    """A pool's year, with the name of the supplier that the pool is called after, if any."""

    year: PoolYear
    name: str | None


def table(plan: Plan, programme: Programme) -> Table[PoolRow]:
    """A row a pool and year."""
    return Table(
        title=T("Pool"),
        says=T("Returned money by pool and year, in won: closing = opening + received - lost - paid."),
        columns=_COLUMNS,
        rows=[PoolRow(year, _name_of(year.pool, plan, programme)) for year in plan.pools],
        frozen_columns=2,
    )


def _name_of(pool: str, plan: Plan, programme: Programme) -> str | None:
    repayment = plan.model.repayment
    if repayment is None or repayment.pool != "own_chain" or pool not in programme.suppliers:
        return None
    return programme.suppliers[pool].name


_COLUMNS: tuple[Column[PoolRow], ...] = (
    Column("pool", T("Pool"), Kind.TEXT, lambda row: row.year.pool),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year.year),
    Column("opening", T("Opening"), Kind.WON, lambda row: row.year.opening),
    Column("received", T("Received"), Kind.WON, lambda row: row.year.received, "sum"),
    Column("lost", T("Lost (allowance)"), Kind.WON, lambda row: row.year.lost, "sum"),
    Column("paid", T("Paid"), Kind.WON, lambda row: row.year.paid, "sum"),
    Column(
        "closing",
        T("Closing"),
        Kind.WON,
        lambda row: row.year.closing,
        formula=lambda place: (
            f"={place.cell('opening')}+{place.cell('received')}-{place.cell('lost')}-{place.cell('paid')}"
        ),
    ),
)
