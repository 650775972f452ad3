"""``planner prices``: what each fairness rule costs in the objective, found by solving again without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.frontier import Wanted, ending, numbers, tell_frontier
from planner.cli.help_text import command
from planner.cli.options import model_options, study_options
from planner.cli.plain_data import tell_data
from planner.cli.read_model import read_model
from planner.cli.speech import language, say
from planner.cli.workbooks import check_workbook, workbook_option, write_workbook
from planner.errors import ExitCode, UsageError
from planner.languages import Language, T, Text

if TYPE_CHECKING:
    from planner.programme.programme import Programme
    from planner.study.price import Price, Prices


@command("prices")
@model_options
@click.option(
    "--curve",
    "rule",
    type=click.IntRange(min=1),
    metavar="RULE",
    help="Instead: the objective along the levels of the fairness rule of this number in the model's list.",
)
@click.option("--levels", metavar="L,L,...", help="With --curve: the levels, such as 0,0.1,0.2 or 0,20_000_000.")
@click.option(
    "--points",
    type=click.IntRange(min=2),
    default=11,
    show_default=True,
    metavar="N",
    help="With --curve: so many levels at even distances; of shares from 0 to 1, else to twice the stated level.",
)
@workbook_option
@study_options
def prices(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    rule: int | None,
    levels: str | None,
    points: int,
    out: Path | None,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
) -> ExitCode:
    """Find the price of each fairness rule of MODEL: solve with all of them, without each, and without all.

    With --curve solve at one level of a rule after the other instead: what each costs, and from where no plan keeps it.

    --time-limit and --gap hold for each solve. Ends with 5 where a limit stopped one of them.
    """
    from planner.solving.outcome import Limits
    from planner.study.again import Again
    from planner.study.frontier.axes import fairness_axis

    check_workbook(out)
    if levels is not None and rule is None:
        raise UsageError(T("--levels goes with --curve, which names the rule."))
    programme = read_model(model, overrides, inputs)
    limits = Limits(time_limit, gap)
    if rule is None:
        return ending(_tell_prices(programme, Wanted(None, limits, out, as_json)))
    again = Again(programme)
    axis = fairness_axis(rule, again)
    places = axis.even(points) if levels is None else numbers(levels)
    return ending(tell_frontier(again, axis, places, Wanted(len(places), limits, out, as_json)))


def _tell_prices(programme: Programme, wanted: Wanted) -> bool:
    """Find the prices and tell them; whether a limit stopped a search."""
    from planner.study.prices import find_prices

    found = find_prices(programme, wanted.limits, say)
    if wanted.out is not None:
        from planner.export.prices import tables
        from planner.export.tables_workbook import tables_bytes

        write_workbook(wanted.out, tables_bytes(tables(found), found.plan, language()))
    if wanted.as_json:
        tell_data(as_data(found, language()))
    else:
        click.echo(_table(found, language()))
    if found.stopped:
        say(T("A limit stopped a search: prices are between the bounds shown."))
    return found.stopped


def _table(found: Prices, language: Language) -> str:
    from planner.export.columns import chosen
    from planner.export.prices import columns
    from planner.text_table import text_table

    if not found.prices:
        return T("The model has no fairness rule.").to(language)
    told = chosen(columns(found), "rule", "asked", "in_plan", "shadow_price", "price")
    headings: list[Text | str] = [*(column.heading for column in told), T("% of that without it"), T("Proven between")]
    return text_table(headings, [_row(price, found) for price in found.prices], language)


def _row(price: Price, found: Prices) -> tuple[Text | str, ...]:
    from planner.export import prices

    return (
        prices.rule_words(price, found),
        _level(prices.asked(price), price, found),
        _level(prices.in_plan(price), price, found),
        _short(prices.shadow_price(price)),
        f"{price.price:,.3f}",
        "-" if price.share is None else f"{price.share * 100:.2f}",
        f"{_short(price.least)} - {_short(price.most)}",
    )


def _level(value: float | None, price: Price, found: Prices) -> Text | str:
    """What a rule asks or a plan gives: shares in percent, as the rule's own words have them."""
    from planner.export.numbers import share_in_words

    share = price.rule is not None and hasattr(found.plan.model.fairness[price.rule - 1], "floor")
    return share_in_words(value, 2) if share and value is not None else _short(value)


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def as_data(found: Prices, language: Language) -> dict[str, Any]:
    """The prices as plain data for JSON, in the objective's unit."""
    from planner.export.prices import rule_words

    return {
        "plan_hash": found.plan.plan_hash,
        "status": found.plan.status,
        "objective": found.objective,
        "unit": found.unit,
        "stopped": found.stopped,
        "prices": [
            {
                "rule": price.rule,
                "objective": price.objective,
                "says": rule_words(price, found).to(language),
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
