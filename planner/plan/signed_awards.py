"""Awards of the past as they stand in a plan: to the won as they were signed."""

from __future__ import annotations

from collections.abc import Mapping

from planner.plan.plan import OWN, Award, Payment, tonnes_of
from planner.programme.signed import SignedAward


def signed_award(award: SignedAward, kilograms: Mapping[int, int]) -> Award:
    """The award with its payments and tonnes. Source: reading 51 of the next year."""
    payers: dict[str, int] = {}
    for payment in sorted(award.payments, key=lambda payment: payment.payer):
        payers[payment.payer] = payers.get(payment.payer, 0) + payment.won
    return Award(
        upgrade_id=award.upgrade.upgrade_id,
        supplier_id=award.supplier.supplier_id,
        year=award.year,
        share=float(award.share),
        cost_won=award.cost_won,
        support_won=sum(won for payer, won in payers.items() if payer != OWN),
        payers=payers,
        payments=tuple(Payment(year=p.year, payer=p.payer, won=p.won) for p in award.payments),
        tonnes=tonnes_of(sum(kilograms.values())),
        tonnes_by_year={year: tonnes_of(kilogram) for year, kilogram in kilograms.items() if kilogram},
        raises_until=max((year for year, kilogram in kilograms.items() if kilogram < 0), default=None),
        committed=True,
    )
