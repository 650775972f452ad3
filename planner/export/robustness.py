"""The out-of-sample check in tables: how often plans keep what they promise, where amounts lie, and native charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.export.colours import COLOURS
from planner.export.columns import AnyTable, Cell, Column, Kind, Table
from planner.export.measures import Unit, measure_name
from planner.export.numbers import figure
from planner.export.wording import Joined, percent
from planner.export.workbook.charts.look import Axis, bars, dress
from planner.export.workbook.places import FIRST_ROW
from planner.export.workbook.sheet import Book, Sheet
from planner.languages import T, Text
from planner.plan.objectives import tonnes_unit
from planner.study.robustness.assumptions import Shape
from planner.study.robustness.rates import BINS, Rate, Spread
from planner.study.robustness.robustness import Checked, Robustness

KEPT = T("How often")
AMOUNTS = T("Amounts")
DISTRIBUTION = T("Distribution")

SHAPES: dict[Shape, Text] = {
    "uniform": T("everything within a range is as likely"),
    "triangular": T("what is planned is the likeliest"),
    "ends": T("either end of a range, each as likely"),
}

_PER_PLAN = 4
"""Columns of a plan in the table of rates; the last of them is how often it is not kept."""

_PIXELS = {"width": 760, "height": 380}

_TITLES: dict[str, Text] = {
    "all": T("everything"),
    "budgets": T("all budgets"),
    "pools": T("all pools"),
    "promised": T("tonnes of the objective"),
}

_AMOUNTS: dict[str, tuple[Text, Text]] = {
    "tonnes": (T("tonnes of the objective's measure"), T("t")),
    "spent_won": (T("spent by the purses"), T("won")),
    "budgets_short_won": (T("purses short by"), T("won")),
    "pools_short_won": (T("pools short by"), T("won")),
    "pools_short": (T("pools that are short"), T("pools")),
    "own_won": (T("suppliers' own money"), T("won")),
    "not_returned_won": (T("not given back"), T("won")),
    "taken_back_won": (T("support taken back for missing tonnes"), T("won")),
}


@dataclass(frozen=True)
class KeptRow:
    """What is kept, and how often by each plan; None where a plan does not promise it."""

    what: Text
    rates: tuple[Rate | None, ...]


@dataclass(frozen=True)
class AmountRow:
    """An amount of a plan: what it is, its unit, and where its samples lie."""

    plan: str
    what: Text
    unit: Text
    spread: Spread


def robustness_tables(found: Robustness) -> tuple[AnyTable, ...]:
    """How often, amounts, and the distribution of tonnes."""
    return (
        Table(KEPT, Joined([*notes(found), *price(found)], " "), _kept_columns(found), kept_rows(found), 1),
        Table(AMOUNTS, T("What the samples come to."), _amount_columns(), amount_rows(found), 2),
        Table(DISTRIBUTION, _distribution_note(found), _bin_columns(found), _bins(found), 1),
    )


def notes(found: Robustness) -> list[Text]:
    """What was drawn."""
    assumptions = found.assumptions
    said = [
        T(
            "{samples} futures were drawn with seed {seed}; {shape}.",
            samples=figure(found.samples, 0),
            seed=found.seed,
            shape=SHAPES[assumptions.shape],
        ),
        T(
            "Where a row gives no estimates, costs are off by up to {cost} and tonnes by up to {tonnes}; a tier-1 "
            "supplier defaults with a probability of {default} and then does not give back {lost} of what it owes.",
            cost=percent(assumptions.cost),
            tonnes=percent(assumptions.tonnes),
            default=percent(assumptions.default),
            lost=percent(assumptions.lost),
        ),
    ]
    if assumptions.overruns == "supplier":
        return [*said, T("Suppliers pay what is over.")]
    return [*said, T("Payers pay what is over, each by what it pays already.")]


def price(found: Robustness) -> Iterator[Text]:
    """What each plan plans fewer tonnes than the first, where they count the same."""
    first, *others = found.plans
    for other in others:
        if other.measure == first.measure and first.planned:
            lost = first.planned - other.planned
            yield T(
                "The price of robustness of {plan} against {first}: {tonnes} {unit} of what is planned ({share} %).",
                plan=other.name,
                first=first.name,
                tonnes=figure(lost, 1),
                unit=Unit(tonnes_unit(first.measure)),
                share=figure(100 * lost / first.planned, 2),
            )


def promised_words(plan: Checked) -> Text:
    """What a plan plans, what it promises, and in which measure."""
    return T(
        "{plan}: {measure} planned {planned} {unit}, promised {promised} {unit}.",
        plan=plan.name,
        measure=measure_name(plan.measure, plan.plan.model),
        planned=figure(plan.planned, 1),
        promised=figure(plan.promised, 1),
        unit=Unit(tonnes_unit(plan.measure)),
    )


def kept_rows(found: Robustness) -> list[KeptRow]:
    """What any of the plans promises, in one order."""
    keys = dict.fromkeys(key for plan in found.plans for key in plan.rates)
    return [KeptRow(title_of(key), tuple(plan.rates.get(key) for plan in found.plans)) for key in keys]


def title_of(key: str) -> Text:
    """What is kept, in words."""
    if key in _TITLES:
        return _TITLES[key]
    kind, _, name = key.rstrip("]").partition("[")
    if kind == "budget":
        return T("budget of {funder}", funder=name)
    return T("tonnes of {rule}", rule=key)


def amount_rows(found: Robustness) -> list[AmountRow]:
    """Every amount that is not 0 throughout, plan by plan."""
    return [
        AmountRow(plan.name, _AMOUNTS[key][0], _unit(plan, key), spread)
        for key in _AMOUNTS
        for plan in found.plans
        for spread in [plan.spreads[key]]
        if spread.least or spread.most or key == "tonnes"
    ]


def _unit(plan: Checked, key: str) -> Text:
    return Unit(tonnes_unit(plan.measure)) if key == "tonnes" else _AMOUNTS[key][1]


def _kept_columns(found: Robustness) -> tuple[Column[KeptRow], ...]:
    columns: list[Column[KeptRow]] = [Column("what", T("Kept"), Kind.TEXT, lambda row: row.what)]
    for place, plan in enumerate(found.plans):
        ends: tuple[tuple[str, Text, Callable[[Rate], float]], ...] = (
            ("kept", T("{plan}: kept", plan=plan.name), lambda rate: rate.share),
            ("least", T("{plan}: at least (95 %)", plan=plan.name), lambda rate: rate.least),
            ("most", T("{plan}: at most (95 %)", plan=plan.name), lambda rate: rate.most),
            ("broken", T("{plan}: not kept", plan=plan.name), lambda rate: 1 - rate.share),
        )
        for key, heading, of in ends:
            columns.append(Column(f"{key}_{place}", heading, Kind.PERCENT, _of_rate(place, of)))
    return tuple(columns)


def _of_rate(place: int, of: Callable[[Rate], float]) -> Callable[[KeptRow], Cell]:
    def value(row: KeptRow) -> Cell:
        rate = row.rates[place]
        return None if rate is None else of(rate)

    return value


def _amount_columns() -> tuple[Column[AmountRow], ...]:
    return (
        Column("plan", T("Plan"), Kind.TEXT, lambda row: row.plan),
        Column("what", T("Amount"), Kind.TEXT, lambda row: row.what),
        Column("unit", T("Unit"), Kind.TEXT, lambda row: row.unit),
        Column("mean", T("Mean"), Kind.TONNES, lambda row: row.spread.mean),
        Column("p5", T("5 % are below"), Kind.TONNES, lambda row: row.spread.p5),
        Column("median", T("Median"), Kind.TONNES, lambda row: row.spread.median),
        Column("p95", T("5 % are above"), Kind.TONNES, lambda row: row.spread.p95),
        Column("least", T("Least"), Kind.TONNES, lambda row: row.spread.least),
        Column("most", T("Most"), Kind.TONNES, lambda row: row.spread.most),
    )


@dataclass(frozen=True)
class Bin:
    """A part of the tonnes' range: its middle [t], and the share of each plan's samples within it."""

    middle: float
    shares: tuple[float, ...]


def _bins(found: Robustness) -> list[Bin]:
    """Parts of equal width, the same for all plans; one part where all samples are alike."""
    low = min(plan.spreads["tonnes"].least for plan in found.plans)
    high = max(plan.spreads["tonnes"].most for plan in found.plans)
    if high <= low:
        return [Bin(low, (1.0,) * len(found.plans))]
    edges = np.linspace(low, high, BINS + 1)
    counts = [np.histogram(plan.tonnes, edges)[0] for plan in found.plans]
    return [
        Bin(float((edges[place] + edges[place + 1]) / 2), tuple(float(c[place]) / found.samples for c in counts))
        for place in range(BINS)
    ]


def _distribution_note(found: Robustness) -> Text:
    return Joined([promised_words(plan) for plan in found.plans], " ")


def _bin_columns(found: Robustness) -> tuple[Column[Bin], ...]:
    columns: list[Column[Bin]] = [Column("tonnes", T("Tonnes, about"), Kind.TONNES, lambda row: row.middle)]
    for place, plan in enumerate(found.plans):
        heading = Text("{plan}", {"plan": plan.name})
        columns.append(Column(f"share_{place}", heading, Kind.PERCENT, _share_in(place)))
    return tuple(columns)


def _share_in(place: int) -> Callable[[Bin], Cell]:
    return lambda row: row.shares[place]


def draw_robustness(book: Book, found: Robustness) -> None:
    """How often each plan breaks what it promises, and how its tonnes are distributed; beside their tables."""
    _draw_rates(book, found)
    _draw_distribution(book, found)


def _draw_rates(book: Book, found: Robustness) -> None:
    rows = kept_rows(found)
    sheet, name = _sheet(book, KEPT)
    chart = book.workbook.add_chart({"type": "bar"})
    for place, plan in enumerate(found.plans):
        column = _PER_PLAN * (1 + place)
        chart.add_series(_series(name, plan.name, 0, column, len(rows), place))
    across = Axis(T("Part of the futures in which it is not kept"), "0 %", 0, 1)
    dress(sheet, chart, T("How often promises are not kept"), across, Axis(T("Promise")))
    chart.set_size({**_PIXELS, "height": 120 + 40 * len(rows)})
    sheet.worksheet.insert_chart(FIRST_ROW + len(rows) + 1, 0, chart)


def _draw_distribution(book: Book, found: Robustness) -> None:
    rows = _bins(found)
    sheet, name = _sheet(book, DISTRIBUTION)
    chart = book.workbook.add_chart({"type": "column"})
    for place, plan in enumerate(found.plans):
        chart.add_series(_series(name, plan.name, 0, 1 + place, len(rows), place) | {"gap": 10, "overlap": 60})
    across = Axis(T("Tonnes, about"))
    dress(sheet, chart, T("Tonnes in the futures drawn"), across, Axis(T("Part of the futures"), "0 %", 0))
    chart.set_size(_PIXELS)
    sheet.worksheet.insert_chart(FIRST_ROW, 2 + len(found.plans), chart)


def _sheet(book: Book, title: Text) -> tuple[Sheet, str]:
    worksheet = book.workbook.get_worksheet_by_name(title.to(book.language))
    return Sheet(worksheet, book), worksheet.get_name()


def _series(sheet: str, plan: str, across: int, column: int, rows: int, place: int) -> dict[str, Any]:
    last = FIRST_ROW + rows - 1
    return {
        "name": plan,
        "categories": [sheet, FIRST_ROW, across, last, across],
        "values": [sheet, FIRST_ROW, column, last, column],
        **bars(COLOURS[place % len(COLOURS)]),
    }
