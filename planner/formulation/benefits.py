"""Benefits: what each member gains, as terms, for rules and objectives that compare gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.formulation import commitments
from planner.formulation.funding import Money, Reader
from planner.formulation.model import Demand, Formulation, Terms
from planner.formulation.objective import funders_counted
from planner.formulation.tonnes import tonnes_by_option
from planner.programme.eligible import measured_members
from planner.programme.measures import Benefit, is_tonnes
from planner.programme.options import Option
from planner.programme.signed import SignedAward
from planner.units import million_won, solver_number

PURSES = ("public_won", "oem_won", "fresh_won")
"""Measures of won that tell payers apart."""


@dataclass(frozen=True)
class Member:
    """One whose gain is compared with others'.

    ``amount``: million won, t or awards; without terms where it can gain nothing. ``divisor``: what the amount is
    divided by, exact. ``weight``: the divisor over the mean of all members' divisors, for the solver.
    """

    label: str
    amount: Terms
    divisor: Fraction
    weight: float


def readers(lp: Formulation) -> Iterable[Reader]:
    """Gains in some purses' money read who pays, member by member."""
    rules: list[Benefit] = [rule for _, rule in lp.rules.least_benefits]
    rules += [rule for _, rule in lp.rules.gini_ceilings]
    rules += [objective.benefit for objective in lp.rules.objective if objective.benefit is not None]
    for benefit in rules:
        if benefit.amount in PURSES:
            label = _label_of(lp, benefit)
            yield Reader(_is_in(lp, benefit.amount), lambda demand, label=label: label(demand.option))  # type: ignore[misc]


def members(lp: Formulation, money: Money, benefit: Benefit) -> tuple[Member, ...]:
    """The members whose gains are compared, in code-point order of their labels. Source: readings 31 and 32.

    The readers of this benefit must have been among the money's readers.
    """
    measured = measured_members(lp.programme, benefit, lp.eligible)
    amounts = _amounts(lp, money, benefit.amount, _label_of(lp, benefit))
    mean = sum((member.divisor for member in measured), Fraction(0)) / max(1, len(measured))
    return tuple(
        Member(member.label, amounts.get(member.label, []), member.divisor, solver_number(member.divisor / mean))
        for member in measured
    )


type _Label = Callable[[Option], str | None]

type _WorthOfPast = Callable[[SignedAward], float]


def _label_of(lp: Formulation, benefit: Benefit) -> _Label:
    """The label of the member to which an option's supplier belongs; None for suppliers that are not measured."""
    labels = {
        supplier: member.label
        for member in measured_members(lp.programme, benefit, lp.eligible)
        for supplier in member.suppliers
    }
    return lambda option: labels.get(option.supplier.supplier_id)


def _amounts(lp: Formulation, money: Money, measure: str, label: _Label) -> Mapping[str, Terms]:
    """What members gain, by label [million won, t or awards]."""

    def of_demand(demand: Demand) -> str | None:
        return label(demand.option)

    if measure == "support":
        return _by_label(money.paid(lambda _: True, of_demand))
    if measure in PURSES:
        return _by_label(money.paid(_is_in(lp, measure), of_demand))
    if measure == "own_won":
        return _own(lp, label)
    return _awarded(lp, label, _worth(lp, measure), _past_worth(lp, measure))


def _is_in(lp: Formulation, measure: str) -> Callable[[str], bool]:
    funders = funders_counted(lp.programme, measure)
    return lambda payer: payer in funders


def _by_label(paid: Mapping[object, Terms]) -> Mapping[str, Terms]:
    return {str(label): terms for label, terms in paid.items()}


def _worth(lp: Formulation, measure: str) -> Mapping[tuple[str, int], float]:
    """What the whole upgrade is worth: tonnes, cost [million won], or one award."""
    if is_tonnes(measure):
        return tonnes_by_option(lp, measure)
    return {option.key: million_won(option.upgrade.total_won) if measure == "all_won" else 1 for option in lp.options}


def _awarded(
    lp: Formulation, label: _Label, worth: Mapping[tuple[str, int], float], past: _WorthOfPast
) -> Mapping[str, Terms]:
    amounts: dict[str, Terms] = defaultdict(list)
    for option in lp.options:
        member, value = label(option), worth[option.key]
        if member is not None and value:
            amounts[member].append((lp.award[option.key], value))
    for gaining, terms in commitments.by_index(lp, label, past):
        amounts[str(gaining)].extend(terms)
    return amounts


def _past_worth(lp: Formulation, measure: str) -> _WorthOfPast:
    """What a past award counts in a measure: tonnes, cost [million won], or its share."""
    if is_tonnes(measure):
        return lambda award: commitments.past_tonnes(lp, award, measure)
    return commitments.cost_of if measure == "all_won" else lambda award: solver_number(award.share)


def _own(lp: Formulation, label: _Label) -> Mapping[str, Terms]:
    """What suppliers pay themselves: the cost of what is awarded less all support; of the past, what they paid."""
    amounts = defaultdict(list, _awarded(lp, label, _worth(lp, "all_won"), commitments.own_won_of))
    for demand in lp.demands:
        member = label(demand.option)
        if member is not None:
            amounts[member].extend((variable, -coefficient) for variable, coefficient in demand.terms)
    return amounts
