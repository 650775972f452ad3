"""The price of each fairness rule, as words and as a table."""

from __future__ import annotations

from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.objectives import objective_names
from planner.export.rulebook.shares import fairness_words
from planner.export.wording import Capital
from planner.export.workbook.fairness import row_of, unit_of_price
from planner.languages import T, Text
from planner.plan.plan import FairnessFigure
from planner.study.price import Price, Prices


def rule_words(price: Price, found: Prices) -> Text:
    """The rule that has the price, as a sentence."""
    rules = found.plan.model
    if price.rule is not None:
        return fairness_words(rules.fairness[price.rule - 1], rules)
    if price.objective is not None:
        return Capital(objective_names(rules)[price.objective - 1])
    return T("All of them together")


def tightest(price: Price) -> FairnessFigure | None:
    """Of the figures of a rule, that which is nearest to what the rule asks."""
    return min(price.figures, key=lambda figure: abs(figure.value - figure.level), default=None)


def asked(price: Price) -> float | None:
    """What the rule asks, of the group that is nearest to it."""
    figure = tightest(price)
    return None if figure is None else figure.level


def in_plan(price: Price) -> float | None:
    """What the plan gives there; of an objective that compares gains its value."""
    figure = tightest(price)
    if figure is not None:
        return figure.value
    return None if price.level is None else price.level.value


def shadow_price(price: Price) -> float | None:
    """The highest shadow price of the rule's rows, where the plan has some."""
    return max((figure.shadow_price for figure in price.figures if figure.shadow_price is not None), default=None)


def tables(found: Prices) -> tuple[AnyTable, ...]:
    """One table: a rule a row."""
    note = T("By how much the objective is better without the rule: the programme is solved again without each.")
    return (Table(T("Price of fairness"), note, columns(found), found.prices, 1),)


def columns(found: Prices) -> tuple[Column[Price], ...]:
    """All that is told of a rule."""
    unit = Unit(found.unit)
    return (
        Column("rule", T("Fairness rule"), Kind.SENTENCE, lambda price: rule_words(price, found)),
        Column("asked", T("Asked"), Kind.FIGURE, asked),
        Column("in_plan", T("In the plan"), Kind.FIGURE, in_plan),
        Column("unit", T("Unit"), Kind.TEXT, lambda price: _unit(price, found)),
        Column("shadow_price", T("Shadow price"), Kind.FIGURE, shadow_price),
        Column("price_unit", T("Unit of the price"), Kind.TEXT, lambda price: _price_unit(price, found)),
        Column("with", T("With the rule [{unit}]", unit=unit), Kind.FIGURE, lambda price: price.with_rule.value),
        Column("without", T("Without it [{unit}]", unit=unit), Kind.FIGURE, lambda price: price.without.value),
        Column("price", T("Price [{unit}]", unit=unit), Kind.FIGURE, lambda price: price.price),
        Column("share", T("Of the objective without it"), Kind.PERCENT, lambda price: price.share),
        Column("least", T("Proven at least"), Kind.FIGURE, lambda price: price.least, unit=found.unit),
        Column("most", T("Proven at most"), Kind.FIGURE, lambda price: price.most, unit=found.unit),
    )


def _unit(price: Price, found: Prices) -> Text | None:
    """What the rule asks, and the plan gives, is in this unit."""
    figure = tightest(price)
    if figure is not None:
        return row_of(figure, found.plan).unit
    return None if price.level is None else Unit(price.level.unit)


def _price_unit(price: Price, found: Prices) -> Text | None:
    """The unit of the shadow price, where there is one."""
    figure = tightest(price)
    return (
        None if figure is None or shadow_price(price) is None else unit_of_price(row_of(figure, found.plan), found.plan)
    )
