"""Rules of fairness: floors and caps on shares, least benefits, inequality, technologies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from planner.languages import T
from planner.programme.measures import is_won
from planner.study.policy.levels import RATIO, SHARE, WON, Unit, number
from planner.study.policy.making import EACH, SHARED_OUT, Asked, Drop, Made, entry, listed


def _technology(asked: Asked) -> Made:
    rule = asked.rules.technology_limits[asked.number - 1]
    name = T("technology limit {number}", number=asked.number)
    says = T(
        "{rule}: at most {share} of {what} for {group}",
        rule=name,
        share=SHARE.says(rule.at_most),
        what=SHARED_OUT[rule.of],
        group=listed(rule.technology),
    )
    return Made(says, [(entry(asked, "technology_limits", "at_most", name, rule.at_most, SHARE, raises=True),)])


def _fair_share(side: str) -> Callable[[Asked], Made]:
    def make(asked: Asked) -> Made:
        rule = dict(asked.rules.fair_shares)[asked.number]
        value = Fraction(getattr(rule, side) or 0)
        words = {
            "rule": T("fairness rule {number}", number=asked.number),
            "share": SHARE.says(value),
            "what": SHARED_OUT[rule.of],
            "group": EACH[rule.by] if rule.group is None else listed(rule.group),
        }
        floor = side == "floor"
        says = (
            T("{rule}: floor of {share} of {what} for {group}", **words)
            if floor
            else T("{rule}: cap of {share} of {what} for {group}", **words)
        )
        what = T("the floor of {rule}", **words) if floor else T("the cap of {rule}", **words)
        return Made(says, [(entry(asked, "fairness", side, what, value, SHARE, raises=not floor),)])

    return make


def _least(asked: Asked) -> Made:
    rule = dict(asked.rules.least_benefits)[asked.number]
    unit = Unit(rule.of, 1, Fraction(1, 10**9))
    if is_won(rule.amount) and rule.per is None:
        unit = WON
    name = T("the least benefit of {rule}", rule=T("fairness rule {number}", number=asked.number))
    says = T(
        "{rule}: at least {amount} of {what} for {group}",
        rule=T("fairness rule {number}", number=asked.number),
        amount=unit.says(rule.least) if unit is WON else number(rule.least),
        what=rule.of,
        group=EACH[rule.by],
    )
    level = entry(asked, "fairness", "least", name, rule.least, unit, raises=False)
    level = replace(level, limit_of=asked.rows)
    none = Drop(
        level.setting,
        T("state no least benefit in {rule}", rule=T("fairness rule {number}", number=asked.number)),
        lambda p: level.at(p, Fraction(0)),
    )
    return Made(says, [(level,)], none)


def _gini(asked: Asked) -> Made:
    rule = dict(asked.rules.gini_ceilings)[asked.number]
    name = T("fairness rule {number}", number=asked.number)
    says = T("{rule}: a Gini coefficient of {what} of at most {gini}", rule=name, what=rule.of, gini=number(rule.gini))
    level = entry(asked, "fairness", "gini", T("the Gini ceiling of {rule}", rule=name), rule.gini, RATIO, raises=True)
    return Made(says, [(replace(level, most=Fraction(1)),)])


MAKERS: Mapping[str, Callable[[Asked], Made]] = {
    "technology": _technology,
    "floor": _fair_share("floor"),
    "cap_share": _fair_share("cap"),
    "least": _least,
    "gini": _gini,
}
