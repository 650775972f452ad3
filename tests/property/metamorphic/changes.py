"""Changes of a case that several relations make, and the rules that a relation cannot bear taken out of a case."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.property.cases import Case, Data
from tests.property.metamorphic.comparing import DoesNotApplyError

type Change = Callable[[Data], Data]


def upgrades(case: Case, change: Change) -> Case:
    """The case with every upgrade changed."""
    return replace(case, upgrades=tuple(change(row) for row in case.upgrades))


def suppliers(case: Case, change: Change) -> Case:
    """The case with every supplier changed."""
    return replace(case, suppliers=tuple(change(row) for row in case.suppliers))


def funders(case: Case, change: Change) -> Case:
    """The case with every purse changed."""
    return case.with_rules(funders=[change(row) for row in case.rules["funders"]])


def one_more(case: Case, family: str, rule: Data) -> Case:
    """The case with one more rule of the family."""
    return case.with_rules(**{family: [*case.rules.get(family, ()), rule]})


def each(case: Case, family: str, change: Change) -> Case:
    """The case with each rule of the family changed; the relation does not apply where there is none."""
    if not case.rules.get(family):
        raise DoesNotApplyError(f"no {family}")
    return case.with_rules(**{family: [change(rule) for rule in case.rules[family]]})


def without(case: Case, *families: str) -> Case:
    """The case without these keys of the model."""
    return replace(case, rules={key: value for key, value in case.rules.items() if key not in families})


def without_those(case: Case, family: str, meant: Callable[[Data], bool]) -> Case:
    """The case without the rules of the family that are meant."""
    if family not in case.rules:
        return case
    return case.with_rules(**{family: [rule for rule in case.rules[family] if not meant(rule)]})


def objectives(case: Case) -> list[Data]:
    """The objectives in their order."""
    stated: Any = case.rules["objective"]
    return stated if isinstance(stated, list) else [stated]


def without_benefits(case: Case) -> Case:
    """Without rules and objectives that compare gains: whom they measure depends on which upgrades there are."""
    case = without_those(case, "fairness", lambda rule: "gini" in rule or "least" in rule)
    kept = [goal for goal in objectives(case) if not goal.keys() & {"max_min", "leximin"}]
    return case.with_rules(objective=kept or {"maximise": "lifetime_tonnes"})


def without_ratio(case: Case) -> Case:
    """With most tonnes in place of most tonnes per won: least deployments grow with the budgets."""
    kept = [goal if "ratio" not in goal else {"maximise": goal["ratio"]["of"]} for goal in objectives(case)]
    return case.with_rules(objective=kept)


def without_shares_of(case: Case, *amounts: str) -> Case:
    """Without floors, caps and limits on shares of these: support, tonnes, count."""
    for family in ("fairness", "technology_limits"):
        case = without_those(case, family, lambda rule: rule["of"] in amounts)
    return case


def without_caps(case: Case, *per: str | None) -> Case:
    """Without caps for each of these; None means those in won per lifetime tonne."""
    return without_those(case, "caps", lambda rule: rule.get("per") in per)


def without_tonnes_in_rules(case: Case) -> Case:
    """Without rules in which an upgrade's tonnes decide about money, eligibility or anybody's share."""
    case = without(case, "ceiling_phases", "thresholds")
    return without_caps(without_shares_of(without_benefits(case), "tonnes"), None)


def saving_only(case: Case) -> Case:
    """With upgrades that never emit more than before."""

    def saves(row: Data) -> Data:
        used = row.get("electricity_mwh")
        return row if used is None else row | {"electricity_mwh": used.removeprefix("-")}

    return upgrades(case, saves)


def pick(case: Case, rows: Any) -> Any:
    """One of the rows, the same for the same case; the relation does not apply where there are none."""
    listed = list(rows)
    if not listed:
        raise DoesNotApplyError("nothing to pick")
    return random.Random(f"pick {case.seed}").choice(listed)
