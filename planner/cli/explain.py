"""``planner explain``: why an upgrade or a supplier is funded or not, and what would change that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, inputs_option, json_option, time_limit_option
from planner.cli.speech import language, say
from planner.cli.store import store_option
from planner.errors import ExitCode, UsageError
from planner.languages import Language, T

if TYPE_CHECKING:
    from planner.study.why.answer import Explanation


@command("explain")
@common
@click.argument("plan_file", type=click.Path(readable=False, path_type=Path), metavar="PLAN")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@inputs_option
@click.option("--rejected", is_flag=True, help="All upgrades that are not funded, those of IDs where there are any.")
@click.option("--quick", is_flag=True, help="By linear programmes alone: sooner, and without whole plans made again.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it as .xlsx.")
@store_option
@json_option
@time_limit_option
def explain(
    plan_file: Path,
    ids: tuple[str, ...],
    inputs: Path | None,
    rejected: bool,
    quick: bool,
    out: Path | None,
    as_json: bool,
    time_limit: float | None,
) -> ExitCode:
    """Say why upgrades are in PLAN or not: with which money, or which rules stand against them, what forcing them
    in costs, and the smallest change of each kind that brings them in. ID is an upgrade's or a supplier's id.

    --rejected gives a row for each upgrade that is not funded. Ends with 5 where --time-limit left something out.
    """
    import json

    from planner.export.explained.data import as_data
    from planner.opening.plans import load_plan
    from planner.study.why.batch import rejected_upgrades
    from planner.study.why.explaining import Explaining
    from planner.study.why.named import upgrades_named

    _check_target(out)
    if not ids and not rejected:
        raise UsageError(T("Name upgrades or suppliers by their ids, or write --rejected for all that are not funded."))
    saved = load_plan(plan_file, inputs)
    asked = upgrades_named(ids, saved.programme)
    explaining = Explaining(saved.programme, saved.plan, time_limit, say, quick=quick)
    found = rejected_upgrades(explaining, asked or None, say) if rejected else explaining.explained(asked)
    if out is not None:
        from planner.export.atomic import replace_file
        from planner.export.explained.workbook import explanation_bytes

        replace_file(out, explanation_bytes(found, saved.programme, language()))
        say(T("Written: {file}", file=out))
    if as_json:
        click.echo(json.dumps(as_data(found, language()), ensure_ascii=False, indent=1))
    elif out is None:
        click.echo(_text(found, language()))
    if found.stopped:
        say(T("The time limit left something out."))
    return ExitCode.STOPPED_WITH_PLAN if found.stopped else ExitCode.DONE


def _check_target(out: Path | None) -> None:
    """Refuse a file that could not be written, before any work is done for it."""
    from planner.export.atomic import refuse_protected

    if out is None:
        return
    if out.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx: an explanation is written as a workbook.", file=out.name))
    if not out.parent.is_dir():
        raise UsageError(T("The folder {folder} does not exist: create it, or name another.", folder=str(out.parent)))
    refuse_protected(out)


def _text(found: Explanation, language: Language) -> str:
    from planner.export.explained.words import OF_PRICES, lines

    blocks = ["\n".join(line.to(language) for line in lines(one, found)) for one in found.upgrades]
    if any(one.weighing is not None for one in found.upgrades):
        blocks.append(OF_PRICES.to(language))
    return "\n\n".join(blocks)
