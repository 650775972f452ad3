"""What each fairness rule asks, what the plan gives, and what the rule costs at the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from planner.plan.benefits import gains
from planner.plan.figures import Kilograms
from planner.plan.plan import OWN, Award, FairnessFigure
from planner.plan.shadow_prices import RowPrices
from planner.programme.fairness import FairShare, GiniCeiling, LeastBenefit
from planner.programme.families import row_name
from planner.programme.groups import group_labels, labelled_groups
from planner.programme.programme import Programme
from planner.programme.rates import counts


def fairness_figures(
    programme: Programme, awards: Sequence[Award], kilograms: Kilograms, prices: RowPrices
) -> tuple[FairnessFigure, ...]:
    """In the order of the rules; floors and caps group by group. Source: readings 20, 33 and 34 of the rules."""
    figures: list[FairnessFigure] = []
    for number, rule in enumerate(programme.rules.fairness, start=1):
        if isinstance(rule, FairShare):
            figures.extend(_shares(programme, number, rule, awards, kilograms, prices))
        elif isinstance(rule, LeastBenefit):
            least = min((member.gain for member in gains(programme, rule, awards, kilograms)), default=Fraction(0))
            price = prices.of_each("least", number)
            figures.append(_figure(row_name("least", number), rule.least, least, price))
        elif isinstance(rule, GiniCeiling):
            inequality = gini([member.gain for member in gains(programme, rule, awards, kilograms)])
            price = prices.of(row_name("gini", number))
            figures.append(_figure(row_name("gini", number), rule.gini, inequality, price))
    return tuple(figures)


def gini(amounts: Sequence[Fraction]) -> Fraction:
    r"""The Gini coefficient, exact; 0 where the sum is not above 0.

    .. math:: \frac{\sum_j (2j - n - 1)\, u_{(j)}}{n \sum_j u_{(j)}}
    """
    size, together = len(amounts), sum(amounts, Fraction(0))
    if together <= 0:
        return Fraction(0)
    apart = sum(((2 * rank - size - 1) * amount for rank, amount in enumerate(sorted(amounts), start=1)), Fraction(0))
    return apart / (size * together)


def _shares(
    programme: Programme,
    number: int,
    rule: FairShare,
    awards: Sequence[Award],
    kilograms: Kilograms,
    prices: RowPrices,
) -> Iterator[FairnessFigure]:
    parts = _parts(programme, rule, awards, kilograms)
    whole = sum((_counted(programme, rule, award, kilograms) for award in awards), Fraction(0))
    for label in group_labels(programme, rule):
        share = parts.get(label, Fraction(0)) / whole if whole else Fraction(0)
        for kind, level in (("floor", rule.floor), ("cap_share", rule.cap)):
            if level is not None:
                name = row_name(kind, number, label)
                yield _figure(name, level, share, prices.of(name))


def _parts(
    programme: Programme, rule: FairShare, awards: Sequence[Award], kilograms: Kilograms
) -> Mapping[str, Fraction]:
    """What each group gets of what is shared, by label."""
    groups = labelled_groups(programme, rule)
    parts: dict[str, Fraction] = defaultdict(Fraction)
    for award in awards:
        label = groups.get(award.supplier_id)
        if label is not None:
            parts[label] += _counted(programme, rule, award, kilograms)
    return parts


def _counted(programme: Programme, rule: FairShare, award: Award, kilograms: Kilograms) -> Fraction:
    if rule.of == "tonnes":
        return Fraction(sum(kilograms[award.upgrade_id, award.year].values()))
    if rule.of == "count":
        return Fraction(award.cost_won, programme.upgrades[award.upgrade_id].total_won)
    return Fraction(sum(won for payer, won in award.payers.items() if payer != OWN and counts(rule.payers, payer)))


def _figure(row: str, level: Fraction, value: Fraction, price: float | None) -> FairnessFigure:
    return FairnessFigure(rule=row, level=float(level), value=float(value), shadow_price=price)
