"""``planner init``: a starter programme from the examples that come with the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

import planner
from planner.cli.options import common
from planner.cli.speech import say
from planner.errors import UsageError
from planner.languages import T

DEFAULT = "hyundai-kia-2026"
_NO_DATA = frozenset({".py", ".pyc"})


@click.command("init")
@common
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "name", metavar="NAME", default=DEFAULT, show_default=True, help="The example to start from.")
def init(folder: Path, name: str) -> None:
    """Write a starter programme into DIR: a model under models/, its tables under inputs/. Overwrites nothing."""
    model = write_example(examples_folder(), folder, name)
    click.echo(model)
    say(T("Next: planner check {model}", model=model))


def examples_folder() -> Path:
    """Where the examples are: inside the installed package, or beside it in a checkout."""
    package = Path(planner.__file__).parent
    installed = package / "examples"
    return installed if installed.is_dir() else package.parent


def write_example(examples: Path, folder: Path, name: str) -> Path:
    """Copy the example's model and tables and give the model's new path.

    Raises ``UsageError`` where there is no such example, where a file is there already, or nothing can be written.
    """
    known = sorted(path.stem for path in (examples / "models").glob("*.yaml"))
    if name not in known:
        raise UsageError(T('There is no example "{name}"; there are: {known}.', name=name, known=", ".join(known)))
    model = Path("models") / f"{name}.yaml"
    tables = [
        path.relative_to(examples)
        for path in sorted((examples / "inputs" / name).glob("*"))
        if path.is_file() and path.suffix not in _NO_DATA
    ]
    _copy(examples, folder, [model, *tables])
    return folder / model


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
