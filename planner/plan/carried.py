"""What a plan carries into the next: its awards, as commitments of past years, and to be held against."""

from __future__ import annotations

from fractions import Fraction

from planner.plan.plan import Award, Plan
from planner.programme.past import CarriedAward, CarriedFrom, Commitment


def carried_from(plan: Plan) -> CarriedFrom:
    """The plan's awards with all their payments; the reader of a model keeps those of its past years."""
    return CarriedFrom(
        plan_hash=plan.plan_hash,
        awards=tuple(
            CarriedAward(upgrade_id=award.upgrade_id, year=award.year, won=award.cost_won, of_won=_whole(award))
            for award in plan.awards
        ),
        commitments=tuple(
            Commitment(
                upgrade_id=award.upgrade_id,
                award_year=award.year,
                paid_year=None if payment.year == award.year else payment.year,
                payer=payment.payer,
                won=payment.won,
            )
            for award in plan.awards
            for payment in award.payments
        ),
    )


def _whole(award: Award) -> int:
    """The upgrade's whole cost, which the plan tells by the share alone."""
    return max(award.cost_won, round(Fraction(award.cost_won) / Fraction(award.share)))


def changes(plan_shares: dict[str, dict[int, Fraction]], before: dict[str, dict[int, Fraction]]) -> Fraction:
    r"""How many awards are changed, exact.

    .. math:: \sum_u \tfrac12 \Bigl(\sum_t |x_{u,t} - x'_{u,t}| + \bigl|\sum_t x_{u,t} - \sum_t x'_{u,t}\bigr|\Bigr)

    Source: reading 60 of the next year.
    """
    total = Fraction(0)
    for upgrade_id in sorted(plan_shares.keys() | before.keys()):
        now, then = plan_shares.get(upgrade_id, {}), before.get(upgrade_id, {})
        years = now.keys() | then.keys()
        moved = sum((abs(now.get(year, Fraction(0)) - then.get(year, Fraction(0))) for year in years), Fraction(0))
        total += moved + abs(sum(now.values(), Fraction(0)) - sum(then.values(), Fraction(0)))
    return total / 2
