"""What proofs say of an objective in the units that people read: the best that any plan reaches, and this one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from fractions import Fraction

from planner.certificate.claims import HELD_BITS, held_name, value_of
from planner.certificate.point import Point, value_at
from planner.certificate.programme import IntegerProgramme, IntegerSum, Target
from planner.certificate.tree import in_steps
from planner.plan.certificate import POINT_BITS, ROOT, Certificate, Proof
from planner.plan.proof import Known
from planner.units import ceiling

LEVERAGE = 20
"""A won of support may pay for so many of cost: it is a part of it, comes back, and is matched."""

LEAST_PART = Fraction(1, 100_000)
"""Who counts for less than this part of a bound on the least gain does not stop it."""


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
        finer = tuple(_finer(programme, certificate, point, place, target))
        ends = not target.gains or _settles_all(programme, certificate, place)
        return Known(value * factor, limit, won, kilograms, counted, finer, ends)
    spent = value_at(target.won, point)
    ratio = value / spent if spent else Fraction(0)
    proof, least = certificate.of("excess", place), certificate.of("least_won", place)
    won, kilograms = (bought / (spent or 1) for bought in _allowances(programme, certificate, proof))
    return Known(ratio, best_ratio(proof, least), won, kilograms)


def _finer(
    programme: IntegerProgramme, certificate: Certificate, point: Point, place: int, target: Target
) -> Iterator[Known]:
    """What is known of leximin's later steps, and of the levels of whole projects that refine the objective."""
    factor = target.factor or Fraction(1)
    for proof in certificate.proofs:
        if proof.what == "value" and proof.objective == place and proof.step:
            least = least_gain(programme, target, point, proof.held)
            won, kilograms = (bought * abs(factor) for bought in _allowances(programme, certificate, proof))
            yield Known(least * factor, proof.limit * factor, won, kilograms)
    for later, refined in enumerate(programme.targets):
        if refined.number == target.number and refined.factor is None:
            last = certificate.of("value", later)
            limit = None if last is None else in_steps(last.limit, refined.value, programme.columns)
            yield Known(value_at(refined.value, point), limit)


def least_gain(programme: IntegerProgramme, target: Target, point: Point, settled: Container[str]) -> Fraction:
    """The least gain of those who are not settled yet [the solver's unit]."""
    (least,) = target.value.terms
    rows = [programme.rows[name].terms for name in target.gains if name not in settled]
    gains = (
        Fraction(sum(value * point[column] for column, value in terms.items() if column != least), -terms[least])
        for terms in rows
    )
    return min(gains, default=Fraction(0)) / (1 << POINT_BITS)


def _settles_all(programme: IntegerProgramme, certificate: Certificate, place: int) -> bool:
    """Whether the steps of leximin that are proven are all: one after the other, each with those settled who stopped
    the steps before."""
    target = programme.targets[place]
    proofs = [proof for proof in certificate.proofs if proof.what == "value" and proof.objective == place]
    settled: set[str] = set()
    for number, proof in enumerate(sorted(proofs, key=lambda proof: proof.step)):
        if proof.step != number or proof.held.keys() & set(target.gains) != settled:
            return False
        settled |= set(stopping(programme, certificate.exponent, proof))
    return settled >= set(target.gains) or len(proofs) == target.steps


def stopping(programme: IntegerProgramme, exponent: int, proof: Proof) -> Iterator[str]:
    """The rows of those who stop the least gain from rising: whose gain counts for some part of its bound.

    Had one of them more, the bound would fall by that part of it.
    """
    target = programme.targets[proof.objective]
    (least,) = target.value.terms
    whole = value_of(programme, proof).terms[least] << exponent
    for name in target.gains:
        multiplier = proof.multipliers[0].rows.get(name, 0)
        if name not in proof.held and multiplier * programme.rows[name].terms[least] >= LEAST_PART * whole:
            yield name


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
    """What one won, and one kilogram, in each row is worth by the multipliers; nothing where there are branches.

    Multipliers may be large and cancel each other: no row's won is believed to be worth more than ``LEVERAGE`` won of
    the best award.
    """
    moved = {"won": Fraction(0), "kg": Fraction(0)}
    if proof is None or proof.tree != ROOT:
        return Fraction(0), Fraction(0)
    value = value_of(programme, proof)
    scale = value.divisor << certificate.exponent
    most = LEVERAGE * _best_per_won(programme, value)
    held = {held_name(key): key for key in proof.held}
    for name, multiplier in proof.multipliers[0].rows.items():
        row = programme.rows.get(held.get(name, name))
        if row is not None and row.unit is not None:
            step = row.step << HELD_BITS if name in held else row.step
            worth = Fraction(abs(multiplier) * step, scale)
            moved[row.unit] += min(worth, most) if most and row.unit == "won" else worth
    return moved["won"], moved["kg"]


def _best_per_won(programme: IntegerProgramme, value: IntegerSum) -> Fraction:
    """The most that a won of an award's cost is worth; 0 where awards alone do not make the value."""
    awarded = {tie.column: tie.total_won for tie in programme.awarded}
    decided = {column: worth for column, worth in value.terms.items() if not programme.columns[column].is_fixed}
    if not decided.keys() <= awarded.keys():
        return Fraction(0)
    return max(
        (Fraction(abs(worth), value.divisor * (awarded[column] or 1)) for column, worth in decided.items()),
        default=Fraction(0),
    )
