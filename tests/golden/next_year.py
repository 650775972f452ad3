"""A programme carried on: what a plan awards in its first years becomes signed, and the rest is planned again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planner.plan.plan import Plan
from planner.programme.past import Commitment, OpeningBalance, Receipt
from planner.programme.programme import Programme


def commitments_of(plan: Plan, before: int) -> list[Commitment]:
    """The payments of the plan's awards before a year, as they would be signed."""
    return [
        signed(award.upgrade_id, award.year, payment.payer, payment.won, payment.year)
        for award in plan.awards
        if award.year < before
        for payment in award.payments
    ]


def signed(upgrade_id: str, year: int, payer: str, won: int, paid_year: int | None = None) -> Commitment:
    return Commitment(upgrade_id=upgrade_id, award_year=year, paid_year=paid_year, payer=payer, won=won)


def later(
    programme: Programme,
    plan_from: int,
    commitments: Iterable[Commitment] = (),
    receipts: Iterable[tuple[str, int, int]] = (),
    openings: Iterable[tuple[str, int]] = (),
    **rules: Any,
) -> Programme:
    """The programme with that first planned year and that past; ``rules`` replaces keys of the model.

    ``receipts``: supplier, year, won; ``openings``: account, won.
    """
    plain = programme.rules.normalised() | rules
    plain["years"] = plain["years"] | {"plan_from": plan_from}
    return Programme.of(
        type(programme.rules).model_validate(plain),
        list(programme.suppliers.values()),
        programme.links,
        list(programme.upgrades.values()),
        programme.files,
        programme.products,
        list(commitments),
        [Receipt(supplier_id=supplier_id, year=year, won=won) for supplier_id, year, won in receipts],
        [OpeningBalance(account=account, won=won) for account, won in openings],
    )


def without_past(programme: Programme) -> Programme:
    """The same without a row of its past."""
    return replace(programme, commitments=(), receipts=(), openings=())
