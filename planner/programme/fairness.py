"""Fairness rules, as a model states them: shares of groups, a least benefit for everybody, a ceiling on inequality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from planner.programme.measures import Benefit
from planner.programme.quantities import Name, NotNegative, OneOrMany, Share, Vocabulary
from planner.programme.selector import Attribute

_Source = Annotated[str | None, Field(description="Where the rule comes from: a source, or 'assumed'.")]


class FairShare(Vocabulary):
    """A floor or a cap on a group's share of support, tonnes or awards, over all years."""

    floor: Share | None = Field(None, description="Least share of the whole.")
    cap: Share | None = Field(None, description="Most share of the whole.")
    of: Literal["support", "tonnes", "count"] = Field(
        description="What is shared: support, lifetime tonnes, or the count of awards (the sum of their shares)."
    )
    by: Attribute = Field(description="The mark that makes the groups.")
    group: OneOrMany[Name] | None = Field(
        None,
        description="A named group, or values of the mark taken together; not given: each value by itself.",
    )
    payers: OneOrMany[Name] | None = Field(
        None, description="Whose support counts: funder ids, or 'pool'; not given: all, pools too."
    )
    source: _Source = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.floor is None and self.cap is None:
            raise ValueError("state floor, cap or both")
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            raise ValueError("the floor is above the cap")
        if self.payers is not None and self.of != "support":
            raise ValueError("payers goes with of: support")
        return self


class LeastBenefit(Benefit):
    """A least benefit for each participant that has an eligible upgrade."""

    least: NotNegative = Field(
        description="Least gain of each [won, t or awards; per baseline tonne, per won of revenue or of cost]."
    )
    source: _Source = None


class GiniCeiling(Benefit):
    """A ceiling on inequality: the Gini coefficient of the gains is at most so much."""

    gini: Share = Field(description="Most Gini coefficient, 0 (all equal) to 1.")
    source: _Source = None


def _kind(value: Any) -> str:
    """Which fairness rule is meant: the key that only it has tells."""
    keys = (
        value.keys() if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, Benefit) else ()
    )
    if "gini" in keys:
        return "GiniCeiling"
    return "LeastBenefit" if "least" in keys else "FairShare"


FairnessRule = Annotated[
    Annotated[FairShare, Tag("FairShare")]
    | Annotated[LeastBenefit, Tag("LeastBenefit")]
    | Annotated[GiniCeiling, Tag("GiniCeiling")],
    Discriminator(_kind),
]
