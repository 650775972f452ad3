"""What is uncertain in a programme, and against how much of it a plan is protected."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from planner.programme.quantities import NotNegative, Share, Vocabulary, exact, is_none


def _nothing_is_none(value: object) -> object:
    """Protection against nothing is no protection: a 0 is as if the key were not there."""
    try:
        return None if value is not None and exact(value) == 0 else value
    except ValueError:
        return value


_AtOnce = Annotated[NotNegative | None, BeforeValidator(_nothing_is_none)]
"""How many things may go as badly as they can at once; a part of one by its part."""


class Ranges(Vocabulary):
    """How far costs and tonnes may be off where an upgrade's row gives no estimates of its own."""

    cost: NotNegative | None = Field(
        None, description="Part by which a cost may be higher or lower.", exclude_if=is_none
    )
    tonnes: Share | None = Field(
        None, description="Part by which the tonnes saved may be fewer or more.", exclude_if=is_none
    )


class Default(Vocabulary):
    """A tier-1 supplier that does not give back what it owes."""

    lost: Share | None = Field(
        None, description="Part of what it owes that does not come; not given: all of it.", exclude_if=is_none
    )
    probability: Share | None = Field(
        None,
        description="How likely it is for each supplier, for planner robustness; no rule of a plan reads it.",
        exclude_if=is_none,
    )


class Protection(Vocabulary):
    """How many things may go as badly as they can at once while the plan still keeps its rules."""

    tonnes: _AtOnce = Field(
        None,
        description="Upgrades that may save as little as their low estimate says: the objective counts the tonnes that"
        " are left then, and targets hold for them.",
        exclude_if=is_none,
    )
    budgets: _AtOnce = Field(
        None,
        description="Upgrades that may cost as much as their high estimate says, for each purse and each pool.",
        exclude_if=is_none,
    )
    repayments: _AtOnce = Field(
        None, description="Tier-1 suppliers that may default, for each pool.", exclude_if=is_none
    )


class Uncertainty(Vocabulary):
    """What may turn out otherwise, and how much of it the plan must bear."""

    ranges: Ranges | None = Field(
        None, description="Ranges of upgrades without estimates of their own.", exclude_if=is_none
    )
    default: Default | None = Field(None, description="What a default takes, and how likely it is.", exclude_if=is_none)
    overruns: Literal["payers", "supplier"] | None = Field(
        None,
        description="Who pays what an award costs more: its payers, each by what it pays already, or the supplier; not"
        " given: payers.",
        exclude_if=is_none,
    )
    protect: Protection | None = Field(
        None, description="How much may go wrong at once; not given: nothing.", exclude_if=is_none
    )
    source: str | None = Field(
        None, description="Where the rule comes from: a source, or 'assumed'.", exclude_if=is_none
    )

    @model_validator(mode="after")
    def _payers_pay(self) -> Self:
        if self.overruns == "supplier" and self.protect is not None and self.protect.budgets is not None:
            raise ValueError("protect.budgets says nothing where the supplier pays what is over")
        return self


def is_idle(value: Uncertainty | None) -> bool:
    """Whether nothing is said of what is uncertain: no key, or no more than protection against nothing."""
    return value is None or value in (Uncertainty(), Uncertainty(protect=Protection()))
