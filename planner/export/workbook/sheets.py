"""The tables of the workbook, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from planner.export.columns import AnyTable
from planner.export.workbook import (
    awards,
    bundles,
    clawback,
    credits,
    fairness,
    footprint,
    funders,
    not_funded,
    pool,
    repayment,
    rules,
    shadow_prices,
    suppliers,
    targets,
)
from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class Sheets:
    """All tables but the summary, which refers to them; ``of_rules`` are those that only some programmes have."""

    awards: AnyTable
    suppliers: AnyTable
    repayment: AnyTable
    pool: AnyTable
    funders: AnyTable
    of_rules: tuple[AnyTable, ...]
    rules: AnyTable
    not_funded: AnyTable

    @classmethod
    def of(cls, plan: Plan, programme: Programme) -> Self:
        """The tables of a plan."""
        return cls(
            awards=awards.table(plan, programme),
            suppliers=suppliers.table(plan, programme),
            repayment=repayment.table(plan, programme),
            pool=pool.table(plan, programme),
            funders=funders.table(plan),
            of_rules=(
                credits.table(plan),
                bundles.table(plan),
                targets.table(plan),
                footprint.table(plan),
                fairness.table(plan),
                shadow_prices.table(plan),
                clawback.table(plan, programme),
            ),
            rules=rules.table(plan),
            not_funded=not_funded.table(plan, programme),
        )

    @property
    def in_order(self) -> tuple[AnyTable, ...]:
        """The tables as the tabs stand; ledgers and figures that the programme does not have are left out."""
        maybe = [table for table in (self.repayment, self.pool, self.funders, *self.of_rules) if table.rows]
        return (self.awards, self.suppliers, *maybe, self.rules, self.not_funded)
