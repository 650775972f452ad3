"""By how much the footprint of each product line falls, year by year, beside what is asked or aimed at."""

from __future__ import annotations

from planner.export.columns import Cell, Column, Kind, Place, Table, filled
from planner.export.workbook.targets import price_unit
from planner.languages import T
from planner.plan.plan import FootprintFigure, Plan
from planner.plan.shadow_prices import KILOGRAM_PER_UNIT


def table(plan: Plan) -> Table[FootprintFigure]:
    """A row a product and year; what is asked or aimed at, and its price, where there is any."""
    return Table(
        title=T("Footprint"),
        says=T(
            "By how much the plan cuts the footprint of a product, in kg of CO2e per unit made. What is asked is a "
            "rule; what is aimed at binds nothing."
        ),
        columns=(*_COLUMNS, *filled((*_ASKED, *_price(plan)), plan.footprint)),
        rows=plan.footprint,
        frozen_columns=2,
    )


def _missing(row: FootprintFigure) -> Cell:
    """What the cut lacks of what is aimed at; nothing where it is reached, blank where nobody aims."""
    return None if row.target_kg is None else max(row.target_kg - row.kg_per_unit, 0.0)


def _live_missing(place: Place) -> str | None:
    return None if place.item.target_kg is None else f"=MAX({place.cell('aim')}-{place.cell('cut')},0)"


_COLUMNS: tuple[Column[FootprintFigure], ...] = (
    Column("product", T("Product"), Kind.TEXT, lambda row: row.product),
    Column("year", T("Year"), Kind.YEAR, lambda row: row.year),
    Column("cut", T("Cut (kg per unit)"), Kind.KG_PER_UNIT, lambda row: row.kg_per_unit),
)

_ASKED: tuple[Column[FootprintFigure], ...] = (
    Column("least", T("Asked (kg per unit)"), Kind.KG_PER_UNIT, lambda row: row.at_least_kg),
    Column("aim", T("Aimed at (kg per unit)"), Kind.KG_PER_UNIT, lambda row: row.target_kg),
    Column("missing", T("Missing to the aim (kg per unit)"), Kind.KG_PER_UNIT, _missing, formula=_live_missing),
)


def _price(plan: Plan) -> tuple[Column[FootprintFigure], ...]:
    unit = price_unit(plan, KILOGRAM_PER_UNIT)
    return (
        Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.shadow_price),
        Column("price_unit", T("Unit of the price"), Kind.TEXT, lambda row: unit if row.shadow_price else None),
    )
