"""The charts of documents: one idea each, drawn from a plan's own figures, in the reader's language.

A module a chart; each has ``picture``, which gives nothing where a programme has no such data.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.export.candidates import Candidate, candidates
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.plan.plan import Plan
from planner.programme.programme import Programme

__all__ = ["Frame", "Picture", "pictures"]


def pictures(
    plan: Plan, programme: Programme, frame: Frame, found: Sequence[Candidate] | None = None
) -> tuple[Picture, ...]:
    """All pictures of a plan, in the order in which one reads them.

    ``found`` are its candidates, where they have been worked out already.
    """
    from planner.export.charts import (
        abatement,
        credits,
        fairness,
        flow,
        payers,
        pool,
        regions,
        repayment,
        repayment_suppliers,
        tonnes,
    )

    known = candidates(plan, programme) if found is None else found
    modules = (flow, regions, payers, tonnes, repayment, repayment_suppliers, pool, credits, fairness)
    drawn = (abatement.picture(known, frame), *(module.picture(plan, programme, frame) for module in modules))
    return tuple(picture for picture in drawn if picture is not None)
