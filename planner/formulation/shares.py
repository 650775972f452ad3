"""Shares of a whole: of support, of lifetime tonnes, of the count of awards; for fairness and technology limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from planner.formulation import commitments
from planner.formulation.funding import Money
from planner.formulation.model import Formulation, Sense, Terms
from planner.formulation.tonnes import tonnes_by_option
from planner.programme.families import row_name
from planner.programme.options import Option
from planner.programme.rates import counts
from planner.programme.signed import SignedAward
from planner.units import solver_number

if TYPE_CHECKING:
    import pulp

type OptionIndex = Callable[[Option], Hashable | None]


@dataclass(frozen=True)
class Whole:
    """What is shared: support, tonnes or the count of awards; of support, whose."""

    of: str
    payers: tuple[str, ...] | None = None


class Shares:
    """Parts and wholes of what the plan gives, each whole built once."""

    def __init__(self, lp: Formulation, money: Money) -> None:
        self._lp = lp
        self._money = money
        self._tonnes: dict[tuple[str, int], float] | None = None
        self._wholes: dict[Whole, Terms] = {}

    def parts(self, whole: Whole, index: OptionIndex) -> Mapping[Hashable, Terms]:
        """Support [million won], lifetime tonnes [t] or count of awards, by index."""
        if whole.of == "support":
            return self._money.paid(lambda payer: counts(whole.payers, payer), lambda demand: index(demand.option))
        by_index: dict[Hashable, Terms] = defaultdict(list)
        for option in self._lp.options:
            key = index(option)
            value = 1 if whole.of == "count" else self._lifetime_tonnes()[option.key]
            if key is not None and value:
                by_index[key].append((self._lp.award[option.key], value))
        for key, terms in commitments.by_index(self._lp, index, self._worth(whole)):
            by_index[key].extend(terms)
        return by_index

    def _worth(self, whole: Whole) -> Callable[[SignedAward], float]:
        """What a past award counts: its share, or its lifetime tonnes [t]."""
        if whole.of == "count":
            return lambda award: solver_number(award.share)
        return lambda award: commitments.past_tonnes(self._lp, award, "lifetime_tonnes")

    def compare(self, name: str, part: Terms, sense: Sense, share: Fraction, whole: Whole) -> None:
        """Add the row: the part is at least, or at most, that share of the whole.

        A part of nothing is at most its share of any whole, but for one that sinks below zero.
        """
        total = self._total(whole)
        is_kept = sense == "<=" and not part and (share == 0 or all(amount > 0 for _, amount in total))
        if total and not is_kept:
            shared = [(variable, -solver_number(share) * amount) for variable, amount in total]
            self._lp.row(name, [*part, *shared], sense, 0)

    def _total(self, whole: Whole) -> Terms:
        """The whole: a variable that equals it, built once for all rules that read it; nothing where there is nothing.

        Variables are zero or more; a whole that could be below zero stays as its terms.
        """
        if whole not in self._wholes:
            terms = self.parts(whole, lambda _: "all").get("all", [])
            may_sink = any(amount < 0 for _, amount in terms)
            self._wholes[whole] = terms if may_sink or not terms else [(self._whole_variable(whole, terms), 1)]
        return self._wholes[whole]

    def _whole_variable(self, whole: Whole, terms: Terms) -> pulp.LpVariable:
        index = (whole.of, *(whole.payers or ()))
        variable = self._lp.variable("whole", *index)
        self._lp.row(row_name("whole", *index), [*terms, (variable, -1)], "=", 0)
        return variable

    def _lifetime_tonnes(self) -> dict[tuple[str, int], float]:
        if self._tonnes is None:
            self._tonnes = tonnes_by_option(self._lp, "lifetime_tonnes")
        return self._tonnes
