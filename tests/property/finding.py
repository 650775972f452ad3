"""What the planner finds for a case: a plan, or why there is none; remembered, since many relations start alike."""

from __future__ import annotations

import functools
import json
from dataclasses import asdict, dataclass, field

from planner.errors import InfeasibleError, InputError, RoundingError
from planner.plan.plan import Plan
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.property.cases import Case


@dataclass(frozen=True)
class Found:
    """A plan, or why there is none: ``infeasible``, ``rounding``, or ``refused``: a ratio over nothing."""

    plan: Plan | None
    why: str = ""

    @property
    def best(self) -> float | None:
        """The proven best value; none where there is no plan."""
        return None if self.plan is None else self.plan.objective.bound


def find(case: Case) -> Found:
    """Solve a case, or remember what was found: many relations start from the same case."""
    return _found(json.dumps(asdict(case), sort_keys=True, default=str), _Held(case))


def forget() -> None:
    """Remember nothing: the planner is another one from now on."""
    _found.cache_clear()


@dataclass(frozen=True)
class _Held:
    """A case that does not take part in what is remembered."""

    case: Case = field(compare=False, hash=False)


@functools.lru_cache(maxsize=256)
def _found(_: str, held: _Held) -> Found:
    """``make_plan`` audits the plan: any other error than these two is a fault of the planner."""
    case = held.case
    try:
        return Found(make_plan(case.programme(), Limits(seconds=60)).plan)
    except RoundingError:
        return Found(None, "rounding")
    except InfeasibleError:
        return Found(None, "infeasible")
    except InputError as error:
        assert [fault.code for fault in error.faults] == ["E-150"]
        return Found(None, "refused")


def kilogram_allowance(plan: Plan) -> float:
    """Half a kilogram for each award and year: the plan's tonnes are whole kilograms, the solver's are not [t]."""
    return sum(len(award.tonnes_by_year) for award in plan.awards) * 0.0005
