"""A plan that was kept is made again, from its own inputs and with its own limits: the same, or what differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner import __version__
from planner.audit import audit
from planner.certificate.check import check, check_none
from planner.errors import InfeasibleError
from planner.languages import T, Text
from planner.plan.infeasibility import Infeasibility
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.attempt import solver_name
from planner.study.planning import NoPlan, Planned, make_plan

type _Awards = Mapping[tuple[str, int], Award]


@dataclass(frozen=True)
class Difference:
    """Something that is not as it was: what, and its value then and now."""

    what: Text
    then: str
    now: str


@dataclass(frozen=True)
class Replay:
    """What came of it.

    ``broken``: how many rows of the audit the kept plan breaks, and ``problems``: what is wrong with its certificate,
    both judged by the inputs that were kept; ``same``: whether the plan made now has the same hash, or there is again
    none; ``made``: the plan made now.
    """

    same: bool
    broken: int
    problems: tuple[Text, ...]
    differences: tuple[Difference, ...]
    made: Planned | None

    @property
    def stands(self) -> bool:
        """Whether the kept plan passes its audit today, and comes out the same."""
        return self.same and not self.broken and not self.problems


def replay(
    kept: Plan, programme: Programme, limits: Limits, document: Mapping[str, Any], say: Callable[[Text], None]
) -> Replay:
    """Audit the kept plan, make it again, and compare. ``document``: the plan as it was written, as plain data."""
    broken = len(audit(programme, kept).broken)
    verdict = check(programme, kept)
    before = tuple(_of_programs(kept)), tuple(_of_inputs(kept, programme, document))
    try:
        made = make_plan(programme, limits, say)
    except InfeasibleError:
        lost = Difference(T("plan"), kept.plan_hash[:16], "-")
        return Replay(False, broken, verdict.problems if verdict else (), (*before[0], *before[1], lost), None)
    same = made.plan.plan_hash == kept.plan_hash
    after = () if same else tuple(_of_plans(kept, made.plan))
    return Replay(same, broken, verdict.problems if verdict else (), (*before[0], *before[1], *after), made)


def replay_none(
    kept: Infeasibility, programme: Programme, limits: Limits, document: Mapping[str, Any], say: Callable[[Text], None]
) -> Replay:
    """The same for the proof that there is no plan: whether it still holds, and whether there is none again."""
    problems = check_none(programme, kept)
    differences = (*_of_programs(kept), *_of_inputs(kept, programme, document))
    try:
        made = make_plan(programme, limits, say)
    except InfeasibleError as error:
        return Replay(isinstance(error.proof, NoPlan), 0, problems, differences, None)
    found = Difference(T("plan"), "-", made.plan.plan_hash[:16])
    return Replay(False, 0, problems, (*differences, found), made)


def _of_programs(kept: Plan | Infeasibility) -> Iterator[Difference]:
    """Who made it, and who makes it now."""
    solver = solver_name()
    if kept.planner_version != __version__:
        yield Difference(T("planner"), kept.planner_version, __version__)
    if kept.solver != solver:
        yield Difference(T("solver"), kept.solver, solver)


def _of_inputs(kept: Plan | Infeasibility, programme: Programme, document: Mapping[str, Any]) -> Iterator[Difference]:
    """What is read of the same bytes: another planner may understand them otherwise, or have other defaults."""
    if kept.inputs_hash != programme.inputs_hash:
        yield Difference(T("inputs as read (hash)"), kept.inputs_hash[:16], programme.inputs_hash[:16])
    then, now = document.get("model", {}), json.loads(json.dumps(programme.rules.normalised()))
    for key in sorted({*then, *now}):
        if then.get(key) != now.get(key):
            yield Difference(T("rules: {key}", key=key), _short(then.get(key)), _short(now.get(key)))


def _of_plans(kept: Plan, made: Plan) -> Iterator[Difference]:
    """What two plans say otherwise."""
    yield Difference(T("plan hash"), kept.plan_hash[:16], made.plan_hash[:16])
    if kept.status != made.status:
        yield Difference(T("status"), kept.status, made.status)
    objectives = zip(kept.levels or (kept.objective,), made.levels or (made.objective,), strict=False)
    for place, (then, now) in enumerate(objectives, start=1):
        if (then.name, then.value) != (now.name, now.value):
            what = T("objective {place}: {name} [{unit}]", place=place, name=then.name, unit=then.unit)
            yield Difference(what, f"{then.value:,.3f}", f"{now.value:,.3f}")
    yield from _of_awards(_awards(kept), _awards(made))


def _of_awards(kept: _Awards, made: _Awards) -> Iterator[Difference]:
    other = sorted(key for key in kept.keys() & made.keys() if kept[key] != made[key])
    for what, keys in (
        (T("awards only in the saved plan"), sorted(kept.keys() - made.keys())),
        (T("awards only in the plan made now"), sorted(made.keys() - kept.keys())),
        (T("awards in both, in another part or paid otherwise"), other),
    ):
        if keys:
            shown = ", ".join(f"{upgrade} {year}" for upgrade, year in keys[:3]) + (", …" if len(keys) > 3 else "")
            yield Difference(what, f"{len(keys):,}", shown)


def _awards(plan: Plan) -> _Awards:
    return {(award.upgrade_id, award.year): award for award in plan.awards}


def _short(value: object) -> str:
    text = "-" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
