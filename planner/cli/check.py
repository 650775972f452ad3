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
    from planner.programme.programme import Programme

type Size = dict[str, int | list[int]]


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


def size_of(programme: Programme) -> Size:
    """How large the problem is."""
    rules = programme.rules
    tiers = [supplier.tier for supplier in programme.suppliers.values()]
    lists = (
        rules.support_rates,
        rules.matching,
        rules.co_funding,
        rules.caps,
        rules.technology_limits,
        rules.fairness,
        rules.reserved,
        rules.ceiling_phases,
        rules.thresholds,
        rules.targets,
        rules.footprint,
    )
    single = (rules.repayment, rules.affordability, rules.offsets, rules.clawback, rules.uncertainty)
    return {
        "tier_1_suppliers": tiers.count(1),
        "tier_2_suppliers": tiers.count(2),
        "links": len(programme.links),
        "upgrades": len(programme.upgrades),
        "funders": len(rules.funders),
        "award_years": list(rules.years.award),
        "count_until": rules.years.count_until,
        "rules": sum(map(len, lists)) + sum(rule is not None for rule in single),
    }


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
    document = {
        "faults": [_plain(fault) for fault in faults],
        "remarks": [_plain(remark) for remark in remarks],
        "rows": [
            {"file": count.file, "present": count.present, "read": count.read, "refused": count.refused}
            for count in rows
        ],
        "size": size,
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def _plain(fault: Fault) -> dict[str, str | int | None]:
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "place": str(fault.place),
        **parts_of(fault.place),
        "message": fault.problem.to(language()),
        "remedy": None if fault.remedy is None else fault.remedy.to(language()),
    }


def parts_of(place: str) -> dict[str, str | int | None]:
    """A place in its parts, None where there is none: lines are rows of a sheet too, columns its letters or names."""
    from planner.intake.places import CellPlace, LinePlace, letters

    parts: dict[str, str | int | None] = dict.fromkeys(("file", "sheet", "cell", "line", "column"))
    if isinstance(place, LinePlace):
        parts |= {"file": place.file, "line": place.line or None, "column": place.column}
    elif isinstance(place, CellPlace):
        column = letters(place.column) or None
        cell = f"{column}{place.row}" if column and place.row else None
        parts |= {"file": place.file, "sheet": place.sheet or None, "cell": cell}
        parts |= {"line": place.row or None, "column": column}
    return parts
