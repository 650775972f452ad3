"""What is plausible: one table of bounds, each below its reason. Orders of magnitude, wide on purpose, no standards."""

from __future__ import annotations

import math
from typing import NamedTuple

from planner.languages import T, Text


class Bound(NamedTuple):
    """From where to where a quotient is believed, and what it is called."""

    low: float
    high: float
    what: Text

    def holds(self, value: float) -> bool:
        """Whether the value is believed."""
        return self.low <= value <= self.high

    @property
    def middle(self) -> float:
        """The geometric middle."""
        return math.sqrt(self.low * self.high)


# Quotients of whole columns, believed of the middle row.

# Cost of equipment for a tonne a year: in programmes 0.3 to 10 million won, in audits a tenth of that.
WON_PER_TONNE = Bound(1e4, 1e8, T("won of cost for a tonne a year"))
# Paid back in four days to a thousand years: the middle project takes 1 to 10.
SAVING_PER_COST = Bound(1e-3, 1e2, T("won saved a year for a won of cost"))
# All budgets over all costs: a programme funds a part, never hundreds of times all.
BUDGETS_PER_COSTS = Bound(1e-4, 3e2, T("all budgets over all costs"))
# Cement sells for about 1e5 won a tonne emitted, parts for 1e7, services for 1e9.
REVENUE_PER_TONNE = Bound(2e4, 1e10, T("won of revenue for a tonne emitted"))
# What a firm can repay a year is a part of its revenue.
CAPACITY_PER_REVENUE = Bound(1e-6, 1.0, T("yearly repayment over yearly revenue"))
# What a firm pays itself over a programme is below ten years' revenue.
COPAY_PER_REVENUE = Bound(1e-6, 10.0, T("own payment over a year's revenue"))
# The middle upgrade saves a part of what its site emits.
TONNES_PER_BASELINE = Bound(1e-5, 1.0, T("tonnes saved of each tonne emitted"))

# Quotients of single rows.

# As for columns, ten times wider: for rows that have too few peers.
WON_PER_TONNE_ALONE = Bound(1e3, 1e9, T("won of cost for a tonne a year"))
# Won saved over what the energy is worth at the reference prices: from a thirtieth, off-peak in the cheapest countries,
# to the highest prices of 2022 with upkeep saved beside.
PRICE = Bound(1 / 30, 15.0, T("won saved over what the energy is worth"))
WON_PER_MWH = 150_000.0
"""Reference price of electricity [won/MWh]: 150 won a kWh, about the Korean industrial tariff of 2023 to 2025."""
WON_PER_GJ = 20_000.0
"""Reference price of natural gas [won/GJ]: about the Korean industrial tariff of 2023 to 2025."""

MOST_TONNES = 250_000.0
"""Most that one project is believed to save [t/yr]: twice what puts a whole firm into the Korean emissions trading
scheme, 125,000 t a year (Act on the Allocation and Trading of Greenhouse-Gas Emission Permits, article 8)."""

MOST_OF_BASELINE = 1.0
"""Fuel and process emissions saved at a site are at most what it emits."""
MOST_OF_BASELINE_BY_ELECTRICITY = 10.0
"""Electricity may be fed into the grid: a roof can save more than a small plant emits, though not ten times."""

FAR_FROM_PEERS = 300.0
"""So many times from the middle of its peers a row stands out. The cheapest and dearest one in a thousand of real
programmes is within 30 times; a wrong prefix is a thousand times."""
NEAR_PEERS = 30.0
"""A suspected unit explains a row if it brings it back to within so many times the middle; a thousand times 1/30 is
above 30, so no two prefixes explain the same row."""
FEWEST_PEERS = 5
"""Fewer rows of a technology have no middle; then all upgrades are the peers."""

MOST_YEARS = 60
"""Longest life that is believed [years]: buildings' shells last 60 years, machines 10 to 30."""
