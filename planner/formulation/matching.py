"""Matching: a funder pays in the agreed ratio to what the pools pay, by default award for award."""

from __future__ import annotations

from collections.abc import Iterable

from planner.formulation.funding import Level, Money, Reader, by_award
from planner.formulation.model import Formulation
from planner.formulation.ratios import ratio_rows
from planner.programme.canonical import numbered
from planner.programme.rates import POOL_PREFIX
from planner.programme.rules import Matching


def readers(lp: Formulation) -> Iterable[Reader]:
    """The funders and the pools of each rule, at the level at which it holds."""
    for rule in lp.rules.matching:
        yield Reader(lambda payer, meant=rule: payer in meant.funder, _level(rule))  # type: ignore[misc]
        yield Reader(_is_pool, _level(rule))


def matching(lp: Formulation, money: Money) -> None:
    r"""Some funders' money is at most, or at least, a ratio of what the pools pay.

    .. math:: \sum_{f \in F} m_f \le q \sum_p m_p

    m [million won], summed over an award, a year of payment, or everything. Source: ``matching``.
    """
    for number, rule in numbered(lp.rules.matching):
        ratio_rows(
            lp,
            money,
            "matching",
            number,
            lambda payer, meant=rule: payer in meant.funder,  # type: ignore[misc]
            _is_pool,
            _level(rule),
            {"at_least": rule.at_least, "at_most": rule.at_most},
        )


def _is_pool(payer: str) -> bool:
    return payer.startswith(POOL_PREFIX)


def _level(rule: Matching) -> Level:
    if rule.over == "award":
        return by_award
    return (lambda demand: demand.year) if rule.over == "year" else (lambda _: "programme")
