"""What tier-1 suppliers must tell about themselves because they give money back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.table import Row


def consortium_given(draft: Draft) -> Iterator[Fault]:
    """Where a consortium's pool takes the money, every payer belongs to a consortium."""
    repayment = draft.rules.repayment
    if not draft.has("repayment") or repayment is None or repayment.pool != "consortium":
        return
    for row in _payers(draft):
        if row.values.get("consortium", "?") is None:
            place = draft.tables.suppliers.place(row.line, "consortium")
            yield faults.NO_CONSORTIUM.at(place, id=row.values["supplier_id"])


def capacity_given(draft: Draft) -> Iterator[Fault]:
    """Where what is owed must stay affordable, every payer says what it can bear, or the model what blank means."""
    affordability = draft.rules.affordability
    if not draft.has("affordability", "repayment") or affordability is None or draft.rules.repayment is None:
        return
    if affordability.capacity_if_blank is not None:
        return
    for row in _payers(draft):
        if row.values.get("repay_capacity_won", "?") is None:
            place = draft.tables.suppliers.place(row.line, "repay_capacity_won")
            yield faults.NO_CAPACITY.at(place, id=row.values["supplier_id"])


def _payers(draft: Draft) -> Iterator[Row[Any]]:
    """The tier-1 suppliers that could get support and so owe."""
    for name, row in draft.supplier_rows.items():
        if row.values.get("tier") == 1 and name in draft.suppliers_with_upgrades:
            yield row
