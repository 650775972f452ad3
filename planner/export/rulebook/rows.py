"""The rule that a row belongs to, in words, and whom or what of the rule the row speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.export.measures import measure_name
from planner.export.objectives import deployment_name
from planner.export.rulebook.conditions import phase_words, threshold_words
from planner.export.rulebook.money import cap_words, co_funding_words
from planner.export.rulebook.purses import reserved_words
from planner.export.rulebook.reach import amount_words, footprint_words, target_words
from planner.export.rulebook.returns import matching_words
from planner.export.rulebook.shares import fairness_words, technology_words
from planner.export.wording import Capital, Verbatim, payer_name
from planner.languages import T, Text
from planner.programme.fairness import FairShare
from planner.programme.rules import CoFunding, Matching, Rules

_WHOLE = "programme"


@dataclass(frozen=True)
class RowWords:
    """A row as people read it: what its rule says, and the group, supplier or year that the row is about."""

    says: Text
    about: str | None = None


def row_words(rules: Rules, row: str) -> RowWords:
    """The words of a row; a row of no known rule keeps its name."""
    rule, _, index = row.removesuffix("]").partition("[")
    if rule == "budget":
        funder, _, year = index.rpartition(",")
        return RowWords(T("Budget of {funder}", funder=payer_name(rules, funder)), year)
    if rule == "reach":
        return RowWords(_reach(rules, index))
    if rule == "deployment" and rules.ratio is not None:
        return RowWords(Capital(deployment_name(rules.ratio)))
    number, _, member = index.partition(",")
    words = _NUMBERED.get(rule)
    if words is None or not number.isdecimal() or number == "0":
        return RowWords(Verbatim(row))
    try:
        says = words(rules, int(number) - 1, member)
    except IndexError:
        return RowWords(Verbatim(row))
    if rule in ("co_funding", "matching"):
        member = member.partition(",")[2]
    return RowWords(says, None if member in ("", _WHOLE) else member)


def _reach(rules: Rules, measure: str) -> Text:
    asked = [objective.reach[measure] for objective in rules.objective if measure in objective.reach]
    return amount_words(measure, max(asked), rules) if asked else measure_name(measure, rules)


def _one_side[Ratio: (CoFunding, Matching)](rule: Ratio, member: str) -> Ratio:
    """The floor or the ceiling alone, as the row says; an equality stays one."""
    if rule.is_equality:
        return rule
    return rule.model_copy(update={"at_most": None} if member.startswith("at_least") else {"at_least": None})


def _share(side: str) -> Callable[[Rules, int, str], Text]:
    """The floor or the cap alone, where a rule has both."""

    def words(rules: Rules, place: int, _: str) -> Text:
        rule = rules.fairness[place]
        if isinstance(rule, FairShare):
            rule = rule.model_copy(update={"cap": None} if side == "floor" else {"floor": None})
        return fairness_words(rule, rules)

    return words


_NUMBERED: Mapping[str, Callable[[Rules, int, str], Text]] = {
    "cap": lambda rules, place, _: cap_words(rules.caps[place], rules),
    "co_funding": lambda rules, place, member: co_funding_words(_one_side(rules.co_funding[place], member), rules),
    "matching": lambda rules, place, member: matching_words(_one_side(rules.matching[place], member), rules),
    "reserved": lambda rules, place, _: reserved_words(rules.reserved[place], rules),
    "phase": lambda rules, place, _: phase_words(rules.ceiling_phases[place]),
    "threshold": lambda rules, place, _: threshold_words(rules.thresholds[place]),
    "technology": lambda rules, place, _: technology_words(rules.technology_limits[place]),
    "floor": _share("floor"),
    "cap_share": _share("cap"),
    "least": lambda rules, place, _: fairness_words(rules.fairness[place], rules),
    "gini": lambda rules, place, _: fairness_words(rules.fairness[place], rules),
    "target": lambda rules, place, _: target_words(rules.targets[place], rules),
    "footprint": lambda rules, place, _: footprint_words(rules.footprint[place]),
}
"""Rules of a list, by what their rows are called: words of the rule at a place, from 0, and of the row's side."""
