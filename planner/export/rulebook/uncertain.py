"""What is uncertain, and how much of it a plan bears at once."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine
from planner.export.wording import number, percent
from planner.languages import T, Text
from planner.programme.rules import Rules
from planner.programme.uncertainty import Default, Protection, Ranges, Uncertainty


def uncertainty(rules: Rules) -> Iterator[RuleLine]:
    """Ranges, defaults, who pays what is over, and protection."""
    given = rules.uncertainty
    if given is None:
        return
    for key, says in _said(given):
        yield RuleLine(T("Uncertainty"), says, f"uncertainty.{key}", given.source)


def _said(given: Uncertainty) -> Iterator[tuple[str, Text]]:
    yield from _ranges(given.ranges or Ranges())
    yield from _default(given.default or Default())
    if given.overruns == "supplier":
        yield "overruns", T("Suppliers pay what is over.")
    elif given.overruns == "payers":
        yield "overruns", T("Payers pay what is over, each by what it pays already.")
    yield from _protection(given.protect or Protection())


def _ranges(ranges: Ranges) -> Iterator[tuple[str, Text]]:
    if ranges.cost is not None:
        says = T("Costs without estimates of their own may be off by {share}.", share=percent(ranges.cost))
        yield "ranges.cost", says
    if ranges.tonnes is not None:
        says = T("Tonnes without estimates of their own may be off by {share}.", share=percent(ranges.tonnes))
        yield "ranges.tonnes", says


def _default(default: Default) -> Iterator[tuple[str, Text]]:
    if default.lost is not None:
        says = T(
            "A tier-1 supplier in default does not give back {share} of what it owes.", share=percent(default.lost)
        )
        yield "default.lost", says
    if default.probability is not None:
        says = T(
            "A tier-1 supplier defaults with a probability of {share}; no rule of the plan reads it.",
            share=percent(default.probability),
        )
        yield "default.probability", says


def _protection(protect: Protection) -> Iterator[tuple[str, Text]]:
    if protect.tonnes is not None:
        yield (
            "protect.tonnes",
            T(
                "Tonnes count as far as they are left when the {count} upgrades that lack most save as little as they "
                "may.",
                count=number(protect.tonnes),
            ),
        )
    if protect.budgets is not None:
        yield (
            "protect.budgets",
            T(
                "Each purse and each pool can pay when the {count} upgrades that may cost it most more cost as much as "
                "they may.",
                count=number(protect.budgets),
            ),
        )
    if protect.repayments is not None:
        yield (
            "protect.repayments",
            T(
                "Each pool can pay when the {count} suppliers that owe it most default.",
                count=number(protect.repayments),
            ),
        )
