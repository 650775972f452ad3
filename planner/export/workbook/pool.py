"""The pools' ledgers: what came in, what was lost, what was paid, what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from planner.export.columns import Column, Kind, Place, Signal, Table
from planner.export.workbook.payers import payer_numbers
from planner.export.workbook.repayment import due_years, year_name
from planner.languages import T
from planner.plan.plan import POOL_PREFIX, Plan, PoolYear
from planner.programme.programme import Programme


@dataclass(frozen=True)
class PoolRow:
    """A pool's year, with the name of the supplier that the pool is called after, if any."""

    year: PoolYear
    name: str | None
    number: int


def table(plan: Plan, programme: Programme) -> Table[PoolRow]:
    """A row a pool and year; what came is summed from the dues, what was paid from the payments."""
    numbers, owed_in = payer_numbers(plan), set(due_years(plan))
    return Table(
        title=T("Pool"),
        says=T("Returned money by pool and year: closing = opening + received - lost - paid."),
        columns=(*_WHOSE, *_account(plan, owed_in), _NUMBER),
        rows=[
            PoolRow(year, _name_of(year.pool, plan, programme), numbers[POOL_PREFIX + year.pool]) for year in plan.pools
        ],
        frozen_columns=2,
        key="Pool",
        printed=len(_WHOSE) + 5,
    )


def _name_of(pool: str, plan: Plan, programme: Programme) -> str | None:
    repayment = plan.model.repayment
    if repayment is None or repayment.pool != "own_chain" or pool not in programme.suppliers:
        return None
    return programme.suppliers[pool].name


_WHOSE: tuple[Column[PoolRow], ...] = (
    Column("pool", T("Pool"), Kind.TEXT, lambda row: row.year.pool),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year.year),
)

_NUMBER: Column[PoolRow] = Column("no", T("Payer no."), Kind.MARK, lambda row: row.number)


def _account(plan: Plan, owed_in: Set[int]) -> Iterator[Column[PoolRow]]:
    """Where a later year is planned, what came, what is asked again and what is held then are no formulas but facts."""
    any_paid, years = bool(plan.awards), plan.model.years
    known = {*years.past_years, years.planned_from} if years.past_years else set()
    opening = None if years.past_years else _opening
    yield Column("opening", T("Opening"), Kind.WON, lambda row: row.year.opening, formula=opening)
    yield Column("received", T("Received"), Kind.WON, lambda row: row.year.received, "sum", _received(owed_in - known))
    yield Column("lost", T("Lost (allowance)"), Kind.WON, lambda row: row.year.lost, "sum")
    yield Column("paid", T("Paid"), Kind.WON, lambda row: row.year.paid, "sum", _paid if any_paid else None)
    yield Column(
        "closing",
        T("Closing"),
        Kind.WON,
        lambda row: row.year.closing,
        formula=lambda place: (
            f"={place.cell('opening')}+{place.cell('received')}-{place.cell('lost')}-{place.cell('paid')}"
        ),
        signal=Signal.BELOW_ZERO,
    )


def _opening(place: Place) -> str:
    """What all earlier years left. Not the closing of the row before: rows may be sorted."""
    earlier = f'Pool_no,{place.cell("no")},Pool_year,"<"&{place.cell("year")}'
    return f"=SUMIFS(Pool_received_won,{earlier})-SUMIFS(Pool_lost_won,{earlier})-SUMIFS(Pool_paid_won,{earlier})"


def _received(owed_in: Set[int]) -> Callable[[Place], str | None]:
    """What falls due to the pool in the year; a plain 0 where nothing falls due to any."""

    def formula(place: Place) -> str | None:
        year = place.item.year.year
        return f"=SUMIFS({year_name(year)},Repayment_pool_no,{place.cell('no')})" if year in owed_in else None

    return formula


def _paid(place: Place) -> str:
    return f"=SUMIFS(Payments_paid_won,Payments_payer_no,{place.cell('no')},Payments_year,{place.cell('year')})"
