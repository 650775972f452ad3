"""Co-funding: funders pay in the agreed ratio, per award, per year or over the programme."""

from __future__ import annotations

from collections.abc import Iterable

from planner.formulation.funding import Level, Money, Reader, by_award
from planner.formulation.model import Formulation
from planner.formulation.ratios import ratio_rows
from planner.programme.canonical import numbered
from planner.programme.rules import CoFunding


def readers(lp: Formulation) -> Iterable[Reader]:
    """Both sides of each rule, at the level at which it holds."""
    for rule in lp.rules.co_funding:
        yield Reader(lambda payer, meant=rule: payer in meant.funder, _level(rule))  # type: ignore[misc]
        yield Reader(lambda payer, meant=rule: payer in meant.of, _level(rule))  # type: ignore[misc]


def co_funding(lp: Formulation, money: Money) -> None:
    r"""Some funders' money is at least, or at most, a share of other funders' money.

    .. math:: \sum_{f \in F} m_f \ge q \sum_{h \in H} m_h

    m [million won], summed over an award, a year of payment, or everything. Source: ``co_funding``.
    """
    for number, rule in numbered(lp.rules.co_funding):
        ratio_rows(
            lp,
            money,
            "co_funding",
            number,
            lambda payer, meant=rule: payer in meant.funder,  # type: ignore[misc]
            lambda payer, meant=rule: payer in meant.of,  # type: ignore[misc]
            _level(rule),
            {"at_least": rule.at_least, "at_most": rule.at_most},
        )


def _level(rule: CoFunding) -> Level:
    if rule.over == "award":
        return by_award
    return (lambda demand: demand.year) if rule.over == "year" else (lambda _: "programme")
