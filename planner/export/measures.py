"""Measures in words, each with its unit: tonnes of different kinds, won of different purses, what suppliers gain."""

from __future__ import annotations

import re

from planner.export.wording import MARKS, SHARED_OUT, Verbatim
from planner.languages import Language, T, Text, translate
from planner.plan.objectives import gain_unit
from planner.programme.measures import Benefit, is_tonnes, year_of
from planner.programme.rules import Rules

WON_MEASURES = {
    "support": SHARED_OUT["support"],
    "fresh_won": T("funders' money"),
    "public_won": T("government money"),
    "oem_won": T("lead firms' money"),
    "own_won": T("suppliers' own money"),
    "all_won": T("cost of the equipment"),
}
"""What is counted in won."""

_UNITS = {
    unit.template: unit
    for unit in (
        T("t/yr"),
        T("million won"),
        T("awards"),
        T("award"),
        T("won"),
        T("Gini coefficient"),
        T("kg"),
        T("unit"),
        T("t"),
    )
}
_UNIT = re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, _UNITS))})(?![\w/])| per ")
_PER = T(" per ")


class Unit(Text):
    """A unit as plans write it, such as t per million won: made of a few words that are known by themselves."""

    def to(self, language: Language) -> str:
        """The same unit in that language."""
        return _UNIT.sub(lambda found: translate(found.group(), language), self.template)


def measure_name(measure: str, rules: Rules) -> Text:
    """A measure of tonnes in words. Its kind is always said: annual, lifetime and discounted tonnes never mix."""
    year = year_of(measure)
    if year is not None:
        return T("tonnes in {year}", year=year)
    if measure == "annual_tonnes":
        return T("annual tonnes (first year in operation)")
    if measure == "discounted_tonnes":
        return T("discounted tonnes")
    return T("lifetime tonnes until {year}", year=rules.years.count_until)


def gain_name(benefit: Benefit, rules: Rules) -> Text:
    """What members gain, and what it is divided by."""
    amount = _amount_name(benefit.amount, rules)
    if benefit.per == "baseline_t":
        return T("{amount} per tonne of baseline emissions", amount=amount)
    if benefit.per == "revenue":
        return T("{amount} per won of revenue", amount=amount)
    if benefit.per == "cost":
        return T("{amount} per won that its eligible upgrades cost", amount=amount)
    return amount


def _amount_name(amount: str, rules: Rules) -> Text:
    if is_tonnes(amount):
        return measure_name(amount, rules)
    return SHARED_OUT["count"] if amount == "count" else WON_MEASURES[amount]


def gain_amount(benefit: Benefit, amount: str) -> Text:
    """A gain with its unit; a mere count needs none beside its name."""
    unit = gain_unit(benefit)
    return Verbatim(amount) if unit == "awards" else T("{value} {unit}", value=amount, unit=Unit(unit))


def member_name(benefit: Benefit) -> Text:
    """Who is compared: one supplier, or the suppliers of one region, within a group where there is one."""
    if benefit.group is None:
        return MARKS[benefit.by]
    return T("{mark} (of group {group} only)", mark=MARKS[benefit.by], group=benefit.group)
