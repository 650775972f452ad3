"""Every measure and every benefit that a model names, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.programme.measures import Benefit
from planner.programme.rules import Rules

type Path = tuple[str | int, ...]
"""Where something stands in the rules."""


class NamedMeasure(NamedTuple):
    """A measure of tonnes, won or counts, and where it is named."""

    path: Path
    measure: str


class NamedBenefit(NamedTuple):
    """A benefit, and the objective or rule that compares it."""

    path: Path
    benefit: Benefit


def benefits_named(rules: Rules) -> Iterator[NamedBenefit]:
    """The benefits of fairness rules and objectives."""
    for number, rule in (*rules.least_benefits, *rules.gini_ceilings):
        yield NamedBenefit(("fairness", number - 1), rule)
    for number, objective in enumerate(rules.objective):
        if objective.max_min is not None:
            yield NamedBenefit(("objective", number, "max_min"), objective.max_min)
        if objective.leximin is not None:
            yield NamedBenefit(("objective", number, "leximin"), objective.leximin)


def measures_named(rules: Rules) -> Iterator[NamedMeasure]:
    """The measures of objectives, of what is to be reached, of targets and of benefits."""
    for number, objective in enumerate(rules.objective):
        path: Path = ("objective", number)
        if objective.maximise is not None:
            yield NamedMeasure((*path, "maximise"), objective.maximise)
        if objective.ratio is not None:
            yield NamedMeasure((*path, "ratio", "of"), objective.ratio.of)
        yield from (NamedMeasure((*path, "reach", measure), measure) for measure in objective.reach)
    for number, target in enumerate(rules.targets):
        yield NamedMeasure(("targets", number, "year" if target.of is None else "of"), target.measure)
    yield from (NamedMeasure((*path, "of"), benefit.amount) for path, benefit in benefits_named(rules))
