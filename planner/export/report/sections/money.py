"""Money by payer and year, and the purses' accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from planner.export.columns import Cell, Column, Kind, Table
from planner.export.report.blocks import Section, TableBlock
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.export.wording import Verbatim, funder_name
from planner.export.workbook import funders
from planner.export.workbook.awards import purses_in_order
from planner.languages import T, Text
from planner.plan.plan import OWN, Plan, is_pool

_POOLS = "pool"


@dataclass(frozen=True)
class PayerRow:
    """What a payer pays, by year [won]."""

    name: Text
    paid: dict[int, int]


def section(given: Material) -> Section:
    """A chart, the same as a table, and every purse's account."""
    return Section(
        "money",
        T("Money by payer and year"),
        (
            *drawings(given, "payers"),
            TableBlock(table(given.plan), titled=False),
            TableBlock(funders.table(given.plan), long=True, choose=("funder", "kind", "year")),
        ),
    )


def table(plan: Plan) -> Table[PayerRow]:
    """A row a payer, a column a year."""
    years = _years(plan)
    return Table(
        title=T("Money by payer and year"),
        says=T("All that is paid for the equipment awarded."),
        columns=(
            Column("payer", T("Payer"), Kind.TEXT, lambda row: row.name),
            *(Column(f"year:{year}", Verbatim(str(year)), Kind.WON, _paid_in(year), "sum") for year in years),
            Column("total", T("Total"), Kind.WON, lambda row: sum(row.paid.values()), "sum"),
        ),
        rows=_rows(plan),
    )


def _years(plan: Plan) -> list[int]:
    """The award years, and later ones in which anything is still paid."""
    paid = {payment.year for award in plan.awards for payment in award.payments}
    return sorted(paid | set(plan.model.years.award_years))


def _rows(plan: Plan) -> list[PayerRow]:
    paid: dict[str, Counter[int]] = {}
    for award in plan.awards:
        for payment in award.payments:
            payer = _POOLS if is_pool(payment.payer) else payment.payer
            paid.setdefault(payer, Counter())[payment.year] += payment.won
    names: list[tuple[str, Text]] = [
        (funder.id, Verbatim(funder_name(funder))) for funder in purses_in_order(plan.model)
    ]
    if plan.model.repayment is not None:
        names.append((_POOLS, T("Returned money")))
    names.append((OWN, T("Suppliers' own money")))
    return [PayerRow(name, dict(paid.get(payer, {}))) for payer, name in names]


def _paid_in(year: int) -> Callable[[PayerRow], Cell]:
    return lambda row: row.paid.get(year, 0)
