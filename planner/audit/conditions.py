"""Conditions: what an upgrade, taken whole, may ask and must bring to be awarded in a year at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.audit.costs import Cost
from planner.audit.finding import Amount, Unit
from planner.audit.full_rates import FullRates
from planner.audit.payers import Payers
from planner.audit.tonnage import KG, Tonnage
from planner.programme.programme import Programme
from planner.programme.rules import CeilingPhase, Threshold
from planner.programme.upgrade import Upgrade


@dataclass(frozen=True, slots=True)
class Brought:
    """What a threshold asks of an upgrade and what the upgrade brings, in one unit; None where that is not known."""

    amount: Amount | None
    least: Amount
    unit: Unit

    @property
    def enough(self) -> bool:
        """Whether it is known and no less than asked."""
        return self.amount is not None and self.amount >= self.least


class Conditions:
    """Ceiling phases and thresholds, upgrade by upgrade and award year by award year (0004, readings 30, 38, 39)."""

    def __init__(self, programme: Programme, payers: Payers, rates: FullRates, tonnage: Tonnage) -> None:
        self._programme = programme
        self._rules = programme.rules
        self._payers = payers
        self._rates = rates
        self._tonnage = tonnage

    def phases(self, upgrade: Upgrade, year: int) -> Iterator[tuple[int, CeilingPhase]]:
        """The phases that take the upgrade in that year, each with its number in the list."""
        for number, phase in enumerate(self._rules.ceiling_phases, start=1):
            if year in phase.year and self._payers.takes(phase.of, upgrade):
                yield number, phase

    def thresholds(self, upgrade: Upgrade) -> Iterator[tuple[int, Threshold]]:
        """The thresholds that take the upgrade, each with its number in the list."""
        for number, threshold in enumerate(self._rules.thresholds, start=1):
            if self._payers.takes(threshold.of, upgrade):
                yield number, threshold

    def asked(self, upgrade: Upgrade, cost: Cost, year: int) -> Fraction:
        """The least support that the whole upgrade asks in a phase [won]: its named lines, and of its shared cost the
        least rate or, where none is stated, the full rate without any phase.
        """
        rate = upgrade.support_rate_min
        if rate is None:
            rate = self._rates.without_phases(upgrade, cost, year)
        return cost.total - cost.shared + rate * cost.shared

    def ceiling(self, phase: CeilingPhase, upgrade: Upgrade, year: int) -> Fraction:
        """What the phase gives for the exact lifetime tonnes of the whole upgrade awarded in that year [won]."""
        return phase.won_per_lifetime_tonne * self._tonnage.whole_lifetime(upgrade, year) / KG

    def brought(self, threshold: Threshold, upgrade: Upgrade, cost: Cost, year: int) -> Iterator[Brought]:
        """What the whole upgrade awarded in that year brings beside each amount that the threshold states: won of
        support at the full rate, exact kilograms of the first year in operation, and these over the baseline.
        """
        if threshold.least_support_won is not None:
            rate = self._rates.of(upgrade, cost, year).rate
            support = cost.total - cost.shared + rate.numerator * cost.shared // rate.denominator
            yield Brought(support, threshold.least_support_won, "won")
        kilograms = self._tonnage.whole_first_year(upgrade, year)
        if threshold.least_annual_tonnes is not None:
            yield Brought(kilograms, threshold.least_annual_tonnes * KG, "kg")
        if threshold.least_share_of_baseline is not None:
            baseline = self._programme.suppliers[upgrade.supplier_id].baseline_t
            share = kilograms / (baseline * KG) if baseline else None
            yield Brought(share, threshold.least_share_of_baseline, "share")

    def allow(self, upgrade: Upgrade, cost: Cost, year: int) -> bool:
        """Whether the upgrade could be supported in that year, whatever the purses hold (0004, reading 30)."""
        rate = self._rates.of(upgrade, cost, year).rate
        is_named = any(line.payer is not None for line in cost.lines)
        least = upgrade.support_rate_min
        return (
            (is_named or (rate > 0 and bool(self._payers.eligible(upgrade))))
            and (least is None or least <= rate or not cost.shared)
            and all(
                self.asked(upgrade, cost, year) <= self.ceiling(phase, upgrade, year)
                for _, phase in self.phases(upgrade, year)
            )
            and all(
                brought.enough
                for _, threshold in self.thresholds(upgrade)
                for brought in self.brought(threshold, upgrade, cost, year)
            )
        )
