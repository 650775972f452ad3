"""What a plan must reach, and what its reach is held against: targets by year, footprints, a sector's contribution."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from planner.programme.measures import Measure
from planner.programme.quantities import Name, NotNegative, OneOrMany, Positive, Share, Vocabulary, Year

_Source = Annotated[str | None, Field(description="Where the rule comes from: a source, or 'assumed'.")]


class Target(Vocabulary):
    """At least so many tonnes, in a year or in a measure."""

    year: Year | None = Field(None, description="The year whose tonnes must reach the target.")
    of: Measure | None = Field(None, description="In place of a year: the measure that must reach it.")
    tonnes: Positive = Field(description="Least tonnes [t].")
    source: _Source = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.year is None) == (self.of is None):
            raise ValueError("state either year or of")
        return self

    @property
    def measure(self) -> str:
        """The tonnes that must reach the target."""
        return self.of if self.of is not None else f"tonnes_in_{self.year}"


class Contribution(Vocabulary):
    """A sector's reduction target of a year, against which the plan's tonnes of that year are shown. No rule."""

    year: Year = Field(description="The year.")
    sector: Name = Field(description="The sector, for people.")
    sector_t: Positive = Field(description="What the sector has to cut in that year [t].")
    source: _Source = None


class Product(Vocabulary):
    """The part of a supplier's output that goes into a product line, as one row of the products table."""

    supplier_id: Name = Field(description="The supplier.")
    product: Name = Field(description="The product line: a vehicle or a part.")
    share: Share = Field(description="Part of the supplier's emissions that belongs to the product, 0 to 1.")
    units_per_year: Positive = Field(description="Vehicles or parts made a year.")
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")


class FootprintRule(Vocabulary):
    """How much the footprint of a product line must fall, or is hoped to fall."""

    product: Name = Field(description="The product line, as in the products table.")
    year: OneOrMany[Year] = Field(description="The counting years.")
    at_least_kg: NotNegative | None = Field(None, description="Least cut, a rule [kg per unit].")
    target_kg: NotNegative | None = Field(None, description="Cut aimed at, reported and no rule [kg per unit].")
    source: _Source = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.at_least_kg is None and self.target_kg is None:
            raise ValueError("state at_least_kg, target_kg or both")
        return self
