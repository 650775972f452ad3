"""One HiGHS model, handed over once from PuLP, then changed and solved again from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import highspy
import numpy as np
import pulp

from planner.errors import NoAnswerError
from planner.formulation.model import Formulation, Terms
from planner.languages import T
from planner.solving.cuts import INERTIA, Cut, GiniCuts, Search
from planner.solving.methods import PRIMAL_SIMPLEX, Method, set_method, simplex_of, solver_of
from planner.solving.outcome import Vector
from planner.solving.rows import AddedRow, Bounds, Indexes, Matrix, Rows
from planner.solving.scaling import largest_finite, row_scales
from planner.solving.settings import set_column_bounds, set_cost, set_precision, set_row_bounds, set_tolerance
from planner.units import LEAST_COEFFICIENT, SOLVER_TOLERANCE, WIDER_TOLERANCES

PATIENCE_SECONDS = 45.0
"""How long the simplex method may take before it is asked whether there is a solution at all."""

PATIENCE_ITERATIONS = 20
"""The same in iterations for each row and column, where every machine must come to the same answer."""

_OUT_OF_PATIENCE = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kIterationLimit)

NOTHING_TO_SPARE = 1e-5
"""A row with less room than this [million won, t] will not bear rounding."""

WRONG = 1e-6
"""A point that breaks a row by more than this part of the row's terms is no rounding of one that keeps it."""

AT_STAKE = 1e-2
"""A row whose terms are smaller than this [million won, t] holds nothing that rounding could move."""


class Engine:
    """A HiGHS model with the formulation's names. Columns are numbered as PuLP exported them.

    Some rows are handed over times a power of two (``planner.solving.scaling``). ``rows`` and ``matrix`` are those that
    HiGHS has; names, tightened amounts, limits, prices and values of rows are given and taken in the row's own unit.
    """

    def __init__(self, lp: Formulation, objective: Terms, method: Method = "usual") -> None:
        lp.problem.setObjective(pulp.lpSum_vars_coefs(objective))
        hand_over = pulp.HiGHS(msg=False, small_matrix_value=LEAST_COEFFICIENT)
        hand_over.createAndConfigureSolver(lp.problem)
        hand_over.buildSolverModel(lp.problem)
        highs: highspy.Highs = lp.problem.solverModel
        if highs.getNumRow() != len(lp.rows):
            raise _too_far_apart()
        set_precision(highs)
        self._variables = lp.problem.numVariables()
        self._column = {variable.id: j for j, variable in enumerate(lp.problem.exported_variables())}
        self._take(highs, list(lp.rows), method)
        self.ceilings = [GiniCuts(self, ceiling) for ceiling in lp.gini_ceilings]

    @classmethod
    def of_rows(cls, rows: Rows, columns: Bounds) -> Engine:
        """The engine of a linear programme that is given as arrays, its rows not scaled, without Gini ceilings."""
        engine = cls.__new__(cls)
        highs = highspy.Highs()
        set_precision(highs)
        if highs.passModel(rows.alone(columns)) == highspy.HighsStatus.kError:
            raise _too_far_apart()
        engine._variables, engine._column = 0, {}
        engine._take(highs, rows.names, "usual")
        engine.ceilings = []
        return engine

    def _take(self, highs: highspy.Highs, names: list[str], method: Method) -> None:
        """Work with this model, whose rows have these names."""
        self.highs = highs
        set_method(highs, method)
        self.method: Method = method
        self._row = {name: i for i, name in enumerate(names)}
        model = highs.getLp()
        self.columns = Bounds(np.array(model.col_lower_), np.array(model.col_upper_))
        self.whole_columns = _whole_columns(model)
        formulated = Rows.of(names, model)
        self.column_sizes = formulated.column_sizes(self.columns)
        self._formulated = formulated.scaled(self.column_sizes)
        if np.any(self._formulated.scales != 1):
            highs.passModel(self._formulated.within(model))
        self._added: list[AddedRow] = []
        self._all_rows: Rows | None = self._formulated
        self.cut_rounds = 0
        self.counts_iterations = False

    @property
    def row_names(self) -> list[str]:
        """The names of all rows, those added later last."""
        return self._together().names

    @property
    def rows(self) -> Bounds:
        """The limits of all rows as HiGHS has them, not tightened."""
        return self._together().limits

    @property
    def matrix(self) -> Matrix:
        """The coefficients of all rows as HiGHS has them."""
        return self._together().matrix

    @property
    def every_row(self) -> Rows:
        """All rows as HiGHS has them, not tightened."""
        return self._together()

    def _together(self) -> Rows:
        if self._all_rows is None:
            self._all_rows = self._formulated.with_rows(self._added)
        return self._all_rows

    @property
    def scales(self) -> Vector:
        """What each row was multiplied by for HiGHS."""
        return self._together().scales

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to decide."""
        return len(self.columns.lower) == 0

    @property
    def has_whole_columns(self) -> bool:
        """Whether some share must be 0 or 1."""
        return len(self.whole_columns) > 0

    def cost(self, terms: Terms) -> Vector:
        """An objective by column. Variables that no rule and no objective reads are left out."""
        cost = np.zeros(len(self.columns.lower))
        for variable, coefficient in terms:
            column = self._column.get(variable.id)
            if column is not None:
                cost[column] += coefficient
        return cost

    def column_of(self, variable: pulp.LpVariable) -> int | None:
        """The column of a variable; none where nothing reads it."""
        return self._column.get(variable.id)

    def by_variable(self, by_column: Vector) -> Vector:
        """Values by PuLP's variable id; a variable that nothing reads is 0."""
        values = np.zeros(self._variables)
        for variable, column in self._column.items():
            values[variable] = by_column[column]
        return values

    def reset(self, tightened: Mapping[str, float]) -> None:
        """The bounds as formulated, with the named rows tightened by that much [the row's unit]."""
        self.release()
        lower, upper = self.rows.lower.copy(), self.rows.upper.copy()
        of_gini = {cuts.row: cuts.tighten(tightened.get(cuts.row, 0.0)) for cuts in self.ceilings}
        for name, amount in {**tightened, **{row: amount for row, amount in of_gini.items() if amount}}.items():
            row = self._row[name]
            if np.isfinite(upper[row]):
                upper[row] -= amount * self.scales[row]
            else:
                lower[row] += amount * self.scales[row]
        set_column_bounds(self.highs, self.columns)
        set_row_bounds(self.highs, Bounds(lower, upper))

    def add_row(self, row: AddedRow) -> None:
        """One more row for every later solve. Its name must be new."""
        self._add(self._scaled(row))

    def _add(self, row: AddedRow) -> None:
        self.highs.addRow(row.lower, row.upper, len(row.columns), row.columns, row.values)
        self._row[row.name] = len(self._row)
        self._added.append(row)
        self._all_rows = None

    def _scaled(self, row: AddedRow) -> AddedRow:
        """The row as HiGHS is to have it."""
        limit = largest_finite(np.array([row.lower]), np.array([row.upper]))
        places = np.zeros(len(row.columns), dtype=np.int64)
        scale = float(row_scales(places, row.columns, row.values, self.column_sizes, limit)[0])
        return replace(row, values=row.values * scale, lower=row.lower * scale, upper=row.upper * scale, scale=scale)

    def search(self) -> Search:
        """A new search for cuts. Points of branch and bound are too few to be averaged."""
        some = self.whole_columns[:1].tolist() if self.ceilings else []
        is_branching = any(self.highs.getColIntegrality(j)[1] == highspy.HighsVarType.kInteger for j in some)
        return Search(self.ceilings, 0.0 if is_branching else INERTIA)

    def cut(self, search: Search, point: Vector) -> list[Cut]:
        """Add the rows of Gini ceilings that a point by column breaks, and return them; none where it keeps them."""
        cuts = search.cuts(point)
        for cut in cuts:
            self.add_row(AddedRow(cut.name, cut.columns, cut.values, cut.lower, cut.upper))
        self.cut_rounds += bool(cuts)
        return cuts

    def _run(self) -> None:
        """Run HiGHS. The simplex method can go round for minutes in a programme that has no solution: after a while the
        interior point method is asked whether it has one, and only then does the simplex method go on.
        """
        if self.has_whole_columns:
            self._branch()
            return
        if self.counts_iterations:
            limit = PATIENCE_ITERATIONS * (len(self.columns.lower) + len(self.rows.lower))
            self.highs.setOptionValue("simplex_iteration_limit", limit)
            self.highs.run()
            self.highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
        else:
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + PATIENCE_SECONDS)
            self.highs.run()
            self.highs.setOptionValue("time_limit", highspy.kHighsInf)
        if self.highs.getModelStatus() in _OUT_OF_PATIENCE:
            if _is_infeasible(self.highs.getLp()):
                self.highs.setOptionValue("solver", "ipm")
            self.highs.run()
            self.highs.setOptionValue("solver", solver_of(self.method))

    def _branch(self) -> None:
        """Run branch and bound; where it finds that its answer misses the tolerance, once more with wider ones."""
        self.highs.run()
        for tolerance in WIDER_TOLERANCES:
            if self.highs.getModelStatus() != highspy.HighsModelStatus.kSolveError:
                break
            set_tolerance(self.highs, tolerance)
            self.highs.run()
        set_tolerance(self.highs, SOLVER_TOLERANCE)

    def exclude(self, shares: Vector) -> None:
        """No later plan has just these shares, each 0 or 1, of the whole columns."""
        taken = shares > 0.5
        name = f"excluded[{sum(row.name.startswith('excluded[') for row in self._added) + 1}]"
        at_least = 1.0 - float(np.count_nonzero(taken))
        self.add_row(AddedRow(name, self.whole_columns, np.where(taken, -1.0, 1.0), at_least, highspy.kHighsInf))

    def hold(self, cost: Vector, at_least: float) -> None:
        """No later plan may be worse in that objective, until the next ``reset`` or ``release``."""
        columns = np.flatnonzero(cost).astype(np.int32)
        if len(columns):
            name = f"held[{sum(row.held for row in self._added) + 1}]"
            self.add_row(AddedRow(name, columns, cost[columns], at_least, highspy.kHighsInf, held=True))

    @property
    def held_rows(self) -> list[int]:
        """Where the rows are that hold what was decided before, until the next ``reset`` or ``release``."""
        return [self._row[row.name] for row in self._added if row.held]

    def release(self) -> None:
        """Take back what is held."""
        held = self.held_rows
        if held:
            self.highs.deleteRows(len(held), np.array(held, dtype=np.int32))
            self._added = [row for row in self._added if not row.held]
            self._all_rows = None
            self._row = {name: i for i, name in enumerate(self.row_names)}

    def prices(self) -> dict[str, float]:
        """The rows' duals in the last solve, by name."""
        return dict(zip(self.row_names, self.row_prices().tolist(), strict=True))

    def row_prices(self) -> Vector:
        """The rows' duals in the last solve."""
        return np.array(self.highs.getSolution().row_dual) * self.scales

    def row_values(self) -> Vector:
        """What the rows' terms came to in the last solve."""
        return np.array(self.highs.getSolution().row_value) / self.scales

    def order_prices(self, prices: Mapping[str, float]) -> dict[str, tuple[tuple[float, Vector], ...]]:
        """The prices of the rows of Gini ceilings that were found by sorting, with the weights of their gains."""
        found: dict[str, tuple[tuple[float, Vector], ...]] = {}
        for ceiling in self.ceilings:
            for name, rule, weights in ceiling.cuts_added():
                if prices.get(name):
                    found[rule] = (*found.get(rule, ()), (prices[name], weights))
        return found

    def row_number(self, name: str) -> int:
        """Where the row of that name is."""
        return self._row[name]

    def row_terms(self, name: str) -> tuple[Indexes, Vector]:
        """The columns and coefficients of a row."""
        row = self._row[name]
        _, columns, values = self.highs.getRowEntries(row)
        return np.array(columns, dtype=np.int32), np.array(values, dtype=np.float64) / self.scales[row]

    def limit_row(self, number: int, lower: float, upper: float) -> None:
        """Other limits for one row, until the next ``reset``."""
        scale = self.scales[number]
        self.highs.changeRowBounds(number, lower * scale, upper * scale)

    def fix_column(self, column: int, value: float) -> None:
        """One value for one column, until the next ``reset``."""
        self.highs.changeColBounds(column, value, value)

    def free_column(self, column: int) -> None:
        """The limits that the formulation gives a column."""
        self.highs.changeColBounds(column, self.columns.lower[column], self.columns.upper[column])

    def can_tighten(self, name: str) -> bool:
        """Whether a row of that name exists and is an inequality."""
        row = self._row.get(name)
        return row is not None and self.rows.lower[row] != self.rows.upper[row]

    def tight_rows(self, values: Vector) -> list[str]:
        """The inequalities at their limit for these values by variable, where any of their terms is not 0."""
        point = np.zeros(len(self.columns.lower))
        for variable, column in self._column.items():
            point[column] = values[variable]
        terms = self.matrix.values * point[self.matrix.columns] / self.scales[self.matrix.rows]
        activity, size = np.zeros(len(self.row_names)), np.zeros(len(self.row_names))
        np.add.at(activity, self.matrix.rows, terms)
        np.add.at(size, self.matrix.rows, np.abs(terms))
        lower, upper = self.rows.lower / self.scales, self.rows.upper / self.scales
        room = np.minimum(np.abs(upper - activity), np.abs(activity - lower))
        tight = (room < NOTHING_TO_SPARE) & (size > AT_STAKE) & (self.rows.lower != self.rows.upper)
        return [self.row_names[row] for row in np.flatnonzero(tight)]

    def broken_row(self, values: Vector) -> tuple[str, float] | None:
        """The row as formulated that these values by variable break most, and by how much of its size; None where none
        is broken by more than a solver may."""
        point = np.zeros(len(self.columns.lower))
        for variable, column in self._column.items():
            point[column] = values[variable]
        terms = self.matrix.values * point[self.matrix.columns] / self.scales[self.matrix.rows]
        lower, upper = self.rows.lower / self.scales, self.rows.upper / self.scales
        activity, size = np.zeros(len(self.row_names)), np.ones(len(self.row_names))
        np.add.at(activity, self.matrix.rows, terms)
        np.add.at(size, self.matrix.rows, np.abs(terms))
        broken = np.maximum(activity - upper, lower - activity) / size
        outside = np.maximum(point - self.columns.upper, self.columns.lower - point)
        if len(broken) and broken.max() > WRONG:
            row = int(np.argmax(broken))
            return self.row_names[row], float(broken[row] * size[row])
        if len(outside) and outside.max() > WRONG * max(1.0, float(np.abs(point).max())):
            return "award", float(outside.max())
        return None

    def maximise_from_here(self, cost: Vector) -> highspy.HighsModelStatus:
        """The same where the last point still keeps every row: the primal simplex method goes on from it.

        For linear programmes after an optimal solve since which only the objective has changed, or rows have come or
        gone that the last point keeps. Many times faster than starting afresh where little has to move.
        """
        self.highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        try:
            return self.maximise(cost)
        finally:
            self.highs.setOptionValue("simplex_strategy", simplex_of(self.method))

    def maximise(self, cost: Vector, start: Vector | None = None) -> highspy.HighsModelStatus:
        """Solve for that objective, from a start if there is one, and return HiGHS's status.

        The point found keeps the Gini ceilings: the rows that it breaks are added, and it is sought again.
        """
        set_cost(self.highs, cost)
        search = self.search()
        while True:
            if start is not None:  # HiGHS forgets it when the objective or a row changes
                solution = highspy.HighsSolution()
                solution.col_value = list(start)
                self.highs.setSolution(solution)
            self._run()
            status: highspy.HighsModelStatus = self.highs.getModelStatus()
            found = self.highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
            if not (self.ceilings and found and self.cut(search, np.array(self.highs.getSolution().col_value))):
                return status
            self.highs.setOptionValue("simplex_strategy", simplex_of(self.method))


def _too_far_apart() -> NoAnswerError:
    return NoAnswerError(T("The solver does not take amounts so far apart; look for an amount typed too large."))


def _is_infeasible(model: highspy.HighsLp) -> bool:
    """Whether the interior point method proves that nothing keeps all rows of a linear programme."""
    probe = highspy.Highs()
    set_precision(probe)
    probe.setOptionValue("solver", "ipm")
    probe.passModel(model)
    probe.run()
    return bool(probe.getModelStatus() == highspy.HighsModelStatus.kInfeasible)


def _whole_columns(model: highspy.HighsLp) -> Indexes:
    kinds = list(model.integrality_)
    return np.array([j for j, kind in enumerate(kinds) if kind == highspy.HighsVarType.kInteger], dtype=np.int32)
