"""What the reader of a document chose on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.cli.options import MONEY
from planner.cli.speech import language

if TYPE_CHECKING:
    from planner.export.choices import Choices


def chosen(money: str) -> Choices:
    """The choices: the language of ``--lang`` and the unit of ``--money``."""
    from planner.export.choices import Choices
    from planner.export.numbers import MoneyUnit

    return Choices(language(), MoneyUnit[MONEY[money]])
