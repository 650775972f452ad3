"""``planner sweep``: many cases of a model, as a study says; kept as they are found, and taken up again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.help_text import command
from planner.cli.options import each_limit_option, json_option, model_options
from planner.cli.plain_data import tell_data
from planner.cli.saving import saving_if_asked, saving_options
from planner.cli.speech import language, say
from planner.errors import ExitCode, UsageError
from planner.languages import T

if TYPE_CHECKING:
    from planner.study.sweep.journal import Journal
    from planner.study.sweep.swept import Swept

_ENDINGS = (".parquet", ".csv", ".xlsx")

_SAID_EVERY_SECONDS = 5.0


@command("sweep")
@model_options
@click.argument("study", type=click.Path(readable=False, path_type=Path), metavar="STUDY")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes of this machine."
)
@click.option("--cluster", metavar="ADDRESS", help="Solve on a Dask cluster instead, such as tcp://HOST:8786.")
@click.option(
    "--out",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the table: .parquet, .csv or .xlsx by the ending. May be repeated.",
)
@click.option(
    "--resume",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where cases are kept as they are found, and taken from; not given: a folder beside the study.",
)
@json_option
@each_limit_option
@click.option(
    "--save", "save_as", metavar="NAME", help="Save the study's plans in the store under NAME and their case."
)
@saving_options
def sweep(
    model: Path,
    overrides: tuple[str, ...],
    inputs: Path | None,
    study: Path,
    jobs: int,
    cluster: str | None,
    files: tuple[Path, ...],
    folder: Path | None,
    as_json: bool,
    time_limit: float | None,
    save_as: str | None,
    after: int | None,
    note: str | None,
    tags: tuple[str, ...],
    who: str | None,
) -> ExitCode:
    """Solve MODEL in every case of STUDY: rules and columns varied, by grids, lists or samples.

    A case is the solver's answer, neither rounded to whole won nor certified; the study says which of them become
    whole, certified plans.

    What is found is kept at once: run it again, and only what is missing is solved. Ends with 5 where it was stopped.
    """
    from planner.cli.sweep_plans import make_plans, refuse_unfit
    from planner.intake.kept import Kept
    from planner.solving.outcome import Limits
    from planner.study.sweep.altering import Altering
    from planner.study.sweep.design import cases_of
    from planner.study.sweep.indices import refuse_too_few
    from planner.study.sweep.journal import Journal
    from planner.study.sweep.reading import read_study
    from planner.study.sweep.sweep import Where, study_key, swept

    _check_files(files)
    wanted = read_study(study)
    refuse_too_few(wanted)
    saving = saving_if_asked(save_as, after, note, tags, who)
    refuse_unfit(wanted, saving)
    kept, reading = Kept.of(model, overrides, inputs)
    for remark in reading.remarks:
        say(remark)
    programme = reading.programme
    altering = Altering(wanted, kept, programme)
    altering.refuse_unfit(study.name)
    cases, limits = cases_of(wanted), Limits(time_limit, None)
    journal = Journal(folder or study.with_suffix(".study"), study_key(wanted, programme.inputs_hash, limits))
    if journal.torn is not None:
        say(journal.torn)
    is_stopped = _solve(altering, cases, limits, journal, Where(jobs, cluster))
    found = swept(wanted, programme, cases, journal)
    _write(found, files)
    _tell(found, as_json=as_json)
    if is_stopped:
        say(T("Stopped. Cases missing: {count}; run it again, and only these are solved.", count=_missing(found)))
        return ExitCode.STOPPED_WITH_PLAN
    stopped = any(outcome.status == "stopped" for outcome in found.outcomes)
    if saving is not None:
        stopped = make_plans(found, altering, saving, limits, journal.path.parent) or stopped
    return ExitCode.STOPPED_WITH_PLAN if stopped else ExitCode.DONE


def _missing(found: Swept) -> int:
    return len(found.cases) - len(found.outcomes)


def _check_files(files: tuple[Path, ...]) -> None:
    """Refuse what could not be written, before any work is done for it."""
    from planner.export.atomic import refuse_protected

    for file in files:
        if file.suffix.lower() not in _ENDINGS:
            endings = ", ".join(_ENDINGS)
            raise UsageError(T("{file} ends in none of {endings}.", file=file.name, endings=endings))
        if not file.parent.is_dir():
            raise UsageError(
                T("The folder {folder} does not exist: create it, or name another.", folder=str(file.parent))
            )
        refuse_protected(file)


def _solve(altering: Any, cases: Any, limits: Any, journal: Journal, where: Any) -> bool:
    """Solve what is missing. Whether it was interrupted."""
    from planner.study.sweep.solving import prepare
    from planner.study.sweep.sweep import missing, run

    left = missing(cases, journal)
    if not left:
        return False
    if len(left) < len(cases):
        say(T("Found already: {found} of {count} cases.", found=len(cases) - len(left), count=len(cases)))
    try:
        prepared = prepare(altering, cases, limits, _say_prepared)
        if prepared.template is not None:
            say(T("All cases have the same rows: only their numbers move."))
        with _progress(len(left)) as told:
            run(prepared, left, journal, where, told)
    except KeyboardInterrupt:
        return True
    return False


def _say_prepared(formulations: int) -> None:
    if formulations % 5 == 1:
        say(T("Preparing: {count} formulations.", count=formulations))


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int], None]]:
    """How far it is: a bar with the time left on a terminal, a line every few seconds elsewhere."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
            task = bar.add_task("", total=count)
            yield lambda more: bar.update(task, advance=more)
        return
    yield _Lines(count).told


class _Lines:
    """Lines every few seconds, with the time left at the pace so far."""

    def __init__(self, count: int) -> None:
        import time

        self._clock = time.monotonic
        self._count, self._done = count, 0
        self._begun = self._said = self._clock()

    def told(self, more: int) -> None:
        """So many more cases are solved."""
        self._done += more
        now = self._clock()
        if now - self._said >= _SAID_EVERY_SECONDS:
            self._said = now
            left = (now - self._begun) / self._done * (self._count - self._done)
            say(
                T(
                    "{done} of {count} cases, about {seconds} s left.",
                    done=f"{self._done:,}",
                    count=f"{self._count:,}",
                    seconds=f"{left:,.0f}",
                )
            )


def _write(found: Swept, files: tuple[Path, ...]) -> None:
    from planner.export.atomic import replace_file
    from planner.export.sweep import csv_bytes, parquet_bytes, workbook_bytes

    for file in files:
        match file.suffix.lower():
            case ".parquet":
                content = parquet_bytes(found)
            case ".csv":
                content = csv_bytes(found)
            case _:
                content = workbook_bytes(found, language())
        replace_file(file, content)
        say(T("Written: {file}", file=file))


def _tell(found: Swept, *, as_json: bool) -> None:
    if as_json:
        tell_data(as_data(found))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Swept) -> Iterator[str]:
    from planner.export.sweep import best_and_worst, counted, notes, spread_rows
    from planner.text_table import text_table

    spoken = language()
    yield " ".join(note.to(spoken) for note in notes(found))
    yield ", ".join(words.to(spoken) for words in counted(found))
    ends = best_and_worst(found)
    if ends is not None:
        best, worst = ends
        yield ""
        yield T("Best: case {case}.", case=_case(found, best.number)).to(spoken)
        yield T("Worst: case {case}.", case=_case(found, worst.number)).to(spoken)
    rows = spread_rows(found, found.figures)
    if rows:
        yield ""
        headings = [T("Figure"), T("Least"), T("Mean"), T("Most"), T("Standard deviation")]
        yield text_table(headings, [(name, *map(_figure, figures)) for name, *figures in rows], spoken)
    yield from _indices_lines(found)


def _indices_lines(found: Swept) -> Iterator[str]:
    from planner.export.sweep import indices_table
    from planner.text_table import text_table

    if found.indices is None:
        return
    if found.indices.found:
        table = indices_table(found.indices)
        cells = [
            [
                cell if isinstance(cell, str) else _small(cell)
                for cell in (column.value(row) for column in table.columns)
            ]
            for row in table.rows
        ]
        yield ""
        yield text_table([column.heading for column in table.columns], cells, language(), words=2)
    for note in found.indices.notes:
        yield note.to(language())


def _case(found: Swept, number: int) -> str:
    """A case by its number, its name and its values."""
    from planner.study.sweep.design import shown

    case = next(case for case in found.cases if case.number == number)
    values = ", ".join(f"{name} {shown(value)}" for name, value in case.values.items())
    return f"{number}{'' if case.name is None else f' {case.name}'} ({values})"


def _figure(value: float) -> str:
    return f"{value:z,.3f}"


def _small(value: Any) -> str:
    return "-" if value is None else f"{value:z,.4f}"


def as_data(found: Swept) -> dict[str, Any]:
    """The study as plain data: a row a case, and the indices."""
    import dataclasses

    from planner.export.sweep import best_and_worst, rows_of

    ends = best_and_worst(found)
    return {
        "study": found.study.study,
        "inputs_hash": found.programme.inputs_hash,
        "count": len(found.cases),
        "missing": _missing(found),
        "best": None if ends is None else ends[0].number,
        "worst": None if ends is None else ends[1].number,
        "cases": [_case_data(row) for row in rows_of(found)],
        "indices": [] if found.indices is None else [dataclasses.asdict(index) for index in found.indices.found],
        "notes": [] if found.indices is None else [note.to(language()) for note in found.indices.notes],
    }


def _case_data(row: Any) -> dict[str, Any]:
    """A row, with its factors and figures under keys of their own."""
    first = {key: row[key] for key in ("number", "case", "name", "status", "way", "objective_is", "fault")}
    factors = {key.removeprefix("factor."): value for key, value in row.items() if key.startswith("factor.")}
    figures = {key: value for key, value in row.items() if key not in first and not key.startswith("factor.")}
    return {**first, "factors": factors, "figures": figures}
