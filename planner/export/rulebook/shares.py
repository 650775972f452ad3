"""Who gets which part of the whole: groups, fairness, limits on technologies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.export.measures import gain_amount, gain_name, member_name
from planner.export.rulebook.line import RuleLine, limits
from planner.export.selection import selection
from planner.export.wording import MARKS, SHARED_OUT, SIZES, Joined, Verbatim, listed, number, payer_names
from planner.languages import T, Text
from planner.programme.fairness import FairnessRule, FairShare, GiniCeiling
from planner.programme.rules import Rules, TechnologyLimit


def groups(rules: Rules) -> Iterator[RuleLine]:
    """Names for sets of suppliers."""
    for name, selector in rules.groups.items():
        yield RuleLine(T("Groups"), T("{name}: {whom}", name=name, whom=selection(selector)), f"groups.{name}")


def fairness(rules: Rules) -> Iterator[RuleLine]:
    """Floors and caps on groups' shares, least benefits, ceilings on inequality."""
    for place, rule in enumerate(rules.fairness, start=1):
        yield RuleLine(T("Fairness"), fairness_words(rule, rules), f"fairness[{place}]", rule.source)


def fairness_words(rule: FairnessRule, rules: Rules) -> Text:
    """One fairness rule of any kind as a sentence."""
    if isinstance(rule, FairShare):
        return fair_share(rule, rules)
    gain, member = gain_name(rule, rules), member_name(rule)
    if isinstance(rule, GiniCeiling):
        return T(
            "Gini coefficient of {gain}, compared by {member}: at most {most}.",
            gain=gain,
            member=member,
            most=number(rule.gini),
        )
    return T(
        "Every {member} with an eligible upgrade: {gain} of at least {least}.",
        member=member,
        gain=gain,
        least=gain_amount(rule, number(rule.least)),
    )


def fair_share(rule: FairShare, rules: Rules) -> Text:
    """One fairness rule as a sentence."""
    return T(
        "{group}: {limits} of {whole}.",
        group=_whose(rule),
        limits=limits(rule.floor, rule.cap),
        whole=whole_of(rule, rules),
    )


def fairness_name(rule: FairnessRule, rules: Rules) -> Text:
    """What a fairness rule looks at, without what it asks: the same for all levels of one rule."""
    if isinstance(rule, FairShare):
        words = {"group": _whose(rule), "whole": whole_of(rule, rules)}
        if rule.group is None:
            return T("{group}, the one nearest to its limit: part of {whole}", **words)
        return T("{group}: part of {whole}", **words)
    words = {"gain": gain_name(rule, rules), "member": member_name(rule)}
    if isinstance(rule, GiniCeiling):
        return T("Gini coefficient of {gain}, compared by {member}", **words)
    return T("Least of any {member}: {gain}", **words)


def _whose(rule: FairShare) -> Text:
    if rule.group is None:
        return T("Each {mark}", mark=MARKS[rule.by])
    return T("{mark} {names}", mark=MARKS[rule.by], names=_values(rule.by, rule.group))


def _values(mark: str, names: Sequence[str]) -> Text:
    """Values of a mark, or names of groups; size classes have words."""
    if mark != "size":
        return listed(names)
    return Joined([SIZES.get(name, Verbatim(name)) for name in names], ", ")


def whole_of(rule: FairShare, rules: Rules) -> Text:
    """What the rule shares out."""
    if rule.payers is None:
        return SHARED_OUT[rule.of]
    return T("the support of {funders}", funders=payer_names(rules, rule.payers))


def technology_limits(rules: Rules) -> Iterator[RuleLine]:
    """Ceilings on technologies."""
    for place, rule in enumerate(rules.technology_limits, start=1):
        yield RuleLine(T("Technologies"), technology_words(rule), f"technology_limits[{place}]", rule.source)


def technology_words(rule: TechnologyLimit) -> Text:
    """One limit on technologies as a sentence."""
    return T(
        "{technologies}: {limits} of {whole}.",
        technologies=listed(rule.technology),
        limits=limits(None, rule.at_most),
        whole=SHARED_OUT[rule.of],
    )
