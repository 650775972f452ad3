"""What the best plan has most of, or least of, in words: one objective, or a list in order of importance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from planner.export.measures import WON_MEASURES, Unit, gain_name, measure_name, member_name
from planner.export.wording import Capital, Joined, gap_in_words, number, percent
from planner.languages import T, Text
from planner.plan.objectives import tonnes_unit
from planner.plan.plan import ObjectiveValue
from planner.programme.objective import Leximin, Objective, Ratio
from planner.programme.rules import Rules


def objective_name(rules: Rules) -> Text:
    """All objectives of a programme: "first ...; then ..." where there are several."""
    names = [_words(objective, rules) for objective in rules.objective]
    if len(names) == 1:
        return Capital(names[0])
    first, *others = names
    return Capital(
        Joined([T("first {objective}", objective=first), *(T("then {objective}", objective=o) for o in others)], "; ")
    )


def objective_names(rules: Rules) -> Sequence[Text]:
    """Each objective by itself, in their order, as it stands within a sentence."""
    return [_words(objective, rules) for objective in rules.objective]


def _words(objective: Objective, rules: Rules) -> Text:
    """One objective, as it stands within a sentence."""
    if objective.ratio is not None:
        return _ratio(objective.ratio, rules)
    if objective.counts_changes:
        return T("fewest changed awards against the plan carried forward")
    if objective.least_won is not None:
        return T(
            "least {money} for {amounts}",
            money=WON_MEASURES[objective.least_won],
            amounts=_reached(objective.reach, rules),
        )
    if objective.leximin is not None:
        return _leximin(objective.leximin, rules)
    if objective.max_min is not None:
        return T(
            "most {gain} for the {member} that gains least",
            gain=gain_name(objective.max_min, rules),
            member=member_name(objective.max_min),
        )
    return _most(measure_name(objective.maximise or "lifetime_tonnes", rules), rules)


def _most(measure: Text, rules: Rules) -> Text:
    """Tonnes that are maximised: guaranteed ones, where they are protected."""
    if rules.protection.tonnes is not None:
        return T("most guaranteed {measure}", measure=measure)
    return T("most {measure}", measure=measure)


def _ratio(ratio: Ratio, rules: Rules) -> Text:
    return T(
        "most {measure} per won of {money}, with {least}",
        measure=measure_name(ratio.of, rules),
        money=WON_MEASURES[ratio.per],
        least=deployment_name(ratio),
    )


def deployment_name(ratio: Ratio) -> Text:
    """The least deployment that goes with a ratio."""
    if isinstance(ratio.deploy_at_least, Fraction):
        return T("at least {share} of the budgets spent", share=percent(ratio.deploy_at_least))
    return T("at least {tonnes} t reached", tonnes=number(ratio.deploy_at_least.tonnes))


def _reached(reach: Mapping[str, Fraction], rules: Rules) -> Text:
    return Joined([amount_name(measure, tonnes, rules) for measure, tonnes in reach.items()], ", ")


def amount_name(measure: str, tonnes: Fraction, rules: Rules) -> Text:
    """At least so many tonnes, with the unit of their measure."""
    return T(
        "{measure} of at least {amount} {unit}",
        amount=number(tonnes),
        unit=Unit(tonnes_unit(measure)),
        measure=measure_name(measure, rules),
    )


def _leximin(benefit: Leximin, rules: Rules) -> Text:
    words = {"gain": gain_name(benefit, rules), "member": member_name(benefit)}
    if benefit.levels is None:
        return T("most {gain} for the {member} that gains least, then for the next, and so on", **words)
    return T(
        "most {gain} for the {member} that gains least, then for the next, and so on; levels: {levels}",
        **words,
        levels=benefit.levels,
    )


def bound_in_words(objective: ObjectiveValue) -> Text:
    """The best that any plan reaches; where rounding to kilograms has moved the value, beside the value before it."""
    if objective.bound is None:
        return T("not known")
    gap = "-" if objective.gap is None else gap_in_words(objective.gap)
    words = {"bound": _figure(objective.bound, objective), "unit": Unit(objective.unit), "gap": gap}
    if objective.exact is None or _figure(objective.exact, objective) == _figure(objective.value, objective):
        return T("{bound} {unit} (gap {gap})", **words)
    exact = _figure(objective.exact, objective)
    return T("{bound} {unit} before rounding to kilograms, this plan {exact} (gap {gap})", **words, exact=exact)


def _figure(value: float, of: ObjectiveValue) -> str:
    return f"{value:,.0f}" if of.unit == "won" else f"{value:,.3f}"
