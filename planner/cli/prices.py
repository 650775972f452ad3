"""``planner prices``: what each fairness rule costs in the objective, found by solving again without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import (
    common,
    gap_option,
    inputs_option,
    json_option,
    model_argument,
    overrides_option,
    time_limit_option,
)
from planner.cli.speech import language, say
from planner.errors import ExitCode
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from planner.plan.plan import FairnessFigure
    from planner.study.price import Price, Prices


@click.command("prices")
@common
@model_argument
@overrides_option
@inputs_option
@json_option
@time_limit_option
@gap_option
def prices(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
) -> ExitCode:
    """Find the price of each fairness rule of MODEL: solve with all of them, without each, and without all.

    --time-limit and --gap hold for each solve. Ends with 5 where a limit stopped one of them.
    """
    import json

    from planner.intake import read_programme
    from planner.solving.outcome import Limits
    from planner.study.prices import find_prices

    reading = read_programme(model, overrides, inputs)
    for remark in reading.remarks:
        say(remark)
    found = find_prices(reading.programme, Limits(time_limit, gap), say)
    if as_json:
        click.echo(json.dumps(as_data(found, language()), ensure_ascii=False, indent=1))
    else:
        click.echo(_table(found, language()))
    if found.stopped:
        say(T("A limit stopped a search: prices are between the bounds shown."))
    return ExitCode.STOPPED_WITH_PLAN if found.stopped else ExitCode.DONE


def _table(found: Prices, language: Language) -> str:
    from planner.export.measures import Unit
    from planner.text_table import text_table

    if not found.prices:
        return T("The model has no fairness rule.").to(language)
    headings = (
        T("Fairness rule"),
        T("Asked"),
        T("In the plan"),
        T("Shadow price"),
        T("Price [{unit}]", unit=Unit(found.unit)),
        "%",
        T("Proven between"),
    )
    return text_table(headings, [_row(price, found) for price in found.prices], language)


def _row(price: Price, found: Prices) -> tuple[Text | str, ...]:
    tightest = min(price.figures, key=_room, default=None)
    shadow = max((one.shadow_price for one in price.figures if one.shadow_price is not None), default=None)
    value = tightest.value if tightest is not None else None if price.level is None else price.level.value
    return (
        words(price, found),
        _short(None if tightest is None else tightest.level),
        _short(value),
        _short(shadow),
        f"{price.price:,.3f}",
        "-" if price.share is None else f"{price.share * 100:.2f}",
        f"{_short(price.least)} - {_short(price.most)}",
    )


def words(price: Price, found: Prices) -> Text:
    """The rule that has the price, as a sentence."""
    from planner.export.objectives import objective_names
    from planner.export.rulebook.shares import fairness_words
    from planner.export.wording import Capital

    if price.rule is not None:
        return fairness_words(found.plan.model.fairness[price.rule - 1], found.plan.model)
    if price.objective is not None:
        return Capital(objective_names(found.plan.model)[price.objective - 1])
    return T("All of them together")


def _room(figure: FairnessFigure) -> float:
    """How far the plan is from what the rule asks."""
    return abs(figure.value - figure.level)


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def as_data(found: Prices, language: Language) -> dict[str, Any]:
    """The prices as plain data for JSON, in the objective's unit."""
    return {
        "plan_hash": found.plan.plan_hash,
        "objective": found.objective,
        "unit": found.unit,
        "prices": [
            {
                "rule": price.rule,
                "objective": price.objective,
                "says": words(price, found).to(language),
                "with": price.with_rule.value,
                "without": price.without.value,
                "price": price.price,
                "share": price.share,
                "least": price.least,
                "most": price.most,
                "level": None if price.level is None else price.level.model_dump(mode="json"),
                "figures": [figure.model_dump(mode="json") for figure in price.figures],
            }
            for price in found.prices
        ],
    }
