"""The tables of the workbook, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from planner.export.columns import AnyTable
from planner.export.workbook import (
    awards,
    fairness,
    funders,
    not_funded,
    pool,
    repayment,
    rules,
    suppliers,
)
from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class Sheets:
    """All tables but the summary, which refers to them."""

    awards: AnyTable
    suppliers: AnyTable
    repayment: AnyTable
    pool: AnyTable
    funders: AnyTable
    fairness: AnyTable
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
            fairness=fairness.table(plan),
            rules=rules.table(plan),
            not_funded=not_funded.table(plan, programme),
        )

    @property
    def in_order(self) -> tuple[AnyTable, ...]:
        """The tables as the tabs stand."""
        return (
            self.awards,
            self.suppliers,
            self.repayment,
            self.pool,
            self.funders,
            self.fairness,
            self.rules,
            self.not_funded,
        )
