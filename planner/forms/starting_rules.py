"""The rules with which an empty form begins: what every programme must state, then defaults that most will look at."""

from __future__ import annotations

from collections.abc import Sequence

from planner.forms.rule_keys import rule_keys
from planner.forms.rule_rows import rule_row, rule_rows
from planner.forms.sheet import FormRow
from planner.languages import Language
from planner.programme.objective import MOST_LIFETIME_TONNES
from planner.programme.rules import Rules


def starting_rules(language: Language) -> Sequence[FormRow]:
    """A row for each required key, with its value still to be filled in, then the commonest rules as by default.

    A required key whose value is left blank is a fault of that very cell, which says more than a missing key; and
    the defaults are true as they stand.
    """
    required = [rule_row(key.rule, None, key.key, None, language) for key in rule_keys() if key.required]
    defaults = {
        "projects": Rules.model_fields["projects"].default,
        "objective": [objective.normalised() for objective in MOST_LIFETIME_TONNES],
    }
    return [*required, *rule_rows(defaults, language)]
