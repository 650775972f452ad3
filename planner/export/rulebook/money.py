"""Support: rates, caps, and the ratios between funders."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine, limits
from planner.export.selection import selection
from planner.export.wording import number, payer_names, percent
from planner.languages import T, Text
from planner.programme.rules import Cap, Rules


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
        yield RuleLine(T("Caps"), _cap(cap, rules), f"caps[{place}]", cap.source)


def _cap(cap: Cap, rules: Rules) -> Text:
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
        whom=selection(cap.of),
    )


_PER = {
    "upgrade": T("per upgrade"),
    "supplier": T("per supplier"),
    "consortium": T("per consortium"),
    "programme": T("over the whole programme"),
}


def co_funding(rules: Rules) -> Iterator[RuleLine]:
    """Funders' money against other funders'."""
    for place, rule in enumerate(rules.co_funding, start=1):
        yield RuleLine(
            T("Co-funding"),
            T(
                "{funders}: {limits} of the money of {others}, {over}.",
                funders=payer_names(rules, rule.funder),
                limits=limits(rule.at_least, rule.at_most),
                others=payer_names(rules, rule.of),
                over=OVER[rule.over],
            ),
            f"co_funding[{place}]",
            rule.source,
        )


OVER = {
    "award": T("award by award"),
    "upgrade": T("upgrade by upgrade"),
    "year": T("year by year"),
    "programme": T("over the whole programme"),
}
"""Where a ratio holds."""
