"""``planner init``: a starter programme from the examples that come with the package, or one workbook to fill in."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

import planner
from planner.cli.help_text import command
from planner.cli.options import common
from planner.cli.speech import language, say
from planner.errors import UsageError
from planner.languages import T

DEFAULT = "hyundai-kia-2026"
_NO_DATA = frozenset({".py", ".pyc"})


@command("init")
@common
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), required=False)
@click.option("--from", "name", metavar="NAME", help=f"The example to start from; a folder begins with {DEFAULT}.")
@click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="In place of DIR: one workbook to fill in, in the language of --lang; with --from, filled in already.",
)
def init(folder: Path | None, name: str | None, workbook: Path | None) -> None:
    """Write a starter programme into DIR: a model under models/, its tables under inputs/. Overwrites nothing.

    With --workbook, write one workbook instead: guide, tables and rules, to be filled in.
    """
    if (folder is None) == (workbook is None):
        raise UsageError(T("Name a folder, or a workbook with --workbook FILE.xlsx."))
    if folder is not None:
        written = write_example(examples_folder(), folder, name or DEFAULT)
    else:
        assert workbook is not None
        written = workbook
        _write_workbook(workbook, name)
    click.echo(written)
    say(T("Next: planner check {model}", model=written))


def _write_workbook(path: Path, name: str | None) -> None:
    """An empty workbook; with the name of an example, that example as a workbook."""
    from planner.export.atomic import replace_file
    from planner.forms.workbook import template_bytes
    from planner.forms.writing import write_workbook
    from planner.intake import read_programme

    if path.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx.", file=str(path)))
    if path.exists():
        raise UsageError(T("Nothing is written, because there is already: {files}.", files=str(path)))
    if name is None:
        replace_file(path, template_bytes(language(), path.name))
    else:
        write_workbook(read_programme(_example(examples_folder(), name)), path, language())


def examples_folder() -> Path:
    """Where the examples are: inside the installed package, or beside it in a checkout."""
    package = Path(planner.__file__).parent
    installed = package / "examples"
    return installed if installed.is_dir() else package.parent


def write_example(examples: Path, folder: Path, name: str) -> Path:
    """Copy the example's model and tables and give the model's new path.

    Raises ``UsageError`` where there is no such example, where a file is there already, or nothing can be written.
    """
    model = _example(examples, name).relative_to(examples)
    tables = [
        path.relative_to(examples)
        for path in sorted((examples / "inputs" / name).glob("*"))
        if path.is_file() and path.suffix not in _NO_DATA
    ]
    _copy(examples, folder, [model, *tables])
    return folder / model


def _example(examples: Path, name: str) -> Path:
    """The model of an example. Raises ``UsageError`` where there is none of that name."""
    known = sorted(path.stem for path in (examples / "models").glob("*.yaml"))
    if name not in known:
        raise UsageError(T('There is no example "{name}"; there are: {known}.', name=name, known=", ".join(known)))
    return examples / "models" / f"{name}.yaml"


def _copy(source: Path, folder: Path, files: list[Path]) -> None:
    """All files or none, as far as can be known before."""
    there = [str(folder / file) for file in files if (folder / file).exists()]
    if there:
        raise UsageError(T("Nothing is written, because there is already: {files}.", files=", ".join(there)))
    try:
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, folder / file)
    except OSError as error:
        raise UsageError(T("Cannot write into {folder}: {reason}.", folder=folder, reason=error.strerror)) from error
