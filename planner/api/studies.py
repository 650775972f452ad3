"""``planner.ladder``, ``planner.prices``, ``planner.ranking``: a model solved again, or ranked, and told as frames."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from planner.api.charts import drawn, frame
from planner.api.frames import frame_of, worded
from planner.api.frontier import write_tables
from planner.api.html import shown
from planner.api.limits import at_least, limits_of
from planner.api.model import Model, loaded
from planner.api.opening import opened
from planner.api.speech import Progress, teller
from planner.errors import UsageError
from planner.languages import T
from planner.units import EOK

if TYPE_CHECKING:
    import pandas as pd

    from planner.api.model import Place
    from planner.api.plan import Plan
    from planner.export.columns import AnyTable
    from planner.plan.plan import Plan as Record
    from planner.programme.programme import Programme
    from planner.study.comparison import Comparison
    from planner.study.price import Prices as FoundPrices
    from planner.study.ranking import Ranking as FoundRanking
    from planner.study.rungs import Ladder as FoundLadder


@dataclass(frozen=True, eq=False, repr=False)
class Ladder:
    """What the next money of each purse buys; ``found`` is what the study found."""

    found: FoundLadder

    @functools.cached_property
    def rungs(self) -> pd.DataFrame:
        """A row a purse and year: what more money gains, who comes in, the shadow price and how far it holds."""
        return frame_of(self._tables[0])

    @functools.cached_property
    def changes(self) -> pd.DataFrame:
        """The upgrades that come in, or leave, with the money of each rung."""
        return frame_of(self._tables[1])

    def chart(self, width: int = 760) -> Any:
        """What more money gains, a row a purse, as an Altair chart. Raises ``UsageError`` where no purse has any."""
        from planner.export.charts import ladder

        return drawn(ladder.picture(self.found, frame(width)))

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``). Raises ``UsageError`` for another ending."""
        return write_tables(self._tables, self.found.plan, path)

    @functools.cached_property
    def _tables(self) -> Sequence[AnyTable]:
        from planner.export.ladder import tables

        return tables(self.found)

    def __repr__(self) -> str:
        return f"<Ladder: {len(self.found.rungs)} rungs>"

    def _repr_html_(self) -> str:
        return shown(self.rungs)


@dataclass(frozen=True, eq=False, repr=False)
class Prices:
    """What each fairness rule costs in the objective; ``found`` is what the study found."""

    found: FoundPrices

    @functools.cached_property
    def rules(self) -> pd.DataFrame:
        """A row a rule: what it asks, what the plan gives, the objective with it and without it, its price."""
        return frame_of(self._tables[0])

    def chart(self, width: int = 760) -> Any:
        """The prices as an Altair chart. Raises ``UsageError`` where the model has no fairness rule."""
        from planner.export.charts import prices

        return drawn(prices.picture(self.found, frame(width)))

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``). Raises ``UsageError`` for another ending."""
        return write_tables(self._tables, self.found.plan, path)

    @functools.cached_property
    def _tables(self) -> Sequence[AnyTable]:
        from planner.export.prices import tables

        return tables(self.found)

    def __repr__(self) -> str:
        return f"<Prices: {len(self.found.prices)} rules>"

    def _repr_html_(self) -> str:
        return shown(self.rules)


@dataclass(frozen=True, eq=False, repr=False)
class Ranking:
    """The ranking by won per tonne, funded in its order under the same rules, beside a plan.

    ``breaks`` says of how many rows of rules of the whole the ranking is in breach.
    """

    programme: Programme
    plan: Record
    found: FoundRanking
    compared: Comparison

    @property
    def breaks(self) -> int:
        """How many rows of rules of the whole the ranking breaks."""
        return len(self.found.broken)

    @functools.cached_property
    def figures(self) -> pd.DataFrame:
        """Key figures of the plan and of the ranking, each in the unit beside it."""
        return frame_of(self._tables[0])

    @functools.cached_property
    def payers(self) -> pd.DataFrame:
        """What each payer pays in all years [won]."""
        return frame_of(self._tables[1])

    @functools.cached_property
    def broken(self) -> pd.DataFrame:
        """The rules of the whole that the ranking breaks."""
        return frame_of(self._tables[2])

    @functools.cached_property
    def groups(self) -> pd.DataFrame:
        """Upgrades, support and tonnes by tier and region."""
        return frame_of(self._tables[3])

    @functools.cached_property
    def suppliers(self) -> pd.DataFrame:
        """Each supplier that the plan or the ranking funds."""
        return frame_of(self._tables[4])

    @functools.cached_property
    def only_in_plan(self) -> pd.DataFrame:
        """Awards of upgrades that the ranking does not fund."""
        return frame_of(self._tables[5])

    @functools.cached_property
    def only_in_ranking(self) -> pd.DataFrame:
        """Awards of upgrades that the plan does not fund."""
        return frame_of(self._tables[6])

    @functools.cached_property
    def changed(self) -> pd.DataFrame:
        """Upgrades that both fund, in other years or parts."""
        return frame_of(self._tables[7])

    def export(self, path: Place) -> Path:
        """Write it as a workbook (``.xlsx``). Raises ``UsageError`` for another ending."""
        return write_tables(self._tables, self.plan, path)

    @functools.cached_property
    def _tables(self) -> Sequence[AnyTable]:
        from planner.export.comparison import tables

        return tables(self.compared, self.programme, self.found.broken)

    def __repr__(self) -> str:
        return f"<Ranking: {worded(T('Rules of the whole that the ranking breaks: {count} rows.', count=self.breaks))}>"

    def _repr_html_(self) -> str:
        return shown(self.figures)


def ladder(
    model: Model | Place,
    amount: int = EOK,
    *,
    plan: Plan | Place | None = None,
    time_limit: float | None = None,
    gap: float | None = None,
    progress: Progress = None,
) -> Ladder:
    """Give each purse ``amount`` won more, alone, in one year and then in all, and solve again.

    ``plan``: a plan of the same model to start from; not given, the best one is made. ``time_limit`` [s] and ``gap``
    hold for each solve. Raises as :func:`planner.solve` does, and ``UsageError`` for a plan of other rules or tables.
    """
    from planner.study.ladder import find_ladder

    found = loaded(model)
    start = None if plan is None else _of(found, plan)
    return Ladder(
        find_ladder(found.programme, limits_of(time_limit, gap), at_least("amount", amount, 1), teller(progress), start)
    )


def prices(
    model: Model | Place, *, time_limit: float | None = None, gap: float | None = None, progress: Progress = None
) -> Prices:
    """Solve with all fairness rules, without each, and without all: what each costs.

    ``time_limit`` [s] and ``gap`` hold for each solve. Raises as :func:`planner.solve` does.
    """
    from planner.study.prices import find_prices

    return Prices(find_prices(loaded(model).programme, limits_of(time_limit, gap), teller(progress)))


def ranking(
    model: Model | Place,
    by: Literal["annual", "lifetime", "discounted"] = "lifetime",
    *,
    plan: Plan | Place | None = None,
    time_limit: float | None = None,
    gap: float | None = None,
    progress: Progress = None,
) -> Ranking:
    """Rank the upgrades by won per tonne, fund them in that order, and hold the best plan against that.

    ``by``: the tonnes that won are divided by. ``plan``: a plan of the same model; not given, the best one is made,
    with ``time_limit`` [s] and ``gap``. Raises as :func:`planner.solve` does, and ``UsageError`` for a plan of other
    rules or tables, and for a model with ``plan_from``.
    """
    from planner.study.comparison import compare
    from planner.study.planning import make_plan
    from planner.study.ranking import make_ranking

    found, say = loaded(model), teller(progress)
    programme = found.programme
    record = make_plan(programme, limits_of(time_limit, gap), say).plan if plan is None else _of(found, plan)
    ranked = make_ranking(programme, by, say)
    return Ranking(programme, record, ranked, compare(programme, record, ranked.plan))


def _of(model: Model, plan: Plan | Place) -> Record:
    """The plan, where it is the model's own."""
    found = opened(plan)
    if found.record.inputs_hash != model.programme.inputs_hash:
        raise UsageError(
            T(
                "{file} was made from other tables or rules than these; load the model with what was set then.",
                file=found.name,
            )
        )
    return found.record
