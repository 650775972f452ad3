"""``planner compare``: two to ten plans beside a reference: figures, rules, tables, who changes and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, json_option, money_option
from planner.cli.speech import language, say
from planner.errors import UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.export.beside.material import Material
    from planner.export.choices import Choices
    from planner.study.beside.held import Held


@command("compare")
@common
@click.argument("plans", metavar="PLAN PLAN...", nargs=-1, required=True)
@click.option(
    "--against",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Which of the plans is the reference, counted from 1.",
)
@click.option(
    "--out",
    "outs",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Write it as .xlsx, .html or .json. May be repeated.",
)
@click.option(
    "--inputs",
    "folders",
    type=click.Path(readable=False, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="Folder or workbook of the tables, where they have moved: once for all plans, or once for each in order.",
)
@money_option
@json_option
@click.option("--why/--no-why", default=True, show_default=True, help="Solve again to find out why upgrades change.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop each plan that is made to find out why after this; such a plan tells nothing.",
)
def compare(
    plans: tuple[str, ...],
    against: int,
    outs: tuple[Path, ...],
    folders: tuple[Path, ...],
    money: str,
    as_json: bool,
    why: bool,
    time_limit: float | None,
) -> None:
    """Hold two to ten plans against one of them: figures side by side, changed rules and tables, who is funded in one
    and not in the other and which change brings that about, awards, repayments, credits and footprints by supplier,
    group and year, and what lead firms pay and get.

    Why upgrades change is found by making plans with each change alone, and with all changes but it: two for each
    change, 24 at most; none where the plans compared are those plans. Plans of other tables are compared by ids.
    """
    from planner.cli.choices import chosen
    from planner.cli.plain_data import tell_data
    from planner.export.beside.data import as_data
    from planner.export.beside.material import Material
    from planner.export.beside.text import text
    from planner.study.beside.comparison import beside

    _check(plans, against, outs, folders)
    choices = chosen(money)
    found = beside(_held(plans, folders), against - 1)
    if why:
        from planner.solving.outcome import Limits
        from planner.study.beside.attribution import explained

        found = explained(found, Limits(time_limit, None), say)
    material = Material(found)
    for out in outs:
        _write(material, out, choices)
    if as_json:
        tell_data(as_data(material, language()))
    else:
        click.echo(text(material, language(), choices.money))


def _check(plans: tuple[str, ...], against: int, outs: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
    """Refuse what cannot be compared or written, before any work is done for it."""
    from planner.export.beside.writing import check_ending
    from planner.study.beside.comparison import MOST_PLANS

    if not 2 <= len(plans) <= MOST_PLANS:
        raise UsageError(T("Name two to {most} plans; these are {count}.", most=MOST_PLANS, count=len(plans)))
    if against > len(plans):
        raise UsageError(T("--against {number} names no plan: there are {count}.", number=against, count=len(plans)))
    if len(folders) not in (0, 1, len(plans)):
        raise UsageError(T("Give --inputs once for all plans, or once for each of them."))
    for out in outs:
        check_ending(out)
        if not out.parent.is_dir():
            raise UsageError(
                T("The folder {folder} does not exist: create it, or name another.", folder=str(out.parent))
            )
        if out.suffix.lower() == ".json" and any(out.resolve() == Path(plan).resolve() for plan in plans):
            raise UsageError(T("{file} is the plan itself; name another file with --out.", file=str(out)))


def _held(plans: tuple[str, ...], folders: tuple[Path, ...]) -> list[Held]:
    """The plans with their tables, as far as these are still what they were made from."""
    from planner.cli.before import load_before
    from planner.study.beside.held import Held

    places = folders if len(folders) == len(plans) else (folders[0] if folders else None,) * len(plans)
    held = []
    for name, file, place in zip(_names(plans), plans, places, strict=True):
        before = load_before(Path(file), place, T("The tables of {file} cannot be read as they were.", file=file))
        held.append(Held(name, before.plan, before.programme))
    return held


def _names(plans: tuple[str, ...]) -> list[str]:
    """What the plans are called: their files without ending; where two are called alike, with their folders, else with
    their places."""
    files = [Path(plan) for plan in plans]
    short = [file.stem if file.suffix.lower() == ".json" else plan for file, plan in zip(files, plans, strict=True)]
    for names in (short, [f"{file.parent.name}/{name}" for file, name in zip(files, short, strict=True)]):
        if len(set(names)) == len(names):
            return names
    return [f"{name} ({place})" for place, name in enumerate(short, start=1)]


def _write(material: Material, out: Path, choices: Choices) -> None:
    from planner.export.atomic import replace_file
    from planner.export.beside.writing import written

    replace_file(out, written(material, out, choices))
    say(T("Written: {file}", file=out))
