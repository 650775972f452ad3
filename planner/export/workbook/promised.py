"""Promised and received: what suppliers were to give back in past years beside what came."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Column, Kind, Place, Signal, Table
from planner.export.promised import Promised, promised
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class PromisedRow:
    """A supplier's past years, with its name."""

    figures: Promised
    name: str | None


def table(plan: Plan, programme: Programme) -> Table[PromisedRow]:
    """A row a supplier from whom something was due or came before the first planned year."""
    return Table(
        title=T("Promised and received"),
        says=T(
            "What fell due to be given back before {year} and what came, by supplier. What is asked again falls due in "
            "{year}; what is lost is counted on no more.",
            year=plan.model.years.planned_from,
        ),
        columns=_COLUMNS,
        rows=[PromisedRow(figures, programme.suppliers[figures.supplier_id].name) for figures in promised(plan)],
        frozen_columns=2,
    )


def _part(place: Place) -> str:
    due, came = place.cell("due"), place.cell("came")
    return f'=IF({due}>0,{came}/{due},"")'


_COLUMNS: tuple[Column[PromisedRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.figures.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.name),
    Column("due", T("Promised"), Kind.WON, lambda row: row.figures.due, "sum"),
    Column("came", T("What came"), Kind.WON, lambda row: row.figures.came, "sum"),
    Column("part", T("Received of promised"), Kind.PERCENT, lambda row: row.figures.part, formula=_part),
    Column("missing", T("Did not come"), Kind.WON, lambda row: row.figures.missing, "sum", signal=Signal.NOT_ZERO),
    Column("again", T("Asked again"), Kind.WON, lambda row: row.figures.asked_again, "sum"),
    Column("lost", T("Lost"), Kind.WON, lambda row: row.figures.lost, "sum"),
)
