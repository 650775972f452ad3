"""What the report is written from."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.audit import AuditReport
from planner.export.candidates import Candidate, candidates
from planner.export.report.drawings import NARROW, WIDE
from planner.export.studies import Studies
from planner.languages import Language
from planner.plan.plan import Plan
from planner.programme.programme import Programme

if TYPE_CHECKING:
    from planner.export.charts.frame import Frame
    from planner.export.charts.picture import Picture


@dataclass(frozen=True)
class Material:
    """A plan, what it was made from, its audit, and the studies that there are, for readers of a language."""

    plan: Plan
    programme: Programme
    audit: AuditReport
    studies: Studies
    language: Language

    @functools.cached_property
    def candidates(self) -> list[Candidate]:
        """All upgrades that could be funded, the cheapest lifetime tonne first."""
        return candidates(self.plan, self.programme)

    @functools.cached_property
    def wide(self) -> dict[str, Picture]:
        """The plan's charts by their keys, for wide pages and paper."""
        return self._pictures(WIDE)

    @functools.cached_property
    def narrow(self) -> dict[str, Picture]:
        """The same for narrow screens."""
        return self._pictures(NARROW)

    def frame(self, width: int) -> Frame:
        """What a chart is drawn for: the reader's language, and a width [px]."""
        from planner.export.charts.frame import Frame

        return Frame(language=self.language, width=width)

    def _pictures(self, width: int) -> dict[str, Picture]:
        from planner.export.charts import pictures

        found = pictures(self.plan, self.programme, self.frame(width), self.candidates)
        return {picture.key: picture for picture in found}
