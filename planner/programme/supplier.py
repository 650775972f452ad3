"""Suppliers and who sells to whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from planner.programme.quantities import Name, NotNegative, Share, Vocabulary, Won, exact

type Size = Literal["small", "medium", "mid-sized", "large"]


def _tier(value: object) -> int:
    number = exact(value)
    if number not in (1, 2):
        raise ValueError("must be 1 or 2; a tier-3 supplier is entered as tier 2")
    return int(number)


Tier = Annotated[int, BeforeValidator(_tier)]


class Supplier(Vocabulary):
    """A parts maker, as one row of the suppliers table."""

    supplier_id: Name = Field(description="Id, unique among suppliers; text, leading zeros are kept.")
    name: str | None = Field(None, description="Name for people; never used to tell suppliers apart.")
    tier: Tier = Field(description="1 sells to the OEM, 2 to tier-1 suppliers. Tier 3 is entered as 2.")
    consortium: Name | None = Field(None, description="The consortium it belongs to.")
    region: Name | None = Field(None, description="Region, as used by fairness rules.")
    size: Size | None = Field(None, description="Size class of the firm: small, medium, mid-sized or large.")
    process: Name | None = Field(None, description="Main process, such as casting or moulding.")
    ets_covered: bool | None = Field(
        None, description="Whether it is in the emissions trading scheme itself; then it yields no credits."
    )
    baseline_t: NotNegative | None = Field(None, description="Emissions before any upgrade [t/yr].")
    revenue_won: Won | None = Field(None, description="Yearly revenue [won].")
    repay_capacity_won: Won | None = Field(
        None, description="What it can repay a year out of its own means, beside savings [won/yr]."
    )
    copay_limit_won: Won | None = Field(
        None, description="Most that it pays itself over the programme [won]; blank: no limit."
    )
    confirmed: bool = Field(
        False, description="Whether the unusual sizes in this row were checked and are right; blank: no."
    )
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")


class Link(Vocabulary):
    """A seller's sales to a buyer, as one row of the links table."""

    buyer_id: Name = Field(description="The supplier that buys.")
    seller_id: Name = Field(description="The supplier that sells.")
    share: Share = Field(description="Part of the seller's output that goes to this buyer, 0 to 1.")
    source: str | None = Field(None, description="Where the row comes from: a source, or 'assumed'.")
