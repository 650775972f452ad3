"""The studies that a report tells of: the programme solved again, and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.cli.speech import say
from planner.languages import T
from planner.units import EOK

if TYPE_CHECKING:
    from planner.export.studies import Studies
    from planner.opening.plans import Saved


def solved_again(saved: Saved) -> Studies:
    """Prices of the fairness rules, what the next money buys, and the ranking beside the plan. Takes minutes.

    The ranking is left out where a later year is planned: it knows nothing of what is signed. Raises what the commands
    ``prices``, ``ladder`` and ``ranking`` raise.
    """
    from planner.export.studies import Studies
    from planner.solving.outcome import Limits
    from planner.study.comparison import compare
    from planner.study.ladder import find_ladder
    from planner.study.prices import find_prices
    from planner.study.ranking import make_ranking

    programme, no_limits = saved.programme, Limits(None, None)
    say(T("Solving again: what each rule costs."))
    prices = find_prices(programme, no_limits, say)
    say(T("Solving again: what the next money buys."))
    ladder = find_ladder(programme, no_limits, EOK, say, saved.plan)
    if programme.rules.years.past_years:
        return Studies(prices, ladder)
    say(T("Ranking by won per tonne."))
    ranking = make_ranking(programme, say=say)
    return Studies(prices, ladder, compare(programme, saved.plan, ranking.plan))
