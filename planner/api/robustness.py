"""``planner.robustness``: how often plans keep what they promise, in thousands of futures drawn at random."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.api.frames import frame, frame_of, worded
from planner.api.frontier import write_tables
from planner.api.html import shown
from planner.api.limits import at_least
from planner.api.opening import opened
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.api.plan import Plan
    from planner.study.robustness.assumptions import Given, Overruns, Shape
    from planner.study.robustness.robustness import Robustness as Found

type Share = float | str | Fraction | None


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """What became of plans in the same futures; ``found`` is what the study found."""

    found: Found

    @functools.cached_property
    def kept(self) -> pd.DataFrame:
        """A row a plan and promise: in which part of the futures it is kept, with the ends of its 95 % interval."""
        rows = [(plan.name, what, rate) for plan in self.found.plans for what, rate in plan.rates.items()]
        return frame(
            {
                "plan": [plan for plan, _, _ in rows],
                "what": [what for _, what, _ in rows],
                "kept_share": [rate.share for _, _, rate in rows],
                "least_share": [rate.least for _, _, rate in rows],
                "most_share": [rate.most for _, _, rate in rows],
            },
            figures=("kept_share", "least_share", "most_share"),
        )

    @functools.cached_property
    def amounts(self) -> pd.DataFrame:
        """A row a plan and amount: its unit, and where the futures lie in it."""
        return frame_of(self._tables()[1])

    @functools.cached_property
    def tonnes(self) -> pd.DataFrame:
        """A row a future, a column a plan: the tonnes of its objective's measure [t]."""
        return frame({f"{plan.name}_t": plan.tonnes.tolist() for plan in self.found.plans})

    def chart(self) -> Any:
        """How often each promise is kept, a bar a plan, as an Altair chart."""
        import altair as alt

        every = {"all", "budgets", "pools", "promised"}
        rows = self.kept[self.kept["what"].isin(every)]
        return (
            alt.Chart(rows)
            .mark_bar()
            .encode(
                x=alt.X("kept_share:Q", axis=alt.Axis(format="%"), title=worded(T("How often"))),
                y=alt.Y("plan:N", title=None),
                row=alt.Row("what:N", title=None),
                color=alt.Color("plan:N", legend=None),
            )
        )

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``) with its charts. Raises ``UsageError`` for another ending."""
        from planner.export.robustness import draw_robustness

        found = self.found
        return write_tables(self._tables(), found.plans[0].plan, path, lambda book: draw_robustness(book, found))

    def _tables(self) -> Any:
        from planner.export.robustness import robustness_tables

        return robustness_tables(self.found)

    def __repr__(self) -> str:
        return f"<Robustness of {len(self.found.plans)} plans in {self.found.samples:,} futures>"

    def _repr_html_(self) -> str:
        return shown(self.kept)


def robustness(
    *plans: Plan | Place,
    samples: int = 10_000,
    seed: int = 1,
    cost_range: Share = None,
    tonnes_range: Share = None,
    default: Share = None,
    lost: Share = None,
    overruns: Overruns | None = None,
    shape: Shape = "uniform",
) -> Robustness:
    """Draw costs, tonnes and defaults at random, and say how often each plan keeps its budgets, pools and tonnes.

    All plans are held against the same futures, which hang on ``seed``. Where rows give no estimates, costs are off by
    up to ``cost_range`` and tonnes by up to ``tonnes_range``, parts of 1; a tier-1 supplier defaults with the
    probability ``default`` and then does not give back the part ``lost``. What is not given here is as the models say.
    ``overruns``: whether ``"payers"`` or the ``"supplier"`` pay what is over; ``shape``: ``"uniform"``,
    ``"triangular"`` or ``"ends"``. Raises ``UsageError`` for what is no share, and where no plan is given.
    """
    from planner.study.robustness.assumptions import Given
    from planner.study.robustness.robustness import Held, check_robustness

    if not plans:
        raise UsageError(T("Name one to {most} plans; these are {count}.", most=10, count=0))
    at_least("samples", samples, 1)
    held = [opened(plan) for plan in plans]
    given: Given = Given(
        _share("cost_range", cost_range),
        _share("tonnes_range", tonnes_range),
        _share("default", default),
        _share("lost", lost),
        overruns,
        shape,
    )
    names = _names([plan.name for plan in held])
    return Robustness(
        check_robustness(
            [Held(name, plan.record, plan.programme) for name, plan in zip(names, held, strict=True)],
            samples,
            seed,
            given,
        )
    )


def _names(names: list[str]) -> list[str]:
    """The plans' names, with their places where two are the same."""
    if len(set(names)) == len(names):
        return names
    return [f"{name} ({place})" for place, name in enumerate(names, start=1)]


def _share(name: str, value: Share) -> Fraction | None:
    from planner.programme.quantities import exact

    if value is None:
        return None
    try:
        share = exact(str(value))
    except ValueError:
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise UsageError(T("{name}={value} is no part of 1: 0.01 is one percent.", name=name, value=str(value)))
    return share
