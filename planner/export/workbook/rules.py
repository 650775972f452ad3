"""The rules in words, each with its place in the model and its source."""

from __future__ import annotations

from planner.export.columns import Column, Kind, Table
from planner.export.rulebook import RuleLine, rulebook
from planner.languages import T
from planner.plan.plan import Plan


def table(plan: Plan) -> Table[RuleLine]:
    """A row a rule."""
    return Table(
        title=T("Rules and sources"),
        says=T("Every rule that the plan was made under. A rule that is not listed was not applied."),
        columns=_COLUMNS,
        rows=rulebook(plan.model),
        frozen_columns=1,
    )


_COLUMNS: tuple[Column[RuleLine], ...] = (
    Column("topic", T("Subject"), Kind.TEXT, lambda line: line.topic),
    Column("says", T("Rule"), Kind.SENTENCE, lambda line: line.says, most=62),
    Column("key", T("Place in the model"), Kind.TEXT, lambda line: line.key),
    Column("source", T("Source"), Kind.SENTENCE, lambda line: line.source, most=52),
)
