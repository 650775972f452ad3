r"""The Gini ceiling as a linear programme: sums of the largest gains, bounded from below by cuts.

With gains :math:`u_{(1)} \le \dots \le u_{(n)}` and :math:`M_m` the sum of the m largest,

.. math:: \sum_j (2j - n - 1)\, u_{(j)} = 2 \sum_{m=1}^{n-1} M_m - (n - 1) \sum_m u_m \le \gamma\, n \sum_m u_m

The :math:`M_m` are taken together in a few *parts* P, each with a variable for its mean,

.. math:: \theta_P \ge \frac{1}{|P|} \sum_{m \in P} M_m = \max_\pi \sum_i w^P_{\pi(i)}\, u_i

with weights w that fall from 1 to 0. Every order of the members gives a valid row; only those that the solver's point
breaks are added, found by sorting (``planner.solving.cuts``), so that n gains never need their n² differences. A few
orders are kept in variables, so that the rows of later orders hold only who stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.formulation.benefits import Member
from planner.formulation.model import Formulation
from planner.programme.fairness import GiniCeiling as GiniRule
from planner.programme.families import row_name
from planner.programme.measures import is_tonnes, is_won
from planner.units import million_won, solver_number

if TYPE_CHECKING:
    import pulp

MOST_PARTS = 100
"""Into how many parts the sums of the largest gains are taken together at most."""

ORDERS_KEPT = 4
"""How many orders are kept in variables, where there are more members than parts."""


@dataclass(frozen=True)
class Part:
    """Sums of the ``first`` to ``last`` largest gains, taken together; all variables are over the scale.

    ``mean``: their mean, or more; ``in_order``: what it would be in each of the orders that the cuts come to keep.
    """

    mean: pulp.LpVariable
    in_order: tuple[pulp.LpVariable, ...]
    first: int
    last: int


@dataclass(frozen=True)
class GiniCeiling:
    """A Gini ceiling whose cuts are still to be found.

    ``gains``: the variables of the members' gains, none for those that can gain nothing where no gain is below 0. Gains
    that can be are raised by ``raised``, so that no variable is; the parts and the total then are raised by the sum of
    these. ``scale``
    is about the sum of all gains; the parts and the total are counted in it, so that a row's limit moved by a number is
    about the coefficient moved by it.
    """

    number: int
    most: float
    gains: tuple[pulp.LpVariable | None, ...]
    raised: tuple[float, ...]
    total: pulp.LpVariable
    parts: tuple[Part, ...]
    scale: float


def gini_ceiling(lp: Formulation, number: int, rule: GiniRule, members: Sequence[Member]) -> GiniCeiling | None:
    """The rows of a ceiling and what its cuts need to know; None where no plan can break it."""
    size, most = len(members), solver_number(rule.gini)
    raised = tuple(_raised(rule, member) for member in members)
    if not any(member.amount for member in members) or (rule.gini >= 1 - Fraction(1, size) and not any(raised)):
        return None
    gains = tuple(
        _gain(lp, number, member, up) if member.amount or any(raised) else None
        for member, up in zip(members, raised, strict=True)
    )
    scale = _about_all_gains(lp, rule, members)
    total = lp.variable("gini_total", number)
    everybody = [(gain, 1) for gain in gains if gain is not None]
    lp.row(row_name("gini_total", number), [*everybody, (total, -scale)], "=", 0)
    lift = sum(raised) / scale
    parts = tuple(_part(lp, number, first, last, total, size, lift) for first, last in _parts_of(size - 1, MOST_PARTS))
    terms = [(part.mean, solver_number(Fraction(2 * (part.last - part.first + 1), size))) for part in parts]
    of_others = solver_number(Fraction(size - 1, size))
    of_total = most + of_others
    if of_total:
        lp.row(row_name("gini", number), [*terms, (total, -of_total)], "<=", lift * (of_others - most))
    return GiniCeiling(number, most, gains, raised, total, parts, scale)


def _part(lp: Formulation, number: int, first: int, last: int, total: pulp.LpVariable, size: int, lift: float) -> Part:
    """A part's variables: no mean is below what equal gains would make it, no order makes it more than all gains."""
    mean = lp.variable("gini_part", number, first)
    of_all = solver_number(Fraction(first + last, 2 * size))
    lp.row(row_name("gini_part", number, first), [(mean, 1), (total, -of_all)], ">=", lift * (1 - of_all))
    in_order = []
    for order in range(1, ORDERS_KEPT + 1 if size > MOST_PARTS else 1):
        in_order.append(lp.variable("gini_order", number, order, first))
        lp.row(row_name("gini_order", number, order, first), [(in_order[-1], 1), (total, -1)], "<=", 0)
    return Part(mean, tuple(in_order), first, last)


def _gain(lp: Formulation, number: int, member: Member, raised: float) -> pulp.LpVariable:
    r"""The variable of a member's gain, and the row that makes it that: :math:`w_m (u_m - \text{raised}) = a_m`."""
    gain = lp.variable("gini_gain", number, member.label)
    terms = [*member.amount, (gain, -member.weight)]
    lp.row(row_name("gini_gain", number, member.label), terms, "=", -raised * member.weight)
    return gain


def _raised(rule: GiniRule, member: Member) -> float:
    """How far a member's gain can be below 0: only tonnes can, where an upgrade raises emissions."""
    lost = -sum(amount for _, amount in member.amount if amount < 0) if is_tonnes(rule.amount) else 0
    return lost / member.weight


def _about_all_gains(lp: Formulation, rule: GiniRule, members: Sequence[Member]) -> float:
    """About the sum of the gains of a plan, at least 1: a scale, nothing more. Divisors are 1 on average."""
    if is_won(rule.amount):
        costs = sum(upgrade.total_won for upgrades in lp.eligible.values() for upgrade in upgrades)
        budgets = sum(won for funder in lp.programme.funders.values() for won in funder.budget.values())
        return max(1, million_won(min(costs, budgets)))
    gains = sum(abs(amount) for member in members for _, amount in member.amount)
    return max(1, solver_number(Fraction(gains) / len(lp.rules.years.award_years)))


def _parts_of(count: int, most: int) -> Iterator[tuple[int, int]]:
    """1 to ``count`` in at most so many ranges of about the same length."""
    wanted = min(count, most)
    for part in range(wanted):
        yield part * count // wanted + 1, (part + 1) * count // wanted
