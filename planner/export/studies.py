"""What takes solving again, for documents that tell of it: prices of rules, what the next money buys, the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.study.comparison import Comparison
    from planner.study.price import Prices
    from planner.study.rungs import Ladder


@dataclass(frozen=True)
class Studies:
    """The studies that a document tells of; for those that are not given it names the command.

    ``comparison`` holds the plan against the ranking by won per tonne.
    """

    prices: Prices | None = None
    ladder: Ladder | None = None
    comparison: Comparison | None = None


NO_STUDIES = Studies()
"""A document of the plan alone."""
