"""``planner import``: other people's tables, or several files of our own form, into one inputs folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.init import examples_folder
from planner.cli.options import common
from planner.cli.speech import language, say
from planner.errors import InputError, UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.importing.vocabulary import ImportMap

MODEL = "model.yaml"
"""What the rules are called that come with the tables."""


@command("import")
@common
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option("--map", "chart", metavar="MAP", help="A map file (.yaml), or the name of a map that comes with planner.")
@click.option("--into", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path), help="The new folder.")
def import_(files: tuple[Path, ...], chart: str | None, folder: Path) -> None:
    """Turn other people's tables (FILE..., by a map) into an inputs folder DIR, and say what became of each row.

    Without --map the files are workbooks, folders or tables of the planner's own form, such as one a company: they are
    put together. Overwrites nothing; prints the paths written.
    """
    from planner.importing.report import counted, report_text
    from planner.importing.run import imported
    from planner.importing.writing import write_inputs, written_tables

    result = imported(files, None if chart is None else _map(chart))
    for gathered in result.gathered:
        if gathered.present or gathered.faults:
            say(counted(gathered))
    for remark in result.remarks:
        say(remark)
    if result.faults:
        raise InputError(result.faults)
    contents = written_tables(result.merged)
    if result.rules is not None:
        contents[MODEL] = _model(result.rules)
    for path in write_inputs(folder, contents, report_text(result.became, language())):
        click.echo(path)
    if result.rules is None:
        say(T("Next: planner check MODEL --inputs {folder}, with your model for MODEL.", folder=folder))
    else:
        say(T("Next: planner check {model}", model=folder / MODEL))


def _model(rules: Mapping[Any, Any]) -> bytes:
    """The rules that came with the tables, as a model that names the folder it lies in."""
    from planner.forms.yaml_text import yaml_text

    head = {key: rules[key] for key in ("programme",) if key in rules}
    return yaml_text({**head, "inputs": ".", **{key: rules[key] for key in rules if key not in head}}).encode()


def _map(chart: str) -> ImportMap:
    """The map of a file, or the one of that name that comes with the package; its faults end the command."""
    from planner.importing.map_file import read_map

    path = Path(chart)
    maps = examples_folder() / "models" / "maps"
    shipped = {file.stem: file for file in sorted(maps.glob("*.yaml"))}
    if not path.exists() and not path.suffix and chart not in shipped:
        raise UsageError(T('There is no map "{name}"; there are: {known}.', name=chart, known=", ".join(shipped)))
    found = read_map(path if path.exists() else shipped.get(chart, path))
    if isinstance(found, list):
        raise InputError(found)
    return found
