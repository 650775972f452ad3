"""What the plan's objectives state: their names, units and values, recomputed from awards and payments."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.audit.books import Books
from planner.audit.changes import changed_awards
from planner.audit.finding import Finding
from planner.audit.gains import gain_unit, gains_of, least_gain
from planner.audit.protection import guaranteed_kilograms
from planner.audit.stated import agrees, as_float, one_wrong, states
from planner.audit.tonnage import KG
from planner.audit.totals import MILLION, kilograms_in, won_in
from planner.languages import T
from planner.plan.plan import ObjectiveValue
from planner.programme.objective import Objective

DISCOUNTED = "discounted_tonnes"


def objective(books: Books) -> Iterator[Finding]:
    """The objective is the model's first, with its name, its unit and the value that the awards give."""
    yield from _as_computed(books, "objective", books.plan.objective, books.rules.objective[0])


def levels(books: Books) -> Iterator[Finding]:
    """Where the model has several objectives, all of them stand there in its order; otherwise none."""
    rules, stated = books.rules.objective, books.plan.levels
    wanted = rules if len(rules) > 1 else ()
    remark = T("The plan states {stated} levels, the model has {wanted}.", stated=len(stated), wanted=len(wanted))
    yield agrees("levels[]", len(stated) == len(wanted), remark)
    for number, (value, rule) in enumerate(zip(stated, wanted, strict=False), start=1):
        yield from _as_computed(books, "levels", value, rule, number)


def expected_objective(books: Books, rule: Objective) -> ObjectiveValue | None:
    """An objective's name, unit and value (0004, reading 27); None where it asks for discounted tonnes and no discount
    is given.
    """
    if rule.minimise == "changed_awards":
        changed = as_float(changed_awards(books))
        return ObjectiveValue(name="least_changed_awards", value=changed, unit="awards")
    if rule.minimise is not None:
        return ObjectiveValue(name=f"least_{rule.minimise}", value=float(won_in(books, rule.minimise)), unit="won")
    if rule.benefit is not None:
        value, unit = as_float(least_gain(gains_of(books, rule.benefit))), gain_unit(rule.benefit)
        lacking = rule.benefit.amount == DISCOUNTED and books.discounting is None
        return None if lacking else ObjectiveValue(name=f"least_gain_{rule.benefit.of}", value=value, unit=unit)
    return _of_tonnes(books, rule)


def expected_levels(books: Books) -> list[ObjectiveValue]:
    """All objectives in their order where there are several."""
    values = [expected_objective(books, rule) for rule in books.rules.objective]
    return [value for value in values if value is not None] if len(values) > 1 else []


def _of_tonnes(books: Books, rule: Objective) -> ObjectiveValue | None:
    measure = rule.tonnes_measure or "lifetime_tonnes"
    if measure == DISCOUNTED and books.discounting is None:
        return None
    if rule.ratio is None:
        unit = "t/yr" if measure == "annual_tonnes" else "t"
        name = measure if books.rules.protection.tonnes is None else f"guaranteed_{measure}"
        return ObjectiveValue(name=name, value=as_float(guaranteed_kilograms(books, measure) / KG), unit=unit)
    kilograms = Fraction(kilograms_in(books, measure))
    won = won_in(books, rule.ratio.per)
    return ObjectiveValue(
        name=f"{measure}_per_{rule.ratio.per}",
        value=as_float(kilograms * MILLION / (KG * won)) if won else 0.0,
        unit="t per million won",
    )


def _as_computed(books: Books, name: str, stated: ObjectiveValue, rule: Objective, *index: int) -> Iterator[Finding]:
    place = "".join(f"{number}," for number in index)
    computed = expected_objective(books, rule)
    if computed is None:
        yield one_wrong(f"{name}[{place}value]", T("The model discounts no tonnes."))
        return
    same = (stated.name, stated.unit) == (computed.name, computed.unit)
    remark = T("The objective is {name} in {unit}.", name=computed.name, unit=computed.unit)
    yield agrees(f"{name}[{place}name]", same, remark)
    yield states(f"{name}[{place}value]", stated.value, computed.value, "number")
