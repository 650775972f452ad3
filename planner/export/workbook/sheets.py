"""The tables of the workbook, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from planner.audit import AuditReport
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
    repayment,
    rules,
    shadow_prices,
    suppliers,
    targets,
    tonnes_by_award,
)
from planner.export.workbook.money_shown import in_unit
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
    def of(cls, plan: Plan, programme: Programme, report: AuditReport, money: MoneyUnit = MoneyUnit.WON) -> Self:
        """The tables of a plan, with money in that unit; the audit knows how near to its caps each supplier is."""
        return cls(
            awards=in_unit(awards.table(plan, programme), money),
            payments=in_unit(payments.table(plan, programme), money),
            tonnes=tonnes_by_award.table(plan, programme),
            suppliers=in_unit(suppliers.table(plan, programme, cap_use.by_supplier(report, plan.model)), money),
            repayment=in_unit(repayment.table(plan, programme), money),
            pool=in_unit(pool.table(plan, programme), money),
            funders=in_unit(funders.table(plan), money),
            of_rules=(
                in_unit(credits.table(plan), money),
                bundles.table(plan),
                targets.table(plan),
                footprint.table(plan),
                fairness.table(plan),
                shadow_prices.table(plan),
                in_unit(clawback.table(plan, programme), money),
            ),
            rules=rules.table(plan),
            not_funded=in_unit(not_funded.table(plan, programme), money),
        )

    @property
    def in_order(self) -> tuple[AnyTable, ...]:
        """The tables as the tabs stand; ledgers and figures that the programme does not have are left out."""
        maybe = [table for table in (self.repayment, self.pool, self.funders, *self.of_rules) if table.rows]
        return (self.awards, self.suppliers, *maybe, self.rules, self.not_funded, self.payments, self.tonnes)
