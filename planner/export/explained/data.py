"""Explanations as plain data for JSON. Amounts in won, in the objective's unit and in shares of 1."""

from __future__ import annotations

from typing import Any

from planner.languages import Language
from planner.programme.quantities import written
from planner.study.why.answer import Enough, Explained, Explanation, Forced, NotEnough, Weighing


def as_data(explanation: Explanation, language: Language) -> dict[str, Any]:
    """The whole answer; words in that language."""
    return {
        "plan_hash": explanation.plan.plan_hash,
        "objective": explanation.objective,
        "unit": explanation.unit,
        "stopped": explanation.stopped,
        "upgrades": [_upgrade(one, language) for one in explanation.upgrades],
    }


def _upgrade(one: Explained, language: Language) -> dict[str, Any]:
    return {
        "upgrade_id": one.upgrade_id,
        "supplier_id": one.supplier_id,
        "cost_won": one.cost_won,
        "lifetime_tonnes": None if one.tonnes is None else float(one.tonnes),
        "share": float(one.share),
        "awards": [
            award.model_dump(mode="json", include={"year", "share", "cost_won", "payers", "tonnes"})
            for award in one.awards
        ],
        "mandatory": one.mandatory,
        "decided_by_tie_break": one.tie,
        "reason": None if one.reason is None else one.reason.to(language),
        "weighing": None if one.weighing is None else _weighing(one.weighing, language),
        "forced": None if one.forced is None else _forced(one.forced, language),
        "enough": [_enough(found, language) for found in one.enough],
        "not_enough": [_not_enough(missed, language) for missed in one.not_enough],
    }


def _weighing(weighing: Weighing, language: Language) -> dict[str, Any]:
    return {
        "year": weighing.year,
        "worth": weighing.worth,
        "margin": weighing.margin,
        "parts": [
            {
                "rule": part.rule,
                "says": part.says.to(language),
                "amount": part.amount,
                "million_won": part.million_won,
                "price": part.price,
            }
            for part in weighing.parts
        ],
    }


def _forced(forced: Forced, language: Language) -> dict[str, Any]:
    return {
        "loss": forced.loss,
        "checked": forced.checked,
        "conflict": [says.to(language) for says in forced.conflict],
        "unsure": forced.unsure,
    }


def _enough(found: Enough, language: Language) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "says": found.says.to(language),
        "setting": found.setting,
        "unit": found.unit,
        "before": written(found.before),
        "after": written(found.after),
        "step": written(found.step),
        "share": found.share,
        "share_below": found.share_below,
        "checked": found.checked,
        "sure": found.sure,
    }


def _not_enough(missed: NotEnough, language: Language) -> dict[str, Any]:
    return {
        "kind": missed.kind,
        "says": missed.says.to(language),
        "unit": missed.unit,
        "before": written(missed.before),
        "furthest": None if missed.furthest is None else written(missed.furthest),
        "alone": missed.alone,
        "stopped": missed.stopped,
    }
