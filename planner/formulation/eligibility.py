"""Eligibility: who may be paid by whom is data (``Option.own_rates``); here, what technologies may take."""

from __future__ import annotations

from planner.formulation.model import Formulation
from planner.formulation.shares import OptionIndex, Shares, Whole
from planner.programme.canonical import numbered
from planner.programme.families import row_name
from planner.programme.rules import TechnologyLimit


def technology_limits(lp: Formulation, shares: Shares) -> None:
    r"""Some technologies together take at most a share of support, of lifetime tonnes or of the awards.

    .. math:: \sum_{u \in K} a_u \le \kappa \sum_u a_u

    a is support [million won], tonnes [t] or share awarded. Source: ``technology_limits``.
    """
    for number, rule in numbered(lp.rules.technology_limits):
        whole = Whole(rule.of)
        part = shares.parts(whole, _is_meant(rule)).get(True, [])
        shares.compare(row_name("technology", number), part, "<=", rule.at_most, whole)


def _is_meant(rule: TechnologyLimit) -> OptionIndex:
    return lambda option: True if option.upgrade.technology in rule.technology else None
