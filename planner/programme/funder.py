"""Funders: their purses, what they carry over, whom they pay and at which rate."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from planner.programme.quantities import Name, Share, Vocabulary, Won, Year
from planner.programme.selector import Selector


class CarryLimit(Vocabulary):
    """Carry-over up to a limit; what is left above it lapses."""

    at_most: Won = Field(description="Most that is carried into the next year [won].")


class OwnRate(Selector):
    """The most that one payer gives on an upgrade, as a share of its cost."""

    at_most: Share = Field(description="Share of the upgrade's shared cost.")
    source: str | None = Field(None, description="Where the rule comes from: a source, or 'assumed'.")


def _own_rates(value: object) -> object:
    """A number is a rate for all; a map gives a rate per size; a list gives rates with selectors."""
    if value is None:
        return ()
    if isinstance(value, dict) and "at_most" not in value:
        return tuple({"size": size, "at_most": rate} for size, rate in value.items())
    if isinstance(value, dict):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(value)
    return ({"at_most": value},)


type OwnRates = Annotated[tuple[OwnRate, ...], BeforeValidator(_own_rates)]


def _budget(value: Any) -> Any:
    """Years may be written as numbers or as text that is a number."""
    if not isinstance(value, dict):
        return value
    return {int(year) if isinstance(year, str) and year.isdecimal() else year: won for year, won in value.items()}


class Funder(Vocabulary):
    """A purse: a ministry, an OEM."""

    id: Name = Field(description="Id, as used by the other rules and in the plan; not 'own', not beginning 'pool'.")
    name: str | None = Field(None, description="Name for people.")
    kind: Literal["government", "oem"] = Field(
        description="government money is public; government and OEM money together are fresh money."
    )
    pays: Selector = Field(Selector(), description="Whom it may pay; not given: everybody.")
    budget: Annotated[dict[Year, Won], BeforeValidator(_budget)] = Field(
        description="Budget by year [won]; a year that is not named pays nothing."
    )
    carry_over: Literal["none", "all"] | CarryLimit = Field(
        "none",
        description="What is left at a year's end: 'none' lapses, 'all' is carried, {at_most: won} up to that.",
    )
    rate: OwnRates = Field(
        (),
        description="Own support rate: a number, a map by size, or a list with selectors; not given: no own limit.",
    )
    source: str | None = Field(None, description="Where the purse comes from: a source, or 'assumed'.")
