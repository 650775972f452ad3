"""The comparison as one offline HTML file: what differs and why, figures, what lead firms pay and get, tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from planner.export.beside import by_year, shown
from planner.export.beside.material import Material
from planner.export.beside.pages import KEY_FIGURES
from planner.export.beside.tables import Views
from planner.export.beside.who import reason_line
from planner.export.beside.words import headline
from planner.export.charts.frame import Frame
from planner.export.choices import Choices
from planner.export.columns import AnyTable
from planner.export.numbers import MoneyUnit
from planner.export.report.blocks import Block, Paragraph, Points, Section, Subtitle, TableBlock
from planner.export.report.drawings import NARROW, WIDE, drawing
from planner.export.report.page import Cover, bound
from planner.export.wording import listed
from planner.languages import T, Text

_LONG = 12
"""Tables of more rows are folded."""


def report_bytes(material: Material, choices: Choices) -> bytes:
    """The comparison as an HTML file that needs nothing else: no network, no script to be read, and nothing live in it
    that users wrote. Money is in the reader's unit."""
    found, views = material.found, Views.of(material)
    sections = [section for section in _sections(views, choices) if section.blocks]
    names = listed(held.name for held in found.plans)
    cover = Cover(
        choices.language,
        T("Plans compared: report"),
        found.reference.plan.model.programme,
        T("Plans: {plans}; reference: {reference}", plans=names, reference=found.reference.name),
    )
    return bound(cover, sections).encode()


def _sections(views: Views, choices: Choices) -> Iterator[Section]:
    money = choices.money
    years = TableBlock(shown.figures(views.years, money), long=True, choose=("figure", "year"))
    yield Section("differences", T("What differs"), tuple(_differences(views, choices)))
    yield Section("promised", T("Promised and received"), tuple(_promised(views, money)))
    yield Section("procurement", T("Procurement"), tuple(_procurement(views, choices)))
    yield Section("who", T("Who changes, and why"), tuple(_who(views, money)))
    yield Section("rules", T("Changed rules and tables"), tuple(_changes(views)))
    yield Section("figures", T("All figures"), tuple(_by_topic(views.indicators, money, told=True)))
    yield Section("groups", T("By group and supplier"), tuple(_groups(views, money)))
    yield Section("years", T("By year"), (years,))
    yield Section("plans", T("The plans"), (TableBlock(views.plans, titled=False),))


def _by_topic(table: AnyTable, money: MoneyUnit, *, told: bool = False) -> Iterator[Block]:
    """A table a field of figures, under its name."""
    topics = dict.fromkeys(str(row.figure.topic) for row in table.rows)
    for number, topic in enumerate(topics):
        rows = [row for row in table.rows if str(row.figure.topic) == topic]
        part = dataclasses.replace(table, title=rows[0].figure.topic, rows=rows)
        yield TableBlock(shown.figures(part, money, without="topic"), told=told and number == 0)


def _differences(views: Views, choices: Choices) -> Iterator[Block]:
    found = views.material.found
    for pair in found.pairs:
        first, *others = headline(pair)
        yield Paragraph(first, "lead" if len(found.pairs) == 1 else "verdict")
        points = (*(reason_line(row) for row in views.material.why if row.pair is pair), *others)
        if points:
            yield Points(points)
    rows = [row for row in views.material.indicators if row.figure.key in KEY_FIGURES]
    table = dataclasses.replace(views.indicators, title=T("Key figures"), rows=rows)
    yield TableBlock(shown.figures(table, choices.money, without="topic"))
    yield from _drawn(
        views,
        choices,
        "tonnes",
        T("Tonnes by year"),
        T("Tonnes of CO2e by year in each plan."),
    )
    yield from _drawn(
        views,
        choices,
        "tonnes",
        T("Tonnes by year: more or less than in {plan}", plan=found.reference.name),
        T("By how many tonnes of CO2e each plan is above or below {plan} in each year.", plan=found.reference.name),
        differences=True,
    )


def _procurement(views: Views, choices: Choices) -> Iterator[Block]:
    if not views.procurement.rows:
        return
    yield from _by_topic(views.procurement, choices.money, told=True)
    for key, title, says in (
        ("oem_won", T("Lead firms' money by year"), T("What lead firms pay in each year.")),
        (
            "owed_of_oem_won",
            T("What falls due from suppliers out of lead firms' money, by year"),
            T("It goes into the pools, and from there to other suppliers."),
        ),
        (
            "credit_value_won",
            T("Value of the usable credits by year"),
            T("Usable credits at the model's prices."),
        ),
    ):
        yield from _drawn(views, choices, key, title, says)


def _promised(views: Views, money: MoneyUnit) -> Iterator[Block]:
    if views.promised.rows:
        table = shown.in_money(views.promised, money)
        yield TableBlock(table, titled=False, long=len(views.promised.rows) > _LONG, choose=("plan",))


def _who(views: Views, money: MoneyUnit) -> Iterator[Block]:
    if views.why.rows:
        yield TableBlock(shown.in_money(views.why, money))
    choose = ("plan", "change", "tier", "region", "technology")
    yield TableBlock(shown.in_money(views.who, money), long=len(views.who.rows) > _LONG, choose=choose)


def _changes(views: Views) -> Iterator[Block]:
    for table in (views.rules, views.inputs):
        if table.rows:
            yield TableBlock(table, long=len(table.rows) > _LONG, choose=("plan",))
    if not views.rules.rows and not views.inputs.rows:
        yield Paragraph(T("No rule and no row of the tables that can be read is another."))


def _groups(views: Views, money: MoneyUnit) -> Iterator[Block]:
    """A table a mark; then all suppliers."""
    marks = dict.fromkeys(str(row.figure.topic) for row in views.groups.rows)
    for mark in marks:
        rows = [row for row in views.groups.rows if str(row.figure.topic) == mark]
        part = dataclasses.replace(views.groups, title=rows[0].figure.topic, rows=rows)
        yield TableBlock(shown.figures(part, money, without="mark"), long=len(rows) > _LONG, choose=("figure",))
    if views.suppliers.rows:
        yield TableBlock(shown.figures(views.suppliers, money), long=True, choose=("figure", "tier", "region"))


def _drawn(
    views: Views, choices: Choices, key: str, title: Text, says: Text, *, differences: bool = False
) -> Iterator[Block]:
    """The chart of a figure by year, with its title; none where there is nothing to see."""
    wide, narrow = (
        by_year.picture(
            views,
            key,
            title,
            says,
            Frame(language=choices.language, width=width),
            choices.money,
            differences=differences,
        )
        for width in (WIDE, NARROW)
    )
    if wide is not None:
        yield Subtitle(title)
        yield drawing(wide, narrow)
