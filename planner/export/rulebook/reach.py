"""What a plan must reach, and what its reach is shown against: targets, sectors, footprints of products."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.export.objectives import amount_name
from planner.export.rulebook.line import RuleLine
from planner.export.wording import Capital, listed, number
from planner.languages import T, Text
from planner.programme.rules import Rules
from planner.programme.targets import FootprintRule, Target


def targets(rules: Rules) -> Iterator[RuleLine]:
    """Tonnes that must be reached."""
    for place, target in enumerate(rules.targets, start=1):
        yield RuleLine(T("Targets"), target_words(target, rules), f"targets[{place}]", target.source)


def target_words(target: Target, rules: Rules) -> Text:
    """One target as a sentence."""
    return amount_words(target.measure, target.tonnes, rules)


def amount_words(measure: str, tonnes: Fraction, rules: Rules) -> Text:
    """Tonnes that must be reached, as a sentence."""
    return T("{amount}.", amount=Capital(amount_name(measure, tonnes, rules)))


def contributions(rules: Rules) -> Iterator[RuleLine]:
    """Sectors' targets that the plan is shown against; no rules."""
    for place, shown in enumerate(rules.contributions, start=1):
        yield RuleLine(
            T("Sector targets"),
            T(
                "{sector}: {tonnes} t to be cut in {year}; the plan's tonnes of that year stand beside it. No rule.",
                sector=shown.sector,
                tonnes=number(shown.sector_t),
                year=shown.year,
            ),
            f"contributions[{place}]",
            shown.source,
        )


def footprint(rules: Rules) -> Iterator[RuleLine]:
    """Cuts in the footprint of product lines: asked by a rule, or aimed at."""
    for place, rule in enumerate(rules.footprint, start=1):
        if rule.at_least_kg is not None:
            yield RuleLine(T("Footprint"), footprint_words(rule), f"footprint[{place}].at_least_kg", rule.source)
        if rule.target_kg is not None:
            yield RuleLine(
                T("Footprint"),
                T(
                    "{product}, {years}: a cut of {kg} kg per unit is aimed at; no rule.",
                    product=rule.product,
                    years=listed(rule.year),
                    kg=number(rule.target_kg),
                ),
                f"footprint[{place}].target_kg",
                rule.source,
            )


def footprint_words(rule: FootprintRule) -> Text:
    """The cut that a rule asks for, as a sentence."""
    return T(
        "{product}, {years}: a cut of at least {kg} kg per unit.",
        product=rule.product,
        years=listed(rule.year),
        kg=number(rule.at_least_kg or Fraction(0)),
    )
