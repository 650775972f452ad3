"""The fairness rules: what each asks, what the plan gives, and what keeping it costs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.export.columns import Column, Kind, Table
from planner.export.rulebook.shares import fair_share
from planner.export.wording import Verbatim
from planner.languages import T, Text
from planner.plan.plan import FairnessFigure, Plan
from planner.programme.fairness import FairShare

_ROW = re.compile(r"(?P<rule>floor|cap_share)\[(?P<place>\d+),(?P<group>.*)\]", re.DOTALL)


@dataclass(frozen=True)
class FairnessRow:
    """A rule's figure, with its words, its group and the unit of its price."""

    figure: FairnessFigure
    says: Text
    group: str | None
    price_unit: Text | None

    @property
    def kept_by(self) -> float:
        """How far the plan lies on the right side of the level; below zero it would be broken."""
        is_floor = self.figure.rule.startswith("floor[")
        return self.figure.value - self.figure.level if is_floor else self.figure.level - self.figure.value


def table(plan: Plan) -> Table[FairnessRow]:
    """A row a rule and group."""
    return Table(
        title=T("Fairness"),
        says=T(
            "Shares that rules ask and shares in the plan. The shadow price says what one more unit for the group "
            "costs in the objective; it is known where upgrades can be divided."
        ),
        columns=_COLUMNS,
        rows=[_row(figure, plan) for figure in plan.fairness],
        frozen_columns=1,
    )


def _row(figure: FairnessFigure, plan: Plan) -> FairnessRow:
    found = _ROW.fullmatch(figure.rule)
    place = int(found["place"]) if found else 0
    if found is None or not 1 <= place <= len(plan.model.fairness):
        return FairnessRow(figure, Verbatim(figure.rule), None, None)
    rule = plan.model.fairness[place - 1]
    if not isinstance(rule, FairShare):
        return FairnessRow(figure, Verbatim(figure.rule), None, None)
    says = fair_share(_one_sided(rule, found["rule"]), plan.model)
    return FairnessRow(figure, says, found["group"], _price_unit(rule, plan))


def _one_sided(rule: FairShare, row: str) -> FairShare:
    """The floor or the cap alone, where the rule has both."""
    return rule.model_copy(update={"cap": None} if row == "floor" else {"floor": None})


def _price_unit(rule: FairShare, plan: Plan) -> Text:
    moved = {"support": T("million won moved"), "tonnes": T("tonne moved"), "count": T("award moved")}
    return T("{unit} per {moved}", unit=plan.objective.unit, moved=moved[rule.of])


_COLUMNS: tuple[Column[FairnessRow], ...] = (
    Column("rule", T("Row"), Kind.TEXT, lambda row: row.figure.rule),
    Column("says", T("Rule"), Kind.SENTENCE, lambda row: row.says),
    Column("group", T("Group"), Kind.TEXT, lambda row: row.group),
    Column("level", T("Asked"), Kind.PERCENT, lambda row: row.figure.level),
    Column("value", T("In the plan"), Kind.PERCENT, lambda row: row.figure.value),
    Column("kept_by", T("Kept by (share of the whole)"), Kind.PERCENT, lambda row: row.kept_by),
    Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.figure.shadow_price),
    Column(
        "price_unit",
        T("Unit of the price"),
        Kind.TEXT,
        lambda row: row.price_unit if row.figure.shadow_price is not None else None,
    ),
)
