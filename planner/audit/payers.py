"""Who may pay for an upgrade, and at most at which rate of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from planner.audit.chains import Chains
from planner.audit.meant import Meant
from planner.plan.plan import OWN, POOL_PREFIX, is_pool
from planner.programme.funder import OwnRate
from planner.programme.programme import Programme
from planner.programme.selector import Selector
from planner.programme.upgrade import Upgrade

POOLS = "pool"
"""The word that stands for all pools where a rule lists payers."""


def counts(payer: str, names: Sequence[str] | None) -> bool:
    """Whether a payment of that payer is counted by a rule that lists payers; no list counts all support."""
    if payer == OWN:
        return False
    return names is None or payer in names or (POOLS in names and is_pool(payer))


def counted(paid: Mapping[str, int], names: Sequence[str] | None) -> int:
    """The won in a map by payer that a rule's list of payers counts."""
    return sum(won for payer, won in paid.items() if counts(payer, names))


class Payers:
    """Eligible payers and their own rates, upgrade by upgrade (0002, readings 7 and 8)."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._rules = programme.rules
        self._chains = Chains(programme)
        self.meant = Meant(programme.rules)
        self._eligible: dict[str, dict[str, Fraction | None]] = {}

    def takes(self, selector: Selector, upgrade: Upgrade) -> bool:
        """Whether a rule's selector means the upgrade."""
        return self.meant.takes(selector, self._programme.suppliers[upgrade.supplier_id], upgrade.technology)

    def eligible(self, upgrade: Upgrade) -> Mapping[str, Fraction | None]:
        """The payers of the upgrade's shared lines, each with its own rate, or None where none of its rates matches.

        A funder is eligible when its ``pays`` takes the upgrade, a pool when it serves the supplier; neither when its
        own rate is 0.
        """
        known = self._eligible.get(upgrade.upgrade_id)
        if known is None:
            known = self._eligible[upgrade.upgrade_id] = dict(self._found(upgrade))
        return known

    def _found(self, upgrade: Upgrade) -> Iterable[tuple[str, Fraction | None]]:
        for funder in self._rules.funders:
            rate = self._own_rate(funder.rate, upgrade)
            if rate != 0 and self.takes(funder.pays, upgrade):
                yield funder.id, rate
        if self._rules.repayment is not None:
            rate = self._own_rate(self._rules.repayment.pool_rate, upgrade)
            if rate != 0:
                for pool in self._chains.pools_of(upgrade.supplier_id):
                    yield POOL_PREFIX + pool, rate

    def _own_rate(self, rates: Iterable[OwnRate], upgrade: Upgrade) -> Fraction | None:
        """The least of the rates that match; none that match: no own rate."""
        return min((rate.at_most for rate in rates if self.takes(rate, upgrade)), default=None)
