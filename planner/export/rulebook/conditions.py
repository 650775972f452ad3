"""Conditions of an award: phases with ceilings, what an upgrade must bring, what is taken back."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine
from planner.export.selection import selection
from planner.export.wording import Joined, listed, number, percent
from planner.languages import T, Text
from planner.programme.rules import CeilingPhase, Rules, Threshold


def ceiling_phases(rules: Rules) -> Iterator[RuleLine]:
    """Ceilings on support per tonne by award year."""
    for place, phase in enumerate(rules.ceiling_phases, start=1):
        yield RuleLine(T("Ceiling phases"), phase_words(phase), f"ceiling_phases[{place}]", phase.source)


def phase_words(phase: CeilingPhase) -> Text:
    """What a phase says."""
    return T(
        "Awards of {years}: at most {won} won of support per lifetime tonne, and none to what asks for more ({whom}).",
        years=listed(phase.year),
        won=number(phase.won_per_lifetime_tonne),
        whom=selection(phase.of),
    )


def thresholds(rules: Rules) -> Iterator[RuleLine]:
    """What an upgrade must bring to be awarded at all."""
    for place, rule in enumerate(rules.thresholds, start=1):
        yield RuleLine(T("Thresholds"), threshold_words(rule), f"thresholds[{place}]", rule.source)


def threshold_words(rule: Threshold) -> Text:
    """What a threshold says."""
    return T(
        "Awarded is only an upgrade that, taken whole, brings at least: {amounts} ({whom}).",
        amounts=Joined(_least_amounts(rule), "; "),
        whom=selection(rule.of),
    )


def _least_amounts(rule: Threshold) -> Iterator[Text]:
    if rule.least_support_won is not None:
        yield T("support of {won:,} won", won=rule.least_support_won)
    if rule.least_annual_tonnes is not None:
        yield T("{tonnes} t/yr in its first year in operation", tonnes=number(rule.least_annual_tonnes))
    if rule.least_share_of_baseline is not None:
        yield T(
            "{share} of the supplier's baseline emissions in its first year in operation",
            share=percent(rule.least_share_of_baseline),
        )


def clawback(rules: Rules) -> Iterator[RuleLine]:
    """Support that is taken back where tonnes fall short."""
    given = rules.clawback
    if given is None:
        return
    yield RuleLine(
        T("Clawback"),
        T(
            "{share} of an award's support is tied to its lifetime tonnes: that part is taken back in proportion to "
            "the tonnes that are missing.",
            share=percent(given.tied_share),
        ),
        "clawback.tied_share",
        given.source,
    )
    if given.free_shortfall:
        yield RuleLine(
            T("Clawback"),
            T(
                "A shortfall of up to {share} of the tonnes has no consequence; a larger one counts as a whole.",
                share=percent(given.free_shortfall),
            ),
            "clawback.free_shortfall",
            given.source,
        )
