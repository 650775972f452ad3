"""The frame: years, objective, projects, factors, credits, and what holds in every programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.export.rulebook.line import RuleLine
from planner.export.wording import Joined, Verbatim, listed, number, objective_name, percent
from planner.languages import T
from planner.programme.families import FAMILIES
from planner.programme.rules import Rules

_HOLDS_ALWAYS = ("selection", "funding", "budgets")


def period(rules: Rules) -> Iterator[RuleLine]:
    """Award years and horizon."""
    first, last = rules.years.award
    says = (
        T("Awards are made in {year}.", year=first)
        if first == last
        else T("Awards are made from {first} to {last}.", first=first, last=last)
    )
    yield RuleLine(T("Years"), says, "years.award")
    yield RuleLine(T("Years"), T("Tonnes count until {year}.", year=rules.years.count_until), "years.count_until")


def objective(rules: Rules) -> Iterator[RuleLine]:
    """What the best plan has most of."""
    yield RuleLine(T("Objective"), objective_name(rules), "objective")
    if rules.discount is not None:
        yield RuleLine(
            T("Objective"),
            T(
                "In discounted tonnes, tonnes of later years count {rate} less a year; those of {year} count in full.",
                rate=percent(rules.discount.rate),
                year=rules.discount.base_year,
            ),
            "discount",
        )


def projects(rules: Rules) -> Iterator[RuleLine]:
    """Whether parts of an upgrade can be awarded."""
    says = {
        "divisible": T("Any upgrade can be awarded in part."),
        "whole": T("Upgrades are awarded whole or not at all."),
        "as_marked": T("Upgrades are awarded whole, except those that are marked as divisible."),
    }[rules.projects]
    yield RuleLine(T("Projects"), says, "projects")


def factors(rules: Rules) -> Iterator[RuleLine]:
    """Emission factors, and the classes of technology."""
    given = rules.factors
    if given.grid:
        yield RuleLine(
            T("Emission factors"),
            T(
                "Electricity [t/MWh]: {factors}; linear between these years, constant after the last.",
                factors=_by_year(given.grid),
            ),
            "factors.grid_t_per_mwh",
            given.source,
        )
    if given.gas_t_per_gj is not None:
        yield RuleLine(
            T("Emission factors"),
            T("Natural gas: {factor} t/GJ.", factor=number(given.gas_t_per_gj)),
            "factors.gas_t_per_gj",
            given.source,
        )
    for name, technologies in rules.technology_classes.items():
        yield RuleLine(
            T("Technology classes"),
            T("{name}: {technologies}", name=name, technologies=listed(technologies)),
            f"technology_classes.{name}",
        )


def offsets(rules: Rules) -> Iterator[RuleLine]:
    """Credits from tonnes outside the trading scheme."""
    given = rules.offsets
    if given is None:
        return
    yield RuleLine(
        T("Offset credits"),
        T(
            "Creditable tonnes of suppliers outside the emissions trading scheme may cover at most {share} of the car "
            "maker's obligation [t]: {obligation}.",
            share=percent(given.share_of_obligation),
            obligation=_by_year(given.obligation_t),
        ),
        "offsets",
        given.source,
    )


def always() -> Iterator[RuleLine]:
    """What every plan of every programme keeps."""
    for family in FAMILIES:
        if family.name in _HOLDS_ALWAYS:
            yield RuleLine(T("In every plan"), family.says, family.name)


def notes(rules: Rules) -> Iterator[RuleLine]:
    """Remarks of those who wrote the model."""
    if rules.notes is not None:
        yield RuleLine(T("Remarks"), Verbatim(rules.notes), "notes")


def _by_year(values: Mapping[int, Fraction]) -> Joined:
    return Joined(
        [T("{year}: {value}", year=year, value=number(value)) for year, value in sorted(values.items())],
        ", ",
    )
