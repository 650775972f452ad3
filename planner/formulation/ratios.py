"""One funder's money against another's: the row that co-funding and matching share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

from planner.formulation.funding import Level, Money
from planner.formulation.model import Formulation, Sense, Terms
from planner.programme.families import row_name
from planner.units import solver_number


def ratio_rows(
    lp: Formulation,
    money: Money,
    rule: str,
    number: int,
    limited: Callable[[str], bool],
    against: Callable[[str], bool],
    level: Level,
    limits: dict[str, Fraction | None],
) -> None:
    r"""For each index, what some payers pay is at least or at most a ratio of what others pay.

    .. math:: \sum_{f \in F} m_f \gtreqless q \sum_{h \in H} m_h

    m [million won]. ``limits`` maps ``at_least`` and ``at_most`` to their ratios; where they meet, one row says both.
    Nothing is asked of past years (reading 55 of the next year).
    """
    over = money.paid(limited, level)
    under = money.paid(against, level)
    past = lp.rules.years.past_years
    indexes: list[Hashable] = [index for index in dict.fromkeys([*over, *under]) if index not in past]
    senses: dict[str, Sense] = {"at_least": ">=", "at_most": "<="}
    if limits["at_least"] == limits["at_most"]:
        limits, senses = {"at_least": limits["at_least"]}, {"at_least": "="}
    for side, ratio in limits.items():
        if ratio is None:
            continue
        for index in indexes:
            terms: Terms = list(over.get(index, ()))
            terms += [(variable, -solver_number(ratio) * won) for variable, won in under.get(index, ()) if ratio]
            if terms:
                parts = index if isinstance(index, tuple) else (index,)
                lp.row(row_name(rule, number, side, *parts), terms, senses[side], 0)
