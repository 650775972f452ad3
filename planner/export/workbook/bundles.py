"""Credited awards that are registered together, held against the limits of their size classes."""

from __future__ import annotations

from planner.export.columns import Column, Kind, Table
from planner.export.wording import MARKS, SHARED_OUT, Capital
from planner.languages import T, Text
from planner.plan.plan import CreditBundle, Plan


def table(plan: Plan) -> Table[CreditBundle]:
    """A row a mark and size class."""
    offsets = plan.model.offsets
    mark = offsets.bundles.by if offsets is not None and offsets.bundles is not None else "consortium"
    return Table(
        title=T("Credit bundles"),
        says=T(
            "Credited upgrades that would be registered together, in the credited year in which they save most. "
            "'No' asks for several bundles or a larger class; no award is ruled out by it."
        ),
        columns=(Column("bundle", Capital(MARKS[mark]), Kind.TEXT, lambda row: row.bundle), *_COLUMNS),
        rows=plan.credit_bundles,
        frozen_columns=2,
    )


def _kept(row: CreditBundle) -> Text:
    return T("yes") if row.kept else T("no")


_COLUMNS: tuple[Column[CreditBundle], ...] = (
    Column("class", T("Size class"), Kind.TEXT, lambda row: row.size_class),
    Column("projects", Capital(SHARED_OUT["count"]), Kind.COUNT, lambda row: row.projects, "sum"),
    Column("tonnes", T("Together (t/yr)"), Kind.TONNES, lambda row: row.tonnes_per_year),
    Column("limit", T("Limit of a bundle (t/yr)"), Kind.TONNES, lambda row: row.limit_t),
    Column("kept", T("Fits into one bundle"), Kind.TEXT, _kept),
)
