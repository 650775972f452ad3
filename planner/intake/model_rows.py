"""What a model holds, as rows of a workbook's sheets: purses, their budgets, and every other rule a row."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planner.programme.quantities import Name, Share, Vocabulary, Won, Year


class FunderRow(Vocabulary):
    """A purse, as one row of the funders sheet. What a row cannot say stands on the rules sheet, under ``funders``."""

    id: Name = Field(description="Id, as used by the other rules and in the plan; not 'own', not beginning 'pool'.")
    name: str | None = Field(None, description="Name for people.")
    kind: Literal["government", "oem"] = Field(
        description="government money is public; government and OEM money together are fresh money."
    )
    pays_tier: tuple[Name, ...] = Field((), description="Tiers that it may pay, parted by ';'; blank: all.")
    pays_size: tuple[Name, ...] = Field((), description="Size classes that it may pay, parted by ';'; blank: all.")
    pays_region: tuple[Name, ...] = Field((), description="Regions that it may pay, parted by ';'; blank: all.")
    rate: Share | None = Field(None, description="Own support rate, the same for all; blank: no own limit.")
    carry_over: Literal["none", "all"] | None = Field(
        None, description="What is left at a year's end: none lapses, all is carried; blank: none."
    )
    source: str | None = Field(None, description="Where the purse comes from: a source, or 'assumed'.")


class BudgetRow(Vocabulary):
    """A purse's money of one year, as one row of the budgets sheet."""

    funder: Name = Field(description="The purse, by its id.")
    year: Year = Field(description="The year.")
    won: Won = Field(description="Budget of the year [won].")


class RuleRow(Vocabulary):
    """A value of the model, as one row of the rules sheet: its place, and what stands there."""

    rule: Name = Field(description="The rule, by its key at the top of a model, such as repayment or support_rates.")
    number: Name | None = Field(None, description="Which entry, counted from 1, where the rule is a list.")
    key: str | None = Field(None, description="The key within the rule, such as at_most; keys within keys with a dot.")
    value: str = Field(description="The value: a number, a word, or a list such as [small, medium].")
    unit: Name | None = Field(None, description="Unit of the value, where it has one; blank: the key's own.")
    meaning: str | None = Field(None, description="What the key means; for people, never read.")
