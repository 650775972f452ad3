"""Why a programme has no plan, in the words of its rules, and what would mend it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.errors import InfeasibleError
from planner.formulation.assemble import assemble
from planner.languages import Language, T, Text
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.programme.quantities import written
from planner.solving.feasibility import Feasibility
from planner.study.conflict import Conflict, conflicts
from planner.study.policy.rules import PolicyRule, policy_rules, rule_of_row
from planner.study.repair import Change, Mended, Repairs, can_be_kept

SECONDS = 300.0
"""An explanation takes no longer than about this, where no other limit is set."""

PLANNED = 300
"""With no more award options than this a change is tried by making a whole plan, to the won; with more, by the rows."""


@dataclass(frozen=True)
class Explained:
    """The conflicts of a programme without a plan, and what would mend it.

    ``why``: what is known of the first, where nothing can keep it. ``repairs``: changes of one rule each, of which any
    one is enough. ``not_enough``: rules that no change of theirs alone makes up for. ``together``: changes of several
    rules that are enough together, looked for where no rule alone is. ``unsure``: something was not found out.
    """

    conflicts: tuple[Conflict, ...]
    why: Text | None
    repairs: tuple[Mended, ...]
    not_enough: tuple[PolicyRule, ...]
    together: Mended | None
    unsure: bool

    def lines(self) -> Sequence[Text]:
        """For people, a line each."""
        lines: list[Text] = []
        for number, conflict in enumerate(self.conflicts, start=1):
            lines.append(_heading(conflict, number, len(self.conflicts)))
            lines += [_item(_with_rows(rule, conflict)) for rule in conflict.rules]
            lines += [self.why] if self.why is not None and number == 1 else []
        if self.repairs:
            several = len(self.repairs) > 1
            lines.append(T("Any one of these changes is enough:") if several else T("This change is enough:"))
            lines += [_item(_changes(mended)) for mended in self.repairs]
        if self.not_enough and (self.repairs or self.together is not None):
            lines.append(T("No change of these alone is enough:"))
            lines += [_item(rule.says) for rule in self.not_enough]
        if self.together is not None:
            lines.append(T("These changes are enough together:"))
            lines += [_item(_change(change)) for change in self.together.changes]
        if not self.repairs and self.together is None:
            lines.append(T("No change of these rules' levels was found that is enough."))
        if self.unsure:
            lines.append(T("Not everything could be found out: there may be more to say, and less than this may do."))
        return lines

    def as_dict(self, language: Language) -> dict[str, Any]:
        """For programs, as plain data."""
        return {
            "status": "infeasible",
            "conflicts": [
                {
                    "rules": [_plain_rule(rule, language) for rule in conflict.rules],
                    "rows": {rule: list(rows) for rule, rows in conflict.rows.items()},
                    "irreducible": conflict.irreducible,
                }
                for conflict in self.conflicts
            ],
            "why": None if self.why is None else self.why.to(language),
            "repairs": [_plain_repair(mended, language) for mended in self.repairs],
            "together": None if self.together is None else _plain_repair(self.together, language),
            "not_enough": [str(rule.key) for rule in self.not_enough],
            "unsure": self.unsure,
        }


def explain(
    programme: Programme, has_plan: Callable[[Programme], bool], seconds: float | None = None
) -> Explained | None:
    """The conflicts of a programme without a plan and its repairs; None where the rules can be kept after all.

    ``has_plan`` tells whether another programme has a plan in whole won. ``seconds`` is about how long it may take.
    """
    options = Options.of(programme)
    small = len(options.options) <= PLANNED
    try:
        assembled = assemble(programme, options)
    except InfeasibleError as error:
        return _before_solving(programme, options, error, has_plan if small else can_be_kept)
    feasibility = Feasibility(assembled.lp, time.monotonic() + (SECONDS if seconds is None else seconds))
    every_rule = policy_rules(programme, assembled.lp.rows)
    found = conflicts(feasibility, every_rule)
    if not found:
        return None
    repairs = Repairs(options, assembled, feasibility, has_plan if small else None)
    rules = [rule for conflict in found for rule in conflict.rules]
    alone: list[Mended] = []
    not_enough: list[PolicyRule] = []
    unsure = False
    for rule in rules if len(found) == 1 else ():
        mended = repairs.of(rule)
        alone += mended or ()
        unsure = unsure or mended is None
        if mended == [] and (rule.ways or rule.drop is not None):
            not_enough.append(rule)
    together = None if alone else repairs.together(rules) or repairs.together(every_rule)
    return Explained(tuple(found), None, tuple(alone), tuple(not_enough), together, unsure or feasibility.is_late)


def _before_solving(
    programme: Programme, options: Options, error: InfeasibleError, has_plan: Callable[[Programme], bool]
) -> Explained | None:
    """A rule that nothing can keep is a conflict by itself; where dropping it is not enough, what else is."""
    rule = None if error.row is None else rule_of_row(programme, error.row)
    if rule is None:
        return None
    why = options.refusals.get(rule.key.which, error.text) if rule.key.rule == "mandatory" else error.text
    alone = Conflict((rule,), True, True, {})
    if rule.drop is None:
        return Explained((alone,), why, (), (), None, False)
    dropped = Mended((Change(rule, None, None, rule.drop),), True)
    if has_plan(rule.drop.at(programme)):
        return Explained((alone,), why, (dropped,), (), None, False)
    rest = explain(rule.drop.at(programme), has_plan) if rule.key.rule == "mandatory" else None
    if rest is None:
        return Explained((alone,), why, (), (rule,), None, False)
    others = rest.together if rest.together is not None else next(iter(rest.repairs), None)
    together = None if others is None else Mended((*dropped.changes, *others.changes), False)
    return Explained((alone, *rest.conflicts), why, (), (), together, rest.unsure)


# --- words ---


def _heading(conflict: Conflict, number: int, count: int) -> Text:
    if len(conflict.rules) == 1:
        sentence = T("This rule cannot be kept, whatever becomes of the others:")
    elif conflict.irreducible:
        sentence = T("These rules cannot be kept together; without any one of them the others can:")
    else:
        sentence = T("These rules cannot be kept together, though not all of them may be needed for that:")
    return (
        sentence
        if count == 1
        else T("Conflict {number} of {count}. {sentence}", number=number, count=count, sentence=sentence)
    )


def _item(what: Text) -> Text:
    return Text("- {what}", {"what": what})


def _with_rows(rule: PolicyRule, conflict: Conflict) -> Text:
    rows = conflict.rows.get(str(rule.key))
    if rows is None:
        return rule.says
    indexes = (row.partition("[")[2].removesuffix("]").removeprefix(f"{rule.key.which},") for row in rows)
    return Text("{rule} ({rows})", {"rule": rule.says, "rows": "; ".join(indexes)})


def _changes(mended: Mended) -> Text:
    first, *others = map(_change, mended.changes)
    for other in others:
        first = Text("{first}; {other}", {"first": first, "other": other})
    return first if mended.least else T("{change}; less may do", change=first)


def _change(change: Change) -> Text:
    if change.drop is not None:
        return change.drop.says
    assert change.level is not None and change.to is not None
    words = change.level.changed(change.to)
    if change.level.in_table:
        return words
    setting = f"{change.level.setting}={written(change.to)}"
    return Text("{words} (--set {setting})", {"words": words, "setting": setting})


def _plain_rule(rule: PolicyRule, language: Language) -> dict[str, Any]:
    return {"rule": str(rule.key), "says": rule.says.to(language)}


def _plain_repair(mended: Mended, language: Language) -> dict[str, Any]:
    return {"changes": list(_plain_changes(mended.changes, language)), "least": mended.least}


def _plain_changes(changes: Iterable[Change], language: Language) -> Iterable[dict[str, Any]]:
    for change in changes:
        plain: dict[str, Any] = {"rule": str(change.rule.key), "says": _change(change).to(language)}
        if change.drop is not None:
            yield plain | {"setting": change.drop.setting, "dropped": True}
        elif change.level is not None and change.to is not None:
            yield plain | {
                "setting": change.level.setting,
                "from": written(change.level.value),
                "to": written(change.to),
                "unit": change.level.unit.name,
            }
