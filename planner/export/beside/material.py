"""What the documents of a comparison are written from: its rows, each worked out once for all documents."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from planner.export.beside.groups import Summed, group_rows, summed, supplier_rows
from planner.export.beside.indicators import indicator_rows
from planner.export.beside.known import Known
from planner.export.beside.procurement import procurement_rows
from planner.export.beside.promised import PromisedRow, promised_rows
from planner.export.beside.rows import FigureRow
from planner.export.beside.who import WhoRow, WhyRow, who_rows, why_rows
from planner.export.beside.years import year_rows
from planner.study.beside.comparison import Beside


@dataclass(frozen=True)
class Material:
    """A comparison and its rows."""

    found: Beside

    @functools.cached_property
    def known(self) -> Known:
        """What the tables tell."""
        return Known.of(self.found)

    @functools.cached_property
    def indicators(self) -> list[FigureRow]:
        """Figures of the whole plans."""
        return indicator_rows(self.found)

    @functools.cached_property
    def procurement(self) -> list[FigureRow]:
        """What lead firms pay and get."""
        return procurement_rows(self.found)

    @functools.cached_property
    def years(self) -> list[FigureRow]:
        """Figures year by year."""
        return year_rows(self.found)

    @functools.cached_property
    def groups(self) -> list[FigureRow]:
        """Figures by tier, region, technology and product."""
        return group_rows(self._summed, self.known)

    @functools.cached_property
    def suppliers(self) -> list[FigureRow]:
        """Figures by supplier."""
        return supplier_rows(self._summed)

    @functools.cached_property
    def promised(self) -> list[PromisedRow]:
        """What an earlier plan promised to come back, beside what came."""
        return promised_rows(self.found)

    @functools.cached_property
    def who(self) -> list[WhoRow]:
        """The upgrades whose awards changed."""
        return who_rows(self.found, self.known)

    @functools.cached_property
    def why(self) -> list[WhyRow]:
        """The reasons, and how many upgrades each holds for."""
        return why_rows(self.found)

    @functools.cached_property
    def _summed(self) -> list[Summed]:
        return summed(self.found)
