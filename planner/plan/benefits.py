"""What each member gains from a plan, exact, for the rules and objectives that compare gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from planner.plan.figures import Kilograms, measured
from planner.plan.plan import OWN, Award, is_pool
from planner.programme.eligible import eligible_upgrades, measured_members
from planner.programme.measures import Benefit, is_tonnes
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE


def gains(
    programme: Programme, benefit: Benefit, awards: Sequence[Award], kilograms: Kilograms
) -> Mapping[str, Fraction]:
    """The gain of each measured member, by label: won, tonnes or awards, over its divisor. Source: readings 31, 32."""
    by_supplier: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        by_supplier[award.supplier_id].append(award)
    return {
        member.label: sum(
            (
                _amount(programme, benefit.amount, award, kilograms)
                for name in member.suppliers
                for award in by_supplier[name]
            ),
            Fraction(0),
        )
        / member.divisor
        for member in measured_members(programme, benefit, eligible_upgrades(programme))
    }


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
