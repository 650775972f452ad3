"""What whoever asks for a document may choose: its language, and the unit in which money is shown."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.numbers import MoneyUnit
from planner.languages import Language


@dataclass(frozen=True)
class Choices:
    """The reader's choices. The unit is one of showing: what is written stays whole won wherever it can be read."""

    language: Language
    money: MoneyUnit = MoneyUnit.WON
