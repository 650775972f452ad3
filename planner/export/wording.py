"""Words for the marks and figures of a plan: sizes, payers, shares, measures, statuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from planner.languages import Language, T, Text
from planner.plan.plan import OWN, Plan, is_pool
from planner.programme.funder import Funder
from planner.programme.quantities import written
from planner.programme.measures import year_of
from planner.programme.rules import Rules


class Verbatim(Text):
    """Somebody's own words: a name, an id, a remark. Not a template, and the same in every language."""

    def to(self, language: Language) -> str:
        """The words as they are."""
        return self.template


class Joined(Text):
    """Texts one after another."""

    def __init__(self, parts: Iterable[Text], between: str) -> None:
        super().__init__(between, {str(place): part for place, part in enumerate(parts)})

    def to(self, language: Language) -> str:
        """The parts in that language, with what stands between them."""
        return self.template.join(part.to(language) for part in self.values.values() if isinstance(part, Text))


def listed(names: Iterable[object]) -> Verbatim:
    """Names in a row, parted by commas."""
    return Verbatim(", ".join(str(name) for name in names))


def percent(share: Fraction | Decimal) -> str:
    """A share as it would be said: 60 %, 33.3 %; at most three decimals."""
    return f"{number(Fraction(share) * 100)} %"


def number(value: Fraction) -> str:
    """A number with separators, as short as it is exact; otherwise with three decimals."""
    short = written(value)
    if isinstance(short, str):
        short = round(float(value), 3)
    return f"{short:,}"


SIZES = {
    "small": T("small"),
    "medium": T("medium"),
    "mid-sized": T("mid-sized"),
    "large": T("large"),
}
"""Size classes of firms."""

KINDS = {"government": T("government"), "oem": T("car maker")}
"""Kinds of funders."""

MARKS = {
    "tier": T("tier"),
    "region": T("region"),
    "size": T("size"),
    "process": T("process"),
    "consortium": T("consortium"),
    "supplier": T("supplier"),
}
"""Marks by which suppliers are grouped."""

SHARED_OUT = {"support": T("support"), "tonnes": T("lifetime tonnes"), "count": T("number of awards")}
"""What fairness rules and technology limits share out."""

WON_MEASURES = {
    "fresh_won": T("all funders' money"),
    "public_won": T("government money"),
    "all_won": T("cost of the equipment"),
}
"""Money below the line of a ratio."""


def size_name(size: str | None) -> Text | None:
    """The size class in words; not given: nothing."""
    return None if size is None else SIZES[size]


def funder_name(funder: Funder) -> str:
    """Name and id of a funder; the id alone where it has no other name."""
    return funder.id if funder.name in (None, funder.id) else f"{funder.name} ({funder.id})"


def payer_name(rules: Rules, payer: str) -> Text:
    """A payer as a rule or a plan names it, in words."""
    if payer == OWN:
        return T("own money of the supplier")
    if payer == "pool" or is_pool(payer):
        return T("returned money")
    known = next((funder for funder in rules.funders if funder.id == payer), None)
    return Verbatim(payer if known is None else funder_name(known))


def payer_names(rules: Rules, payers: Sequence[str]) -> Text:
    """Several payers in a row."""
    return Joined([payer_name(rules, payer) for payer in payers], ", ")


def measure_name(measure: str, rules: Rules) -> Text:
    """A measure of tonnes in words."""
    year = year_of(measure)
    if year is not None:
        return T("tonnes in {year}", year=year)
    if measure == "discounted_tonnes":
        return T("discounted tonnes")
    return T("lifetime tonnes until {year}", year=rules.years.count_until)


def objective_name(rules: Rules) -> Text:
    """What the best plan has most of."""
    objective = rules.objective[0]
    ratio = objective.ratio
    if ratio is None:
        return T("Most {measure}", measure=measure_name(objective.tonnes_measure or "lifetime_tonnes", rules))
    deployment = ratio.deploy_at_least
    if isinstance(deployment, Fraction):
        least = T("at least {share} of the budgets spent", share=percent(deployment))
    else:
        least = T("at least {tonnes} t reached", tonnes=number(deployment.tonnes))
    return T(
        "Most {measure} per won of {money}, with {least}",
        measure=measure_name(ratio.of, rules),
        money=WON_MEASURES[ratio.per],
        least=least,
    )


def status_name(plan: Plan) -> Text:
    """How good the plan is known to be. 'Optimal' is said only where it is proven, and by what."""
    gap = plan.objective.gap
    if plan.status == "optimal":
        return (
            T("optimal (proven by a certificate that needs no trust in the solver)")
            if plan.proof == "certified"
            else T("optimal (proven by the solver)")
        )
    if gap is None:
        return T("valid, stopped before the search ended; how far from the best is not known")
    if plan.status == "within_gap":
        return T("within {gap} of the best possible, as was asked", gap=gap_in_words(gap))
    return T("valid, stopped before the search ended; at most {gap} below the best possible", gap=gap_in_words(gap))


def gap_in_words(gap: float) -> str:
    """A gap as a percentage with the digits that matter; never rounded down to nothing."""
    hundredths = gap * 100
    return "0 %" if hundredths == 0 else "< 0.0001 %" if hundredths < 1e-4 else f"{hundredths:.4g} %"
