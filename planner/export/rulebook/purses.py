"""The purses: how much, what is carried over, whom they pay and at which rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.export.rulebook.line import RuleLine
from planner.export.selection import selection
from planner.export.wording import OVER, Joined, funder_name, payer_names, percent
from planner.languages import T, Text
from planner.programme.funder import Funder, OwnRates
from planner.programme.rules import Reserved, Rules


def purses(rules: Rules) -> Iterator[RuleLine]:
    """Every purse."""
    for funder in rules.funders:
        yield from _purse(funder)


def _purse(funder: Funder) -> Iterator[RuleLine]:
    name, key = funder_name(funder), f"funders.{funder.id}"
    yield RuleLine(
        T("Budgets"), T("{funder}: {amounts}", funder=name, amounts=_amounts(funder)), f"{key}.budget", funder.source
    )
    yield RuleLine(
        T("Carry-over"),
        T("{funder}: {rule}", funder=name, rule=_carry_over(funder)),
        f"{key}.carry_over",
        funder.source,
    )
    yield RuleLine(
        T("Whom it pays"),
        T("{funder}: {whom}", funder=name, whom=selection(funder.pays)),
        f"{key}.pays",
        funder.source,
    )
    yield from own_rates(name, funder.rate, f"{key}.rate", funder.source)


def own_rates(payer: object, rates: OwnRates, key: str, source: str | None) -> Iterator[RuleLine]:
    """The most that one payer gives on an upgrade, a line a rate."""
    for place, rate in enumerate(rates, start=1):
        yield RuleLine(
            T("Own support rate"),
            T(
                "{funder}: at most {share} of the shared cost ({whom})",
                funder=payer,
                share=percent(rate.at_most),
                whom=selection(rate),
            ),
            f"{key}[{place}]",
            rate.source or source,
        )


def reserved(rules: Rules) -> Iterator[RuleLine]:
    """Parts of budgets that are kept for some."""
    for place, rule in enumerate(rules.reserved, start=1):
        yield RuleLine(T("Reserved money"), reserved_words(rule, rules), f"reserved[{place}]", rule.source)


def reserved_words(rule: Reserved, rules: Rules) -> Text:
    """One reserved part as a sentence."""
    return T(
        "{funders}: {kept} of the budget is kept for some ({whom}), {over}; the others share the rest.",
        funders=payer_names(rules, rule.funder),
        kept=percent(rule.share) if rule.share is not None else T("{won:,} won", won=rule.won),
        whom=selection(rule.of),
        over=OVER[rule.over],
    )


def _amounts(funder: Funder) -> Text:
    if not funder.budget:
        return T("no budget")
    return Joined([_run(first, last, won) for first, last, won in _runs(funder.budget)], ", ")


def _run(first: int, last: int, won: int) -> Text:
    if first == last:
        return T("{year}: {won:,} won", year=first, won=won)
    return T("{first}-{last}: {won:,} won each year", first=first, last=last, won=won)


def _runs(budget: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Years in a row with the same amount, as first year, last year, amount."""
    runs: list[tuple[int, int, int]] = []
    for year, won in sorted(budget.items()):
        if runs and runs[-1][1] == year - 1 and runs[-1][2] == won:
            runs[-1] = (runs[-1][0], year, won)
        else:
            runs.append((year, year, won))
    return runs


def _carry_over(funder: Funder) -> Text:
    if funder.carry_over == "none":
        return T("what is left at the end of a year lapses.")
    if funder.carry_over == "all":
        return T("what is left at the end of a year is carried over.")
    return T(
        "of what is left at the end of a year, at most {won:,} won are carried over; the rest lapses.",
        won=funder.carry_over.at_most,
    )
