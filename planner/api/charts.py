"""The charts of a plan's report as Altair charts, with title and description, in the language chosen."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.errors import UsageError
from planner.languages import T, spoken

if TYPE_CHECKING:
    from planner.api.plan_frames import PlanFrames
    from planner.export.charts.frame import Frame
    from planner.export.charts.picture import Picture


@dataclass(frozen=True)
class Charts:
    """The charts of one plan, each an Altair chart; ``width`` is in pixels.

    Each raises ``UsageError`` where the programme has nothing to draw in it.
    """

    plan: PlanFrames

    def flow(self, width: int = 760) -> Any:
        """Money from purses to tiers and back into the pools [won]."""
        return self._drawn("flow", width)

    def payers(self, width: int = 760) -> Any:
        """Who pays for the equipment, by year of payment [won]."""
        return self._drawn("payers", width)

    def tonnes(self, width: int = 760) -> Any:
        """Tonnes by counting year [t]."""
        return self._drawn("tonnes", width)

    def abatement_cost(self, width: int = 760) -> Any:
        """The cost curve: won for each tonne against tonnes, funded and not."""
        from planner.export.charts import abatement

        return drawn(abatement.picture(self.plan.candidates, frame(width)))

    def regions(self, width: int = 760) -> Any:
        """Support and tonnes by region and tier."""
        return self._drawn("regions", width)

    def repayment(self, width: int = 760) -> Any:
        """What falls due by year [won]."""
        return self._drawn("repayment", width)

    def repayment_by_supplier(self, width: int = 760) -> Any:
        """What each supplier gives back in each year [won]."""
        return self._drawn("repayment_suppliers", width)

    def pool(self, width: int = 760) -> Any:
        """What comes into the pools and is paid out of them by year [won]."""
        return self._drawn("pool", width)

    def credits(self, width: int = 760) -> Any:
        """Credits by year, and whose they are [t]."""
        return self._drawn("credits", width)

    def fairness(self, width: int = 760) -> Any:
        """What fairness rules ask and what the plan gives."""
        return self._drawn("fairness", width)

    def _drawn(self, name: str, width: int) -> Any:
        module = importlib.import_module(f"planner.export.charts.{name}")
        return drawn(module.picture(self.plan.record, self.plan.programme, frame(width)))


def frame(width: int) -> Frame:
    """The frame of a chart of that width [px], in the language chosen."""
    from planner.export.charts.frame import Frame

    return Frame(language=spoken(), width=width)


def drawn(picture: Picture | None) -> Any:
    """The picture as an Altair chart. Raises ``UsageError`` where there is none."""
    from planner.export.charts.look import configured

    if picture is None:
        raise UsageError(T("There is nothing to draw: the programme has no such figures."))
    return configured(picture.chart.properties(title=picture.title, description=picture.says))
