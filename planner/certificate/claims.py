"""What a proof speaks of: the value that is bounded, and the rows that hold a plan to what this one has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from planner.certificate.programme import BOUND_STEP, Column, IntegerProgramme, IntegerRow, IntegerSum, IntegerTerms
from planner.certificate.weak_duality import Claim
from planner.plan.certificate import Proof

HELD_BITS = 30
"""What a plan is held to is a whole number over 2 to the power of this, in the unit of the whole-number row."""

NOTHING = IntegerSum({}, 1)


def claim_of(programme: IntegerProgramme, proof: Proof, ratios: Mapping[int, str]) -> Claim:
    """The claim of a proof. ``ratios`` are those of objectives that plans are held to.

    Raises ``KeyError``, ``IndexError`` or ``ValueError`` for a proof about what is not there.
    """
    rows = _rows(programme, proof, ratios)
    return Claim(_columns(programme, proof, rows), rows, programme.ordered_sums, value_of(programme, proof))


def _columns(programme: IntegerProgramme, proof: Proof, rows: Mapping[str, IntegerRow]) -> tuple[Column, ...]:
    """The programme's columns. A least gain is bounded by twice the most that anybody can gain who is not settled yet,
    and more: so its rows, and never its bound, tell who stops it.
    """
    left = (
        [rows[name] for name in programme.targets[proof.objective].gains if name in rows] if programme.targets else []
    )
    if not left or proof.what != "value":
        return programme.columns
    (least,) = programme.targets[proof.objective].value.terms
    upper = 2 * max(0, *(_most_of(programme.columns, row, least) for row in left)) + BOUND_STEP
    columns = list(programme.columns)
    columns[least] = replace(columns[least], upper=upper)
    return tuple(columns)


def _most_of(columns: Sequence[Column], row: IntegerRow, least: int) -> int:
    """How large a row of ``gain - weight * least >= limit`` lets the least gain be [1/``BOUND_STEP``]."""
    others = (
        value * (columns[c].upper if value > 0 else columns[c].lower) for c, value in row.terms.items() if c != least
    )
    return -((row.limit * BOUND_STEP - sum(others)) // -row.terms[least])


def _rows(programme: IntegerProgramme, proof: Proof, ratios: Mapping[int, str]) -> Mapping[str, IntegerRow]:
    """The programme's rows and those that hold plans; members whose gains are settled no longer stop the least gain."""
    if not proof.held:
        return programme.rows
    settled = proof.held.keys() & set(programme.targets[proof.objective].gains)
    rows = {name: row for name, row in programme.rows.items() if name not in settled}
    return rows | {held_name(key): held_row(programme, key, value, ratios) for key, value in proof.held.items()}


def value_of(programme: IntegerProgramme, proof: Proof) -> IntegerSum:
    """What the proof bounds."""
    if proof.what == "nothing":
        return NOTHING
    target = programme.targets[proof.objective]
    if proof.what == "value":
        return target.value
    if target.won is None:
        raise ValueError(proof.what)
    if proof.what == "least_won":
        return IntegerSum({column: -value for column, value in target.won.terms.items()}, target.won.divisor)
    return excess(target.value, target.won, Fraction(proof.ratio or 0))


def excess(value: IntegerSum, won: IntegerSum, ratio: Fraction) -> IntegerSum:
    """The value less the ratio times the won."""
    divisor = lcm(value.divisor, won.divisor * ratio.denominator)
    terms = {column: amount * (divisor // value.divisor) for column, amount in value.terms.items()}
    times = ratio.numerator * (divisor // (won.divisor * ratio.denominator))
    for column, amount in won.terms.items():
        terms[column] = terms.get(column, 0) - amount * times
    return IntegerSum(terms, divisor)


def held_name(key: str) -> str:
    """The name of the row that holds a plan to what it has."""
    return f"held[{key}]"


def held_row(programme: IntegerProgramme, key: str, value: int, ratios: Mapping[int, str]) -> IntegerRow:
    """An objective by its place, or a gain by its row, at least so much."""
    held = held_sum(programme, key, ratios)
    terms = {column: amount << HELD_BITS for column, amount in held.terms.items()}
    return IntegerRow(held_name(key), terms, ">=", value, held.divisor << HELD_BITS, 0, None)


def held_sum(programme: IntegerProgramme, key: str, ratios: Mapping[int, str]) -> IntegerSum:
    """What is held: an objective, its excess over a ratio, or what a row makes of a member's gain."""
    if not key.isdigit():
        row = programme.rows[key]
        return IntegerSum(_gain_of(programme, row.terms), row.factor)
    target = programme.targets[int(key)]
    return target.value if target.won is None else excess(target.value, target.won, Fraction(ratios[int(key)]))


def _gain_of(programme: IntegerProgramme, terms: IntegerTerms) -> IntegerTerms:
    """A gain's row without the least gain that it is compared with."""
    return {column: value for column, value in terms.items() if not programme.columns[column].name.startswith("least_")}
