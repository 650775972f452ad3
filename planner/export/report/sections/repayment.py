"""What comes back: the calendar of repayments, the pools that it goes to, what could be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.numbers import won_in_words
from planner.export.report.blocks import Block, Paragraph, Section, TableBlock
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.export.returned import Returned, in_words
from planner.export.workbook import clawback, pool, promised, repayment
from planner.languages import T


def section(given: Material) -> Section | None:
    """Charts, and the calendar supplier by supplier; none where nothing comes back and nothing can be taken back."""
    if not given.plan.repayments and not given.plan.reclaims:
        return None
    return Section("repayment", T("What comes back"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan, programme = given.plan, given.programme
    if plan.repayments:
        yield Paragraph(
            T(
                "Suppliers of tier 1 give back {owed}: {parts}.",
                owed=won_in_words(plan.indicators.owed_won),
                parts=in_words(
                    Returned.of(plan), lambda spent, others: [won_in_words(won) for won in (spent, *others)]
                ),
            )
        )
        yield from drawings(given, "repayment", "repayment_suppliers", "pool")
        yield TableBlock(repayment.table(plan, programme), long=True, choose=("pool",))
    came = promised.table(plan, programme)
    if came.rows:
        yield TableBlock(came, long=True)
    if plan.pools:
        yield TableBlock(pool.table(plan, programme), long=True, choose=("year",))
    if plan.reclaims:
        yield TableBlock(clawback.table(plan, programme), long=True, choose=("year",))
