"""Who may pay for an upgrade, and its full rate: data, known before anything is solved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from planner.programme.carbon import lifetime_kilograms
from planner.programme.conditions import phase_ceilings
from planner.programme.funder import OwnRates
from planner.programme.programme import Programme
from planner.programme.rules import Cap
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE

POOL = "pool"
"""The word by which rules mean all pools together."""

POOL_PREFIX = "pool:"
"""A pool pays under its id with this prefix."""


def own_rate(programme: Programme, rates: OwnRates, upgrade: Upgrade) -> Fraction | None:
    """The least of a payer's own rates that take the upgrade; none of them: no own limit."""
    supplier = programme.supplier_of(upgrade)
    technology_class = programme.class_of_technology.get(upgrade.technology)
    matching = [rate.at_most for rate in rates if rate.takes(supplier, upgrade.technology, technology_class)]
    return min(matching, default=None)


def eligible_payers(programme: Programme, upgrade: Upgrade, pools: Iterable[str]) -> dict[str, Fraction | None]:
    """The payers that may pay the upgrade's shared cost, each with its own rate, in code-point order.

    ``pools`` are the ids of the pools that serve its supplier.
    """
    supplier = programme.supplier_of(upgrade)
    technology_class = programme.class_of_technology.get(upgrade.technology)
    payers = {
        funder.id: own_rate(programme, funder.rate, upgrade)
        for funder in programme.funders.values()
        if funder.pays.takes(supplier, upgrade.technology, technology_class)
    }
    if programme.rules.repayment is not None:
        pool_rate = own_rate(programme, programme.rules.repayment.pool_rate, upgrade)
        payers |= {POOL_PREFIX + pool: pool_rate for pool in pools}
    return {payer: rate for payer, rate in sorted(payers.items()) if rate != 0}


def counts(payers: Iterable[str] | None, payer: str) -> bool:
    """Whether a rule's list of payers means this payer; no list means all, ``pool`` means every pool."""
    return payers is None or payer in payers or (payer.startswith(POOL_PREFIX) and POOL in payers)


def full_rates(
    programme: Programme, upgrade: Upgrade, payers: Mapping[str, Fraction | None], years: Iterable[int]
) -> dict[int, Fraction]:
    r"""The full rate by award year: the least of all that limits the support of this upgrade alone.

    .. math:: r_{u,t} = \min(1, \text{support rates}, \sum_f \text{own rate}_f, \text{caps} / c_u, \text{phases} / c_u)

    Shares of the shared cost, from 0 to 1. Source: reading 10 of the rules, reading 38 of the further ones.
    """
    before = rates_before_phases(programme, upgrade, payers, years)
    return {year: rate_within_phases(programme, upgrade, year, rate) for year, rate in before.items()}


def rates_before_phases(
    programme: Programme, upgrade: Upgrade, payers: Mapping[str, Fraction | None], years: Iterable[int]
) -> dict[int, Fraction]:
    """The full rates without the ceilings of phases, which ask for them."""
    fixed = max(Fraction(0), min(_yearless_limits(programme, upgrade, payers)))
    per_tonne = [cap for cap in programme.rules.caps if cap.won_per_lifetime_tonne is not None]
    return {
        year: max(Fraction(0), min([fixed, *(_per_tonne(programme, upgrade, cap, year) for cap in per_tonne)]))
        for year in years
    }


def rate_within_phases(programme: Programme, upgrade: Upgrade, year: int, rate: Fraction) -> Fraction:
    """The full rate of the year once the phases' ceilings hold too; ``rate`` is the one before phases."""
    limits = [_share_left(upgrade, won, upgrade.named_won) for won in phase_ceilings(programme, upgrade, year)]
    return max(Fraction(0), min([rate, *limits]))


def own_rates_set_the_full_rate(payers: Mapping[str, Fraction | None], full_rate: Fraction) -> bool:
    """Whether the full rate is the sum of the payers' own rates, so that two limits meet."""
    return sum_of_own_rates(payers) == full_rate


def sum_of_own_rates(payers: Mapping[str, Fraction | None]) -> Fraction | None:
    """What the payers' own rates allow together, nothing without a payer; none where some payer has no own rate."""
    rates = list(payers.values())
    if any(rate is None for rate in rates):
        return None
    return sum((rate for rate in rates if rate is not None), Fraction(0))


def _yearless_limits(
    programme: Programme, upgrade: Upgrade, payers: Mapping[str, Fraction | None]
) -> Iterable[Fraction]:
    supplier = programme.supplier_of(upgrade)
    technology_class = programme.class_of_technology.get(upgrade.technology)
    yield Fraction(1)
    for rule in programme.rules.support_rates:
        if rule.takes(supplier, upgrade.technology, technology_class):
            yield rule.at_most
    together = sum_of_own_rates(payers)
    if together is not None:
        yield together
    for cap in programme.rules.caps:
        alone = cap.per == "upgrade" or (cap.per == "supplier" and not programme.is_divisible(upgrade))
        takes_it = cap.of.takes(supplier, upgrade.technology, technology_class) and cap.counts_shared
        if alone and takes_it and cap.won is not None and all(counts(cap.funders, payer) for payer in payers):
            yield _share_left(upgrade, Fraction(cap.won), _named_won_counted(upgrade, cap))


def _per_tonne(programme: Programme, upgrade: Upgrade, cap: Cap, year: int) -> Fraction:
    supplier = programme.supplier_of(upgrade)
    technology_class = programme.class_of_technology.get(upgrade.technology)
    if cap.won_per_lifetime_tonne is None or not cap.of.takes(supplier, upgrade.technology, technology_class):
        return Fraction(1)
    won = cap.won_per_lifetime_tonne * lifetime_kilograms(programme, upgrade, year) / KG_PER_TONNE
    return _share_left(upgrade, won, upgrade.named_won)


def named_lines_within_tonnes(programme: Programme, upgrade: Upgrade, year: int) -> bool:
    """Whether the lines with a named payer alone stay within every cap in won per lifetime tonne."""
    supplier = programme.supplier_of(upgrade)
    technology_class = programme.class_of_technology.get(upgrade.technology)
    named = upgrade.named_won
    return not named or all(
        named * KG_PER_TONNE <= cap.won_per_lifetime_tonne * lifetime_kilograms(programme, upgrade, year)
        for cap in programme.rules.caps
        if cap.won_per_lifetime_tonne is not None and cap.of.takes(supplier, upgrade.technology, technology_class)
    )


def _named_won_counted(upgrade: Upgrade, cap: Cap) -> int:
    """The lines with a named payer that the cap counts too [won]."""
    if not cap.counts_named:
        return 0
    return sum(line.won for line in upgrade.lines if line.payer is not None and counts(cap.funders, line.payer))


def _share_left(upgrade: Upgrade, won: Fraction, named_won: int) -> Fraction:
    """What an amount leaves for the shared cost once the named lines that it also covers are paid."""
    return (won - named_won) / upgrade.shared_won if upgrade.shared_won else Fraction(1)
