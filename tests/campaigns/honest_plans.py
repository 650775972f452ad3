"""Honest plans to be falsified: of random programmes, of the small programmes among the models, and made by hand."""

from __future__ import annotations

import functools
import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from planner.audit import audit
from planner.certificate.building import integer_programme
from planner.certificate.programme import IntegerProgramme
from planner.errors import PlannerError
from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.plan.proof import with_proof
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from planner.study.proving import Prover
from tests.audit import full_example, worked_examples
from tests.audit.builders import restated
from tests.property.cases import Case, draw
from tests.property.wider_cases import draw_wider

MODELS = Path(__file__).parents[2] / "models"

SMALL_MODELS = ("pilots-2025-lg-chem", "pilots-2025-lx-hausys", "pilots-2025-lg-electronics", "pilots-2025-posco")

type Document = dict[str, Any]


@dataclass(frozen=True)
class Honest:
    """A plan that passes, and its programme; ``best`` is the best plan that is known of this programme."""

    name: str
    programme: Programme
    plan: Plan
    best: Plan

    @functools.cached_property
    def document(self) -> Document:
        """The plan as it is saved."""
        document: Document = json.loads(self.plan.to_json())
        return document


def made_by_hand() -> Iterator[Honest]:
    """Plans typed by hand, with nearly every rule and ledger; they have no certificate."""
    for example in (full_example.plan, worked_examples.cascade_plan):
        programme = full_example.programme() if example is full_example.plan else worked_examples.cascade()
        plan = example()
        yield Honest(f"{example.__module__}.{example.__name__}", programme, plan, plan)


def of_models() -> Iterator[Honest]:
    """The plans of the small models."""
    for name in SMALL_MODELS:
        programme = read_programme(MODELS / f"{name}.yaml").programme
        plan = make_plan(programme, Limits()).plan
        yield Honest(name, programme, plan, plan)


def of_random_programmes(seeds: Iterable[int], drawing: Callable[[int], Case] = draw) -> Iterator[Honest]:
    """The plans of random programmes with awards; those without a plan are passed over."""
    for seed in seeds:
        programme = drawing(seed).programme()
        plan = _planned(programme)
        if plan is not None and plan.awards:
            yield Honest(f"{drawing.__name__} {seed}", programme, plan, plan)


def short_of_the_best(seeds: Iterable[int], drawing: Callable[[int], Case] = draw) -> Iterator[Honest]:
    """Plans that keep every rule, but were made with half the budgets: nothing may prove them to be the best.

    Those that are as good as the best all the same, to a thousandth, are passed over.
    """
    for seed in seeds:
        case = drawing(seed)
        programme = case.programme()
        best, less = _planned(programme), _planned(with_half_the_money(case).programme())
        if best is None or less is None or best.certificate is None or not less.awards:
            continue
        plan = _moved(programme, less)
        if plan is not None and _is_short(plan, best):
            yield Honest(f"{drawing.__name__} {seed}, half the money", programme, plan, best)


def draw_unequal(seed: int) -> Case:
    """A random programme with a ceiling on inequality that mostly binds."""
    case = draw(seed, "divisible", ratio=False)
    ceiling = {"gini": ("0.1", "0.2", "0.3")[seed % 3], "of": ("support", "lifetime_tonnes", "count")[seed % 7 % 3]}
    return case.with_rules(fairness=[*case.rules.get("fairness", ()), ceiling])


def without_a_plain_objective(seeds: int) -> list[int]:
    """Those of the further random programmes that have a list of objectives, a ratio, or a least gain to raise."""
    drawn = ((seed, draw_wider(seed).rules["objective"]) for seed in range(seeds))
    return [seed for seed, objective in drawn if isinstance(objective, list) or "maximise" not in objective]


@contextmanager
def rows_built_once() -> Iterator[None]:
    """While it lasts, the check of certificates builds the integer programme of each programme once: thousands of
    documents are held against the same few."""
    built: dict[int, tuple[Programme, IntegerProgramme | None]] = {}

    def once(programme: Programme, options: Options) -> IntegerProgramme | None:
        if id(programme) not in built:
            built[id(programme)] = programme, integer_programme(programme, options)
        return built[id(programme)][1]

    with mock.patch("planner.certificate.check.integer_programme", once):
        yield


def with_half_the_money(case: Case) -> Case:
    """The same programme with half of every budget."""
    funders = [
        funder | {"budget": {year: won // 2 for year, won in funder["budget"].items()}}
        for funder in case.rules["funders"]
    ]
    return case.with_rules(funders=funders)


def _planned(programme: Programme) -> Plan | None:
    try:
        return make_plan(programme, Limits(seconds=60)).plan
    except PlannerError:
        return None


def _moved(programme: Programme, less: Plan) -> Plan | None:
    """The awards of a plan of another programme as a plan of this one, with its own certificate; None where they do not
    keep its rules."""
    of_this = {"inputs_hash": programme.inputs_hash, "model": programme.rules}
    unproven = {"certificate": None, "proof": "solver", "status": "feasible", "tie_break": None}
    plan = restated(programme, less.model_copy(update=of_this | unproven))
    if not audit(programme, plan).passed:
        return None
    proven = Prover(programme, Options.of(programme)).prove(plan, None)
    if proven is None:
        return None
    return with_proof(programme, plan, proven.known, "within_gap", proven.certificate).sealed()


def _is_short(plan: Plan, best: Plan) -> bool:
    """Whether the plan is worse than the best in the first objective, by more than a thousandth."""
    known, here = best.objective.exact, plan.objective.exact
    if known is None or here is None:
        return False
    least = best.objective.name.startswith("least_") and best.objective.unit == "won"
    return (known - here) * (-1 if least else 1) > abs(known) / 1_000


def pick(rng: random.Random, pool: Mapping[str, list[Honest]]) -> Honest:
    """A plan of the pool, each group as often as the others."""
    return rng.choice(pool[rng.choice(sorted(pool))])
