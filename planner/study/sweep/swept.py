"""What a study came to, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from planner.programme.programme import Programme
from planner.study.sweep.design import Case
from planner.study.sweep.indices import Indices
from planner.study.sweep.outcome import Outcome, figure_names
from planner.study.sweep.vocabulary import Study


@dataclass(frozen=True)
class Swept:
    """A study's outcomes in the order of its cases, as far as they are found."""

    study: Study
    programme: Programme
    cases: tuple[Case, ...]
    outcomes: tuple[Outcome, ...]
    indices: Indices | None

    @property
    def is_whole(self) -> bool:
        """Whether every case has an outcome."""
        return len(self.outcomes) == len(self.cases)

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures, in order."""
        return figure_names(list(self.programme.funders))
