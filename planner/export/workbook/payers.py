"""Numbers of payers and suppliers: what formulas compare, since words may hold wildcards and differ by case alone."""

from __future__ import annotations

from collections.abc import Mapping

from planner.export.workbook.awards import purses_in_order
from planner.plan.plan import OWN, POOL_PREFIX, Plan, is_pool
from planner.programme.programme import Programme

OWN_NUMBER = 0
"""The suppliers themselves; funders follow from 1 on, then the pools."""


def payer_numbers(plan: Plan) -> Mapping[str, int]:
    """The number of each payer of a plan, under the name by which payments name it."""
    paid = {payment.payer for award in plan.awards for payment in award.payments if is_pool(payment.payer)}
    pools = sorted(
        {POOL_PREFIX + year.pool for year in plan.pools} | {POOL_PREFIX + due.pool for due in plan.repayments} | paid
    )
    funders = [funder.id for funder in purses_in_order(plan.model)]
    return {OWN: OWN_NUMBER} | {payer: number for number, payer in enumerate([*funders, *pools], start=1)}


def supplier_numbers(programme: Programme) -> Mapping[str, int]:
    """The number of each supplier: its place on the sheet of suppliers."""
    return {supplier: number for number, supplier in enumerate(programme.suppliers, start=1)}
