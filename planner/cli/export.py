"""``planner export``: a saved plan as a workbook, as a report, as a table of awards, or as JSON."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from planner.cli.help_text import command
from planner.cli.options import common, money_option
from planner.cli.store import store_option
from planner.errors import UsageError
from planner.languages import T

_FORMATS = ("xlsx", "html", "csv", "json", "rows")


@command("export")
@common
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMATS),
    help="The format. Not given: the ending of --out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file; not given: beside the plan, as it is named; of a saved plan: here.",
)
@click.option(
    "--inputs",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the tables; not given: the one that the plan names.",
)
@money_option
@click.option(
    "--before",
    "before_file",
    type=click.Path(path_type=Path),
    metavar="OLD.json",
    help="For a workbook: the plan decided before; adds its comparison with PLAN as budget documents have it.",
)
@click.option(
    "--studies",
    is_flag=True,
    help="For a report: solve again for what each rule costs, what the next money buys and the ranking. Takes minutes.",
)
@store_option
def export(
    plan_file: Path,
    form: str | None,
    out: Path | None,
    inputs: Path | None,
    money: str,
    before_file: Path | None,
    studies: bool,
) -> None:
    """Write the plan PLAN, a file (.json) or the name of a saved one, as a workbook (xlsx), as a report to be read and
    printed (html), as a table of its awards (csv) or as JSON; or write the rows that its certificate speaks of beside
    it (rows), for whoever checks the plan without this program.

    Prints the path of what was written. Sheets, headings and words are in the language of --lang.
    """
    if form == "rows":
        click.echo(_rows(plan_file, inputs, out))
        return
    from planner.opening.plans import file_beside, load_plan

    target = _target(plan_file if out is not None else file_beside(plan_file), form, out)

    from planner.cli.choices import chosen
    from planner.export import write

    if studies and target.suffix.lower() != ".html":
        raise UsageError(T("--studies belongs to a report: write --to html, or --out with that ending."))
    if before_file is not None and target.suffix.lower() != ".xlsx":
        raise UsageError(T("--before belongs to a workbook: write --to xlsx, or --out with that ending."))
    saved = load_plan(plan_file, inputs)
    choices = chosen(money)
    if before_file is not None:
        from planner.cli.before import load_before

        choices = dataclasses.replace(choices, before=load_before(before_file))
    if studies:
        from planner.cli.studies import solved_again

        choices = dataclasses.replace(choices, studies=solved_again(saved))
    write(saved.plan, saved.programme, target, choices)
    click.echo(target)


def _rows(plan_file: Path, inputs: Path | None, out: Path | None) -> Path:
    """The rows, built again from the inputs of the plan."""
    from planner.certificate.building import integer_programme
    from planner.opening.plans import file_beside, load_plan
    from planner.opening.rows import write_rows
    from planner.programme.options import Options

    if out is not None:
        raise UsageError(T("The rows lie beside the plan; --to rows takes no --out."))
    programme = load_plan(plan_file, inputs).programme
    rows = integer_programme(programme, Options.of(programme))
    if rows is None:
        raise UsageError(T("The rows of this programme leave some column without a bound: nothing can be proven."))
    return write_rows(rows, file_beside(plan_file))


def _target(plan_file: Path, form: str | None, out: Path | None) -> Path:
    """The file to write. Refuses to write over the plan itself."""
    if out is None and form is None:
        raise UsageError(T("Say what to write: --to {forms}, or --out with such an ending.", forms="|".join(_FORMATS)))
    target = out if out is not None else plan_file.with_suffix(f".{form}")
    if form is not None and target.suffix.lower() != f".{form}":
        raise UsageError(T("{file} does not end in .{form}, which --to asks for.", file=str(target), form=form))
    if target.resolve() == plan_file.resolve():
        raise UsageError(T("{file} is the plan itself; name another file with --out.", file=str(target)))
    return target
