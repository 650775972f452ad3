"""The tables of the workbook, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from planner.audit import AuditReport
from planner.export.candidates import Candidate
from planner.export.columns import AnyTable
from planner.export.numbers import MoneyUnit
from planner.export.workbook import (
    awards,
    bundles,
    cap_use,
    clawback,
    credits,
    fairness,
    footprint,
    funders,
    not_funded,
    payments,
    pool,
    promised,
    repayment,
    rules,
    shadow_prices,
    suppliers,
    targets,
    tonnes_by_award,
)
from planner.export.workbook.money_shown import in_unit
from planner.export.workbook.without_empty import without_empty
from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class Sheets:
    """All tables but the summary, which refers to them; ``of_rules`` are those that only some programmes have."""

    awards: AnyTable
    payments: AnyTable
    tonnes: AnyTable
    suppliers: AnyTable
    repayment: AnyTable
    pool: AnyTable
    funders: AnyTable
    of_rules: tuple[AnyTable, ...]
    rules: AnyTable
    not_funded: AnyTable

    @classmethod
    def of(
        cls,
        plan: Plan,
        programme: Programme,
        report: AuditReport,
        found: Sequence[Candidate],
        money: MoneyUnit = MoneyUnit.WON,
    ) -> Self:
        """The tables of a plan, with money in that unit; the audit knows how near to its caps each supplier is."""

        def shown(table: AnyTable) -> AnyTable:
            return in_unit(without_empty(table), money)

        return cls(
            awards=shown(awards.table(plan, programme)),
            payments=shown(payments.table(plan, programme)),
            tonnes=shown(tonnes_by_award.table(plan, programme)),
            suppliers=shown(suppliers.table(plan, programme, cap_use.by_supplier(report, plan.model))),
            repayment=shown(repayment.table(plan, programme)),
            pool=shown(pool.table(plan, programme)),
            funders=shown(funders.table(plan)),
            of_rules=(
                shown(credits.table(plan)),
                bundles.table(plan),
                targets.table(plan),
                footprint.table(plan),
                fairness.table(plan),
                shadow_prices.table(plan),
                shown(clawback.table(plan, programme)),
                shown(promised.table(plan, programme)),
            ),
            rules=rules.table(plan),
            not_funded=shown(not_funded.table(plan, programme, found)),
        )

    @property
    def in_order(self) -> tuple[AnyTable, ...]:
        """The tables as the tabs stand; ledgers and figures that the programme does not have are left out."""
        maybe = [table for table in (self.repayment, self.pool, self.funders, *self.of_rules) if table.rows]
        return (self.awards, self.suppliers, *maybe, self.rules, self.not_funded, self.payments, self.tonnes)
