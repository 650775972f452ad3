"""Offset credits by year: whose they are, how many the lead firm may use, what they are worth."""

from __future__ import annotations

from collections.abc import Callable

from planner.export.columns import Column, Kind, Place, Table
from planner.export.workbook.tonnes_by_award import year_name
from planner.languages import T
from planner.plan.plan import CreditYear, Plan


def table(plan: Plan) -> Table[CreditYear]:
    """A row a year; prices and lending where the programme has them."""
    offsets = plan.model.offsets
    priced = offsets is not None and bool(offsets.price_won_per_t)
    lends = offsets is not None and offsets.lend_back is not None
    return Table(
        title=T("Credits"),
        says=T(
            "Offset credits by year, in t of CO2e: creditable = lead firm + suppliers + state; of the lead firm's part "
            "the limit on its obligation lets it use some, the rest is surplus."
        ),
        columns=(
            _YEAR,
            _creditable(bool(plan.awards)),
            *_TONNES,
            *(_VALUE if priced else ()),
            *(_LENT if lends else ()),
        ),
        rows=plan.credits,
        frozen_columns=1,
        key="Credits",
    )


def _left(whole: str, *parts: str) -> Callable[[Place], str]:
    """What parts leave of a whole, to the kilogram."""
    return lambda place: f"=ROUND({place.cell(whole)}-{'-'.join(place.cell(part) for part in parts)},3)"


_YEAR: Column[CreditYear] = Column("year", T("Year"), Kind.YEAR, lambda row: row.year)


def _creditable(any_award: bool) -> Column[CreditYear]:
    """The tonnes of the year of all awards that are credited in it; never below zero."""

    def formula(place: Place) -> str:
        tonnes, year = year_name(place.item.year), place.cell("year")
        return f'=MAX(0,SUMIFS({tonnes},Tonnes_credited_from,"<="&{year},Tonnes_credited_until,">="&{year}))'

    live = formula if any_award else None
    return Column("creditable", T("Creditable (t)"), Kind.TONNES, lambda row: row.creditable_t, "sum", live)


_TONNES: tuple[Column[CreditYear], ...] = (
    Column("oem", T("Lead firm's part (t)"), Kind.TONNES, lambda row: row.oem_t, "sum"),
    Column("supplier", T("Suppliers' part (t)"), Kind.TONNES, lambda row: row.supplier_t, "sum"),
    Column(
        "state",
        T("State's part (t)"),
        Kind.TONNES,
        lambda row: row.state_t,
        "sum",
        _left("creditable", "oem", "supplier"),
    ),
    Column("usable", T("Usable by the lead firm (t)"), Kind.TONNES, lambda row: row.usable_t, "sum"),
    Column("surplus", T("Surplus (t)"), Kind.TONNES, lambda row: row.surplus_t, "sum", _left("oem", "usable")),
)

_VALUE: tuple[Column[CreditYear], ...] = (
    Column("value", T("Value of the usable credits"), Kind.WON, lambda row: row.value_won, "sum"),
)

_LENT: tuple[Column[CreditYear], ...] = (
    Column("lent", T("Lent the year after"), Kind.WON, lambda row: row.lent_won, "sum"),
)
