"""Proofs for whole projects: the claim is branched on until every branch is proven to hold nothing better.

The plan is known, so that a branch is done as soon as it can hold no better one. Best bounds first: where the search
ends early, what is left is bounded as well as it can be.
"""

from __future__ import annotations

import heapq
import math
import time
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from planner.certificate.check import multipliers_of
from planner.certificate.tree import in_steps
from planner.certificate.weak_duality import Claim, Evaluated, Fixings, evaluated
from planner.plan.certificate import MultiplierSet, TreeNode
from planner.solving.methods import METHODS, Method
from planner.solving.outcome import Vector
from planner.solving.relaxation import Prices, Relaxation, Relaxed, elastic
from planner.study.multiplier_sets import multiplier_set

WHOLE = 1e-6
"""A share so near to 0 or 1 is whole."""

WARM: Method = "no presolve"
"""Branches differ in a bound or two from what was solved before, so that HiGHS goes on from there."""

CLEARLY = 1e-6
"""A point is better only where it is so by this part: less may be the solver's tolerance."""

WORK = 40_000_000
"""Coefficients that the linear programmes of one search may hold together."""

MOST_NODES = 20_000


@dataclass(frozen=True)
class Branching:
    """The sets of multipliers and the tree that refers to them. ``better``: the value of a point with whole shares that
    is above what was to be enough; none where no such point was met. ``late``: the clock ended the search."""

    multipliers: tuple[MultiplierSet, ...]
    tree: tuple[TreeNode, ...]
    better: float | None
    late: bool = False


@dataclass(order=True)
class _Open:
    """A branch to be looked at: the best bound first, then the order in which they came."""

    less: Fraction
    place: int
    fixings: Fixings = field(compare=False)
    multipliers: int = field(compare=False)


class Search:
    """One search over a claim.

    ``enough``: a branch whose bound is no more than this is done. ``deadline``: no branch is looked at after that
    moment of the monotonic clock [s].
    """

    def __init__(
        self, claim: Claim, relaxation: Relaxation, exponent: int, enough: Fraction, deadline: float | None = None
    ) -> None:
        self._claim = claim
        self._relaxation = relaxation
        self._exponent = exponent
        self._enough = enough
        self._number = {column.name: place for place, column in enumerate(claim.columns)}
        self._whole = np.array([place for place, column in enumerate(claim.columns) if column.whole], dtype=np.int64)
        self._sets: list[MultiplierSet] = []
        self._evaluated: list[Evaluated] = []
        self._tree: list[TreeNode | None] = []
        self._open: list[_Open] = []
        self._better: float | None = None
        self._deadline = deadline
        self._late = False
        coefficients = sum(len(row.terms) for row in claim.rows.values())
        self._most_nodes = max(50, min(MOST_NODES, WORK // max(1, coefficients)))

    def run(self, root: Prices) -> Branching:
        """Branch until all is done, or as much as there is room for."""
        self._add(root)
        self._put({}, 0)
        nodes = 0
        while self._open:
            branch = heapq.heappop(self._open)
            if self._done(-branch.less) or nodes >= self._most_nodes or self._is_late():
                self._tree[branch.place] = (branch.multipliers,)
                continue
            nodes += 1
            self._look(branch)
        return self._together()

    def _is_late(self) -> bool:
        self._late = self._deadline is not None and time.monotonic() > self._deadline
        return self._late

    def _look(self, branch: _Open) -> None:
        """Bound a branch by prices of its own, then divide it."""
        relaxed = self._solved(branch.fixings)
        if relaxed is None or relaxed.point is None:
            self._tree[branch.place] = self._emptied(branch, None if relaxed is None else relaxed.prices)
            return
        own = self._add(relaxed.prices)
        bound = self._evaluated[own].bound(branch.fixings)
        best = own if bound < -branch.less else branch.multipliers
        column = self._to_branch_on(relaxed.point, branch.fixings)
        if self._done(min(bound, -branch.less)) or column is None or self._is_better(relaxed.point):
            self._tree[branch.place] = (best,)
            return
        zero = self._put({**branch.fixings, column: 0}, best)
        one = self._put({**branch.fixings, column: 1}, best)
        self._tree[branch.place] = (self._claim.columns[column].name, zero, one)

    def _solved(self, fixings: Fixings) -> Relaxed | None:
        """The prices of a branch, from where HiGHS stands; where that leads nowhere, afresh by other methods."""
        found = (self._relaxation.solve(fixings, method) for method in (WARM, *METHODS))
        return next((relaxed for relaxed in found if relaxed is not None), None)

    def _is_better(self, point: Vector) -> bool:
        """Whether a point with whole shares is better than what was to be enough: then branching on is in vain."""
        shares = point[self._whole]
        if np.any(np.abs(shares - np.round(shares)) > WHOLE):
            return False
        terms = self._claim.value.terms
        value = sum(amount * float(point[place]) for place, amount in terms.items()) / self._claim.value.divisor
        enough = float(self._enough)
        if value <= enough + CLEARLY * max(1.0, abs(enough)):
            return False
        self._better = max(value, self._better or -math.inf)
        return True

    def _emptied(self, branch: _Open, prices: Prices | None) -> TreeNode:
        """Prices by which nothing is left in a branch; where there are none, it stays bounded as it is."""
        for proposed in (prices, elastic(self._claim, branch.fixings, WARM)):
            if proposed is not None:
                own = self._add(proposed, empty=True)
                if self._evaluated[own].bound(branch.fixings) < 0:
                    return own, "empty"
        return (branch.multipliers,)

    def _add(self, prices: Prices, *, empty: bool = False) -> int:
        given = multiplier_set(self._claim, prices, self._exponent)
        self._sets.append(given)
        self._evaluated.append(evaluated(self._claim, multipliers_of(given, self._number), self._exponent, empty=empty))
        return len(self._sets) - 1

    def _put(self, fixings: Fixings, multipliers: int) -> int:
        place = len(self._tree)
        self._tree.append(None)
        bound = self._evaluated[multipliers].bound(fixings)
        heapq.heappush(self._open, _Open(-bound, place, fixings, multipliers))
        return place

    def _done(self, bound: Fraction) -> bool:
        return in_steps(bound, self._claim.value, self._claim.columns) <= self._enough

    def _to_branch_on(self, point: Vector, fixings: Fixings) -> int | None:
        """The whole column that is farthest from whole, the more it is worth the sooner; none where all are held.

        A share that is as good as whole may still be in parts: of a giant's a millionth is many won.
        """
        columns = np.array([column for column in self._whole.tolist() if column not in fixings], dtype=np.int64)
        if not len(columns):
            return None
        parts = np.abs(point[columns] - np.round(point[columns]))
        worth = np.array([abs(self._claim.value.terms.get(column, 0)) for column in columns.tolist()], dtype=float)
        return int(columns[int(np.argmax(parts * (1.0 + worth / max(1.0, float(worth.max())))))])

    def _together(self) -> Branching:
        """Only the sets that some leaf refers to."""
        nodes = [node for node in self._tree if node is not None]
        used = sorted({node[0] for node in nodes if len(node) < 3})
        place = {old: new for new, old in enumerate(used)}
        tree: list[TreeNode] = []
        for node in nodes:
            if len(node) == 3:
                tree.append(node)
            else:
                tree.append((place[node[0]],) if len(node) == 1 else (place[node[0]], "empty"))
        return Branching(tuple(self._sets[old] for old in used), tuple(tree), self._better, self._late)
