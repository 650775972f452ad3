"""The objective asks for something that can be solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.programme.objective import TonnesDeployment
from planner.programme.rules import Rules

_KINDS: Mapping[str, tuple[str, ...]] = {
    "public_won": ("government",),
    "oem_won": ("oem",),
    "fresh_won": ("government", "oem"),
}
"""The kinds of funder whose money a measure counts."""


def one_ratio(draft: Draft) -> Iterator[Fault]:
    """At most one objective divides tonnes by won."""
    ratios = [number for number, objective in enumerate(draft.rules.objective) if objective.ratio is not None]
    for number in ratios[1:]:
        yield faults.SEVERAL_RATIOS.at(draft.model.place("objective", number, "ratio"))


def won_below_the_line(draft: Draft) -> Iterator[Fault]:
    """A ratio counts the won of some funder; nothing is divided by a sum that is always 0."""
    if not draft.has("funders"):
        return
    kinds = {funder.kind for funder in draft.rules.funders}
    for number, measure in _below_the_line(draft.rules):
        counted = _KINDS.get(measure)
        if counted is not None and not kinds & set(counted):
            place = draft.model.place("objective", number, "ratio", "per")
            yield faults.NO_WON_BELOW_THE_LINE.at(place, measure=measure, kinds=" or ".join(counted))


def deployment_of_a_budget(draft: Draft) -> Iterator[Fault]:
    """Suppliers' own money has no budget of which a share could be used."""
    for number, measure in _below_the_line(draft.rules):
        ratio = draft.rules.objective[number].ratio
        if measure == "own_won" and ratio is not None and not isinstance(ratio.deploy_at_least, TonnesDeployment):
            yield faults.NO_BUDGET_OF_OWN_MONEY.at(draft.model.place("objective", number, "ratio", "deploy_at_least"))


def _below_the_line(rules: Rules) -> Iterator[tuple[int, str]]:
    """The measures of won that tonnes are divided by, with the numbers of their objectives."""
    for number, objective in enumerate(rules.objective):
        if objective.ratio is not None:
            yield number, objective.ratio.per
