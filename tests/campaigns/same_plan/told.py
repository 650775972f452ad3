"""One process of the campaign: solves the models named and says what each came to, a line of JSON a model.

``python -m tests.campaigns.same_plan.told MODEL ...``; with ``--threads N`` HiGHS is given so many threads, with
``--gap G`` a plan within that gap is enough.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def told(model: Path, gap: float | None = None) -> dict[str, object]:
    """The hashes of a model's inputs and of its plan, how the search ended, and who was decided by tie-break."""
    from planner.intake import read_programme
    from planner.solving.outcome import Limits
    from planner.study.planning import make_plan

    programme = read_programme(model).programme
    plan = make_plan(programme, Limits(gap=gap)).plan
    ties = None if plan.tie_break is None else len(plan.tie_break.suppliers)
    return {"inputs": programme.inputs_hash, "plan": plan.plan_hash, "status": plan.status, "ties": ties}


def _said(model: Path, gap: float | None) -> dict[str, object]:
    """The same; where there is no plan, why, which is then another answer than a plan."""
    from planner.errors import PlannerError

    try:
        return told(model, gap)
    except PlannerError as error:
        return {"inputs": "", "plan": str(error), "status": "none", "ties": None}


def main() -> int:
    """Say what each model came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--gap", type=float)
    asked = parser.parse_args()
    if asked.threads is not None:
        _with_threads(asked.threads)
    for model in asked.models:
        sys.stdout.write(json.dumps(_said(model, asked.gap)) + "\n")
        sys.stdout.flush()
    return 0


def _with_threads(count: int) -> None:
    """Give every HiGHS of this process so many threads."""
    import highspy

    run = highspy.Highs.run

    def run_with_threads(highs: highspy.Highs) -> highspy.HighsStatus:
        highs.setOptionValue("threads", count)
        return run(highs)

    highspy.Highs.run = run_with_threads


if __name__ == "__main__":
    sys.exit(main())
