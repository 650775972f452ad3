"""Tonnes by year beside what is asked, and the footprint of products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.export.columns import Column, Kind, Table
from planner.export.numbers import figure, tonnes_in_words
from planner.export.report.blocks import Block, Paragraph, Section, TableBlock
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.export.workbook import footprint, targets
from planner.languages import T
from planner.plan.plan import Plan


@dataclass(frozen=True)
class YearRow:
    """A counting year's tonnes, and those of all years so far [t]."""

    year: int
    tonnes: Decimal
    so_far: Decimal


def section(given: Material) -> Section:
    """A chart, the same as a table, what is asked, and footprints where there are any."""
    return Section("tonnes", T("Tonnes by year"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan = given.plan
    yield from drawings(given, "tonnes")
    raising = {award.upgrade_id for award in plan.awards if award.raises_until is not None}
    if raising:
        yield Paragraph(
            T(
                "{count} of the upgrades funded emit more than before at first, until {year} at the latest; that is "
                "counted year by year.",
                count=figure(len(raising), 0),
                year=max(award.raises_until or 0 for award in plan.awards),
            )
        )
    if plan.indicators.discounted_tonnes is not None:
        yield Paragraph(
            T("Discounted tonnes: {tonnes}.", tonnes=tonnes_in_words(plan.indicators.discounted_tonnes)), "note"
        )
    asked = targets.table(plan)
    if asked.rows:
        yield TableBlock(asked)
    yield TableBlock(table(plan), long=True)
    cuts = footprint.table(plan)
    if cuts.rows:
        yield TableBlock(cuts, long=True, choose=("product", "year"))


def table(plan: Plan) -> Table[YearRow]:
    """A row a counting year."""
    rows, so_far = [], Decimal(0)
    for year in plan.model.years.counting_years:
        saved = plan.indicators.tonnes_by_year.get(year, Decimal(0))
        so_far += saved
        rows.append(YearRow(year, saved, so_far))
    return Table(
        title=T("Tonnes by year (t CO2e)"),
        says=T("What the awards cut in each year that counts, in t of CO2e."),
        columns=(
            Column("year", T("Year"), Kind.YEAR, lambda row: row.year),
            Column("tonnes", T("Tonnes"), Kind.TONNES, lambda row: row.tonnes, "sum"),
            Column("so_far", T("Running total"), Kind.TONNES, lambda row: row.so_far),
        ),
        rows=rows,
    )
