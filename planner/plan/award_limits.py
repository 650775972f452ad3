"""Rules that hold award by award, as the range of won that one payer may give where the others give the rest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.plan.won_split import Range
from planner.programme.options import Option
from planner.programme.rates import POOL, POOL_PREFIX, counts
from planner.programme.rules import CoFunding, Matching, Rules
from planner.units import ceiling, floor


def parted_payer(payers: tuple[str, ...]) -> str | None:
    """The payer that such rules part from the rest: the first of two, or the one funder among pools."""
    if len(payers) == 2:
        return min(payers)
    funders = [payer for payer in payers if not payer.startswith(POOL_PREFIX)]
    return funders[0] if len(funders) == 1 and len(payers) > 1 else None


def accepted_range(rules: Rules, option: Option, payer: str, payers: tuple[str, ...], due: int, support: int) -> Range:
    """The least and most won that the payer may give of an award's support, by own rates and ratios per award.

    ``due`` is the shared cost that falls due, ``support`` what all payers give [won]. Where two limits meet, whole won
    may leave no room between them: then the upper one is both.
    """
    others = [name for name in payers if name != payer]
    least, most = 0, support
    rate = option.own_rates.get(payer)
    if rate is not None:
        most = min(most, floor(rate * due))
    rates = [option.own_rates.get(name) for name in others]
    if all(other is not None for other in rates):
        together = sum(floor((other or Fraction(0)) * due) for other in rates)
        least = max(least, support - together)
    for low, high in _ratio_ranges(rules, payer, others, support):
        least, most = max(least, low), min(most, high)
    return min(least, most), most


def _ratio_ranges(rules: Rules, payer: str, others: list[str], support: int) -> Iterator[Range]:
    ratios: list[CoFunding | Matching] = [*rules.co_funding, *rules.matching]
    for rule in ratios:
        if rule.over != "award":
            continue
        limited, against = sides(rule)
        if counts(limited, payer) and all(counts(against, other) for other in others):
            yield _limited(rule, support)
        elif counts(against, payer) and all(counts(limited, other) for other in others):
            low, high = _limited(rule, support)
            yield support - high, support - low


def sides(rule: CoFunding | Matching) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose money a ratio limits, and what it is measured against."""
    return rule.funder, (POOL,) if isinstance(rule, Matching) else rule.of


def _limited(rule: CoFunding | Matching, support: int) -> Range:
    """What the limited payer may give of the support, where the other side gives the rest: n <= q (S - n)."""
    low = 0 if rule.at_least is None else ceiling(rule.at_least * support / (1 + rule.at_least))
    high = support if rule.at_most is None else floor(rule.at_most * support / (1 + rule.at_most))
    return low, high
