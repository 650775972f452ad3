"""The repayment ratio as a level. No row is its own: what is owed feeds the pools, and must be affordable."""

from __future__ import annotations

from fractions import Fraction

from planner.languages import T
from planner.programme.programme import Programme
from planner.study.policy.levels import SHARE, Level
from planner.study.policy.making import with_rules

REPAYMENT = "repayment.ratio"


def repayment_level(programme: Programme) -> dict[str, Level]:
    """The ratio, by its setting; nothing where the model asks for no repayment.

    Neither way loosens it: more repaid is more for others, and more that suppliers must bear.
    """
    repayment = programme.rules.repayment
    if repayment is None:
        return {}

    def at(changed: Programme, level: Fraction) -> Programme:
        stated = changed.rules.repayment
        assert stated is not None
        return with_rules(changed, repayment=stated.model_copy(update={"ratio": level}))

    says = T("the part of the support that is given back")
    return {REPAYMENT: Level(REPAYMENT, says, repayment.ratio, SHARE, True, at, at, most=Fraction(1))}
