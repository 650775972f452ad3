"""Eligibility: who may be paid by whom is data (``Option.own_rates``); here, what technologies may take of the whole."""

from __future__ import annotations

from planner.formulation.model import Formulation
from planner.formulation.shares import Shares
from planner.programme.families import row_name


def technology_limits(lp: Formulation, shares: Shares) -> None:
    r"""Some technologies together take at most a share of support, of lifetime tonnes or of the awards.

    .. math:: \sum_{u \in K} a_u \le \kappa \sum_u a_u

    a is support [million won], tonnes [t] or share awarded. Source: ``technology_limits``.
    """
    for number, rule in enumerate(lp.rules.technology_limits, start=1):
        parts = shares.parts(
            rule.of,
            None,
            lambda option, meant=rule.technology: True if option.upgrade.technology in meant else None,  # type: ignore[misc]
        )
        if parts:
            shares.at_most(row_name("technology", number), parts[True], float(rule.at_most), rule.of, None)
