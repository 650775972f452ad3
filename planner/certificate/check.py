"""A certificate checked from the inputs: rows built again, every proof worked out again, no solver asked."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.certificate.building import integer_programme
from planner.certificate.claims import HELD_BITS, claim_of, excess, held_name, held_sum
from planner.certificate.point import Point, point_of, untied, value_at
from planner.certificate.programme import IntegerProgramme
from planner.certificate.statements import statements
from planner.certificate.text import rows_hash
from planner.certificate.tree import TreeError, proven
from planner.certificate.weak_duality import Claim, Multipliers, OrderMultiplier, wrong_multipliers
from planner.errors import InfeasibleError
from planner.languages import T, Text
from planner.plan.certificate import BOUND_DIGITS, POINT_BITS, Certificate, MultiplierSet, Proof
from planner.plan.infeasibility import Infeasibility
from planner.plan.plan import ObjectiveValue, Plan
from planner.plan.proof import Known, allowed, is_proven, reached_by
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.units import ceiling, floor

ROUNDED = Fraction(1, 10**6)
"""Whole won may lift a plan above the bound of its programme in parts of a won, but by no more than this part."""


UNPROVEN = T("The plan is called optimal or certified, but has no certificate.")


@dataclass(frozen=True)
class Verdict:
    """What a certificate really proves of each objective, and what is wrong with it."""

    stated: tuple[Known, ...]
    problems: tuple[Text, ...]

    @property
    def holds(self) -> bool:
        """Whether the certificate proves what the plan says."""
        return not self.problems


def check(programme: Programme, plan: Plan) -> Verdict | None:
    """Whether the plan's certificate proves what the plan says; None where the plan has none, and says so."""
    certificate = plan.certificate
    if certificate is None:
        return None if plan.proof == "solver" and plan.status != "optimal" else Verdict((), (UNPROVEN,))
    exact = integer_programme(programme, Options.of(programme))
    if exact is None:
        return Verdict((), (T("The rows of this programme leave some column without a bound: nothing can be proven."),))
    other = (*_other_rows(exact, certificate), *_unknown_awards(programme, exact, plan))
    if other:
        return Verdict((), other)
    point = point_of(exact, plan)
    problems = [*_wrong_point(exact, certificate, point), *_wrong_ratios(exact, certificate, point)]
    problems += [problem for proof in certificate.proofs for problem in problems_of(exact, certificate, proof, point)]
    if problems:
        return Verdict((), tuple(problems))
    stated = tuple(statements(exact, certificate, point))
    return Verdict(stated, tuple(_wrong_claims(programme, plan, stated)))


def check_none(programme: Programme, document: Infeasibility) -> tuple[Text, ...]:
    """What is wrong with a proof that a programme has no plan; nothing where it holds."""
    try:
        exact = integer_programme(programme, Options.of(programme))
    except InfeasibleError:  # a rule that nothing can meet needs no proof
        return ()
    if exact is None:
        return (T("The rows of this programme leave some column without a bound: nothing can be proven."),)
    certificate = document.certificate
    problems = list(_other_rows(exact, certificate))
    if not any(proof.what == "nothing" and not proof.held for proof in certificate.proofs):
        problems.append(T("The certificate does not prove that no plan keeps the rules."))
    point = [0] * len(exact.columns)
    return tuple(problems) or tuple(
        problem for proof in certificate.proofs for problem in problems_of(exact, certificate, proof, point)
    )


def _other_rows(exact: IntegerProgramme, certificate: Certificate) -> Iterator[Text]:
    counts = len(exact.rows), len(exact.columns)
    if certificate.rows_hash != rows_hash(exact) or (certificate.rows, certificate.columns) != counts:
        yield T("The certificate is of other rows than the inputs give.")


def _unknown_awards(programme: Programme, exact: IntegerProgramme, plan: Plan) -> Iterator[Text]:
    """Awards that no plan of the programme has: nothing can be worked out of them."""
    possible = {(tie.upgrade_id, tie.year) for tie in exact.awarded}
    possible |= {(award.upgrade_id, award.year) for award in exact.signed}
    years = programme.rules.years.counting_years
    for award in plan.awards:
        if (award.upgrade_id, award.year) not in possible or not set(years) >= award.tonnes_by_year.keys():
            yield T("The programme has no such award: {upgrade}, {year}.", upgrade=award.upgrade_id, year=award.year)


def _wrong_point(exact: IntegerProgramme, certificate: Certificate, point: Point) -> Iterator[Text]:
    if certificate.point != untied(exact, point):
        yield T("The certificate has other values of columns than the plan gives.")


def _wrong_ratios(exact: IntegerProgramme, certificate: Certificate, point: Point) -> Iterator[Text]:
    """Plans are held to a ratio that this one has: held to a better one, plans as good as this would be left out."""
    for place, ratio in certificate.ratios.items():
        try:
            target = exact.targets[place]
            assert target.won is not None
            is_above = value_at(excess(target.value, target.won, Fraction(ratio)), point) < 0
        except (AssertionError, IndexError, ZeroDivisionError):
            is_above = True
        if is_above:
            yield T("The certificate holds plans to more than this plan has: {row}.", row=held_name(str(place)))


def problems_of(exact: IntegerProgramme, certificate: Certificate, proof: Proof, point: Point) -> Iterator[Text]:
    """What is wrong with a proof: unknown rows, wrong signs, a plan held to more than it has, a claim not proven."""
    number = {column.name: place for place, column in enumerate(exact.columns)}
    try:
        if proof.step and (proof.what != "value" or not exact.targets[proof.objective].gains):
            raise ValueError(proof.step)
        claim = claim_of(exact, proof, certificate.ratios)
        sets = [multipliers_of(given, number) for given in proof.multipliers]
    except (KeyError, IndexError, ValueError, ZeroDivisionError):
        yield T("A proof of the certificate is about what is not in the programme.")
        return
    strangers = [key for key in proof.held if key not in _may_be_held(exact, proof)]
    if strangers:
        yield T("The certificate holds plans to what does not come before: {row}.", row=held_name(strangers[0]))
        return
    for name in [name for multipliers in sets for name in wrong_multipliers(claim, multipliers)][:1]:
        yield T(
            "The certificate has a multiplier for {row} that this row may not have, or no such row exists.", row=name
        )
        return
    for key, value in proof.held.items():
        if value > most_held(exact, certificate.proofs, key, held_value(exact, key, certificate.ratios, point)):
            yield T("The certificate holds plans to more than this plan has: {row}.", row=held_name(key))
            return
    yield from _not_proven(claim, sets, proof, number, certificate.exponent)


def _may_be_held(exact: IntegerProgramme, proof: Proof) -> Container[str]:
    """Objectives before that of the proof, and their gains; in leximin's later steps also gains settled before."""
    earlier = exact.targets[: proof.objective]
    own = exact.targets[proof.objective].gains if proof.what == "value" and proof.step else ()
    return {*map(str, range(len(earlier))), *(row for target in earlier for row in target.gains), *own}


def _not_proven(
    claim: Claim, sets: list[Multipliers], proof: Proof, number: Mapping[str, int], exponent: int
) -> Iterator[Text]:
    try:
        bound = proven(claim, sets, proof.tree, number, exponent)
    except TreeError:
        yield T("The branches of a proof leave some plans out.")
        return
    if proof.what == "nothing":
        if bound is not None:
            yield T("The certificate does not prove that no plan keeps the rules.")
    elif bound is not None and proof.bound < rounded_up(bound):
        yield T(
            "The certificate claims a bound of {claimed}; its multipliers prove {proven}.",
            claimed=f"{float(proof.limit):,.9f}",
            proven=f"{float(bound):,.9f}",
        )


def held_value(exact: IntegerProgramme, key: str, ratios: Mapping[int, str], point: Point) -> int:
    """What a plan has of what it is held to, in the unit of the held row; of the excess over a ratio no more than 0,
    as a plan of the same ratio that spends less has less of it."""
    held = held_sum(exact, key, ratios)
    value = sum(amount * point[column] for column, amount in held.terms.items()) >> (POINT_BITS - HELD_BITS)
    is_excess = key.isdigit() and exact.targets[int(key)].won is not None
    return min(value, 0) if is_excess else value


def most_held(exact: IntegerProgramme, proofs: Sequence[Proof], key: str, value: int) -> int:
    """What plans may be held to of what this plan has: of an objective no more than what is proven to be the most.

    Whole won may lift a plan above that; held to such a value, nothing would be left, and anything could be proven.
    """
    if not key.isdigit():
        return value
    most = [proof.limit for proof in proofs if proof.what == "value" and proof.objective == int(key)]
    divisor = exact.targets[int(key)].value.divisor << HELD_BITS
    return min([value, *(floor(limit * divisor) for limit in most)])


def rounded_up(bound: Fraction) -> int:
    """A bound as a certificate keeps it."""
    return ceiling(bound * 10**BOUND_DIGITS)


def multipliers_of(given: MultiplierSet, number: Mapping[str, int]) -> Multipliers:
    """Multipliers by column number. Raises ``KeyError`` for a column that does not exist."""
    orders = {
        name: OrderMultiplier(order.times, {number[column]: weight for column, weight in order.weights.items()})
        for name, order in given.orders.items()
    }
    return Multipliers(given.rows, orders)


def _wrong_claims(programme: Programme, plan: Plan, known: tuple[Known, ...]) -> Iterator[Text]:
    """What the plan says beyond what its certificate proves, or beside it."""
    reached, values = reached_by(programme, plan), plan.levels or (plan.objective,)
    if not len(known) == len(reached) == len(values) or values[0] != plan.objective:
        yield T("The certificate does not speak of every objective.")
        return
    for value, one, reach in zip(values, known, reached, strict=True):
        missing = one.missing(reach.sense)
        if missing is None:
            yield T("The certificate proves no bound of {objective}.", objective=value.name)
            continue
        yield from _wrong_values(value, one, reach.sense)
        if -missing > max(allowed(plan, reach, one), abs(one.exact) * ROUNDED):
            yield T("The plan is better than its certificate allows: {objective}.", objective=value.name)
    if plan.proof != "certified" or (plan.status == "optimal") != is_proven(plan, reached, known):
        yield T("The plan is called {status}, which is not what its certificate proves.", status=plan.status)


def _wrong_values(value: ObjectiveValue, known: Known, sense: int) -> Iterator[Text]:
    """A bound, a gap or an exact value that is not what is proven, as a floating-point number."""
    stated = known.stated(value, sense)
    if value.bound != stated.bound:
        yield T("The plan states another bound than its certificate proves: {objective}.", objective=value.name)
    if value.exact != stated.exact:
        yield T("Before rounding the plan has another value than it states: {objective}.", objective=value.name)
    if value.gap != stated.gap:
        yield T("The plan states another gap than its certificate proves: {objective}.", objective=value.name)
