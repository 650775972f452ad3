"""One funder's money against another's: the row that co-funding and matching share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from planner.formulation.funding import Level, Money
from planner.formulation.model import PAST, Formulation, Sense, Terms
from planner.programme.families import row_name
from planner.units import RATIO_EQUALITY_WON, million_won, solver_number


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
    Nothing is asked of past years (reading 55 of the next year); signed won meet an equality within a won.
    """
    over = money.paid(limited, level)
    under = money.paid(against, level)
    past = lp.rules.years.past_years
    indexes = [index for index in dict.fromkeys([*over, *under]) if index not in past]
    for side in ("at_least", "at_most"):
        for index in indexes:
            is_signed = any(variable.name == PAST for variable, _ in [*over.get(index, ()), *under.get(index, ())])
            held = _sides(limits, is_signed).get(side)
            if held is None:
                continue
            sense, ratio, spare = held
            parts = index if isinstance(index, tuple) else (index,)
            terms: Terms = list(over.get(index, ()))
            terms += [(variable, -solver_number(ratio) * won) for variable, won in under.get(index, ()) if ratio]
            if terms:
                lp.row(row_name(rule, number, side, *parts), terms, sense, million_won(spare))


class _Side(NamedTuple):
    """How a ratio is held: the sense of its row, the ratio, and the won that the row leaves."""

    sense: Sense
    ratio: Fraction
    spare: int


def _sides(limits: Mapping[str, Fraction | None], is_signed: bool) -> Mapping[str, _Side]:
    """The rows of an index. Where the limits meet one row says both; with signed won two, which leave one won."""
    least, most = limits["at_least"], limits["at_most"]
    meet = least is not None and least == most
    if meet and least is not None and not is_signed:
        return {"at_least": _Side("=", least, 0)}
    spare = RATIO_EQUALITY_WON if meet else 0
    sides = {}
    if least is not None:
        sides["at_least"] = _Side(">=", least, -spare)
    if most is not None:
        sides["at_most"] = _Side("<=", most, spare)
    return sides
