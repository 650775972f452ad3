"""``planner ladder``: what the next money of each purse buys, found by solving again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import model_options, study_options
from planner.cli.plain_data import tell_data
from planner.cli.read_model import read_model
from planner.cli.speech import language, say
from planner.cli.store import store_option
from planner.cli.workbooks import check_workbook, workbook_option, write_workbook
from planner.errors import ExitCode
from planner.languages import Language, T, Text
from planner.units import EOK, million_won

if TYPE_CHECKING:
    from planner.study.rungs import Ladder, Rung


@command("ladder")
@model_options
@click.option(
    "--amount",
    type=click.IntRange(min=1),
    default=EOK,
    show_default=True,
    metavar="WON",
    help="How much more each purse is given, alone.",
)
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    metavar="PLAN",
    help="A saved plan of the same model, to start from; not given: the best plan, solved now.",
)
@workbook_option
@store_option
@study_options
def ladder(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    amount: int,
    plan_file: Path | None,
    out: Path | None,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
) -> ExitCode:
    """Give each purse of MODEL some more won in one year, and then in all its years in proportion, and solve again:
    what is gained, what is spent, who comes in; and the plan's shadow price beside, with the range in which it holds.

    --time-limit and --gap hold for each solve. Ends with 5 where a limit stopped one of them.
    """
    from planner.export.ladder import tables
    from planner.opening.plans import plan_of
    from planner.solving.outcome import Limits
    from planner.study.ladder import find_ladder

    check_workbook(out)
    programme = read_model(model, overrides, inputs)
    plan = None if plan_file is None else plan_of(plan_file, inputs, programme)
    found = find_ladder(programme, Limits(time_limit, gap), amount, say, plan)
    if out is not None:
        from planner.export.tables_workbook import tables_bytes

        write_workbook(out, tables_bytes(tables(found), found.plan, language()))
    if as_json:
        tell_data(as_data(found, language()))
    else:
        click.echo("\n".join(_lines(found, language())))
    if found.stopped:
        say(T("A limit stopped a search: gains are between the bounds shown."))
    return ExitCode.STOPPED_WITH_PLAN if found.stopped else ExitCode.DONE


def _lines(found: Ladder, language: Language) -> Iterator[str]:
    from planner.export.columns import chosen
    from planner.export.ladder import columns, notes
    from planner.text_table import text_table

    if not found.rungs:
        yield T("No purse has a budget.").to(language)
        return
    yield from (note.to(language) for note in notes(found))
    yield ""
    told = chosen(columns(found), "purse", "year", "gained", "per_million")
    purse, year, gained, per_million = (column.heading for column in told)
    headings = (
        purse,
        year,
        T("Budget [million won]"),
        gained,
        per_million,
        T("Spent more [million won]"),
        T("Come in"),
        T("Leave"),
        T("Shadow price"),
        T("Holds at least for [million won]"),
    )
    yield text_table(headings, [_row(rung) for rung in found.rungs], language, words=2)


def _row(rung: Rung) -> tuple[Text | str, ...]:
    from planner.export.ladder import years

    return (
        rung.purse,
        years(rung),
        f"{million_won(rung.budget_won):,.0f}",
        _gained(rung),
        f"{rung.per_million:z,.3f}",
        f"{million_won(rung.spent_won):z,.1f}",
        f"{len(rung.comes_in):,}",
        f"{len(rung.leaves):,}",
        "-" if rung.shadow_price is None else f"{rung.shadow_price:z,.3f}",
        _range(rung),
    )


def _gained(rung: Rung) -> str:
    """The gain; where a search was stopped, what it lies between."""
    if rung.gained_least == rung.gained_most:
        return f"{rung.gained:z,.3f}"
    between = [f"{bound:z,.1f}" if bound is not None else "?" for bound in (rung.gained_least, rung.gained_most)]
    return f"{rung.gained:z,.3f} ({between[0]} - {between[1]})"


def _range(rung: Rung) -> Text | str:
    if rung.holds_from_won is None:
        return "-"
    least = f"{million_won(rung.holds_from_won):,.2f}"
    if rung.holds_until_won is None:
        return T("{least} and more", least=least)
    return f"{least} - {million_won(rung.holds_until_won):,.2f}"


def as_data(found: Ladder, language: Language) -> dict[str, Any]:
    """The ladder as plain data for JSON: amounts in won, gains in the objective's unit."""
    from planner.export.ladder import notes

    return {
        "plan_hash": found.plan.plan_hash,
        "status": found.plan.status,
        "number": found.number,
        "objective": found.objective,
        "unit": found.unit,
        "stopped": found.stopped,
        "notes": [note.to(language) for note in notes(found)],
        "amount_won": found.amount_won,
        "rungs": [
            {
                "purse": rung.purse,
                "year": rung.year,
                "budget_won": rung.budget_won,
                "added_won": rung.added_won,
                "gained": rung.gained,
                "gained_least": rung.gained_least,
                "gained_most": rung.gained_most,
                "per_million": rung.per_million,
                "spent_won": rung.spent_won,
                "comes_in": list(rung.comes_in),
                "leaves": list(rung.leaves),
                "shadow_price": rung.shadow_price,
                "holds_from_won": rung.holds_from_won,
                "holds_until_won": rung.holds_until_won,
                "whole_plan": rung.whole_plan,
            }
            for rung in found.rungs
        ],
    }
