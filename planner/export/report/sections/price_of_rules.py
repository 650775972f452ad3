"""What each fairness rule costs, by solving again without it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.columns import Table, chosen
from planner.export.prices import columns
from planner.export.report.blocks import Block, Command, Paragraph, Section, TableBlock
from planner.export.report.drawings import drawn
from planner.export.report.material import Material
from planner.languages import T
from planner.study.price import Price, Prices


def section(given: Material) -> Section | None:
    """The prices, or the command that finds them; none where no rule is about fairness."""
    if not given.plan.model.fairness and all(objective.benefit is None for objective in given.plan.model.objective):
        return None
    return Section("rules-cost", T("What each rule costs"), tuple(_blocks(given)))


def _blocks(given: Material) -> Iterator[Block]:
    found = given.studies.prices
    if found is None:
        yield Paragraph(
            T("What each fairness rule costs takes solving again without it; this command does it:"), "note"
        )
        yield Command("planner prices MODEL")
        return
    from planner.export.charts import prices as prices_chart

    yield from drawn(found, given, prices_chart.picture)
    yield TableBlock(table(found))
    if found.stopped:
        yield Paragraph(T("A limit stopped a search: prices are between the bounds shown."), "note")


def table(found: Prices) -> Table[Price]:
    """A row a rule, and the last for all together."""
    return Table(
        title=T("Price of each fairness rule"),
        says=T("By how much the objective would be better without the rule, found by solving again without it."),
        columns=chosen(columns(found), "rule", "price", "share", "least", "most"),
        rows=found.prices,
    )
