"""The full rate of an upgrade: the most of its shared cost that is paid as support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.costs import Cost
from planner.audit.payers import Payers, counts
from planner.audit.tonnage import KG, Tonnage
from planner.programme.rules import Cap, Rules
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True, slots=True)
class FullRate:
    """The rate, and whether it is the sum of the payers' own rates, so that two limits meet (0002, reading 13)."""

    rate: Fraction
    is_sum_of_own: bool


def is_whole(rules: Rules, upgrade: Upgrade) -> bool:
    """Whether the upgrade is awarded whole or not at all (0002, reading 5)."""
    return rules.projects == "whole" or (rules.projects == "as_marked" and not upgrade.divisible)


class FullRates:
    r"""Full rates by upgrade and award year (0002, reading 10; with ceiling phases, 0004, reading 38).

    .. math:: r_{u,t} = \max(0, \min(1, \text{rates}, \sum \text{own rates}, \text{caps}))
    """

    def __init__(self, rules: Rules, payers: Payers, tonnage: Tonnage) -> None:
        self._rules = rules
        self._payers = payers
        self._tonnage = tonnage
        self._per_tonne = [cap for cap in rules.caps if cap.won_per_lifetime_tonne is not None]
        self._same_every_year: dict[str, Fraction] = {}
        self._found: dict[tuple[str, int], FullRate] = {}

    def of(self, upgrade: Upgrade, cost: Cost, year: int) -> FullRate:
        """The full rate of the upgrade awarded in that year."""
        key = (upgrade.upgrade_id, year)
        if key not in self._found:
            self._found[key] = self._full_rate(upgrade, cost, year)
        return self._found[key]

    def without_phases(self, upgrade: Upgrade, cost: Cost, year: int) -> Fraction:
        """The full rate that would hold if no ceiling phase did."""
        return max(self._least(upgrade, cost, year), Fraction(0))

    def _full_rate(self, upgrade: Upgrade, cost: Cost, year: int) -> FullRate:
        phases = list(self._by_phases(upgrade, cost, year))
        rate = max(min([self._least(upgrade, cost, year), *phases]), Fraction(0))
        return FullRate(rate, rate == sum_of_own(self._payers.eligible(upgrade)))

    def _least(self, upgrade: Upgrade, cost: Cost, year: int) -> Fraction:
        if upgrade.upgrade_id not in self._same_every_year:
            self._same_every_year[upgrade.upgrade_id] = min(self._yearless(upgrade, cost))
        return min([self._same_every_year[upgrade.upgrade_id], *self._by_caps_on_tonnes(upgrade, cost, year)])

    def _yearless(self, upgrade: Upgrade, cost: Cost) -> Iterator[Fraction]:
        """The limits that are the same in every award year."""
        yield Fraction(1)
        yield from (rule.at_most for rule in self._rules.support_rates if self._payers.takes(rule, upgrade))
        own = sum_of_own(self._payers.eligible(upgrade))
        if own is not None:
            yield own
        if cost.shared:
            yield from (
                Fraction(cap.won - _named(cost, cap), cost.shared)
                for cap in self._rules.caps
                if cap.won is not None and self._limits_alone(cap, upgrade)
            )

    def _limits_alone(self, cap: Cap, upgrade: Upgrade) -> bool:
        """Whether a cap bears on the upgrade by itself: on all its payers, and on it or all of its supplier. One that
        counts named lines alone bears on no shared line.
        """
        if cap.lines == "named":
            return False
        if cap.per != "upgrade" and not (cap.per == "supplier" and is_whole(self._rules, upgrade)):
            return False
        return self._payers.takes(cap.of, upgrade) and all(
            counts(payer, cap.funders) for payer in self._payers.eligible(upgrade)
        )

    def _by_caps_on_tonnes(self, upgrade: Upgrade, cost: Cost, year: int) -> Iterator[Fraction]:
        for cap in self._per_tonne:
            if cap.won_per_lifetime_tonne is not None and self._payers.takes(cap.of, upgrade):
                yield from self._by_tonnes(cap.won_per_lifetime_tonne, upgrade, cost, year)

    def _by_phases(self, upgrade: Upgrade, cost: Cost, year: int) -> Iterator[Fraction]:
        for phase in self._rules.ceiling_phases:
            if year in phase.year and self._payers.takes(phase.of, upgrade):
                yield from self._by_tonnes(phase.won_per_lifetime_tonne, upgrade, cost, year)

    def _by_tonnes(self, most: Fraction, upgrade: Upgrade, cost: Cost, year: int) -> Iterator[Fraction]:
        """The limit of so many won per lifetime tonne, with the exact tonnes of the whole upgrade awarded in that year;
        none where nothing is shared.
        """
        if cost.shared:
            kilograms = self._tonnage.whole_lifetime(upgrade, year)
            below = most.denominator * kilograms.denominator * KG
            room = most.numerator * kilograms.numerator - (cost.total - cost.shared) * below
            yield Fraction(room, below * cost.shared)


def sum_of_own(eligible: Mapping[str, Fraction | None]) -> Fraction | None:
    """The own rates together where every eligible payer has one; without a payer that is 0."""
    rates = [rate for rate in eligible.values() if rate is not None]
    return sum(rates, Fraction(0)) if len(rates) == len(eligible) else None


def _named(cost: Cost, cap: Cap) -> int:
    """The lines with a named payer that the cap counts [won]."""
    if cap.lines == "shared":
        return 0
    return sum(line.won for line in cost.lines if line.payer is not None and counts(line.payer, cap.funders))
