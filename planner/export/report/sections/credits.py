"""Offset credits: how many, and how many of them the limit on an obligation lets one use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.export.numbers import tonnes_in_words, won_in_words
from planner.export.report.blocks import Block, Paragraph, Section, TableBlock
from planner.export.report.drawings import drawings
from planner.export.report.material import Material
from planner.export.workbook import bundles, credits
from planner.languages import T


def section(given: Material) -> Section | None:
    """A sentence, a chart, and the account of each year."""
    if not given.plan.credits:
        return None
    return Section("credits", T("Credits against the cap"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    plan = given.plan
    yield Paragraph(
        T(
            "{creditable} can become offset credits. Of the lead firm's part its limit lets it use {usable}; {surplus} "
            "are above that limit.",
            creditable=tonnes_in_words(sum((year.creditable_t for year in plan.credits), Decimal(0))),
            usable=tonnes_in_words(sum((year.usable_t for year in plan.credits), Decimal(0))),
            surplus=tonnes_in_words(sum((year.surplus_t for year in plan.credits), Decimal(0))),
        )
    )
    value = sum(year.value_won for year in plan.credits)
    if value:
        yield Paragraph(T("The usable ones are worth {won} at the price path of the rules.", won=won_in_words(value)))
    yield from drawings(given, "credits")
    yield TableBlock(credits.table(plan), long=True)
    if plan.credit_bundles:
        yield TableBlock(bundles.table(plan), long=True)
