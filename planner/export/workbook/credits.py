"""Offset credits by year: whose they are, how many the lead firm may use, what they are worth."""

from __future__ import annotations

from planner.export.columns import Column, Kind, Table
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
        columns=(*_TONNES, *(_VALUE if priced else ()), *(_LENT if lends else ())),
        rows=plan.credits,
        frozen_columns=1,
    )


_TONNES: tuple[Column[CreditYear], ...] = (
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year),
    Column("creditable", T("Creditable (t)"), Kind.TONNES, lambda row: row.creditable_t, "sum"),
    Column("oem", T("Lead firm's part (t)"), Kind.TONNES, lambda row: row.oem_t, "sum"),
    Column("supplier", T("Suppliers' part (t)"), Kind.TONNES, lambda row: row.supplier_t, "sum"),
    Column("state", T("State's part (t)"), Kind.TONNES, lambda row: row.state_t, "sum"),
    Column("usable", T("Usable by the lead firm (t)"), Kind.TONNES, lambda row: row.usable_t, "sum"),
    Column("surplus", T("Surplus (t)"), Kind.TONNES, lambda row: row.surplus_t, "sum"),
)

_VALUE: tuple[Column[CreditYear], ...] = (
    Column("value", T("Value of the usable credits (won)"), Kind.WON, lambda row: row.value_won, "sum"),
)

_LENT: tuple[Column[CreditYear], ...] = (
    Column("lent", T("Lent the year after (won)"), Kind.WON, lambda row: row.lent_won, "sum"),
)
