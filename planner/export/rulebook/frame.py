"""The frame: years, objectives, projects, factors, and what holds in every programme."""

from __future__ import annotations

from collections.abc import Iterator

from planner.export.objectives import objective_name, objective_names
from planner.export.rulebook.line import RuleLine, by_year
from planner.export.wording import Verbatim, listed, number, percent
from planner.languages import T
from planner.programme.families import FAMILIES
from planner.programme.rules import Factors, Rules

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
    if rules.years.past_years:
        planned = T("Planned from {year}; awards before it stand as they were signed.", year=rules.years.planned_from)
        yield RuleLine(T("Years"), planned, "years.plan_from")
    yield RuleLine(T("Years"), T("Tonnes count until {year}.", year=rules.years.count_until), "years.count_until")


def objective(rules: Rules) -> Iterator[RuleLine]:
    """What the best plan has most of, or least of; of several, a line each."""
    if len(rules.objective) == 1:
        yield RuleLine(T("Objective"), objective_name(rules), "objective")
    else:
        for place, name in enumerate(objective_names(rules), start=1):
            says = (
                T("First: {objective}.", objective=name)
                if place == 1
                else T("Then, between plans that are equally good so far: {objective}.", objective=name)
            )
            yield RuleLine(T("Objective"), says, f"objective[{place}]")
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
    yield from _grid(given)
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


def _grid(given: Factors) -> Iterator[RuleLine]:
    """The grid factors that count, and the scenarios that do not."""
    paths = {None: given.grid_t_per_mwh} | given.grid_scenarios if given.grid_t_per_mwh else given.grid_scenarios
    for name, path in paths.items():
        counts = name == given.scenario
        says = (
            T(
                "Electricity [t/MWh]: {factors}; linear between these years, constant after the last.",
                factors=by_year(path),
            )
            if name is None
            else T(
                "Electricity, scenario {name} [t/MWh]: {factors}; linear between these years, constant after the last.",
                name=name,
                factors=by_year(path),
            )
        )
        if not counts:
            says = T("{factors} Not counted in this plan.", factors=says)
        key = "factors.grid_t_per_mwh" if name is None else f"factors.grid_scenarios.{name}"
        yield RuleLine(T("Emission factors"), says, key, given.source)


def always() -> Iterator[RuleLine]:
    """What every plan of every programme keeps."""
    for family in FAMILIES:
        if family.name in _HOLDS_ALWAYS:
            yield RuleLine(T("In every plan"), family.says, family.name)


def notes(rules: Rules) -> Iterator[RuleLine]:
    """Remarks of those who wrote the model."""
    if rules.notes is not None:
        yield RuleLine(T("Remarks"), Verbatim(rules.notes), "notes")
