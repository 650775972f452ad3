"""What proofs say of an objective in the units that people read: the best that any plan reaches, and this one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.certificate.claims import value_of
from planner.certificate.point import Point, value_at
from planner.certificate.programme import IntegerProgramme, Target
from planner.certificate.tree import in_steps
from planner.plan.certificate import ROOT, Certificate, Proof
from planner.plan.proof import Known
from planner.units import ceiling


def statements(programme: IntegerProgramme, certificate: Certificate, point: Point) -> Iterator[Known]:
    """What is known of each objective of the model, from the first of its levels."""
    stated: set[int] = set()
    for place, target in enumerate(programme.targets):
        if target.number not in stated:
            stated.add(target.number)
            if target.factor is not None:
                yield _statement(programme, certificate, point, place, target)


def _statement(
    programme: IntegerProgramme, certificate: Certificate, point: Point, place: int, target: Target
) -> Known:
    factor = target.factor or Fraction(1)
    value = value_at(target.value, point)
    counted = bool(target.value.terms) and all(programme.columns[column].whole for column in target.value.terms)
    if target.won is None:
        proof = certificate.of("value", place)
        limit = None if proof is None else in_steps(proof.limit, target.value, programme.columns) * factor
        if limit is not None and is_in_won(target):
            limit = Fraction(ceiling(limit))
        won, kilograms = (bought * abs(factor) for bought in _allowances(programme, certificate, proof))
        return Known(value * factor, limit, won, kilograms, counted)
    spent = value_at(target.won, point)
    ratio = value / spent if spent else Fraction(0)
    proof, least = certificate.of("excess", place), certificate.of("least_won", place)
    won, kilograms = (bought / (spent or 1) for bought in _allowances(programme, certificate, proof))
    return Known(ratio, best_ratio(proof, least), won, kilograms)


def is_in_won(target: Target) -> bool:
    """Whether the objective is a sum of won: every plan's is whole."""
    return target.factor is not None and target.factor < -1


def best_ratio(excess: Proof | None, least_won: Proof | None) -> Fraction | None:
    r"""No ratio is above :math:`\lambda + \max(B, 0) / \min d x`, with B the most of :math:`c x - \lambda d x`."""
    if excess is None or excess.ratio is None or least_won is None or least_won.limit >= 0:
        return None
    return Fraction(excess.ratio) + max(excess.limit, Fraction(0)) / -least_won.limit


def _allowances(
    programme: IntegerProgramme, certificate: Certificate, proof: Proof | None
) -> tuple[Fraction, Fraction]:
    """What one won, and one kilogram, in each row is worth by the multipliers; nothing where there are branches."""
    moved = {"won": 0, "kg": 0}
    if proof is None or proof.tree != ROOT:
        return Fraction(0), Fraction(0)
    for name, multiplier in proof.multipliers[0].rows.items():
        row = programme.rows.get(name)
        if row is not None and row.unit is not None:
            moved[row.unit] += abs(multiplier) * row.step
    scale = value_of(programme, proof).divisor << certificate.exponent
    return Fraction(moved["won"], scale), Fraction(moved["kg"], scale)
