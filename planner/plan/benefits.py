"""What each member gains from a plan, exact, for the rules and objectives that compare gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.figures import Kilograms, measured
from planner.plan.plan import OWN, Award, is_pool
from planner.programme.eligible import eligible_upgrades, measured_members
from planner.programme.measures import Benefit, is_tonnes
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE


@dataclass(frozen=True)
class Gain:
    """What a member gains, exact: won, tonnes or awards over its divisor; and the number of its awards."""

    label: str
    gain: Fraction
    divisor: Fraction
    awards: int


def gains(programme: Programme, benefit: Benefit, awards: Sequence[Award], kilograms: Kilograms) -> list[Gain]:
    """The gain of each measured member. Source: readings 31 and 32 of the rules."""
    by_supplier: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        by_supplier[award.supplier_id].append(award)
    found = []
    for member in measured_members(programme, benefit, eligible_upgrades(programme)):
        own = [award for name in member.suppliers for award in by_supplier[name]]
        amount = sum((_amount(programme, benefit.amount, award, kilograms) for award in own), Fraction(0))
        found.append(Gain(member.label, amount / member.divisor, member.divisor, len(own)))
    return found


def _amount(programme: Programme, measure: str, award: Award, kilograms: Kilograms) -> Fraction:
    """What an award counts in a measure [won, t or awards]."""
    if measure == "count":
        return Fraction(award.cost_won, programme.upgrades[award.upgrade_id].total_won)
    if is_tonnes(measure):
        key = (award.upgrade_id, award.year)
        return measured(programme, {key: kilograms[key]}, measure) / KG_PER_TONNE
    if measure == "all_won":
        return Fraction(award.cost_won)
    return Fraction(sum(won for payer, won in award.payers.items() if _counts(programme, measure, payer)))


def _counts(programme: Programme, measure: str, payer: str) -> bool:
    """Whether a measure of won counts what this payer gives."""
    if payer == OWN or measure == "own_won":
        return payer == OWN and measure == "own_won"
    if measure == "support":
        return True
    if is_pool(payer):
        return False
    kind = programme.funders[payer].kind
    return measure in ("fresh_won", f"{'public' if kind == 'government' else 'oem'}_won")
