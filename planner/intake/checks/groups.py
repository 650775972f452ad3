"""The groups of suppliers that fairness rules and objectives name."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.named import benefits_named
from planner.intake.checks.naming import marks
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.intake.guessing import guess


def known_groups(draft: Draft) -> Iterator[Fault]:
    """Fairness rules speak of named groups, or of values that some supplier carries."""
    if not draft.has("groups"):
        return
    for number, rule in draft.rules.fair_shares:
        values = marks(draft, rule.by)
        if values is None:
            continue
        known = [*draft.rules.groups, *sorted(values)]
        for index, group in enumerate(rule.group or ()):
            if group in known:
                continue
            place = draft.model.place("fairness", number - 1, "group", index)
            near = guess(group, known)
            if near is None:
                yield faults.UNKNOWN_GROUP.at(place, group=group, mark=rule.by, known=mentioned(known))
            else:
                yield faults.UNKNOWN_GROUP_WITH_GUESS.at(place, group=group, mark=rule.by, guess=near)


def known_groups_of_benefits(draft: Draft) -> Iterator[Fault]:
    """Gains are compared among all suppliers, or in a named group."""
    if not draft.has("groups"):
        return
    known = list(draft.rules.groups)
    for path, benefit in benefits_named(draft.rules):
        if benefit.group is None or benefit.group in known:
            continue
        place = draft.model.place(*path, "group")
        near = guess(benefit.group, known)
        if near is None:
            yield faults.NO_SUCH_GROUP.at(place, group=benefit.group, known=mentioned(known) or "-")
        else:
            yield faults.NO_SUCH_GROUP_WITH_GUESS.at(place, group=benefit.group, guess=near)
