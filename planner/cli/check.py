"""``planner check``: every fault of a model and its tables; the rows read; the size of the problem."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.help_text import command
from planner.cli.options import common, inputs_option, json_option, model_argument, overrides_option
from planner.cli.speech import language, say
from planner.errors import ExitCode, Fault
from planner.languages import T, Text

if TYPE_CHECKING:
    from planner.intake import RowCount
    from planner.study.size import Size


@command("check")
@common
@model_argument
@overrides_option
@inputs_option
@click.option(
    "--marked",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a copy of the workbook MODEL with its faults marked in their cells; not given: none is written.",
)
@json_option
def check(model: Path, overrides: tuple[str, ...], inputs: Path | None, marked: Path | None, as_json: bool) -> ExitCode:
    """Name every fault of MODEL and its tables, with its place and remedy, and the size of the problem.

    Faults go to the error stream and end the command with 3; with --json they are in the document.
    """
    from planner.intake import ReadingError, read_programme
    from planner.study.size import size_of

    if marked is not None:
        _check_target(model, marked)
    try:
        reading = read_programme(model, overrides, inputs)
    except ReadingError as error:
        if marked is not None:
            _write_marked(model, marked, (*error.faults, *error.remarks), error.rows)
        if as_json:
            _print_document(error.faults, error.remarks, error.rows, None)
            return ExitCode.BAD_INPUT
        _print_summary(error.remarks, error.rows, None)
        raise
    if marked is not None:
        _write_marked(model, marked, reading.remarks, reading.rows)
    size = size_of(reading.programme)
    if as_json:
        _print_document((), reading.remarks, reading.rows, size)
    else:
        _print_summary(reading.remarks, reading.rows, size)
        _print(T("No faults."))
    return ExitCode.DONE


def _check_target(workbook: Path, marked: Path) -> None:
    """Before anything is read: a copy that may not be written is no use however long one waits for it."""
    from planner.forms.marked import check_target

    check_target(workbook, marked)


def _write_marked(workbook: Path, marked: Path, found: Sequence[Fault], rows: Sequence[RowCount]) -> None:
    from planner.forms.marked import write_marked

    say(write_marked(workbook, marked, found, rows, language()).said)


def _print(sentence: Text | Fault) -> None:
    click.echo(sentence.to(language()))


def _print_summary(remarks: Iterable[Fault], rows: Iterable[RowCount], size: Size | None) -> None:
    for count in rows:
        _print(
            T(
                "{file}: {present} rows, {read} read, {refused} refused",
                file=count.file,
                present=f"{count.present:,}",
                read=f"{count.read:,}",
                refused=f"{count.refused:,}",
            )
        )
    for sentence in () if size is None else _size_in_words(size):
        _print(sentence)
    for remark in remarks:
        _print(remark)


def _size_in_words(size: Size) -> Sequence[Text]:
    award = size["award_years"]
    assert isinstance(award, list)
    return (
        T(
            "Suppliers: {one} in tier 1, {two} in tier 2",
            one=f"{size['tier_1_suppliers']:,}",
            two=f"{size['tier_2_suppliers']:,}",
        ),
        T("Upgrades: {count}", count=f"{size['upgrades']:,}"),
        T("Funders: {count}", count=size["funders"]),
        T(
            "Years: awards {first} to {last}, tonnes counted until {until}",
            first=award[0],
            last=award[-1],
            until=size["count_until"],
        ),
        T("Rules: {count}", count=size["rules"]),
    )


def _print_document(
    faults: Sequence[Fault], remarks: Sequence[Fault], rows: Iterable[RowCount], size: Size | None
) -> None:
    from planner.intake.plain_faults import plain_fault

    document = {
        "faults": [plain_fault(fault, language()) for fault in faults],
        "remarks": [plain_fault(remark, language()) for remark in remarks],
        "rows": [
            {"file": count.file, "present": count.present, "read": count.read, "refused": count.refused}
            for count in rows
        ],
        "size": size,
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))
