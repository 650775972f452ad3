"""The payments: who pays how much for which award in which year."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.export.wording import Verbatim, funder_name
from planner.export.workbook.payers import payer_numbers
from planner.languages import T, Text
from planner.plan.plan import OWN, POOL_PREFIX, Award, Payment, Plan, is_pool
from planner.programme.programme import Programme


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment with its award; the payer in words, and its number."""

    award: Award
    payment: Payment
    name: str | None
    payer: Text
    number: int


def table(plan: Plan, programme: Programme) -> Table[PaymentRow]:
    """A row a payment, award by award."""
    numbers = payer_numbers(plan)
    words = {payer: _words(payer, plan) for payer in numbers}
    return Table(
        title=T("Payments"),
        says=T(
            "A row a payment: who pays how much for which award in which year. What the summary and the ledgers say of "
            "payers and years is summed from here."
        ),
        columns=_COLUMNS,
        rows=[
            PaymentRow(
                award,
                payment,
                programme.suppliers[award.supplier_id].name,
                words[payment.payer],
                numbers[payment.payer],
            )
            for award in plan.awards
            for payment in award.payments
        ],
        frozen_columns=2,
        key="Payments",
        printed=len(_COLUMNS) - 1,
    )


def _words(payer: str, plan: Plan) -> Text:
    if payer == OWN:
        return T("Suppliers' own money")
    if is_pool(payer):
        return T("Returned money: {pool}", pool=payer.removeprefix(POOL_PREFIX))
    return Verbatim(next((funder_name(funder) for funder in plan.model.funders if funder.id == payer), payer))


_COLUMNS: tuple[Column[PaymentRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.award.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.award.upgrade_id),
    Column("award_year", T("Award year"), Kind.YEAR, lambda row: row.award.year),
    Column("year", T("Year of payment"), Kind.YEAR, lambda row: row.payment.year),
    Column("payer", T("Payer"), Kind.TEXT, lambda row: row.payer),
    Column("paid", T("Amount"), Kind.WON, lambda row: row.payment.won, "sum"),
    Column("payer_no", T("Payer no."), Kind.MARK, lambda row: row.number),
)
