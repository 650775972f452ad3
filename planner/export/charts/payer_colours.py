"""The colour of each payer, the same in every chart: dark for the state, warm for lead firms, green for returns."""

from __future__ import annotations

from planner.export.colours import AMBER, DEEP, GREEN, PALE, PURPLE, SKY, VERMILLION, YELLOW
from planner.export.workbook.awards import purses_in_order
from planner.plan.plan import OWN, Plan

RETURNED = "pool:"
"""All pools together, as charts show them; no funder is called so, since pools are."""

_STATE = (DEEP, SKY, PURPLE)
_LEAD_FIRMS = (AMBER, VERMILLION, YELLOW)


def payer_colours(plan: Plan) -> dict[str, str]:
    """Colours by funder, and for returned and own money; purses of a kind take turns."""
    colours: dict[str, str] = {}
    for kind, used in (("government", _STATE), ("oem", _LEAD_FIRMS)):
        purses = [funder.id for funder in purses_in_order(plan.model) if funder.kind == kind]
        colours |= {purse: used[place % len(used)] for place, purse in enumerate(purses)}
    return {**colours, RETURNED: GREEN, OWN: PALE}
