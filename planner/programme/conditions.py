"""What an upgrade, taken whole, must bring or may ask to be awarded at all: data, known before anything is solved."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from planner.programme.carbon import first_year_kilograms, lifetime_kilograms
from planner.programme.programme import Programme
from planner.programme.rules import Threshold
from planner.programme.selector import Selector
from planner.programme.upgrade import Upgrade
from planner.units import KG_PER_TONNE, floor


def phase_ceilings(programme: Programme, upgrade: Upgrade, year: int) -> Iterable[Fraction]:
    r"""The most support [won] of the whole upgrade awarded in the year, by each phase that takes it then.

    .. math:: C_k \, v_{u,t}

    C [won/t], v [t] exact lifetime tonnes. Source: reading 38 of the further rules, ``ceiling_phases``.
    """
    for phase in programme.rules.ceiling_phases:
        if year in phase.year and _takes(programme, phase.of, upgrade):
            yield phase.won_per_lifetime_tonne * lifetime_kilograms(programme, upgrade, year) / KG_PER_TONNE


def within_phases(programme: Programme, upgrade: Upgrade, year: int, rate: Fraction) -> bool:
    r"""Whether what the whole upgrade asks in the year is within the ceiling of every phase that takes it then.

    .. math:: N_u + m_u c_u \le C_k \, v_{u,t}

    N, c [won] named lines and shared cost; m the least rate that the supplier accepts or, where it states none, its
    full rate before any phase, which ``rate`` must be. Source: reading 38 of the further rules.
    """
    asked_rate = rate if upgrade.support_rate_min is None else upgrade.support_rate_min
    asked = upgrade.named_won + asked_rate * upgrade.shared_won
    return all(asked <= ceiling for ceiling in phase_ceilings(programme, upgrade, year))


def meets_thresholds(programme: Programme, upgrade: Upgrade, year: int, rate: Fraction) -> bool:
    r"""Whether the whole upgrade awarded in the year brings what every threshold that takes it asks.

    .. math:: N_u + \lfloor r_{u,t} c_u \rfloor \ge W_k, \quad e_{u,t+\text{lead}} \ge E_k,
              \quad e_{u,t+\text{lead}} \ge \beta_k b_i

    N, c, W [won]; r the full rate, which ``rate`` must be; e [t] exact; b [t/yr] the supplier's baseline, and nothing
    is a share of one that is blank or 0. Source: reading 39 of the further rules, ``thresholds``.
    """
    return all(
        _meets(programme, threshold, upgrade, year, rate)
        for threshold in programme.rules.thresholds
        if _takes(programme, threshold.of, upgrade)
    )


def _meets(programme: Programme, threshold: Threshold, upgrade: Upgrade, year: int, rate: Fraction) -> bool:
    support = upgrade.named_won + floor(rate * upgrade.shared_won)
    if threshold.least_support_won is not None and support < threshold.least_support_won:
        return False
    annual = first_year_kilograms(programme, upgrade, year) / KG_PER_TONNE
    if threshold.least_annual_tonnes is not None and annual < threshold.least_annual_tonnes:
        return False
    if threshold.least_share_of_baseline is None:
        return True
    baseline = programme.supplier_of(upgrade).baseline_t
    return bool(baseline) and annual >= threshold.least_share_of_baseline * (baseline or 0)


def _takes(programme: Programme, selector: Selector, upgrade: Upgrade) -> bool:
    technology_class = programme.class_of_technology.get(upgrade.technology)
    return selector.takes(programme.supplier_of(upgrade), upgrade.technology, technology_class)
