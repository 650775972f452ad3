"""What the best plan has most of, or least of: one objective, or a list in order of importance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from planner.programme.measures import Benefit, Measure, WonMeasure
from planner.programme.quantities import Count, Positive, PositiveShare, Vocabulary


class TonnesDeployment(Vocabulary):
    """A least deployment stated in tonnes."""

    tonnes: Positive = Field(description="Least lifetime tonnes [t].")


class Ratio(Vocabulary):
    """Most tonnes per won: a true ratio over the whole plan."""

    of: Measure = Field("lifetime_tonnes", description="Tonnes above the line.")
    per: WonMeasure = Field("fresh_won", description="Won below the line.")
    deploy_at_least: PositiveShare | TonnesDeployment = Field(
        description="Least deployment: share of the budgets of the funders that the measure counts, or {tonnes: t}."
    )


class Leximin(Benefit):
    """The worst off first, then the second worst, and so on."""

    levels: Count | None = Field(
        None, description="After how many levels to stop; not given: all of them (whole projects: three)."
    )


class Objective(Vocabulary):
    """One objective: exactly one of maximise, ratio, minimise, max_min and leximin."""

    maximise: Measure | None = Field(
        None, description="annual_tonnes, lifetime_tonnes, discounted_tonnes or tonnes_in_YYYY."
    )
    ratio: Ratio | None = Field(None, description="Most tonnes per won, with a least deployment.")
    minimise: WonMeasure | Literal["changed_awards"] | None = Field(
        None, description="Least won, for what is to be reached; or changed_awards, against the plan given by --from."
    )
    reach: dict[Measure, Positive] = Field(
        default_factory=dict, description="Goes with minimise: tonnes to be reached at least, by measure [t]."
    )
    max_min: Benefit | None = Field(None, description="The most for whoever gains least.")
    leximin: Leximin | None = Field(None, description="The most for whoever gains least, then for the next, and so on.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        kinds = (self.maximise, self.ratio, self.minimise, self.max_min, self.leximin)
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("state exactly one of maximise, ratio, minimise, max_min and leximin")
        if bool(self.reach) != (self.least_won is not None):
            raise ValueError("minimise and reach go together")
        return self

    @property
    def counts_changes(self) -> bool:
        """Whether the fewest changed awards are sought."""
        return self.minimise == "changed_awards"

    @property
    def least_won(self) -> WonMeasure | None:
        """The won of which the least is sought, if it is."""
        return None if self.minimise == "changed_awards" else self.minimise

    @property
    def tonnes_measure(self) -> str | None:
        """The tonnes that the objective counts, if it counts any."""
        return self.ratio.of if self.ratio is not None else self.maximise

    @property
    def benefit(self) -> Benefit | None:
        """The gains that it compares, if it compares any."""
        return self.leximin if self.leximin is not None else self.max_min


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, Mapping | Objective) else value


def _some(listed: tuple[Objective, ...]) -> tuple[Objective, ...]:
    if not listed:
        raise ValueError("state at least one objective")
    return listed


Objectives = Annotated[
    tuple[Objective, ...],
    BeforeValidator(_listed, json_schema_input_type=Objective | Annotated[tuple[Objective, ...], Field(min_length=1)]),
    AfterValidator(_some),
]
"""One objective, or several of which each decides only between plans that are equally good for those before it."""

MOST_LIFETIME_TONNES = (Objective(maximise="lifetime_tonnes"),)
