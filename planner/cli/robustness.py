"""``planner robustness``: plans held against thousands of futures drawn at random."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option
from planner.cli.plain_data import tell_data
from planner.cli.speech import language
from planner.cli.workbooks import check_workbook, workbook_option, write_workbook
from planner.errors import UsageError
from planner.languages import Language, T, Text
from planner.opening.plans import load_plan

if TYPE_CHECKING:
    from planner.study.robustness.assumptions import Given
    from planner.study.robustness.rates import Rate
    from planner.study.robustness.robustness import Checked, Held, Robustness

MOST_PLANS = 10
MOST_SAMPLES = 1_000_000
"""More tell nothing more: a rate of 1 % is then known to 0.02 percentage points."""


@command("robustness")
@common
@click.argument("plans", metavar="PLAN [PLAN...]", nargs=-1, required=True)
@click.option(
    "--samples",
    type=click.IntRange(min=1, max=MOST_SAMPLES),
    default=10_000,
    show_default=True,
    metavar="N",
    help="How many futures are drawn.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, metavar="S", help="What they hang on."
)
@click.option("--cost-range", metavar="SHARE", help="Costs without estimates are off by so much: 0.1 or 10%.")
@click.option("--tonnes-range", metavar="SHARE", help="Tonnes without estimates are off by so much.")
@click.option("--default", "default", metavar="SHARE", help="How likely a tier-1 supplier does not give back.")
@click.option("--lost", metavar="SHARE", help="The part of what it owes that does not come then.")
@click.option(
    "--overruns", type=click.Choice(["payers", "supplier"]), help="Who pays what an award costs more, or less."
)
@click.option(
    "--shape",
    type=click.Choice(["uniform", "triangular", "ends"]),
    default="uniform",
    show_default=True,
    help="What is likely within a range: all of it alike, what is planned, or only the two ends.",
)
@click.option(
    "--inputs",
    "folder",
    type=click.Path(readable=False, path_type=Path),
    metavar="DIR",
    help="Folder or workbook of the tables, where they have moved.",
)
@workbook_option
@json_option
def robustness(
    plans: tuple[str, ...],
    samples: int,
    seed: int,
    cost_range: str | None,
    tonnes_range: str | None,
    default: str | None,
    lost: str | None,
    overruns: str | None,
    shape: str,
    folder: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Draw costs, tonnes and defaults at random, and say how often each plan keeps its budgets, its pools and its
    tonnes. All plans are held against the same futures; the first is the one that the price of robustness is told
    against.

    Rows of the upgrades table that give low and high estimates are drawn within them. For all others, and for what
    suppliers owe, the options say what is drawn, or else the key uncertainty of the first model that has one.
    """
    from planner.study.robustness.robustness import check_robustness

    check_workbook(out)
    if len(plans) > MOST_PLANS:
        raise UsageError(T("Name one to {most} plans; these are {count}.", most=MOST_PLANS, count=len(plans)))
    given = _given(cost_range, tonnes_range, default, lost, overruns, shape)
    found = check_robustness(_held(plans, folder), samples, seed, given)
    if out is not None:
        from planner.export.robustness import draw_robustness, robustness_tables
        from planner.export.tables_workbook import tables_bytes

        tables = robustness_tables(found)
        write_workbook(
            out, tables_bytes(tables, found.plans[0].plan, language(), lambda book: draw_robustness(book, found))
        )
    if as_json:
        tell_data(as_data(found))
    else:
        click.echo("\n".join(_lines(found, language())))


def _held(plans: tuple[str, ...], folder: Path | None) -> list[Held]:
    from planner.study.robustness.robustness import Held

    names = [Path(plan).stem if plan.lower().endswith(".json") else plan for plan in plans]
    if len(set(names)) < len(names):
        names = [f"{name} ({place})" for place, name in enumerate(names, start=1)]
    loaded = [load_plan(Path(plan), folder) for plan in plans]
    return [Held(name, saved.plan, saved.programme) for name, saved in zip(names, loaded, strict=True)]


def _given(
    cost: str | None, tonnes: str | None, default: str | None, lost: str | None, overruns: str | None, shape: str
) -> Given:
    from planner.study.robustness.assumptions import Given, Overruns, Shape

    return Given(
        _share("--cost-range", cost),
        _share("--tonnes-range", tonnes),
        _share("--default", default),
        _share("--lost", lost),
        cast("Overruns | None", overruns),
        cast("Shape", shape),
    )


def _share(option: str, text: str | None) -> Fraction | None:
    """A share as people write it: 0.1, or 10%. Raises ``UsageError`` for anything else, and beyond 0 to 1."""
    from planner.programme.quantities import exact

    if text is None:
        return None
    bare = text.strip()
    try:
        share = exact(bare.removesuffix("%").strip()) / (100 if bare.endswith("%") else 1)
    except ValueError:
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise UsageError(
            T("{option}: {text} is no share; write 0.1 or 10%, between 0 and 100 %.", option=option, text=text)
        )
    return share


def _lines(found: Robustness, language: Language) -> Iterator[str]:
    from planner.export.robustness import amount_rows, kept_rows, notes, price, promised_words
    from planner.text_table import text_table

    said = [*notes(found), *(promised_words(plan) for plan in found.plans), *price(found)]
    yield from (line.to(language) for line in said)
    yield ""
    kept: list[Text | str] = [T("Kept (between, with 95 %)"), *(plan.name for plan in found.plans)]
    shares: list[tuple[Text | str, ...]] = [(row.what, *map(_rate, row.rates)) for row in kept_rows(found)]
    yield text_table(kept, shares, language, words=0)
    yield ""
    headings = (T("Amount"), T("Unit"), T("Plan"), T("5 % are below"), T("Median"), T("5 % are above"))
    rows: list[tuple[Text | str, ...]] = [
        (
            row.what,
            row.unit,
            row.plan,
            *(f"{value:,.0f}" for value in (row.spread.p5, row.spread.median, row.spread.p95)),
        )
        for row in amount_rows(found)
    ]
    yield text_table(headings, rows, language, words=2)


def _rate(rate: Rate | None) -> str:
    return "-" if rate is None else f"{rate.share:.2%} ({rate.least:.2%}–{rate.most:.2%})"


def as_data(found: Robustness) -> dict[str, Any]:
    """The check as plain data for JSON: shares as parts of 1, tonnes in t, money in won."""
    assumptions = found.assumptions
    return {
        "samples": found.samples,
        "seed": found.seed,
        "cost_range": float(assumptions.cost),
        "tonnes_range": float(assumptions.tonnes),
        "default": float(assumptions.default),
        "lost": float(assumptions.lost),
        "overruns": assumptions.overruns,
        "shape": assumptions.shape,
        "plans": [_plan_data(plan, found.plans[0]) for plan in found.plans],
    }


def _plan_data(plan: Checked, first: Checked) -> dict[str, Any]:
    return {
        "name": plan.name,
        "plan_hash": plan.plan.plan_hash,
        "status": plan.plan.status,
        "measure": plan.measure,
        "planned_t": plan.planned,
        "promised_t": plan.promised,
        "price_t": first.planned - plan.planned if plan.measure == first.measure else None,
        "kept": [
            {"what": what, "share": rate.share, "least": rate.least, "most": rate.most}
            for what, rate in plan.rates.items()
        ],
        "amounts": [{"what": what, **dataclasses.asdict(spread)} for what, spread in plan.spreads.items()],
    }
