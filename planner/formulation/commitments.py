"""What the past adds to a row: payments, shares, tonnes and dues of signed awards, as fixed amounts beside the terms.

Each is a multiple of one column that is 1, so that whatever reads terms, the exact rows of certificates, ratios and
prices included, counts the past without knowing of it. A programme without a past has no such column.
Source: readings 55 to 60 of ``docs/decisions/0010-the-next-year.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.programme.carbon import awarded_kilograms, measure_weights, measured_years
from planner.programme.options import Option
from planner.programme.signed import OWN, SignedAward
from planner.units import KG_PER_TONNE, million_won, solver_number

if TYPE_CHECKING:
    from planner.formulation.model import Demand, Formulation, Terms


def as_option(award: SignedAward) -> Option:
    """A past award as rules see awards: whose upgrade of which year it is. Nothing of it is still to be decided."""
    return Option(award.upgrade, award.supplier, award.year, Fraction(0), True, (), {})


def payments(lp: Formulation) -> list[Demand]:
    """What is paid for past awards by others than their suppliers, each payment by its one payer [million won]."""
    from planner.formulation.model import Demand

    return [
        Demand(option, payment.year, (payment.payer,), lp.fixed(million_won(payment.won)), payment.named, past=True)
        for award in lp.signed.awards
        for option in [as_option(award)]
        for payment in award.payments
        if payment.payer != OWN
    ]


def past_tonnes(lp: Formulation, award: SignedAward, measure: str) -> float:
    """Tonnes of a past award in a measure [t]: whole kilograms by year, as the plan counts them."""
    kilograms = awarded_kilograms(lp.programme, award.upgrade, award.year, award.share)
    weights = measure_weights(lp.programme, measure)
    counted = measured_years(lp.programme, award.upgrade, award.year, measure)
    weighted = sum((weights[year] * kilograms[year] for year in counted), Fraction(0))
    return solver_number(weighted / KG_PER_TONNE)


def tonnes_of_past(lp: Formulation, measure: str) -> Terms:
    """Tonnes of all past awards in a measure [t]."""
    return lp.fixed(sum(past_tonnes(lp, award, measure) for award in lp.signed.awards))


def own_won_of(award: SignedAward) -> float:
    """What its supplier pays itself [million won]."""
    return million_won(award.own_won)


def cost_of(award: SignedAward) -> float:
    """What was awarded [million won]."""
    return million_won(award.cost_won)


def by_index(
    lp: Formulation, index: Callable[[Option], Hashable | None], worth: Callable[[SignedAward], float]
) -> Iterable[tuple[Hashable, Terms]]:
    """What past awards are worth, each under the index that a rule counts it under."""
    for award in lp.signed.awards:
        key = index(as_option(award))
        terms = lp.fixed(worth(award)) if key is not None else []
        if terms:
            yield key, terms
