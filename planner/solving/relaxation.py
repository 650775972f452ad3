"""The linear programme of a claim, for its prices: built from the whole-number rows, apart from the programme solved.

Whatever it answers is only a proposal: what its prices prove is worked out exactly afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from planner.certificate.programme import BOUND_STEP, OrderedSums
from planner.certificate.weak_duality import Claim, Fixings
from planner.solving.methods import Method, set_method
from planner.solving.outcome import Vector
from planner.solving.settings import set_precision

MOST_ROUNDS = 200
"""How often orders of the gains are sought again for a Gini ceiling."""

BROKEN = 1e-9
"""A rule about the largest gains that is broken by no more than this is kept."""


@dataclass(frozen=True)
class Prices:
    """What the rows, and the orders of gains that were needed, are worth [value per unit of the formulation's row].

    ``orders``: by rule, the price and the weights by gain of each.
    """

    rows: Mapping[str, float]
    orders: Mapping[str, tuple[tuple[float, Vector], ...]]


@dataclass(frozen=True)
class Relaxed:
    """Prices, and the point that they belong to; no point where the prices say that none is left."""

    prices: Prices
    point: Vector | None


class Relaxation:
    """A claim as a linear programme in HiGHS; whole columns may be held at 0 or 1."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._names = list(claim.rows)
        self._lower = np.array([column.lower / BOUND_STEP for column in claim.columns])
        self._upper = np.array([column.upper / BOUND_STEP for column in claim.columns])
        self._orders: list[tuple[OrderedSums, Vector]] = []
        self._held: Fixings = {}
        self._method: Method = "usual"
        self._highs = _model(claim, self._lower, self._upper)

    def solve(self, fixings: Fixings, method: Method = "usual") -> Relaxed | None:
        """The prices where these columns are held; None where HiGHS has neither an optimum nor a proof of none."""
        self._hold(fixings)
        if method != self._method:
            self._highs.clearSolver()
            set_method(self._highs, method)
            self._method = method
        for _ in range(MOST_ROUNDS):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                return self._ray()
            if status != highspy.HighsModelStatus.kOptimal:
                return None
            solution = self._highs.getSolution()
            point = np.array(solution.col_value)
            if not self._add_orders(point):
                return Relaxed(self._prices(np.array(solution.row_dual)), point)
        return None

    def _hold(self, fixings: Fixings) -> None:
        for column in self._held.keys() - fixings.keys():
            self._highs.changeColBounds(column, self._lower[column], self._upper[column])
        for column, value in fixings.items():
            if self._held.get(column) != value:
                self._highs.changeColBounds(column, float(value), float(value))
        self._held = dict(fixings)

    def _ray(self) -> Relaxed | None:
        """Prices by which nothing keeps the rows, where HiGHS has them."""
        _, has_ray, ray = self._highs.getDualRay()
        if not has_ray:
            return None
        return Relaxed(self._prices(np.array(ray)), None)

    def _prices(self, duals: Vector) -> Prices:
        rows = dict(zip(self._names, duals[: len(self._names)].tolist(), strict=True))
        orders: dict[str, tuple[tuple[float, Vector], ...]] = {}
        for (rule, weights), price in zip(self._orders, duals[len(self._names) :].tolist(), strict=True):
            orders[rule.name] = (*orders.get(rule.name, ()), (price, weights))
        return Prices(rows, orders)

    def _add_orders(self, point: Vector) -> bool:
        """Add the rows of the orders that the point breaks; whether there were any."""
        added = False
        for rule in self._claim.ordered_sums.values():
            raised = np.array(rule.raised) / rule.raised_divisor
            gains = point[list(rule.gains)] - raised
            weights = weights_in_order(rule, gains)
            scale, lift = rule.scale / rule.divisor, float(raised.sum())
            if weights @ gains + lift - scale * point[rule.mean] > BROKEN * max(1.0, scale):
                counted = np.flatnonzero(weights)
                columns = np.append(np.array(rule.gains)[counted], rule.mean).astype(np.int32)
                values = np.append(weights[counted], -scale)
                self._highs.addRow(-highspy.kHighsInf, weights @ raised - lift, len(columns), columns, values)
                self._orders.append((rule, weights))
                added = True
        return added


def weights_in_order(rule: OrderedSums, gains: Vector) -> Vector:
    """What each gain counts in the mean of the sums of the largest, by its place among them."""
    places = np.empty(len(gains))
    places[np.argsort(-gains, kind="stable")] = np.arange(len(gains))
    return np.asarray(np.clip((rule.last - places) / (rule.last - rule.first + 1), 0.0, 1.0), dtype=np.float64)


def _model(claim: Claim, lower: Vector, upper: Vector) -> highspy.Highs:
    """The rows as the formulation has them, each over its factor."""
    highs = highspy.Highs()
    set_precision(highs)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(lower), len(claim.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    cost = np.zeros(len(lower))
    for column, value in claim.value.terms.items():
        cost[column] = value / claim.value.divisor
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
    rows = list(claim.rows.values())
    limits = np.array([row.limit / row.factor for row in rows])
    senses = np.array([row.sense for row in rows])
    lp.row_lower_ = np.where(senses == "<=", -highspy.kHighsInf, limits)
    lp.row_upper_ = np.where(senses == ">=", highspy.kHighsInf, limits)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value / row.factor for row in rows for value in row.terms.values()])
    highs.passModel(lp)
    return highs


def elastic(claim: Claim, fixings: Fixings, method: Method = "usual") -> Prices | None:
    """Prices by which nothing keeps the rows, those of the least by which rows are broken together; None without an
    optimum."""
    highs = _model(claim, *_bounds(claim, fixings))
    highs.changeColsCost(
        len(claim.columns), np.arange(len(claim.columns), dtype=np.int32), np.zeros(len(claim.columns))
    )
    for place, row in enumerate(claim.rows.values()):
        for sign in _ways(row.sense):
            highs.addCol(-1.0, 0.0, highspy.kHighsInf, 1, np.array([place], dtype=np.int32), np.array([sign]))
    set_method(highs, method)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    duals = np.array(highs.getSolution().row_dual).tolist()
    return Prices(dict(zip(claim.rows, duals, strict=True)), {})


def _bounds(claim: Claim, fixings: Fixings) -> tuple[Vector, Vector]:
    lower = np.array([column.lower / BOUND_STEP for column in claim.columns])
    upper = np.array([column.upper / BOUND_STEP for column in claim.columns])
    for column, value in fixings.items():
        lower[column] = upper[column] = value
    return lower, upper


def _ways(sense: str) -> Iterator[float]:
    """In which directions a row can be broken, as the coefficient of what mends it."""
    if sense != ">=":
        yield -1.0
    if sense != "<=":
        yield 1.0
