"""What whoever asks for a document may choose: its language, the unit in which money is shown, what else it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.export.numbers import MoneyUnit
from planner.export.studies import NO_STUDIES, Studies
from planner.languages import Language

if TYPE_CHECKING:
    from planner.export.before import Before


@dataclass(frozen=True)
class Choices:
    """The reader's choices. The unit is one of showing: what is written stays whole won wherever it can be read.

    ``studies`` are what a report tells beside the plan; ``before`` is the plan that a workbook is held against."""

    language: Language
    money: MoneyUnit = MoneyUnit.WON
    studies: Studies = NO_STUDIES
    before: Before | None = None
