"""The best bound that can be found for one claim: from prices that are there, from other prices, or by branching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.certificate.check import multipliers_of
from planner.certificate.tree import in_steps, proven
from planner.certificate.weak_duality import Claim
from planner.plan.certificate import ROOT, MultiplierSet, TreeNode
from planner.solving.methods import METHODS
from planner.solving.relaxation import Prices, Relaxation, elastic
from planner.study.branching_proofs import Branching, Search
from planner.study.multiplier_sets import multiplier_set
from planner.units import OPTIMALITY_TOLERANCE

ASTRAY = Fraction(1, 10**6)
"""Prices do not fit where they prove less than others by more than this part."""

FITS = OPTIMALITY_TOLERANCE / 2
"""Prices fit where what they prove is above the value of their own point by no more than this part."""

NOTHING: tuple[TreeNode, ...] = ((0, "empty"),)
"""The tree by which one set of multipliers proves that nothing is left."""


@dataclass(frozen=True)
class Found:
    """Multipliers, the tree over them, and the bound that they prove; None where they prove that nothing is left."""

    multipliers: tuple[MultiplierSet, ...]
    tree: tuple[TreeNode, ...]
    bound: Fraction | None


class Bounding:
    """The search for the multipliers of one claim. ``enough``: a bound need not be below it.

    ``deadline``: nothing is branched on after that moment of the monotonic clock [s]. ``prices_fit``: whether given
    prices proved about as much as the best; ``better``: the value of a point with whole shares that is above what was
    to be enough, where branching met one; ``late``: whether the clock ended the branching.
    """

    def __init__(
        self, claim: Claim, exponent: int, enough: Fraction, *, branch: bool = True, deadline: float | None = None
    ) -> None:
        self._claim = claim
        self._exponent = exponent
        self._enough = enough
        self._branch = branch and any(column.whole for column in claim.columns)
        self._number: Mapping[str, int] = {column.name: place for place, column in enumerate(claim.columns)}
        self.prices_fit = True
        self.better: float | None = None
        self.late = False
        self._deadline = deadline

    def best(self, prices: Prices | None) -> Found:
        """The best multipliers that were found; those prices are tried first."""
        given = None if prices is None else self._by_prices(prices)
        if given is not None and self._is_near(given):
            return given
        relaxation = Relaxation(self._claim)
        best, root = self._relaxed(relaxation, given, prices)
        if best is None or root is None:
            return self._by_prices(Prices({}, {}))
        self.prices_fit = given is None or _fits(given, best)
        if self._branch and not self._is_near(best):
            search = self._branched(relaxation, root)
            best = _better(best, self._evaluated(search.multipliers, search.tree))
        return best

    def nothing_left(self) -> Found | None:
        """Multipliers that prove that nothing keeps the rows; None where none were found."""
        for method in METHODS:
            prices = elastic(self._claim, {}, method)
            if prices is not None:
                found = self._evaluated((multiplier_set(self._claim, prices, self._exponent),), NOTHING)
                if found is not None:
                    return found
        if not self._branch:
            return None
        search = self._branched(Relaxation(self._claim), Prices({}, {}))
        found = self._evaluated(search.multipliers, search.tree)
        return None if found is None or found.bound is not None else found

    def _branched(self, relaxation: Relaxation, root: Prices) -> Branching:
        found = Search(self._claim, relaxation, self._exponent, self._enough, self._deadline).run(root)
        self.better, self.late = found.better, found.late
        return found

    def _relaxed(
        self, relaxation: Relaxation, best: Found | None, prices: Prices | None
    ) -> tuple[Found | None, Prices | None]:
        """The best of the prices by one method after the other, until some fit their own point."""
        root = prices
        for method in METHODS:
            relaxed = relaxation.solve({}, method)
            if relaxed is None or relaxed.point is None:
                continue
            found = self._by_prices(relaxed.prices)
            if best is None or _better(best, found) is found:
                best, root = found, relaxed.prices
            terms = self._claim.value.terms.items()
            value = sum(amount * relaxed.point[column] for column, amount in terms) / self._claim.value.divisor
            if found.bound is not None and float(found.bound) - value <= float(FITS) * max(1e-3, abs(value)):
                break
        return best, root

    def _by_prices(self, prices: Prices) -> Found:
        found = self._evaluated((multiplier_set(self._claim, prices, self._exponent),), ROOT)
        assert found is not None
        return found

    def _evaluated(self, sets: tuple[MultiplierSet, ...], tree: tuple[TreeNode, ...]) -> Found | None:
        """What a tree proves; None where it proves nothing."""
        multipliers = [multipliers_of(given, self._number) for given in sets]
        try:
            return Found(sets, tree, proven(self._claim, multipliers, tree, self._number, self._exponent))
        except ValueError:
            return None

    def _is_near(self, found: Found) -> bool:
        """Whether a bound need not be better."""
        if found.bound is None:
            return False
        return in_steps(found.bound, self._claim.value, self._claim.columns) <= self._enough


def _fits(given: Found, best: Found) -> bool:
    """Whether given prices prove about as much as the best."""
    if best.bound is None or given.bound is None:
        return True
    return given.bound - best.bound <= ASTRAY * max(abs(best.bound), Fraction(1))


def _better(one: Found, other: Found | None) -> Found:
    if other is None or one.bound is None or other.bound is None:
        return one
    return other if other.bound < one.bound else one
