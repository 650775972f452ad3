r"""The objectives of a programme, one level after the other, each as something to be maximised.

The gains that max-min and leximin compare become rows here: with z the least of them,

.. math:: a_m - b_m z \ge 0 \quad \forall m

a amount [million won, t or awards] of a member, b its divisor over the mean one, so that z is about as large as the
amounts. Leximin of whole projects has two more levels, since no member can be said to stay at the least in every plan:

.. math:: a_m - b_m z \ge b_m \delta v_m, \quad \max \sum_m v_m; \qquad a_m - b_m z_2 + b_m M_m (1 - v_m) \ge 0

v is 1 for members that gain more than the least, by :math:`\delta` at least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.errors import InfeasibleError
from planner.formulation.benefits import Member, members
from planner.formulation.changes import changed_awards
from planner.formulation.funding import Money
from planner.formulation.guaranteed import guaranteed_terms
from planner.formulation.model import Formulation, Terms
from planner.formulation.objective import won_terms
from planner.formulation.tonnes import tonnes_terms
from planner.languages import T
from planner.programme.families import row_name
from planner.programme.measures import Benefit, is_won
from planner.programme.objective import Objective
from planner.units import WON_PER_SOLVER_UNIT, million_won, solver_number

if TYPE_CHECKING:
    import pulp

NOTICEABLE = Fraction(1, 10**6)
"""Members that gain this part of the largest possible gain more than the least gain more than it."""

LEVELS_OF_WHOLE_PROJECTS = 3
"""As many levels of leximin as whole projects have."""


@dataclass(frozen=True)
class Gains:
    """What leximin of divisible projects settles member by member: the least gain z, and the row of each member.

    ``weights`` are the divisors over their mean; ``levels``: after how many to stop.
    """

    least: pulp.LpVariable
    rows: tuple[str, ...]
    weights: tuple[float, ...]
    levels: int | None


@dataclass(frozen=True)
class Level:
    """One objective, to be maximised: ``value``, or ``value`` over ``won``, or the gains one after the other.

    ``number`` counts the model's objectives from 0; ``factor`` turns the solver's value into what people read (won, t,
    t per million won, gain), below 0 where the least is sought. Levels that only refine the one before have none.
    """

    number: int
    value: Terms
    won: Terms
    gains: Gains | None
    factor: Fraction | None


def levels(lp: Formulation, money: Money) -> tuple[Level, ...]:
    """The levels of the model's objectives, in their order. Source: ``objective``."""
    return tuple(
        level
        for number, objective in enumerate(lp.rules.objective)
        for level in _levels_of(lp, money, number, objective)
    )


def _levels_of(lp: Formulation, money: Money, number: int, objective: Objective) -> Iterator[Level]:
    if objective.maximise is not None:
        yield Level(number, guaranteed_terms(lp, objective.maximise), [], None, Fraction(1))
    elif objective.ratio is not None:
        won = won_terms(lp, money, objective.ratio.per)
        if not won:
            raise InfeasibleError(T("No plan spends any of the won that the ratio divides by."))
        yield Level(number, tonnes_terms(lp, objective.ratio.of), won, None, Fraction(1))
    elif objective.counts_changes:
        changed = [(variable, -amount) for variable, amount in changed_awards(lp)]
        yield Level(number, changed, [], None, Fraction(-1))
    elif objective.least_won is not None:
        spent = [(variable, -amount) for variable, amount in won_terms(lp, money, objective.least_won)]
        yield Level(number, spent, [], None, Fraction(-WON_PER_SOLVER_UNIT))
    elif objective.benefit is not None:
        yield from _gain_levels(lp, money, number, objective)


def _gain_levels(lp: Formulation, money: Money, number: int, objective: Objective) -> Iterator[Level]:
    benefit = objective.benefit
    assert benefit is not None
    measured = members(lp, money, benefit)
    if not measured:
        yield Level(number, [], [], None, Fraction(1))  # nobody to gain: every plan is as good, with a gain of 0
        return
    whole = not all(option.divisible for option in lp.options)
    least = _least_gain(lp, number, measured, "gain")
    factor = _unit_of(benefit) * Fraction(measured[0].weight) / measured[0].divisor
    settled = None
    if objective.leximin is not None and not whole:
        settled = Gains(
            least=least,
            rows=tuple(row_name("gain", number + 1, member.label) for member in measured),
            weights=tuple(member.weight for member in measured),
            levels=objective.leximin.levels,
        )
    yield Level(number, [(least, 1)], [], settled, factor)
    if objective.leximin is not None and whole:
        wanted = objective.leximin.levels or LEVELS_OF_WHOLE_PROJECTS
        yield from list(_further_levels_of_wholes(lp, number, measured, least))[: wanted - 1]


def _least_gain(lp: Formulation, number: int, measured: tuple[Member, ...], rule: str) -> pulp.LpVariable:
    """The variable that no member's gain is below; where gains can sink below 0, so can it."""
    lowest = min(_lowest_gain(member) for member in measured)
    name = f"least_{rule}"
    least = lp.signed_variable(name, number + 1, at_least=lowest) if lowest < 0 else lp.variable(name, number + 1)
    for member in measured:
        terms = [*member.amount, (least, -member.weight)]
        lp.row(row_name(rule, number + 1, member.label), terms, ">=", 0)
    return least


def _lowest_gain(member: Member) -> float:
    """No plan gives the member less: all that lowers its gain awarded, nothing that raises it."""
    return sum(min(0, amount) for _, amount in member.amount) / member.weight


def _further_levels_of_wholes(
    lp: Formulation, number: int, measured: tuple[Member, ...], least: pulp.LpVariable
) -> Iterator[Level]:
    """As many as possible above the least; then the most for the least of these."""
    most = _most_gain(lp, measured)
    second = lp.variable("least_above", number + 1)
    above: Terms = []
    for member in measured:
        is_above = lp.switch("above", number + 1, member.label)
        above.append((is_above, 1))
        gain = [*member.amount, (least, -member.weight), (is_above, -member.weight * solver_number(NOTICEABLE) * most)]
        lp.row(row_name("above", number + 1, member.label), gain, ">=", 0)
        rest = [*member.amount, (second, -member.weight), (is_above, -member.weight * most)]
        lp.row(row_name("rest", number + 1, member.label), rest, ">=", -member.weight * most)
    lp.row(row_name("least_above", number + 1), [(second, 1)], "<=", most)
    yield Level(number, above, [], None, None)
    yield Level(number, [(second, 1)], [], None, None)


def _most_gain(lp: Formulation, measured: tuple[Member, ...]) -> float:
    """No member can gain more: all its awards in full; where who pays counts, what all that can be awarded costs."""
    awards = {variable.id for variable in lp.award.values()} | ({lp.past.id} if lp.signed.awards else set())
    all_costs = million_won(sum(options[0].upgrade.total_won for options in lp.by_upgrade.values()))
    return max(
        sum(max(0, amount) * (1 if variable.id in awards else all_costs) for variable, amount in member.amount)
        / member.weight
        for member in measured
    )


def _unit_of(benefit: Benefit) -> Fraction:
    """What one solver unit of an amount is in won, tonnes or awards."""
    return Fraction(WON_PER_SOLVER_UNIT) if is_won(benefit.amount) else Fraction(1)
