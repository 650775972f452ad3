"""The certificate of a plan: what anybody needs to work out a bound that no plan can beat, without a solver."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from planner.plan.record import Record
from planner.units import KG_PER_TONNE

MILLIONTHS = 1_000_000
"""A bound is kept to the millionth of a kilogram or won, rounded so that it holds."""


class Certificate(Record):
    """Multipliers of the programme's rows that prove a bound by weak duality.

    The rows are those of the formulation in exact numbers, named ``rule[index]``, in million won and tonnes; a row of
    ``<=`` takes a multiplier of 0 or more, one of ``>=`` of 0 or less, an equality any.
    """

    kind: Literal["weak_duality"] = "weak_duality"
    bound: int = Field(
        description="No plan that keeps every rule reaches more, or less where least is sought [millionths of unit]."
    )
    unit: Literal["kg", "won"] = Field(description="Unit of the bound: kilograms before they are rounded, or won.")
    rows: int = Field(description="Number of rows of the programme.")
    rows_hash: str = Field(description="SHA-256 of the rows, the bounds of the columns and the objective.")
    exponent: int = Field(description="The multipliers are whole numbers over 2 to the power of this.")
    multipliers: dict[str, int] = Field(description="Multipliers by row; rows that are not named have 0.")

    @property
    def limit(self) -> Fraction:
        """The bound as the objective is told: t, or won."""
        in_units = Fraction(self.bound, MILLIONTHS)
        return in_units / KG_PER_TONNE if self.unit == "kg" else in_units
