"""Who gets which part of the whole: groups, fairness, limits on technologies."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine, limits
from planner.export.selection import selection
from planner.export.wording import MARKS, SHARED_OUT, listed, payer_names
from planner.languages import T, Text
from planner.programme.fairness import FairShare
from planner.programme.rules import Rules


def groups(rules: Rules) -> Iterator[RuleLine]:
    """Names for sets of suppliers."""
    for name, selector in rules.groups.items():
        yield RuleLine(T("Groups"), T("{name}: {whom}", name=name, whom=selection(selector)), f"groups.{name}")


def fairness(rules: Rules) -> Iterator[RuleLine]:
    """Floors and caps on groups' shares."""
    for place, rule in rules.fair_shares:
        yield RuleLine(T("Fairness"), fair_share(rule, rules), f"fairness[{place}]", rule.source)


def fair_share(rule: FairShare, rules: Rules) -> Text:
    """One fairness rule as a sentence."""
    return T(
        "{group}: {limits} of {whole}.",
        group=_whose(rule),
        limits=limits(rule.floor, rule.cap),
        whole=whole_of(rule, rules),
    )


def _whose(rule: FairShare) -> Text:
    if rule.group is None:
        return T("Each {mark}", mark=MARKS[rule.by])
    return T("{mark} {names}", mark=MARKS[rule.by], names=listed(rule.group))


def whole_of(rule: FairShare, rules: Rules) -> Text:
    """What the rule shares out."""
    if rule.payers is None:
        return SHARED_OUT[rule.of]
    return T("the support of {funders}", funders=payer_names(rules, rule.payers))


def technology_limits(rules: Rules) -> Iterator[RuleLine]:
    """Ceilings on technologies."""
    for place, rule in enumerate(rules.technology_limits, start=1):
        yield RuleLine(
            T("Technologies"),
            T(
                "{technologies}: {limits} of {whole}.",
                technologies=listed(rule.technology),
                limits=limits(None, rule.at_most),
                whole=SHARED_OUT[rule.of],
            ),
            f"technology_limits[{place}]",
            rule.source,
        )
