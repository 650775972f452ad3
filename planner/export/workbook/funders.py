"""The funders' accounts: budget, carried in, spent, carried out, lapsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, Place, Signal, Table
from planner.export.wording import KINDS
from planner.export.workbook.payers import payer_numbers
from planner.languages import T
from planner.plan.plan import FunderYear, Plan
from planner.programme.funder import Funder


@dataclass(frozen=True)
class FunderRow:
    """A purse's year, with the purse."""

    year: FunderYear
    funder: Funder
    number: int

    @property
    def used(self) -> Fraction | None:
        """Spending over what the purse held that year; none where it held nothing."""
        held = self.year.budget + self.year.lent + self.year.carried_in
        return Fraction(self.year.spent, held) if held else None


def table(plan: Plan) -> Table[FunderRow]:
    """A row a purse and year; what is lent has a column where the programme lends."""
    purses, numbers = {funder.id: funder for funder in plan.model.funders}, payer_numbers(plan)
    lends = plan.model.offsets is not None and plan.model.offsets.lend_back is not None
    account = (*(_lent(plan) if lends else ()), *_account(plan, lends))
    return Table(
        title=T("Funders"),
        says=T("Each purse by year: budget + lent + carried in = spent + carried out + lapsed.")
        if lends
        else T("Each purse by year: budget + carried in = spent + carried out + lapsed."),
        columns=(*_WHOSE, *account, _NUMBER),
        rows=[FunderRow(year, purses[year.funder], numbers[year.funder]) for year in plan.funders],
        frozen_columns=2,
        key="Funders",
        printed=len(_WHOSE) + len(account),
    )


_WHOSE: tuple[Column[FunderRow], ...] = (
    Column("funder", T("Funder"), Kind.TEXT, lambda row: row.funder.id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.funder.name),
    Column("kind", T("Kind"), Kind.TEXT, lambda row: KINDS[row.funder.kind]),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year.year),
    Column("budget", T("Budget"), Kind.WON, lambda row: row.year.budget, "sum"),
)

_NUMBER: Column[FunderRow] = Column("no", T("Payer no."), Kind.MARK, lambda row: row.number)


def _lent(plan: Plan) -> Iterator[Column[FunderRow]]:
    """What the year before's credits are worth to the purse that the programme lends to."""
    offsets = plan.model.offsets
    purse = None if offsets is None or offsets.lend_back is None else offsets.lend_back.funder

    def formula(place: Place) -> str | None:
        lent_to = plan.credits and place.item.funder.id == purse
        return f"=SUMIFS(Credits_lent_won,Credits_year,{place.cell('year')}-1)" if lent_to else None

    yield Column("lent", T("Lent (value of credits)"), Kind.WON, lambda row: row.year.lent, "sum", formula)


def _account(plan: Plan, lends: bool) -> Iterator[Column[FunderRow]]:
    """Where a later year is planned, what a purse carries into it is a fact, and no formula."""
    held, any_paid, years = _held(lends), bool(plan.awards), plan.model.years
    stated = years.planned_from if years.past_years else None

    def carried_in(place: Place) -> str | None:
        return None if place.item.year.year == stated else _carried_in(place)

    yield Column("carried_in", T("Carried in"), Kind.WON, lambda row: row.year.carried_in, formula=carried_in)
    yield Column("spent", T("Spent"), Kind.WON, lambda row: row.year.spent, "sum", _spent if any_paid else None)
    yield Column("carried_out", T("Carried out"), Kind.WON, lambda row: row.year.carried_out)
    yield Column(
        "lapsed",
        T("Lapsed"),
        Kind.WON,
        lambda row: row.year.lapsed,
        "sum",
        lambda place: f"={held(place)}-{place.cell('spent')}-{place.cell('carried_out')}",
    )
    yield Column(
        "used",
        T("Spent of what it held"),
        Kind.PERCENT,
        lambda row: row.used,
        formula=lambda place: f'=IF({held(place)}=0,"",{place.cell("spent")}/({held(place)}))',
        signal=Signal.FULL,
    )


def _held(lends: bool) -> Callable[[Place], str]:
    """What a purse holds in a year: budget, what is lent, what is carried in."""
    keys = ("budget", "lent", "carried_in") if lends else ("budget", "carried_in")
    return lambda place: "+".join(place.cell(key) for key in keys)


def _carried_in(place: Place) -> str:
    """What the year before carried out. Not the row before: rows may be sorted."""
    return f"=SUMIFS(Funders_carried_out_won,Funders_no,{place.cell('no')},Funders_year,{place.cell('year')}-1)"


def _spent(place: Place) -> str:
    return f"=SUMIFS(Payments_paid_won,Payments_payer_no,{place.cell('no')},Payments_year,{place.cell('year')})"
