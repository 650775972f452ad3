"""``planner export``: a saved plan as a workbook, as a table of awards, or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.options import common
from planner.cli.speech import language
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_FORMATS = ("xlsx", "csv", "json")
_LATER = ("html", "mps")


@click.command("export")
@common
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice([*_FORMATS, *_LATER]),
    help="The format; html and mps are still to come. Not given: the ending of --out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file; not given: beside the plan, as it is named.",
)
@click.option(
    "--inputs",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the tables; not given: the one that the plan names.",
)
def export(plan_file: Path, form: str | None, out: Path | None, inputs: Path | None) -> None:
    """Write the saved plan PLAN (.json) as a workbook (xlsx), as a table of its awards (csv) or as JSON.

    Prints the path of what was written. Sheets, headings and words are in the language of --lang.
    """
    target = _target(plan_file, form, out)

    from planner.export import write
    from planner.intake import read_tables

    plan = _read(plan_file)
    folder = inputs if inputs is not None else _named_folder(plan, plan_file)
    write(plan, read_tables(plan.model, folder).programme, target, language())
    click.echo(target)


def _target(plan_file: Path, form: str | None, out: Path | None) -> Path:
    """The file to write. Refuses what cannot be written yet, and to write over the plan itself."""
    if form in _LATER:
        raise UsageError(
            T("Plans are not written as {form} yet; available are {forms}.", form=form, forms=", ".join(_FORMATS))
        )
    if out is None and form is None:
        raise UsageError(T("Say what to write: --to {forms}, or --out with such an ending.", forms="|".join(_FORMATS)))
    target = out if out is not None else plan_file.with_suffix(f".{form}")
    if form is not None and target.suffix.lower() != f".{form}":
        raise UsageError(T("{file} does not end in .{form}, which --to asks for.", file=str(target), form=form))
    if target.resolve() == plan_file.resolve():
        raise UsageError(T("{file} is the plan itself; name another file with --out.", file=str(target)))
    return target


def _read(plan_file: Path) -> Plan:
    from pydantic import ValidationError

    from planner.plan.plan import Plan

    try:
        return Plan.from_json(plan_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            T("{file} cannot be read: {reason}.", file=str(plan_file), reason=error.strerror or type(error).__name__)
        ) from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise UsageError(T("{file} is not a plan of this planner.", file=str(plan_file))) from error


def _named_folder(plan: Plan, plan_file: Path) -> Path:
    if plan.inputs_folder is None:
        raise UsageError(T("The plan does not name the folder of its tables; name it with --inputs."))
    return plan_file.parent / plan.inputs_folder
