"""The comparison as plain data for JSON: what each key means stands in ``docs/reference/studies.md``.

Amounts are in won, tonnes and parts of 1; lists of figures are in the order of the plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planner.export.beside.groups import GROUPED
from planner.export.beside.material import Material
from planner.export.beside.promised import PromisedRow
from planner.export.beside.rows import Amount, FigureRow
from planner.export.beside.words import cause_names, rule_words
from planner.languages import Language, Text
from planner.plan.plan import Award
from planner.study.beside.comparison import Pair
from planner.study.beside.held import Held
from planner.study.beside.why import Reason


def as_data(material: Material, language: Language) -> dict[str, Any]:
    """One document; words are in the language, keys are the same in every language."""
    found = material.found
    return {
        "reference": found.reference.name,
        "plans": [_plan(held) for held in found.plans],
        "indicators": [_figure(row, language) for row in material.indicators],
        "procurement": [_figure(row, language) for row in material.procurement],
        "by_year": [_figure(row, language) for row in material.years],
        "by_group": [_figure(row, language, "group") for row in material.groups],
        "by_supplier": [_figure(row, language, "supplier_id") for row in material.suppliers],
        "promised": [_promised(row) for row in material.promised],
        "pairs": [_pair(pair, language) for pair in found.pairs],
    }


def _plan(held: Held) -> dict[str, Any]:
    plan = held.plan
    return {
        "name": held.name,
        "programme": plan.model.programme,
        "plan_hash": plan.plan_hash,
        "inputs_hash": plan.inputs_hash,
        "tables_known": held.programme is not None,
        "status": plan.status,
        "proof": plan.proof,
        "objectives": [level.model_dump(mode="json", exclude_none=True) for level in plan.levels or (plan.objective,)],
    }


def _figure(row: FigureRow, language: Language, about: str = "about") -> dict[str, Any]:
    figure = row.figure
    told: dict[str, Any] = {
        "key": figure.key,
        "says": figure.name.to(language).strip(),
        "unit": str(figure.unit),
        "year": figure.year,
        about: figure.about or None,
    }
    if about == "group":
        told["mark"] = next(mark for mark, topic in GROUPED.items() if topic == figure.topic)
    others = range(1, len(row.values))
    return told | {
        "values": [_plain(value) for value in row.values],
        "differences": [_plain(row.difference(number)) for number in others],
        "relative": [row.relative(number) for number in others],
    }


def _promised(row: PromisedRow) -> dict[str, Any]:
    return {
        "plan": row.later.name,
        "plan_before": row.earlier.name,
        "until": row.until,
        "supplier_id": row.known.supplier_id,
        "promised_won": row.in_earlier_won,
        "due_won": row.known.due,
        "received_won": row.known.came,
        "missing_won": row.known.missing,
        "asked_again_won": row.known.asked_again,
    }


def _pair(pair: Pair, language: Language) -> dict[str, Any]:
    return {
        "plan": pair.other.name,
        "same_plan": pair.is_one_plan,
        "same_inputs": pair.same_inputs,
        "rules": list(_rules(pair, language)),
        "rows": None if pair.rows is None else [_row(row) for row in pair.rows],
        "changes": [
            {
                "says": name.to(language),
                "rules": [setting.key for setting in cause.settings],
                "table": cause.table,
            }
            for cause, name in zip(pair.causes, cause_names(pair), strict=True)
        ],
        "upgrades": [
            {
                "upgrade_id": changed.upgrade_id,
                "supplier_id": changed.supplier_id,
                "change": changed.kind,
                "reference": _shares(changed.reference),
                "plan": _shares(changed.other),
                "support_won": changed.support_won,
                "tonnes": float(changed.tonnes),
                "why": _reason(pair.reasons.get(changed.upgrade_id)),
            }
            for changed in pair.changed
        ],
        "alike": pair.same,
        "study": {
            "plans_made": pair.study.made,
            "plans_left_out": pair.study.left_out,
            "unanswered": list(pair.study.unanswered),
            "none": pair.study.none,
        },
    }


def _rules(pair: Pair, language: Language) -> Iterator[dict[str, Any]]:
    for row in rule_words(pair):
        yield {
            "key": row.value.key,
            "reference": row.value.before,
            "plan": row.value.after,
            "reference_says": _words(row.before, language),
            "plan_says": _words(row.after, language),
        }


def _row(row: Any) -> dict[str, Any]:
    return {
        "table": row.table,
        "ids": list(row.ids),
        "change": row.kind,
        "cells": [
            {"column": cell.column, "reference": cell.before, "plan": cell.after, "relative": cell.relative}
            for cell in row.cells
        ],
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {"kind": reason.kind, "changes": list(reason.causes), "tied": reason.tied}


def _shares(awards: Iterable[Award]) -> dict[str, float]:
    return {str(award.year): award.share for award in awards}


def _words(text: Text | None, language: Language) -> str | None:
    return None if text is None else text.to(language)


def _plain(amount: Amount | None) -> int | float | None:
    return amount if amount is None or isinstance(amount, int) else float(amount)
