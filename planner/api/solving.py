"""``planner.solve``: the best plan of a model, with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.api.limits import limits_of
from planner.api.model import Model, loaded
from planner.api.opening import opened
from planner.api.plan import Origin, Plan
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.api.model import Place


def solve(
    model: Model | Place,
    *,
    time_limit: float | None = None,
    gap: float | None = None,
    carry: Plan | Place | None = None,
    name: str | None = None,
    progress: Progress = None,
) -> Plan:
    """Find the best plan of a model, audit it, and prove as much as can be proven about it.

    ``time_limit`` [s] is for the search among whole projects; ``gap`` is the part of the objective that is good enough,
    0.01 is one percent. ``carry`` is a plan carried forward: its awards before ``years.plan_from`` count as signed, and
    changes are counted against it. ``name`` is what comparisons call the plan; not given, the model file's.
    ``progress`` is called with each sentence on what is being done.

    A plan that a limit stopped has the status ``feasible``. Raises ``InputError`` for faults of the model,
    ``InfeasibleError`` where no plan keeps every rule: its text names rules that cannot be kept together and changes
    that are enough; ``AuditError`` where a plan fails its audit.
    """
    from planner.study.explained import plan_or_explanation

    found = loaded(model)
    if carry is not None:
        found = _carrying(found, opened(carry))
    _refuse_idle(found, carried=carry is not None)
    planned = plan_or_explanation(found.programme, limits_of(time_limit, gap), teller(progress))
    origin = Origin(found.reading.folder, found.path, (time_limit, gap), planned.rows)
    made = Plan(planned.plan, found.programme, name or found.path.stem, origin)
    made.__dict__["report"] = planned.report  # the audit is made already
    return made


def _carrying(model: Model, plan: Plan) -> Model:
    from planner.intake.programme import Carried
    from planner.plan.carried import carried_from

    return model.carrying(Carried(carried_from(plan.record), plan.name))


def _refuse_idle(model: Model, *, carried: bool) -> None:
    """Raise ``UsageError`` where a plan is carried forward that nothing asks for, or is asked for and not there."""
    counted = any(objective.counts_changes for objective in model.rules.objective)
    if carried and not model.rules.years.past_years and not counted:
        raise UsageError(
            T("carry takes a plan into a later year: give years.plan_from, or the objective changed_awards.")
        )
    if counted and not carried:
        raise UsageError(T("The objective changed_awards is measured against a plan; give it as carry."))
