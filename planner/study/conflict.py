"""Which named rules cannot be kept together: sets from which no rule can be left out, found by leaving rules out.

Where even parts of upgrades could be awarded and there still is no plan, a proof of that names the rows that matter,
and only their rules are tried. The deletion filter then leaves rules out one after the other, and in halves first: a
rule without which the others still conflict is gone for good, a rule without which they can be kept stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from planner.solving.feasibility import Feasibility, Kept
from planner.solving.outcome import Infeasible
from planner.study.policy.rules import TAKEN_TOGETHER, PolicyRule

MOST_CONFLICTS = 5
"""So many conflicts without a common rule are looked for."""

ROWS_SHOWN = 3
"""A rule of many rows is said to conflict in these rows where they are no more than so many."""

SAID_BY_ROW = ("budget", "cap", "floor", "cap_share", "least", "footprint", "reserved", *TAKEN_TOGETHER)
"""Rules whose rows have years, members or upgrades for their index: words of the programme."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot be kept together. ``irreducible``: without any one of them the others can, and that is proven.

    ``in_parts``: not even where parts of all upgrades could be awarded. ``rows`` are those of a proof, by rule, for
    rules that have few in it.
    """

    rules: tuple[PolicyRule, ...]
    irreducible: bool
    in_parts: bool
    rows: dict[str, tuple[str, ...]]


def conflicts(feasibility: Feasibility, rules: Sequence[PolicyRule]) -> list[Conflict]:
    """Conflicts that have no rule in common, until without all of these there is a plan; none where there is one."""
    found: list[Conflict] = []
    left = list(rules)
    for _ in range(MOST_CONFLICTS):
        conflict = _conflict(feasibility, rules, left)
        if conflict is None:
            break
        found.append(conflict)
        left = [rule for rule in left if rule not in conflict.rules]
    return found


def _conflict(feasibility: Feasibility, rules: Sequence[PolicyRule], left: Sequence[PolicyRule]) -> Conflict | None:
    """A conflict among the rules that are left; None where they can be kept together."""
    test = _Test(feasibility, rules, whole=False)
    in_parts = test.conflict(left) is True
    if in_parts:
        guilty = set(feasibility.guilty(test.rows_without(left)))
        proven = [rule for rule in left if not guilty.isdisjoint(rule.rows)]
        left = proven if test.conflict(proven) is True else left
        left = irreducible(left, lambda kept: test.conflict(kept) is True)
    if feasibility.has_whole_columns:
        test = _Test(feasibility, rules, whole=True)
        if not in_parts and test.conflict(left) is not True:
            return None
        left = irreducible(left, lambda kept: test.conflict(kept) is True)
    elif not in_parts:
        return None
    return Conflict(tuple(left), test.sure, in_parts, _few_rows(feasibility, test, left) if in_parts else {})


def irreducible(rules: Sequence[PolicyRule], conflict: Callable[[Collection[PolicyRule]], bool]) -> list[PolicyRule]:
    """The rules that remain in conflict when those that do not matter are left out, the first ones first."""
    kept = list(rules)
    parts = [list(rules)]
    while parts:
        part = parts.pop()
        without = [rule for rule in kept if rule not in part]
        if conflict(without):
            kept = without
        elif len(part) > 1:
            middle = len(part) // 2
            parts += [part[middle:], part[:middle]]
    return kept


class _Test:
    """Whether rules conflict, parts allowed or not; ``sure`` as long as the solver has always known."""

    def __init__(self, feasibility: Feasibility, rules: Sequence[PolicyRule], *, whole: bool) -> None:
        self._feasibility = feasibility
        self._rules = rules
        self._whole = whole
        self.sure = True

    def rows_without(self, kept: Collection[PolicyRule]) -> list[str]:
        """The rows of all rules but these."""
        return [row for rule in self._rules if rule not in kept for row in rule.rows]

    def conflict(self, kept: Collection[PolicyRule]) -> bool | None:
        """Whether these rules and the definitions cannot be kept together; None where that was not found out."""
        if self._feasibility.is_late:
            self.sure = False
            return None
        outcome = self._feasibility.kept(self.rows_without(kept), whole=self._whole)
        if isinstance(outcome, Infeasible | Kept):
            return isinstance(outcome, Infeasible)
        self.sure = False
        return None


def _few_rows(feasibility: Feasibility, test: _Test, rules: Sequence[PolicyRule]) -> dict[str, tuple[str, ...]]:
    """For rules of many rows, those in a proof of the conflict, where these are few."""
    guilty = set(feasibility.guilty(test.rows_without(rules)))
    many = [rule for rule in rules if rule.key.rule in SAID_BY_ROW and (len(rule.rows) > 1 or not rule.key.which)]
    rows = {str(rule.key): tuple(row for row in rule.rows if row in guilty) for rule in many}
    return {key: named for key, named in rows.items() if 0 < len(named) <= ROWS_SHOWN}
