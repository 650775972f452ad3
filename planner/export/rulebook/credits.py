"""Offsets: which tonnes become credits, for how long, whose they are, what they are worth, how they are bundled."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.rulebook.line import RuleLine, by_year
from planner.export.wording import MARKS, number, payer_names, percent
from planner.languages import T, Text
from planner.programme.credits import Bundles, Crediting, Offsets, SizeClass
from planner.programme.rules import Rules

_TOPIC = T("Offset credits")


def offsets(rules: Rules) -> Iterator[RuleLine]:
    """Credits from tonnes outside the trading scheme, a line for each thing that is settled."""
    given = rules.offsets
    if given is None:
        return
    for key, says in _says(given, rules):
        yield RuleLine(_TOPIC, says, f"offsets.{key}", given.source)
    if given.bundles is not None:
        yield from _bundles(given.bundles, given.source)


def _says(given: Offsets, rules: Rules) -> Iterator[tuple[str, Text]]:
    """Key and sentence."""
    yield (
        "share_of_obligation",
        T(
            "Creditable tonnes of suppliers outside the emissions trading scheme may cover at most {share} of the lead "
            "firm's obligation [t]: {obligation}; linear between given years, constant outside them.",
            share=percent(given.share_of_obligation),
            obligation=by_year(given.obligation_t),
        ),
    )
    yield (
        "approval_lag_years",
        T("Years from the award to the first year that is credited: at least {years}.", years=given.approval_lag_years),
    )
    yield "crediting", _crediting(given.crediting)
    yield (
        "split",
        T(
            "By contract the lead firm has {oem} of the credits, the supplier {supplier}, the state {state}.",
            oem=percent(given.split.oem),
            supplier=percent(given.split.supplier),
            state=percent(given.split.state),
        ),
    )
    if given.price_won_per_t:
        yield (
            "price_won_per_t",
            T(
                "Price of a credit [won/t]: {prices}; linear between given years, constant outside them.",
                prices=by_year(given.price_won_per_t),
            ),
        )
    if given.lend_back is not None:
        yield (
            "lend_back",
            T(
                "{share} of the value of the credits that are used in a year is lent to {funder} the year after.",
                share=percent(given.lend_back.share),
                funder=payer_names(rules, [given.lend_back.funder]),
            ),
        )


def _crediting(crediting: Crediting) -> Text:
    if not crediting.renewals:
        return T("Years for which a project is credited: {years}, not to be renewed.", years=crediting.years)
    return T(
        "Years for which a project is credited: {years}; renewals: {count}; together {total} years.",
        years=crediting.years,
        count=crediting.renewals,
        total=crediting.total_years,
    )


def _bundles(bundles: Bundles, source: str | None) -> Iterator[RuleLine]:
    for place, size in enumerate(bundles.classes, start=1):
        yield RuleLine(
            _TOPIC,
            T(
                "Size class {name}: {projects}; {together} (registered together by {mark}). Checked and shown; no "
                "award is ruled out.",
                name=size.name,
                projects=_projects(size),
                together=_together(size),
                mark=MARKS[bundles.by],
            ),
            f"offsets.bundles.classes[{place}]",
            bundles.source or source,
        )


def _projects(size: SizeClass) -> Text:
    if size.at_most_t is None:
        return T("projects of any size")
    return T("projects of up to {tonnes} t/yr", tonnes=number(size.at_most_t))


def _together(size: SizeClass) -> Text:
    if size.bundle_at_most_t is None:
        return T("bundles of any size")
    return T("a bundle of at most {tonnes} t/yr", tonnes=number(size.bundle_at_most_t))
