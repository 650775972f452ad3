"""Reasons that are plain to see, without a search: who is refused, whose alternative was taken, who cannot be paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.languages import T, Text
from planner.plan.plan import POOL_PREFIX, Plan, is_pool
from planner.programme.carbon import lifetime_kilograms
from planner.programme.options import Option, Options, award_years
from planner.programme.pools import pools_by_supplier
from planner.programme.programme import Programme
from planner.programme.rates import eligible_payers
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True)
class Reasons:
    """The simple reasons for which upgrades of a programme are not in a plan."""

    programme: Programme
    awarded: Mapping[str, int]
    taken: Mapping[str, str]
    refusals: Mapping[str, Text]
    options: Mapping[str, tuple[Option, ...]]
    filled: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, programme: Programme, options: Options | None = None) -> Reasons:
        """What a plan and its programme say, looked up once."""
        known = Options.of(programme) if options is None else options
        awarded = awarded_won(plan)
        by_upgrade: dict[str, list[Option]] = defaultdict(list)
        for option in known.options:
            by_upgrade[option.upgrade.upgrade_id].append(option)
        return cls(
            programme=programme,
            awarded=awarded,
            taken=_taken_groups(awarded, programme),
            refusals=known.refusals,
            options={name: tuple(found) for name, found in by_upgrade.items()},
            filled=frozenset(POOL_PREFIX + year.pool for year in plan.pools if year.received or year.opening),
        )

    def share(self, upgrade: Upgrade) -> Fraction:
        """The part of an upgrade that is awarded, exact."""
        won = self.awarded.get(upgrade.upgrade_id, 0)
        return Fraction(won, upgrade.total_won) if upgrade.total_won else Fraction(0)

    def of_upgrade(self, upgrade: Upgrade) -> Text | None:
        """The first reason that is plain to see; None where it takes a search, and for what is awarded whole."""
        name = upgrade.upgrade_id
        if name in self.awarded:
            return None if self.share(upgrade) == 1 else T("awarded in part")
        if not award_years(self.programme, upgrade):
            return T("no award year fits")
        if name in self.refusals:
            return self.refusals[name]
        other = self.taken.get(upgrade.alternative_group or "")
        if other is not None:
            return T("alternative awarded: {upgrade}", upgrade=other)
        missing = next((needed for needed in upgrade.needs if needed not in self.awarded), None)
        if missing is not None:
            return T("it needs {upgrade}, which is not awarded", upgrade=missing)
        return self._cannot_be_paid(upgrade) or self._cannot_pay_back(upgrade) or self._saves_nothing(upgrade)

    def _cannot_be_paid(self, upgrade: Upgrade) -> Text | None:
        """Only pools may pay for it, and nothing comes back into any of them."""
        payers = {
            payer for option in self.options[upgrade.upgrade_id] for line in option.shared for payer in line.payers
        }
        if payers and all(is_pool(payer) and payer not in self.filled for payer in payers):
            return T("only returned money may pay for it, and none comes back along its chain")
        return None

    def _cannot_pay_back(self, upgrade: Upgrade) -> Text | None:
        """What it would owe is more than nothing, and its supplier can bear nothing."""
        rules, supplier = self.programme.rules, self.programme.supplier_of(upgrade)
        if rules.affordability is None or rules.repayment is None or not rules.repayment.ratio or supplier.tier != 1:
            return None
        capacity = supplier.repay_capacity_won
        if (rules.affordability.capacity_if_blank or 0) if capacity is None else capacity:
            return None
        base = set(rules.repayment.base)
        payers = {
            payer for option in self.options[upgrade.upgrade_id] for line in option.shared for payer in line.payers
        }
        saves = any(
            (one.saving_won or 0) > 0
            for one in self.programme.upgrades.values()
            if one.supplier_id == supplier.supplier_id
        )
        if payers and payers <= base and not saves:
            return T("it saves no energy cost, and its supplier can pay nothing back")
        return None

    def _saves_nothing(self, upgrade: Upgrade) -> Text | None:
        years = [option.year for option in self.options[upgrade.upgrade_id]]
        if all(lifetime_kilograms(self.programme, upgrade, year) <= 0 for year in years):
            return T("it cuts no tonnes within the years that count")
        return None


def nobody_may_pay(programme: Programme, upgrade: Upgrade) -> bool:
    """Whether no purse and no pool may pay any of it, whatever they hold and whatever it costs."""
    if not upgrade.shared_won or upgrade.named_won:
        return False
    pools = pools_by_supplier(programme).get(upgrade.supplier_id, ())
    return not eligible_payers(programme, upgrade, pools)


def awarded_won(plan: Plan) -> dict[str, int]:
    """The cost of what is awarded, by upgrade [won]."""
    awarded: dict[str, int] = defaultdict(int)
    for award in plan.awards:
        awarded[award.upgrade_id] += award.cost_won
    return dict(awarded)


def _taken_groups(awarded: Mapping[str, int], programme: Programme) -> dict[str, str]:
    """The upgrade that was awarded in each group of alternatives."""
    upgrades = (programme.upgrades[name] for name in sorted(awarded))
    return {upgrade.alternative_group: upgrade.upgrade_id for upgrade in upgrades if upgrade.alternative_group}
