"""``planner convert``: a programme from a model and its tables into one workbook, or the other way round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, inputs_option, model_argument, overrides_option
from planner.cli.speech import language, say
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.intake import Reading


_OTHER_FILES = (".yaml", ".yml", ".json", ".csv", ".xls", ".xlsm", ".xlsb", ".ods")
"""Endings of files that are not written: a folder is meant by none of them."""


@command("convert")
@common
@model_argument
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@overrides_option
@inputs_option
def convert(model: Path, target: Path, overrides: tuple[str, ...], inputs: Path | None) -> None:
    """Write the programme of MODEL to OUT: as one workbook where OUT ends in .xlsx, else as a folder of files.

    What is written is read again and compared before it gets its name. Overwrites nothing; prints the path.
    """
    from planner.forms.writing import write_folder, write_workbook
    from planner.intake import read_programme

    refuse_to_overwrite(target)
    if target.suffix.lower() in _OTHER_FILES:
        raise UsageError(T("{file} is neither a workbook (.xlsx) nor a folder: name one of them.", file=str(target)))
    reading = read_programme(model, overrides, inputs)
    if target.suffix.lower() == ".xlsx":
        write_workbook(reading, target, language())
        written = target
    else:
        written = write_folder(reading, target)
    click.echo(written)
    _say_what_is_left_out(reading)
    say(T("Next: planner check {model}", model=written))


def refuse_to_overwrite(target: Path) -> None:
    """Raise ``UsageError`` where there is something of that name already."""
    if target.exists():
        raise UsageError(T("Nothing is written, because there is already: {files}.", files=str(target)))


def _say_what_is_left_out(reading: Reading) -> None:
    ignored = reading.programme.rules.ignore_columns
    if ignored:
        say(T("Left out, since the model leaves these columns unread: {columns}.", columns=", ".join(ignored)))
