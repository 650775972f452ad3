"""``planner solve``: the best plan of a programme, its proof, and the files asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import model_options, money_option, search_options
from planner.cli.saving import saving_options
from planner.cli.speech import language, say
from planner.errors import ConflictError, ExitCode, InfeasibleError, UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.intake.reading import Reading


@command("solve")
@model_options
@click.option(
    "--out",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the plan: .xlsx, .html, .csv or .json by the ending. May be repeated.",
)
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PLAN",
    help="A plan that is carried forward: its awards before years.plan_from count as signed, and changes are counted"
    " against it.",
)
@money_option
@search_options
@click.option(
    "--save", "save_as", metavar="NAME", help="Save the plan in the store under this name, as its next version."
)
@saving_options
def solve(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    files: tuple[Path, ...],
    earlier: Path | None,
    money: str,
    as_json: bool,
    time_limit: float | None,
    gap: float | None,
    save_as: str | None,
    after: int | None,
    note: str | None,
    tags: tuple[str, ...],
    who: str | None,
) -> ExitCode:
    """Find the best plan of MODEL, audit it, and say what is proven about it.

    Ends with 0 when the plan is proven optimal or the gap is reached, with 5 when a limit stopped the search and there
    is a plan, with 4 when no plan keeps every rule: then it names rules that cannot be kept together, and changes that
    are enough; a plan asked for as .json is then a proof that there is none, NAME.infeasible.json. A plan that fails
    its audit is never written: 6.
    """
    from planner.cli.choices import chosen
    from planner.cli.saving import Origin, saving_if_asked
    from planner.export import check_targets, write
    from planner.intake import read_programme
    from planner.opening.plans import carried_plan
    from planner.opening.rows import write_rows
    from planner.plan.place import seen_from
    from planner.solving.outcome import Limits
    from planner.study.explained import plan_or_explanation

    check_targets(files)
    for file in files:
        _refuse_protected_rows(file)
    saving = saving_if_asked(save_as, after, note, tags, who)
    reading = read_programme(model, overrides, inputs, None if earlier is None else carried_plan(earlier))
    _refuse_idle(earlier, reading)
    for remark in reading.remarks:
        say(remark)
    try:
        planned = plan_or_explanation(reading.programme, Limits(time_limit, gap), say)
    except InfeasibleError as error:
        _without_plan(error, reading, files, as_json)
        if saving is not None:
            saving.keep_none(error, Origin(reading, model, (time_limit, gap)))
        raise
    for file in files:
        seen = seen_from(planned.plan, reading.folder, file.parent)
        write(seen, reading.programme, file, chosen(money), planned.report)
        say(T("Written: {file}", file=file))
        if file.suffix.lower() == ".json" and planned.rows is not None:
            say(T("Written: {file}", file=write_rows(planned.rows, file)))
    if as_json:
        click.echo(seen_from(planned.plan, reading.folder, Path.cwd()).to_json(), nl=False)
    else:
        from planner.export.summary import summary

        click.echo(summary(planned.plan, reading.programme, language()))
    if saving is not None:
        on_disk = any(file.suffix.lower() == ".json" for file in files)
        saving.keep(planned, Origin(reading, model, (time_limit, gap)), on_disk=on_disk)
    if planned.stopped:
        say(T("A limit stopped the search: this is the best plan so far, not proven best."))
        return ExitCode.STOPPED_WITH_PLAN
    if not planned.ties_broken:
        say(T("Time ran out before all equally good plans were compared: another run may pick another of them."))
    return ExitCode.DONE


def _refuse_protected_rows(file: Path) -> None:
    """The rows that lie beside a plan are replaced together with it, or neither."""
    from planner.export.atomic import refuse_protected
    from planner.opening.rows import rows_file

    if file.suffix.lower() == ".json":
        refuse_protected(rows_file(file))


def _refuse_idle(earlier: Path | None, reading: Reading) -> None:
    """Raise ``UsageError`` where a plan is carried forward that nothing asks for."""
    rules = reading.programme.rules
    counted = any(objective.counts_changes for objective in rules.objective)
    if earlier is not None and not rules.years.past_years and not counted:
        raise UsageError(
            T("--from carries a plan into a later year: give years.plan_from, or the objective changed_awards.")
        )
    if earlier is None and counted:
        raise UsageError(T("The objective changed_awards is measured against a plan; name it with --from."))


def _without_plan(error: InfeasibleError, reading: Reading, files: tuple[Path, ...], as_json: bool) -> None:
    """What is printed and written where there is no plan."""
    if as_json and isinstance(error, ConflictError):
        proof = {"proof": "solver" if error.proof is None else "certified"}
        click.echo(json.dumps(error.explanation.as_dict(language()) | proof, ensure_ascii=False, indent=1))
    for file in files:
        _write_proof(error, reading, file)


def _write_proof(error: InfeasibleError, reading: Reading, file: Path) -> None:
    """In place of a plan as JSON the proof that there is none, beside where the plan would be."""
    from planner.export.atomic import replace_file
    from planner.opening.rows import write_rows
    from planner.plan.infeasibility import Infeasibility
    from planner.plan.place import seen_from
    from planner.study.planning import NoPlan

    if file.suffix.lower() != ".json" or not isinstance(error.proof, NoPlan):
        return
    target = file.with_suffix(".infeasible.json")
    found = Infeasibility.of(reading.programme, error.proof.certificate, error.proof.solver)
    replace_file(target, seen_from(found, reading.folder, target.parent).to_json().encode())
    say(T("Written: {file}", file=target))
    say(T("Written: {file}", file=write_rows(error.proof.rows, target)))
