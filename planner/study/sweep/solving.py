"""One case solved: by the template of all cases where there is one, formulated anew where there is none.

Every case begins at the same basis and in a solver of its own, so that it comes out the same to the last bit whatever
was solved before it, in whichever process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import InfeasibleError, InputError, NoAnswerError, PlannerError
from planner.formulation.assemble import assemble
from planner.formulation.sheet import PURSE, Sheet, Vector, sheet_of
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.solving.bases import NamedBasis
from planner.solving.engine import Engine
from planner.solving.goals import Goal
from planner.solving.outcome import Infeasible, Limits, NoAnswer
from planner.solving.persistent import Persistent, Point
from planner.solving.rows import Bounds, Matrix, Rows
from planner.study.planning import make_plan
from planner.study.sweep.altering import Altering
from planner.study.sweep.design import Case
from planner.study.sweep.outcome import Outcome, Status, Way, number_told, objective_of, objective_says
from planner.study.sweep.template import NoTemplate, Template, template_of
from planner.units import MILLION

if TYPE_CHECKING:
    from planner.programme.objective import Objective
    from planner.programme.rules import Rules

type Figures = Mapping[str, int | float | None]
"""Figures by their names with units."""

AWARDED = 1e-7
"""A share awarded of no more than this is none."""


@dataclass(frozen=True)
class Prepared:
    """All that a process needs to solve any case of a study; made once."""

    altering: Altering
    limits: Limits
    inputs_hash: str
    template: Template | None
    why_none: str
    start: NamedBasis | None

    def solve(self, case: Case) -> Outcome:
        """The case. Faults and programmes without a plan are outcomes too."""
        key = case.key(self.inputs_hash)
        try:
            status, way, rules, figures = self._solve(case)
        except InputError as error:
            said = "; ".join(str(fault) for fault in error.faults) or str(error.text)
            return Outcome(case.number, key, "faulty", "none", {}, said)
        except InfeasibleError:
            return Outcome(case.number, key, "infeasible", "none", {})
        except NoAnswerError as error:
            return Outcome(case.number, key, "no_answer", "none", {}, str(error.text))
        except PlannerError as error:
            return Outcome(case.number, key, "faulty", "none", {}, str(error.text))
        told = objective_says(objective_of(rules.objective))
        return Outcome(case.number, key, status, way, figures, told=told)

    def _solve(self, case: Case) -> tuple[Status, Way, Rules, Figures]:
        if self.template is not None:
            model = self.altering.kept.model_with(self.altering.rules(case.values))
            if model.faults:
                raise InputError(model.faults)
            sheet = self.template.sheet(self.altering, case.values)
            return "solved", "moved", model.rules, solved_sheet(sheet, model.rules.objective, self.start)
        programme = self.altering.read(case.values).programme
        rules = programme.rules
        if not _is_divisible(programme):
            planned = make_plan(programme, self.limits, prove=False)
            status: Status = "stopped" if planned.stopped else "solved"
            return status, "whole", rules, figures_of(programme, planned.plan)
        if any(objective.benefit is not None for objective in rules.objective) or rules.gini_ceilings:
            return "solved", "anew", rules, _solved_by_cuts(programme)
        return "solved", "anew", rules, solved_sheet(sheet_of(programme), rules.objective, self.start)


def prepare(
    altering: Altering, cases: Sequence[Case], limits: Limits, say: Callable[[int], None] = lambda _: None
) -> Prepared:
    """Make what all cases share: the template, if their numbers move so, and the basis that they begin from."""
    template, why = None, "projects are whole"
    programme = altering.programme
    if _is_divisible(programme):
        try:
            template, why = template_of(altering, cases, say), ""
        except NoTemplate as error:
            why = str(error)
        except PlannerError as error:
            why = str(error.text)
    start = _start(altering, cases, template)
    return Prepared(altering, limits, programme.inputs_hash, template, why, start)


def _start(altering: Altering, cases: Sequence[Case], template: Template | None) -> NamedBasis | None:
    """The basis in the middle of the template, or that of the programme as it is; none where that has no plan."""
    programme = altering.programme
    if not _is_divisible(programme):
        return None
    try:
        sheet = sheet_of(programme) if template is None else template.sheet(altering, template.middle(altering, cases))
        if not sheet.simple:
            return None
        persistent, _ = _linear(sheet, programme.rules.objective, None)
        return persistent.named_basis(_point(persistent))
    except PlannerError:
        return None


def _is_divisible(programme: Programme) -> bool:
    return all(programme.is_divisible(upgrade) for upgrade in programme.upgrades.values())


# --- linear programmes ---


def solved_sheet(sheet: Sheet, objectives: Sequence[Objective], start: NamedBasis | None) -> Figures:
    """The figures of the optimum of a sheet.

    Raises ``InfeasibleError`` where no plan keeps every rule, ``NoAnswerError`` where the solver has no answer.
    """
    persistent, factor = _linear(sheet, objectives, start)
    point = _point(persistent)
    return _figures(sheet, point.columns, point.value * factor)


def _linear(sheet: Sheet, objectives: Sequence[Objective], start: NamedBasis | None) -> tuple[Persistent, float]:
    """The sheet as the solver has it, and what one of its units of the objective is for people."""
    number = number_told(objectives)
    goals = [goal for goal in sheet.goals if goal.number <= number]
    wanted = [
        Goal(goal.number, sheet.terms(goal.value), None if goal.won is None else sheet.terms(goal.won), None)
        for goal in goals
    ]
    engine = Engine.of_rows(_rows(sheet), Bounds(sheet.column_lower, sheet.column_upper))
    return Persistent.of_engine(engine, wanted, sheet.column_names, start), goals[-1].factor


def _rows(sheet: Sheet) -> Rows:
    """The rows that are rules; coefficients of 0 are none."""
    is_rule = (sheet.rows < sheet.rules) & (sheet.values != 0)
    matrix = Matrix.sorted(sheet.rows[is_rule], sheet.columns[is_rule], sheet.values[is_rule])
    names = list(sheet.row_names[: sheet.rules])
    return Rows(names, Bounds(sheet.row_lower, sheet.row_upper), matrix, np.ones(len(names)))


def _solved_by_cuts(programme: Programme) -> Figures:
    """Where gains are compared, or Gini ceilings cut: by the engine of single programmes."""
    from planner.programme.options import Options

    options, number = Options.of(programme), number_told(programme.rules.objective)
    assembled = assemble(programme, options)
    persistent = Persistent(assembled, number)
    point = _point(persistent)
    factors = [level.factor for level in assembled.levels if level.number == number and level.factor is not None]
    sheet = sheet_of(programme, options)
    places = {name: place for place, name in enumerate(persistent.column_names)}
    columns = np.array([point.columns[places[name]] if name in places else 0.0 for name in sheet.column_names])
    return _figures(sheet, columns, point.value * float(factors[0] if factors else 1))


def _point(persistent: Persistent) -> Point:
    persistent.without_clock()
    found = persistent.solve()
    if isinstance(found, Infeasible):
        raise InfeasibleError(T("No plan keeps every rule of the programme."))
    if isinstance(found, NoAnswer):
        raise NoAnswerError(T("The solver ended without a plan: {reason}.", reason=found.reason))
    return found


# --- figures ---


def _figures(sheet: Sheet, point: Vector, value: float) -> Figures:
    found = sheet.told_at(point)
    won = {name: round(amount * MILLION) for name, amount in found.items()}
    awarded = sheet.award[point[sheet.award] > AWARDED]
    upgrades = {int(owner) for owner in sheet.owners[awarded]}
    support = found["tier_1_support"] + found["tier_2_support"]
    fresh = found["fresh_won"]
    return {
        "objective": _short(value),
        "bound": _short(value),
        "lifetime_tonnes_t": round(found["lifetime_tonnes"], 3),
        "annual_tonnes_t_per_year": round(found["annual_tonnes"], 3),
        **{name: won[name] for name in ("fresh_won", "public_won", "oem_won", "recycled_won", "own_won", "all_won")},
        **{name: amount for name, amount in won.items() if name.startswith(PURSE)},
        "tier_1_support_won": won["tier_1_support"],
        "tier_2_support_won": won["tier_2_support"],
        "tier_2_support_share": round(found["tier_2_support"] / support, 9) if support > AWARDED else None,
        "tonnes_per_million_won": round(found["lifetime_tonnes"] / fresh, 9) if fresh > AWARDED else None,
        "upgrades_funded": len(upgrades),
        "suppliers_funded": len({sheet.suppliers[upgrade] for upgrade in upgrades}),
    }


def figures_of(programme: Programme, plan: Plan) -> Figures:
    """The figures of a plan in whole won."""
    shown = plan.indicators
    levels = plan.levels or (plan.objective,)
    level = levels[number_told(plan.model.objective)]
    paid = dict.fromkeys(programme.funders, 0)
    by_tier = {1: 0, 2: 0}
    for award in plan.awards:
        by_tier[programme.suppliers[award.supplier_id].tier] += award.support_won
        for payer, won in award.payers.items():
            if payer in paid:
                paid[payer] += won
    support = by_tier[1] + by_tier[2]
    return {
        "objective": _short(float(level.value)),
        "bound": None if level.bound is None else _short(float(level.bound)),
        "lifetime_tonnes_t": round(float(shown.lifetime_tonnes), 3),
        "annual_tonnes_t_per_year": round(float(shown.annual_tonnes), 3),
        "fresh_won": shown.fresh_won,
        "public_won": shown.public_won,
        "oem_won": shown.oem_won,
        "recycled_won": shown.recycled_won,
        "own_won": shown.own_won,
        "all_won": shown.all_won,
        **{PURSE + funder: won for funder, won in paid.items()},
        "tier_1_support_won": by_tier[1],
        "tier_2_support_won": by_tier[2],
        "tier_2_support_share": round(by_tier[2] / support, 9) if support else None,
        "tonnes_per_million_won": shown.tonnes_per_million_won,
        "upgrades_funded": shown.upgrades_funded,
        "suppliers_funded": shown.suppliers_funded,
    }


def _short(value: float) -> float:
    """A number with as many digits as the solver is sure of."""
    return float(f"{value:.12g}")
