"""Money in a chart: in eok where amounts are large enough for that, else in million won, else in won."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.numbers import MoneyUnit, money
from planner.export.wording import Capital
from planner.languages import T, Text
from planner.units import EOK, MILLION


@dataclass(frozen=True)
class Money:
    """The unit in which a chart shows money."""

    unit: MoneyUnit

    @classmethod
    def for_size(cls, most_won: int) -> Money:
        """The unit that shows an amount of up to so many won with few digits."""
        if most_won >= 2 * EOK:
            return cls(MoneyUnit.EOK_WON)
        return cls(MoneyUnit.MILLION_WON if most_won >= 2 * MILLION else MoneyUnit.WON)

    def of(self, won: int) -> float:
        """An amount in the unit."""
        return won / self.unit.value

    @property
    def title(self) -> Text:
        """What stands beside the axis."""
        return Capital(_AXES.get(self.unit, self.unit.words))

    def says(self, won: int) -> Text:
        """An amount with its unit, in few digits."""
        digits = 1 if self.unit is MoneyUnit.EOK_WON else 0
        return money(won, self.unit, digits)


_AXES = {MoneyUnit.EOK_WON: T("eok (100 million won)")}
"""Units that are told in full beside an axis."""
