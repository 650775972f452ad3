"""A programme that was read becomes the rows of a workbook, without loss: tables, purses, budgets and all rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.forms.fields import fields_of
from planner.forms.purse_rows import purse_rows
from planner.forms.rule_rows import rule_rows
from planner.forms.sheet import FormRow
from planner.forms.table_rows import table_rows
from planner.forms.workbook import FormRows
from planner.intake.sheets import FUNDERS
from planner.languages import Language
from planner.programme.programme import Programme


def programme_rows(programme: Programme, model: Mapping[Any, Any], language: Language) -> FormRows:
    """The rows of all sheets; ``model`` are the rules as the model states them, before defaults are filled in."""
    return {**table_rows(programme, language), **model_rows(model, language)}


def model_rows(model: Mapping[Any, Any], language: Language) -> Mapping[str, list[FormRow]]:
    """The rows of purses, budgets and rules. The folder of the tables is left out: a workbook is its own."""
    purses = [purse_rows(purse) for purse in model.get("funders") or ()]
    left = {str(purse.row["id"]): purse.rest for purse in purses if purse.rest}
    rules = {rule: value for rule, value in model.items() if rule not in ("inputs", "funders")}
    return {
        "funders": [_worded(purse.row, language) for purse in purses],
        "budgets": [row for purse in purses for row in purse.budgets],
        "rules": [*rule_rows(rules | ({"funders": left} if left else {}), language)],
    }


def _worded(row: FormRow, language: Language) -> FormRow:
    """The row of a purse with the words of the form's language where there is a choice."""
    fields = {field.name: field for field in fields_of(FUNDERS)}
    return {
        name: "; ".join(fields[name].word(part, language) for part in cell.split("; "))
        if isinstance(cell, str) and fields[name].choices
        else cell
        for name, cell in row.items()
    }
