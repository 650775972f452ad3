"""A study's results: a row a case, as parquet, CSV and workbook; and what is said of them all together."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from planner.export.colours import DEEP
from planner.export.columns import AnyTable, Cell, Column, Kind, Table
from planner.export.wording import Joined
from planner.export.workbook import MADE, NO_LIVE_TEXT
from planner.export.workbook.charts.look import Axis, bars, dress, markers
from planner.export.workbook.formats import Formats
from planner.export.workbook.places import FIRST_ROW
from planner.export.workbook.sheet import Book, Sheet
from planner.export.workbook.write_table import write_table
from planner.languages import Language, T, Text
from planner.live_text import guarded
from planner.study.sweep.design import Case, shown, values_of
from planner.study.sweep.indices import Index, Indices
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.swept import Swept
from planner.study.sweep.vocabulary import Factor

RESULTS, FACTORS, SENSITIVITY = T("Results"), T("Factors"), T("Sensitivity")

SHOWN_BARS = 30
"""A chart of more bars than this is read by nobody."""

_PIXELS = {"width": 720, "height": 400}

type Row = Mapping[str, Any]
"""A case and what became of it, by the names of the columns."""


def column_names(found: Swept) -> list[str]:
    """The columns of the table, whatever file it is in."""
    factors = [f"factor.{factor.name}" for factor in found.study.factors]
    return ["number", "case", "name", *factors, "status", "way", "objective_is", *found.figures, "fault"]


def rows_of(found: Swept) -> list[Row]:
    """A row a case that is found, in their order. Factors of numbers are numbers, others are as a model writes them."""
    cases = {case.number: case for case in found.cases}
    return [_row(found, cases[outcome.number], outcome) for outcome in found.outcomes]


def _row(found: Swept, case: Case, outcome: Outcome) -> Row:
    return {
        "number": outcome.number,
        "case": outcome.case,
        "name": case.name,
        **{f"factor.{factor.name}": _value(found, factor, case) for factor in found.study.factors},
        "status": outcome.status,
        "way": outcome.way,
        "objective_is": outcome.told or None,
        **{name: outcome.figures.get(name) for name in found.figures},
        "fault": outcome.fault or None,
    }


def is_numeric(found: Swept, factor: Factor) -> bool:
    """Whether all values of a factor are numbers."""
    values = [case.values[factor.name] for case in found.cases if factor.name in case.values]
    return all(isinstance(value, Fraction) for value in values)


def _value(found: Swept, factor: Factor, case: Case) -> float | int | str | None:
    if factor.name not in case.values:
        return None
    value = case.values[factor.name]
    if is_numeric(found, factor):
        return int(value) if value.denominator == 1 else float(value)
    return shown(value)


# --- files ---


def parquet_bytes(found: Swept) -> bytes:
    """The table as a parquet file; the same cases give the same bytes."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = rows_of(found)
    numeric = {f"factor.{factor.name}" for factor in found.study.factors if is_numeric(found, factor)}
    arrays = {name: pa.array([row[name] for row in rows], _kind(name, numeric, pa)) for name in column_names(found)}
    content = io.BytesIO()
    parquet.write_table(pa.table(arrays), content)
    return content.getvalue()


_COUNTS = frozenset({"number", "upgrades_funded", "suppliers_funded"})
_WORDS = frozenset({"case", "name", "status", "way", "objective_is", "fault"})


def _kind(name: str, numeric: set[str], pa: Any) -> Any:
    if name in _WORDS or (name.startswith("factor.") and name not in numeric):
        return pa.string()
    return pa.int64() if name in _COUNTS or _is_won(name) else pa.float64()


def _is_won(name: str) -> bool:
    return name.startswith("paid_won.") or (name.endswith("_won") and not name.endswith("million_won"))


def csv_bytes(found: Swept) -> bytes:
    """The table as CSV that Excel opens rightly; no text of it is a formula."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    names = column_names(found)
    lines.writerow([guarded(name) for name in names])
    for row in rows_of(found):
        cells = (row[name] for name in names)
        lines.writerow([guarded(cell) if isinstance(cell, str) else _plain(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> str:
    return "" if cell is None else repr(cell)


def workbook_bytes(found: Swept, language: Language) -> bytes:
    """A sheet of results, one of the factors, one of the indices where there are any; with charts."""
    import xlsxwriter

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **NO_LIVE_TEXT})
    inputs = found.programme.inputs_hash
    workbook.set_properties({"title": found.study.study, "comments": inputs, "created": MADE})
    book = Book(workbook, Formats(workbook, language), language, "")
    results = results_table(found)
    write_table(book, results)
    write_table(book, factors_table(found))
    if found.indices is not None and found.indices.found:
        write_table(book, indices_table(found.indices))
        _draw_indices(book, found.indices)
    _draw_results(book, found, results)
    workbook.close()
    return content.getvalue()


def results_table(found: Swept) -> AnyTable:
    """The results as a sheet shows them; the headings are the names that the other files have."""
    return Table(RESULTS, Joined(notes(found), " "), tuple(_columns(found)), rows_of(found), 2)


def _columns(found: Swept) -> list[Column[Row]]:
    numeric = {f"factor.{factor.name}" for factor in found.study.factors if is_numeric(found, factor)}
    return [
        Column(name, Text("{name}", {"name": name}), _sheet_kind(name, numeric), _cell(name))
        for name in column_names(found)
    ]


def _cell(name: str) -> Any:
    def value(row: Row) -> Cell:
        found: Cell = row[name]
        return found

    return value


def _sheet_kind(name: str, numeric: set[str]) -> Kind:
    if name in _WORDS or (name.startswith("factor.") and name not in numeric):
        return Kind.TEXT
    if name in _COUNTS:
        return Kind.COUNT
    if _is_won(name):
        return Kind.WON
    if name.endswith("_share"):
        return Kind.PERCENT
    return Kind.TONNES if name.endswith(("_t", "_t_per_year")) else Kind.FIGURE


def factors_table(found: Swept) -> AnyTable:
    """What is varied, and how."""
    columns: tuple[Column[Factor], ...] = (
        Column("factor", T("Factor"), Kind.TEXT, lambda factor: factor.name),
        Column("varies", T("What is varied"), Kind.TEXT, lambda factor: factor.set or factor.column or ""),
        Column("where", T("Rows"), Kind.TEXT, _where),
        Column("values", T("Values"), Kind.SENTENCE, _values),
    )
    return Table(FACTORS, design_says(found), columns, found.study.factors, 1)


def _where(factor: Factor) -> Cell:
    if factor.where is None:
        return None
    parts = factor.where.model_dump(exclude_none=True)
    return "; ".join(f"{name}: {', '.join(map(str, values))}" for name, values in parts.items())


def _values(factor: Factor) -> Cell:
    if factor.range is not None:
        return T("{low} to {high}", low=shown(factor.range.low), high=shown(factor.range.high))
    return ", ".join(shown(value) for value in values_of(factor))


def indices_table(indices: Indices) -> AnyTable:
    """The indices, a factor and figure a row."""
    is_sobol = indices.method == "sobol"
    columns: list[Column[Index]] = [
        Column("figure", T("Figure"), Kind.TEXT, lambda index: index.figure),
        Column("factor", T("Factor"), Kind.TEXT, lambda index: index.factor),
        Column("first", T("Alone (S1)") if is_sobol else T("Mean effect (mu)"), Kind.FIGURE, lambda i: i.first),
    ]
    if is_sobol:
        columns.append(Column("first_off", T("S1 ± (95 %)"), Kind.FIGURE, lambda index: index.first_off))
    columns += [
        Column("total", T("In all (ST)") if is_sobol else T("Size of effect (mu*)"), Kind.FIGURE, lambda i: i.total),
        Column("total_off", T("ST ± (95 %)") if is_sobol else T("mu* ± (95 %)"), Kind.FIGURE, lambda i: i.total_off),
    ]
    if not is_sobol:
        columns.append(Column("spread", T("Spread of effects (sigma)"), Kind.FIGURE, lambda index: index.spread))
    says = (
        T("The part of the spread of a figure that is due to a factor, alone and with all that it does with others.")
        if is_sobol
        else T("By how much a figure changes over the whole range of a factor.")
    )
    return Table(SENSITIVITY, Joined([says, *indices.notes], " "), tuple(columns), indices.found, 2)


def _draw_results(book: Book, found: Swept, table: AnyTable) -> None:
    """A chart of the objective against the first factor that is a number, below the table."""
    numeric = [factor for factor in found.study.factors if is_numeric(found, factor)]
    if not numeric or not found.outcomes:
        return
    worksheet = book.workbook.get_worksheet_by_name(RESULTS.to(book.language))
    name, last = worksheet.get_name(), FIRST_ROW + len(found.outcomes) - 1
    across, upwards = table.column_number(f"factor.{numeric[0].name}"), table.column_number("objective")
    chart = book.workbook.add_chart({"type": "scatter"})
    chart.add_series(
        {
            "categories": [name, FIRST_ROW, across, last, across],
            "values": [name, FIRST_ROW, upwards, last, upwards],
            **markers(DEEP, "circle", 4),
        }
    )
    title = T("The objective against {factor}", factor=numeric[0].name)
    dress(
        Sheet(worksheet, book),
        chart,
        title,
        Axis(_named(numeric[0].name), "General"),
        Axis(T("Objective")),
        legend=False,
    )
    chart.set_size(_PIXELS)
    worksheet.insert_chart(last + 2, 0, chart)


def _draw_indices(book: Book, indices: Indices) -> None:
    worksheet = book.workbook.get_worksheet_by_name(SENSITIVITY.to(book.language))
    of_first = [index for index in indices.found if index.figure == indices.found[0].figure][:SHOWN_BARS]
    last = FIRST_ROW + len(of_first) - 1
    column = indices_table(indices).column_number("total")
    name = worksheet.get_name()
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": [name, FIRST_ROW, 1, last, 1],
            "values": [name, FIRST_ROW, column, last, column],
            **bars(DEEP),
        }
    )
    title = T("What {figure} depends on", figure=indices.found[0].figure)
    dress(Sheet(worksheet, book), chart, title, Axis(T("Index"), "0.00"), Axis(T("Factor")), legend=False)
    chart.set_size(_PIXELS)
    worksheet.insert_chart(FIRST_ROW + len(indices.found) + 2, 0, chart)


def _named(name: str) -> Text:
    return Text("{name}", {"name": name})


# --- words ---


def design_says(found: Swept) -> Text:
    """How the cases came about."""
    study, count = found.study, len(found.cases)
    if study.cases is not None:
        return T("Named cases: {count}.", count=count)
    drawn = study.sensitivity or study.samples
    if drawn is None:
        return T("Every combination of the values: {count} cases.", count=f"{count:,}")
    return T("{count} cases drawn: {method}, seed {seed}.", count=f"{count:,}", method=drawn.method, seed=drawn.seed)


def notes(found: Swept) -> list[Text]:
    """What the figures are, and what is missing."""
    said = [design_says(found)]
    ways = {outcome.way for outcome in found.outcomes}
    if ways & {"moved", "anew"}:
        said.append(
            T(
                "Each figure is of the solver's answer to the linear programme, not rounded to whole plans and not "
                "certified; won are rounded to whole won here."
            )
        )
    if "whole" in ways:
        said.append(T("Figures of whole projects are those of an audited plan, without a certificate."))
    if not found.is_whole:
        said.append(T("Cases missing: {count}.", count=len(found.cases) - len(found.outcomes)))
    return said


def counted(found: Swept) -> list[Text]:
    """How many cases ended how."""
    names = {
        "solved": T("solved"),
        "stopped": T("stopped by a limit"),
        "infeasible": T("without a plan"),
        "no_answer": T("without an answer of the solver"),
        "faulty": T("with faults"),
    }
    counts = {status: sum(outcome.status == status for outcome in found.outcomes) for status in names}
    return [
        Text("{count} {what}", {"count": f"{count:,}", "what": names[status]})
        for status, count in counts.items()
        if count
    ]


def spread_rows(found: Swept, figures: Sequence[str]) -> list[tuple[str, float, float, float, float]]:
    """Least, mean, most of figures, and their standard deviation, over the cases that have them."""
    import statistics

    rows = []
    for name in figures:
        values = [float(v) for outcome in found.outcomes if (v := outcome.figures.get(name)) is not None]
        if values:
            rows.append((name, min(values), statistics.fmean(values), max(values), statistics.pstdev(values)))
    return rows


def best_and_worst(found: Swept) -> tuple[Outcome, Outcome] | None:
    """The cases with the best and the worst objective, where all have the same one; of equals the first."""
    ordered = best_first(found)
    if not ordered or len({outcome.told for outcome in ordered}) > 1:
        return None
    return ordered[0], ordered[-1]


def best_first(found: Swept) -> list[Outcome]:
    """The cases that have an objective, the best first; of equals the first."""
    told = [outcome for outcome in found.outcomes if outcome.figures.get("objective") is not None]

    def order(outcome: Outcome) -> tuple[float, int]:
        value = float(outcome.figures["objective"] or 0)
        return value if _is_least(outcome.told) else -value, outcome.number

    return sorted(told, key=order)


def _is_least(told: str) -> bool:
    return told.startswith("least_") and not told.startswith("least_gain_")
