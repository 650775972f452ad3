"""Shares of a whole: of support, of lifetime tonnes, of the count of awards; what fairness and technology limits read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping

from planner.formulation.model import Formulation, Terms
from planner.formulation.funding import Money
from planner.formulation.tonnes import tonnes_by_option
from planner.programme.options import Option
from planner.programme.rates import counts

type OptionIndex = Callable[[Option], Hashable | None]


class Shares:
    """Parts and wholes of what the plan gives, each whole built once."""

    def __init__(self, lp: Formulation, money: Money) -> None:
        self._lp = lp
        self._money = money
        self._tonnes: dict[tuple[str, int], float] | None = None

    def parts(self, of: str, payers: tuple[str, ...] | None, index: OptionIndex) -> Mapping[Hashable, Terms]:
        """Support [million won], lifetime tonnes [t] or count of awards, by index."""
        if of == "support":
            return self._money.paid(lambda payer: counts(payers, payer), lambda demand: index(demand.option))
        by_index: dict[Hashable, Terms] = defaultdict(list)
        for option in self._lp.options:
            key = index(option)
            value = 1.0 if of == "count" else self._lifetime_tonnes()[option.key]
            if key is not None and value:
                by_index[key].append((self._lp.award[option.key], value))
        return by_index

    def at_least(self, name: str, part: Terms, share: float, of: str, payers: tuple[str, ...] | None) -> None:
        """Add the row: the part is at least that share of the whole."""
        self._compare(name, part, ">=", share, of, payers)

    def at_most(self, name: str, part: Terms, share: float, of: str, payers: tuple[str, ...] | None) -> None:
        """Add the row: the part is at most that share of the whole."""
        self._compare(name, part, "<=", share, of, payers)

    def _compare(self, name, part, sense, share, of, payers) -> None:  # type: ignore[no-untyped-def]
        whole = self.parts(of, payers, lambda _: "all").get("all", [])
        if not whole:
            return
        measure = of if payers is None else f"{of},{'+'.join(sorted(payers))}"
        total = self._lp.whole(measure, whole)
        self._lp.row(name, [*part, (total, -share)], sense, 0)

    def _lifetime_tonnes(self) -> dict[tuple[str, int], float]:
        if self._tonnes is None:
            self._tonnes = tonnes_by_option(self._lp, "lifetime_tonnes")
        return self._tonnes
