"""What ``planner solve`` says of a plan on one screen."""

from __future__ import annotations

from planner.export.wording import gap_in_words, objective_name, status_name
from planner.languages import Language, T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.units import EOK


def summary(plan: Plan, programme: Programme, language: Language) -> str:
    """The plan's key figures, a line each, the labels in one column."""
    figures = plan.indicators
    lines: list[tuple[Text, str]] = [
        (T("Programme"), programme.rules.programme),
        (T("Objective"), objective_name(plan.model).to(language)),
        (T("Value"), f"{plan.objective.value:,.3f} {plan.objective.unit}"),
        (T("Status"), status_name(plan).to(language)),
        (T("Gap"), "-" if plan.objective.gap is None else gap_in_words(plan.objective.gap)),
        (T("Lifetime tonnes"), f"{figures.lifetime_tonnes:,} t"),
        (T("Fresh money"), _won(figures.fresh_won, language)),
        (T("  government"), _won(figures.public_won, language)),
        (T("  car makers"), _won(figures.oem_won, language)),
        (T("Returned money spent again"), _won(figures.recycled_won, language)),
        (T("Suppliers' own money"), _won(figures.own_won, language)),
        (T("Tonnes per million won"), _ratio(figures.tonnes_per_million_won)),
        (T("Upgrades funded"), f"{figures.upgrades_funded:,} / {len(programme.upgrades):,}"),
        (T("Suppliers funded"), f"{figures.suppliers_funded:,} / {len(programme.suppliers):,}"),
        (T("Plan hash"), plan.plan_hash),
    ]
    labels = [label.to(language) for label, _ in lines]
    width = max(_columns(label) for label in labels) + 2
    return "\n".join(
        f"{label}{' ' * (width - _columns(label))}{value}" for label, (_, value) in zip(labels, lines, strict=True)
    )


def _won(won: int, language: Language) -> str:
    return T("{won} won ({eok} eok)", won=f"{won:,}", eok=f"{won / EOK:,.1f}").to(language)


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:,.3f}"


def _columns(text: str) -> int:
    """How many columns a terminal gives the text: Korean letters take two."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
