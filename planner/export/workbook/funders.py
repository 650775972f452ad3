"""The funders' accounts: budget, carried in, spent, carried out, lapsed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import Column, Kind, Table
from planner.export.wording import KINDS
from planner.languages import T
from planner.plan.plan import FunderYear, Plan
from planner.programme.funder import Funder


@dataclass(frozen=True)
class FunderRow:
    """A purse's year, with the purse."""

    year: FunderYear
    funder: Funder

    @property
    def used(self) -> Fraction | None:
        """Spending over what the purse held that year; none where it held nothing."""
        held = self.year.budget + self.year.lent + self.year.carried_in
        return Fraction(self.year.spent, held) if held else None


def table(plan: Plan) -> Table[FunderRow]:
    """A row a purse and year; what is lent has a column where the programme lends."""
    purses = {funder.id: funder for funder in plan.model.funders}
    lends = plan.model.offsets is not None and plan.model.offsets.lend_back is not None
    return Table(
        title=T("Funders"),
        says=T("Each purse by year, in won: budget + lent + carried in = spent + carried out + lapsed.")
        if lends
        else T("Each purse by year, in won: budget + carried in = spent + carried out + lapsed."),
        columns=(*_WHOSE, *(_LENT if lends else ()), *_ACCOUNT),
        rows=[FunderRow(year, purses[year.funder]) for year in plan.funders],
        frozen_columns=2,
    )


_WHOSE: tuple[Column[FunderRow], ...] = (
    Column("funder", T("Funder"), Kind.TEXT, lambda row: row.funder.id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.funder.name),
    Column("kind", T("Kind"), Kind.TEXT, lambda row: KINDS[row.funder.kind]),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year.year),
    Column("budget", T("Budget"), Kind.WON, lambda row: row.year.budget, "sum"),
)

_LENT: tuple[Column[FunderRow], ...] = (
    Column("lent", T("Lent (value of credits)"), Kind.WON, lambda row: row.year.lent, "sum"),
)

_ACCOUNT: tuple[Column[FunderRow], ...] = (
    Column("carried_in", T("Carried in"), Kind.WON, lambda row: row.year.carried_in),
    Column("spent", T("Spent"), Kind.WON, lambda row: row.year.spent, "sum"),
    Column("carried_out", T("Carried out"), Kind.WON, lambda row: row.year.carried_out),
    Column("lapsed", T("Lapsed"), Kind.WON, lambda row: row.year.lapsed, "sum"),
    Column("used", T("Spent of what it held"), Kind.PERCENT, lambda row: row.used),
)
