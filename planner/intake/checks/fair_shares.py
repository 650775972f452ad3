"""Floors and caps that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.programme.fairness import FairShare
from planner.programme.quantities import written
from planner.programme.selector import attribute_of


class _Floor(NamedTuple):
    level: Fraction
    rule: int
    members: frozenset[str]


def floors_within_the_whole(draft: Draft) -> Iterator[Fault]:
    """The floors of groups without a common member add up to at most the whole."""
    sound = draft.tables.suppliers.is_whole and draft.tables.upgrades.is_whole
    if not sound or not draft.has("fairness", "groups"):
        return
    floors: dict[object, list[_Floor]] = defaultdict(list)
    for number, rule in draft.rules.fair_shares:
        if rule.floor is not None:
            measure = (rule.of, None if rule.payers is None else frozenset(rule.payers))
            floors[measure] += [_Floor(rule.floor, number, members) for members in _groups(draft, rule)]
    for of_one_measure in floors.values():
        apart = list(_apart(of_one_measure))
        total = sum(floor.level for floor in apart)
        if total > 1:
            places = [draft.model.place("fairness", number - 1) for number in sorted({floor.rule for floor in apart})]
            yield faults.FLOORS_ABOVE_ONE.at(places[-1], total=written(Fraction(total)), places=mentioned(places))


def _groups(draft: Draft, rule: FairShare) -> Iterator[frozenset[str]]:
    """The sets of suppliers that a rule's floor speaks of, each by itself."""
    members: dict[str, set[str]] = defaultdict(set)
    for supplier in draft.tables.suppliers.items:
        value = attribute_of(supplier, rule.by)
        if rule.group is None:
            if value is not None and supplier.supplier_id in draft.suppliers_with_upgrades:
                members[value].add(supplier.supplier_id)
            continue
        named = [draft.rules.groups[name] for name in rule.group if name in draft.rules.groups]
        if value in rule.group or any(group.takes_supplier(supplier) for group in named):
            members[""].add(supplier.supplier_id)
    return (frozenset(suppliers) for suppliers in members.values())


def _apart(floors: list[_Floor]) -> Iterator[_Floor]:
    """Floors of groups that have no member in common, the highest first."""
    taken: set[str] = set()
    for floor in sorted(floors, key=lambda floor: (-floor.level, floor.rule)):
        if not taken & floor.members:
            taken |= floor.members
            yield floor


def floors_below_caps(draft: Draft) -> Iterator[Fault]:
    """No rule's floor is above another rule's cap on the same group."""
    caps: dict[object, tuple[Fraction, int]] = {}
    for number, rule in draft.rules.fair_shares:
        if rule.cap is not None:
            key = _same_group(rule)
            caps[key] = min(caps.get(key, (rule.cap, number)), (rule.cap, number))
    for number, rule in draft.rules.fair_shares:
        cap, other = caps.get(_same_group(rule), (Fraction(1), number))
        if rule.floor is not None and rule.floor > cap:
            yield faults.FLOOR_ABOVE_CAP.at(
                draft.model.place("fairness", number - 1, "floor"),
                floor=written(rule.floor),
                cap=written(cap),
                other=draft.model.place("fairness", other - 1, "cap"),
            )


def _same_group(rule: FairShare) -> object:
    group = None if rule.group is None else frozenset(rule.group)
    return rule.of, rule.by, group, None if rule.payers is None else frozenset(rule.payers)
