"""What is known of a case: plain data, so that it can be written down line by line and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planner.plan.objectives import gain_unit, tonnes_unit
from planner.programme.objective import Objective

type Status = Literal["solved", "stopped", "infeasible", "no_answer", "faulty"]
"""``solved``: to the solver's optimum; ``stopped``: a limit ended the search, and the bound says how far it could be
off; ``infeasible``: no plan keeps every rule; ``faulty``: the case is no programme, and ``fault`` says why."""

type Way = Literal["moved", "anew", "whole", "none"]
"""How it was found: from the template of all cases, formulated anew, as a plan of whole projects; or not at all."""


@dataclass(frozen=True)
class Outcome:
    """A case's number and id, how it ended, what its objective is, and its figures by their names with units."""

    number: int
    case: str
    status: Status
    way: Way
    figures: Mapping[str, int | float | None]
    fault: str = ""
    told: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As plain data, in one order."""
        return {
            "number": self.number,
            "case": self.case,
            "status": self.status,
            "way": self.way,
            "figures": dict(self.figures),
            "fault": self.fault,
            "told": self.told,
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Outcome:
        """From plain data. Raises ``KeyError`` and ``TypeError`` for what is none."""
        return cls(
            int(data["number"]),
            str(data["case"]),
            data["status"],
            data["way"],
            dict(data["figures"]),
            str(data["fault"]),
            str(data["told"]),
        )


def figure_names(funders: Sequence[str]) -> tuple[str, ...]:
    """The figures of a case in their order, with their units."""
    return (
        "objective",
        "bound",
        "lifetime_tonnes_t",
        "annual_tonnes_t_per_year",
        "fresh_won",
        "public_won",
        "oem_won",
        "recycled_won",
        "own_won",
        "all_won",
        *(f"paid_won.{funder}" for funder in funders),
        "tier_1_support_won",
        "tier_2_support_won",
        "tier_2_support_share",
        "tonnes_per_million_won",
        "upgrades_funded",
        "suppliers_funded",
    )


def objective_says(objective: Objective) -> str:
    """What an objective is called, with its unit, such as ``lifetime_tonnes [t]``."""
    if objective.maximise is not None:
        return f"{objective.maximise} [{tonnes_unit(objective.maximise)}]"
    if objective.ratio is not None:
        return f"{objective.ratio.of}_per_{objective.ratio.per} [t per million won]"
    if objective.counts_changes:
        return "least_changed_awards [awards]"
    if objective.least_won is not None:
        return f"least_{objective.least_won} [won]"
    assert objective.benefit is not None
    return f"least_gain_{objective.benefit.of} [{gain_unit(objective.benefit)}]"


def objective_of(objectives: Sequence[Objective]) -> Objective:
    """The objective that is told: the first that compares no gains, else the first."""
    return objectives[number_told(objectives)]


def number_told(objectives: Sequence[Objective]) -> int:
    """Its number, from 0."""
    return next((number for number, objective in enumerate(objectives) if objective.benefit is None), 0)
