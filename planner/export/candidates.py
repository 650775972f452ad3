"""Every upgrade that could be funded: its tonnes, its won per tonne, and what the plan awards of it.

The one reckoning behind the abatement cost curve and the list of what was not funded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.plan import Award, Plan
from planner.programme.carbon import lifetime_kilograms
from planner.programme.options import award_years
from planner.programme.programme import Programme
from planner.programme.supplier import Supplier
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE


@dataclass(frozen=True)
class Candidate:
    """An upgrade, whole, and the part of it that the plan awards.

    ``lifetime_tonnes`` [t, exact] are those of the whole upgrade within the horizon: counted from the years of its
    awards, in proportion to their parts; where it has none, from ``first_year``, its first possible award year. None
    where no award year fits. ``awarded`` is the share of its cost that is awarded; ``support_won`` what others than
    the supplier pay for that.
    """

    upgrade: Upgrade
    supplier: Supplier
    first_year: int | None
    lifetime_tonnes: Fraction | None
    awarded: Fraction
    support_won: int

    @property
    def cost_won(self) -> int:
        """Cost of the whole upgrade [won]."""
        return self.upgrade.total_won

    @property
    def saves(self) -> bool:
        """Whether it cuts any tonnes, so that a tonne of it has a price."""
        return self.lifetime_tonnes is not None and self.lifetime_tonnes > 0

    @property
    def won_per_tonne(self) -> Fraction | None:
        """Cost per lifetime tonne [won/t]; none where it saves nothing."""
        return self.cost_won / self.lifetime_tonnes if self.lifetime_tonnes is not None and self.saves else None

    @property
    def support_per_tonne(self) -> Fraction | None:
        """Support per lifetime tonne of what is awarded [won/t]; none without an award, or where it saves nothing."""
        return self.support_won / self.awarded_tonnes if self.awarded and self.saves else None

    @property
    def awarded_tonnes(self) -> Fraction:
        """The tonnes of the awarded part [t], exact: before awards are rounded to the kilogram."""
        return (self.lifetime_tonnes or Fraction(0)) * self.awarded

    @property
    def left_tonnes(self) -> Fraction:
        """The tonnes of the part that is not awarded [t], exact."""
        return (self.lifetime_tonnes or Fraction(0)) - self.awarded_tonnes


def candidates(plan: Plan, programme: Programme) -> list[Candidate]:
    """All upgrades of the programme, the cheapest per lifetime tonne first; those that save nothing come last."""
    awards: dict[str, list[Award]] = defaultdict(list)
    for award in plan.awards:
        awards[award.upgrade_id].append(award)
    found = [_candidate(upgrade, awards[name], programme) for name, upgrade in programme.upgrades.items()]
    return sorted(found, key=by_cost)


def by_cost(candidate: Candidate) -> tuple[bool, Fraction, str, str]:
    """The order of cost per tonne; ids decide where that is the same."""
    won = candidate.won_per_tonne
    return won is None, won or Fraction(0), candidate.supplier.supplier_id, candidate.upgrade.upgrade_id


def cut_off(saving: Sequence[Candidate]) -> tuple[Fraction, Fraction]:
    """Where the plan's tonnes would be reached with the cheapest candidates first: tonnes [t] and won per tonne there.

    With nothing but the cost of a tonne to go by, all to the left would be funded and nothing to the right.
    """
    wanted = sum((candidate.awarded_tonnes for candidate in saving), Fraction(0))
    reached = Fraction(0)
    for candidate in saving:
        reached += candidate.lifetime_tonnes or 0
        if reached >= wanted:
            break
    return wanted, candidate.won_per_tonne or Fraction(0)


def _candidate(upgrade: Upgrade, awards: Sequence[Award], programme: Programme) -> Candidate:
    years = award_years(programme, upgrade)
    cost = sum(award.cost_won for award in awards)
    return Candidate(
        upgrade=upgrade,
        supplier=programme.supplier_of(upgrade),
        first_year=years[0] if years else None,
        lifetime_tonnes=_tonnes(upgrade, awards, years, programme),
        awarded=Fraction(cost, upgrade.total_won) if upgrade.total_won else Fraction(0),
        support_won=sum(award.support_won for award in awards),
    )


def _tonnes(upgrade: Upgrade, awards: Sequence[Award], years: range, programme: Programme) -> Fraction | None:
    """Of the whole upgrade [t]: the mean over its award years, each with the weight of its part."""
    weights = {award.year: award.cost_won for award in awards} or dict.fromkeys(years[:1], 1)
    if not weights:
        return None
    kilograms = sum(weight * lifetime_kilograms(programme, upgrade, year) for year, weight in weights.items())
    return Fraction(kilograms) / sum(weights.values()) / KG_PER_TONNE
