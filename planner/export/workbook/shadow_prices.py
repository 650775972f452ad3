"""What one more unit of each tight limit is worth, in the words of its rule."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.export.measures import Unit
from planner.export.rulebook.rows import RowWords, row_words
from planner.languages import T
from planner.plan.plan import Plan, ShadowPrice


@dataclass(frozen=True)
class PriceRow:
    """A price with the words of its row."""

    price: ShadowPrice
    words: RowWords


def table(plan: Plan) -> Table[PriceRow]:
    """A row a tight rule, in the plan's order."""
    return Table(
        title=T("Shadow prices"),
        says=T(
            "What one more unit of a limit is worth in the last objective, if all else stays as it is: for small "
            "changes only. Rules that are not listed have no price: nothing is gained by loosening them a little."
        ),
        columns=_COLUMNS,
        rows=[PriceRow(price, row_words(plan.model, price.rule)) for price in plan.shadow_prices],
        frozen_columns=1,
    )


_COLUMNS: tuple[Column[PriceRow], ...] = (
    Column("says", T("Rule"), Kind.SENTENCE, lambda row: row.words.says, most=60),
    Column("about", T("Of whom or when"), Kind.TEXT, lambda row: row.words.about),
    Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.price.price),
    Column("unit", T("Unit of the price"), Kind.TEXT, lambda row: Unit(row.price.unit)),
    Column("rule", T("Row"), Kind.TEXT, lambda row: row.price.rule),
)
