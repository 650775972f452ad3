"""What can be counted: tonnes and won of a plan, and benefits of suppliers. Measures have names and never mix."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from planner.programme.quantities import Name, Vocabulary
from planner.programme.selector import Attribute

_TONNES = r"(annual_tonnes|lifetime_tonnes|discounted_tonnes|tonnes_in_\d{4})"
_WON = r"(public_won|oem_won|fresh_won|own_won|all_won)"

Measure = Annotated[str, Field(pattern=f"^{_TONNES}$")]
"""Tonnes: of the first year in operation, within the horizon, discounted, or in one year."""

WonMeasure = Literal["public_won", "oem_won", "fresh_won", "own_won", "all_won"]
"""Government purses; OEM purses; both; what the suppliers pay themselves; the cost of the equipment awarded."""

BenefitMeasure = Annotated[
    str, Field(pattern=f"^(support|count|tonnes|{_TONNES}|{_WON})(_per_(baseline_t|revenue|cost))?$")
]
"""What suppliers gain: support, tonnes, won or the count of awards; by itself, or per baseline tonne, per won of
revenue, or per won of what their eligible upgrades cost. ``tonnes`` are lifetime tonnes."""


class Benefit(Vocabulary):
    """What each supplier, or each group of suppliers, gains: the vector that fairness compares.

    Measured are the suppliers with an eligible upgrade.
    """

    of: BenefitMeasure = Field(description="The gain that is compared.")
    by: Attribute = Field("supplier", description="The mark that makes the groups compared; suppliers by default.")
    group: Name | None = Field(
        None, description="A name under groups: only its suppliers are measured; not given: all."
    )

    @property
    def amount(self) -> str:
        """What is gained, without what it is divided by; ``tonnes`` by its full name."""
        amount = re.sub(r"_per_(baseline_t|revenue|cost)$", "", self.of)
        return "lifetime_tonnes" if amount == "tonnes" else amount

    @property
    def per(self) -> str | None:
        """What it is divided by: baseline_t, revenue or cost; None for the gain itself."""
        match = re.search(r"_per_(baseline_t|revenue|cost)$", self.of)
        return match.group(1) if match else None


def year_of(measure: str) -> int | None:
    """The year of a tonnes_in_YYYY measure."""
    match = re.fullmatch(r"tonnes_in_(\d{4})", measure)
    return int(match.group(1)) if match else None


def is_tonnes(measure: str) -> bool:
    """Whether a measure counts tonnes."""
    return re.fullmatch(_TONNES, measure) is not None


def is_won(measure: str) -> bool:
    """Whether a measure counts won."""
    return measure == "support" or re.fullmatch(_WON, measure) is not None
