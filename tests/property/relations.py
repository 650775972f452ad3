"""What must hold for any programme, as functions that name the disagreement, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan
from tests.property.cases import Case
from tests.property.finding import Found, find, kilogram_allowance
from tests.property.plain_model import PlainModel

RELATIVE = 1e-6


def is_ratio(case: Case) -> bool:
    """Whether the case asks for tonnes per won."""
    return "ratio" in case.rules["objective"]


def a_plan_or_a_reason(case: Case) -> str | None:
    """Every programme ends in an audited plan or in the statement that there is none."""
    found = find(case)
    return None if found.plan is not None or found.why else "neither plan nor reason"


def plain_model_agrees(case: Case) -> str | None:
    """A second, plain formulation has the same optimum, and no plan where the planner has none."""
    if is_ratio(case):
        return None
    found, plain = find(case), PlainModel(case.programme()).optimum()
    if found.why == "rounding":
        return None if plain.value is not None else "rounding fails where no plan exists"
    if (found.best is None) != (plain.value is None):
        return f"planner {found.best}, plain {plain}"
    if found.plan is None or found.best is None or plain.value is None:
        return None
    above = kilogram_allowance(found.plan)
    off = found.best - plain.value
    tolerance = RELATIVE * max(1.0, abs(plain.value))
    return None if -tolerance <= off <= above + tolerance else f"planner {found.best}, plain {plain.value}"


def order_does_not_matter(case: Case) -> str | None:
    """Rows in another order give the same plan, to the won, with the same hash."""
    first, second = find(case), find(case.shuffled(case.seed + 1))
    if first.plan is None or second.plan is None:
        return None if first == second else f"{first.why} against {second.why}"
    same = first.plan.plan_hash == second.plan.plan_hash
    return None if same else f"{first.plan.awards} against {second.plan.awards}"


def funders_order_does_not_matter(case: Case) -> str | None:
    """Funders in another order in the model give the same awards and ledgers (the inputs' hash is the file's)."""
    first, second = find(case), find(case.with_rules(funders=case.rules["funders"][::-1]))
    if first.plan is None or second.plan is None:
        return None if first == second else f"{first.why} against {second.why}"
    same = all(getattr(first.plan, k) == getattr(second.plan, k) for k in ("awards", "repayments", "pools", "funders"))
    return None if same else f"{first.plan.awards} against {second.plan.awards}"


def more_budget_never_hurts(case: Case) -> str | None:
    """Every budget half as large again: no fewer tonnes, and a plan wherever there was one."""
    if is_ratio(case):
        return None
    richer = [
        funder | {"budget": {year: won * 3 // 2 for year, won in funder["budget"].items()}}
        for funder in case.rules["funders"]
    ]
    return _no_worse(find(case.with_rules(funders=richer)), find(case))


def a_cap_never_helps(case: Case) -> str | None:
    """A ceiling on all support at half of what the plan gives: no more tonnes."""
    found = find(case)
    if found.plan is None or is_ratio(case):
        return None
    cap = {"per": "programme", "won": found.plan.support_won // 2}
    return _no_worse(found, find(case.with_rules(caps=[*case.rules.get("caps", []), cap])))


def a_floor_never_helps(case: Case) -> str | None:
    """One more floor: no more tonnes, nor a plan where there was none."""
    if is_ratio(case):
        return None
    floor = {"floor": "0.25", "of": "support", "by": "tier", "group": "2"}
    return _no_worse(find(case), find(case.with_rules(fairness=[*case.rules.get("fairness", []), floor])))


def parts_are_no_worse_than_wholes(case: Case) -> str | None:
    """The relaxation of a programme of whole projects is worth at least as much.

    Full rates are those of whole projects in both (a cap per supplier counts in them), so the plain model is relaxed.
    """
    if is_ratio(case) or case.rules["projects"] == "divisible":
        return None
    programme = case.programme()
    whole, parts = PlainModel(programme).optimum(), PlainModel(programme, relaxed=True).optimum()
    if whole.value is None:
        return None
    return None if parts.value is not None and parts.value >= whole.value - 1e-6 else f"{parts} below {whole}"


def best_ratio_is_dinkelbachs(case: Case) -> str | None:
    """Charnes and Cooper's transformation and Dinkelbach's iteration agree."""
    if not is_ratio(case):
        return None
    found = find(case)
    if found.why == "refused":
        least = PlainModel(case.programme()).least_won()
        return None if least is not None and least < 1e-6 else f"refused, but the least won is {least}"
    if found.plan is None or found.best is None:
        return None
    ratio = PlainModel(case.programme()).best_ratio()
    if ratio is None:
        return None if not found.plan.awards else "no ratio in the plain model"
    won = found.plan.objective.value and _won_below(found.plan)
    above = kilogram_allowance(found.plan) / won if won else 0.0
    off = found.best - ratio
    tolerance = 1e-6 * max(1.0, ratio)
    return None if -tolerance <= off <= above + tolerance else f"planner {found.best}, Dinkelbach {ratio}"


def _won_below(plan: Plan) -> float:
    """The won below the line [million won]."""
    ratio = plan.model.ratio
    assert ratio is not None
    return float(getattr(plan.indicators, ratio.per)) / 1e6


def _no_worse(better: Found, worse: Found) -> str | None:
    """The first is worth at least as much as the second."""
    if worse.best is None or worse.plan is None:
        return None
    if better.best is None:
        return None if better.why == "rounding" else f"no plan against {worse.best}"
    slack = RELATIVE * max(1.0, abs(worse.best)) + kilogram_allowance(worse.plan)
    return None if better.best >= worse.best - slack else f"{better.best} below {worse.best}"


RELATIONS: dict[str, Callable[[Case], str | None]] = {
    relation.__name__: relation
    for relation in (
        a_plan_or_a_reason,
        plain_model_agrees,
        order_does_not_matter,
        funders_order_does_not_matter,
        more_budget_never_hurts,
        a_cap_never_helps,
        a_floor_never_helps,
        parts_are_no_worse_than_wholes,
        best_ratio_is_dinkelbachs,
    )
}
