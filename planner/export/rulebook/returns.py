"""Money that comes back: what tier-1 owes, what it can bear, the pool, and who matches it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.export.rulebook.line import RuleLine, limits
from planner.export.rulebook.purses import own_rates
from planner.export.wording import OVER, payer_names, percent
from planner.languages import T, Text
from planner.programme.rules import Matching, Repayment, Rules

_SERVES = {
    "own_chain": T("Returned money goes to tier-2 suppliers in the payer's own supply chain."),
    "consortium": T("Returned money goes to tier-2 suppliers of the payer's consortium."),
    "programme": T("Returned money goes to tier-2 suppliers of the whole programme."),
}

_ARREARS: Mapping[str, Text] = {
    "lost": T("What fell due before the first planned year and did not come is lost."),
    "due_next": T("What fell due before the first planned year and did not come falls due again in that year."),
}


def repayment(rules: Rules) -> Iterator[RuleLine]:
    """What tier-1 gives back, when, and to whom it goes."""
    given = rules.repayment
    if given is None:
        yield RuleLine(T("Repayment"), T("Nothing is given back."), "repayment")
        return
    yield from _owed(given, rules)
    yield RuleLine(T("Repayment"), _SERVES[given.pool], "repayment.pool", given.source)
    if given.loss:
        yield RuleLine(
            T("Repayment"),
            T("{share} of what falls due is expected not to come.", share=percent(given.loss)),
            "repayment.loss",
            given.source,
        )
    yield from own_rates(T("returned money"), given.pool_rate, "repayment.pool_rate", given.source)


def _owed(given: Repayment, rules: Rules) -> Iterator[RuleLine]:
    yield RuleLine(
        T("Repayment"),
        T(
            "A tier-1 supplier gives back {share} of the support that it received from: {funders}.",
            share=percent(given.ratio),
            funders=payer_names(rules, given.base),
        ),
        "repayment.ratio",
        given.source,
    )
    yield RuleLine(
        T("Repayment"),
        T(
            "Years from payment to the first instalment: {grace}; yearly instalments: {count}.",
            grace=given.grace_years,
            count=given.instalments,
        ),
        "repayment.instalments",
        given.source,
    )
    if rules.years.past_years:
        yield RuleLine(T("Repayment"), _ARREARS[given.arrears or "lost"], "repayment.arrears", given.source)


def affordability(rules: Rules) -> Iterator[RuleLine]:
    """What a supplier can bear to owe in a year."""
    given = rules.affordability
    if given is None:
        return
    yield RuleLine(
        T("Affordability"),
        T(
            "What a supplier gives back in a year is at most {share} of the energy cost that its funded upgrades then "
            "save, plus its declared capacity.",
            share=percent(given.share_of_savings),
        ),
        "affordability.share_of_savings",
        given.source,
    )
    if given.capacity_if_blank is not None:
        yield RuleLine(
            T("Affordability"),
            T("A capacity that is not declared counts as {won:,} won a year.", won=given.capacity_if_blank),
            "affordability.capacity_if_blank",
            given.source,
        )


def matching(rules: Rules) -> Iterator[RuleLine]:
    """Funders' money against what the pools pay."""
    for place, rule in enumerate(rules.matching, start=1):
        yield RuleLine(T("Matching"), matching_words(rule, rules), f"matching[{place}]", rule.source)


def matching_words(rule: Matching, rules: Rules) -> Text:
    """One ratio to the pools as a sentence."""
    return T(
        "{funders}: {limits} of what is paid from returned money, {over}.",
        funders=payer_names(rules, rule.funder),
        limits=limits(rule.at_least, rule.at_most),
        over=OVER[rule.over],
    )
