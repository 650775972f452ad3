"""Support: rates, caps, and the ratios between funders."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine, limits
from planner.export.selection import selection
from planner.export.wording import OVER, Joined, number, payer_names, percent
from planner.languages import T, Text
from planner.programme.rules import Cap, CoFunding, Rules


def support_rates(rules: Rules) -> Iterator[RuleLine]:
    """Most that all payers together give on an upgrade."""
    if not rules.support_rates:
        yield RuleLine(T("Support rates"), T("No rate is stated: support may reach the whole cost."), "support_rates")
    for place, rate in enumerate(rules.support_rates, start=1):
        yield RuleLine(
            T("Support rates"),
            T(
                "All support together is at most {share} of the shared cost ({whom}).",
                share=percent(rate.at_most),
                whom=selection(rate),
            ),
            f"support_rates[{place}]",
            rate.source,
        )


def caps(rules: Rules) -> Iterator[RuleLine]:
    """Ceilings in won, and in won per lifetime tonne."""
    for place, cap in enumerate(rules.caps, start=1):
        yield RuleLine(T("Caps"), cap_words(cap, rules), f"caps[{place}]", cap.source)


def cap_words(cap: Cap, rules: Rules) -> Text:
    """One cap as a sentence."""
    if cap.won_per_lifetime_tonne is not None:
        return T(
            "Support of an award is at most {won} won per lifetime tonne ({whom}).",
            won=number(cap.won_per_lifetime_tonne),
            whom=selection(cap.of),
        )
    return T(
        "{money}: at most {won:,} won {unit} ({whom}).",
        money=T("All support together") if cap.funders is None else payer_names(rules, cap.funders),
        won=cap.won,
        unit=_PER[cap.per or "programme"],
        whom=Joined([selection(cap.of), *_LINES[cap.lines]], "; "),
    )


_LINES: dict[str, tuple[Text, ...]] = {
    "all": (),
    "named": (T("only cost lines that name their payer"),),
    "shared": (T("only cost lines that name no payer"),),
}


_PER = {
    "upgrade": T("per upgrade"),
    "supplier": T("per supplier"),
    "consortium": T("per consortium"),
    "programme": T("over the whole programme"),
}


def co_funding(rules: Rules) -> Iterator[RuleLine]:
    """Funders' money against other funders'."""
    for place, rule in enumerate(rules.co_funding, start=1):
        yield RuleLine(T("Co-funding"), co_funding_words(rule, rules), f"co_funding[{place}]", rule.source)


def co_funding_words(rule: CoFunding, rules: Rules) -> Text:
    """One ratio between funders as a sentence."""
    return T(
        "{funders}: {limits} of the money of {others}, {over}.",
        funders=payer_names(rules, rule.funder),
        limits=limits(rule.at_least, rule.at_most),
        others=payer_names(rules, rule.of),
        over=OVER[rule.over],
    )
