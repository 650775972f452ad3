"""The rules with which an empty form begins: what every programme must state, then defaults that most will look at."""

from __future__ import annotations

from collections.abc import Sequence

from planner.forms.example_rules import example_rules
from planner.forms.rule_keys import RuleKey, rule_keys
from planner.forms.rule_rows import rule_row, rule_rows, value_cell
from planner.forms.sheet import FormRow
from planner.languages import Language, T
from planner.programme.objective import MOST_LIFETIME_TONNES
from planner.programme.rules import Rules


def starting_rules(language: Language) -> Sequence[FormRow]:
    """A row for each required key, with its value still to be filled in, then the commonest rules as by default.

    A required key whose value is left blank is a fault of that very cell, which says more than a missing key; and
    the defaults are true as they stand.
    """
    required = [_blank(key, language) for key in rule_keys() if key.required]
    defaults = {
        "projects": Rules.model_fields["projects"].default,
        "objective": [objective.normalised() for objective in MOST_LIFETIME_TONNES],
    }
    return [*required, *rule_rows(defaults, language)]


def _blank(key: RuleKey, language: Language) -> FormRow:
    """The row of a required key; beside its meaning stands an example of what to write."""
    row = rule_row(key.rule, None, key.key, None, language)
    stated = example_rules(language)[key.rule]
    example = value_cell(stated[key.key] if key.key else stated)
    return {**row, "meaning": f"{row['meaning']} {T('Example: {example}', example=example).to(language)}"}
