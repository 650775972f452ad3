"""Two small problems that HiGHS 1.15.1 answers wrongly, as plain data: 3274 and 1704 in its public list of issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type Sense = Literal["<=", "==", ">="]


@dataclass(frozen=True)
class KnownVariable:
    """A variable: its bounds, None where there is none, and whether it takes whole numbers only."""

    name: str
    at_least: int | None = 0
    at_most: int | None = None
    whole: bool = True


@dataclass(frozen=True)
class KnownRow:
    """``sum(coefficient * variable) sense limit``, variables by name."""

    name: str
    terms: Mapping[str, Fraction]
    sense: Sense
    limit: Fraction


@dataclass(frozen=True)
class KnownProblem:
    """A problem to be minimised, the point that is best, and what it is worth there; both found by hand."""

    variables: tuple[KnownVariable, ...]
    rows: tuple[KnownRow, ...]
    objective: Mapping[str, Fraction]
    best: Mapping[str, Fraction]
    optimum: Fraction


def called_optimal_and_is_not() -> KnownProblem:
    """ERGO-Code/HiGHS#3274: with presolve "Optimal" at 1, though the best is 0.

    x1 is to be as small as possible. It is no less than x2, and x2 no less than 0: no point is worth less than 0.
    With all four at 0 every row holds, so that 0 is reached.
    """
    return KnownProblem(
        variables=(
            KnownVariable("x0", at_least=None),
            KnownVariable("x1", at_least=None),
            KnownVariable("x2", whole=False),
            KnownVariable("x3"),
        ),
        rows=(
            KnownRow("r0", _exact({"x1": 1, "x2": -1}), ">=", Fraction(0)),
            KnownRow("r1", _exact({"x0": 1, "x2": 1, "x3": -1}), "==", Fraction(0)),
            KnownRow("r2", _exact({"x2": -68, "x3": -1}), ">=", Fraction(-12)),
        ),
        objective=_exact({"x1": 1}),
        best=_exact({"x0": 0, "x1": 0, "x2": 0, "x3": 0}),
        optimum=Fraction(0),
    )


def called_infeasible_and_is_not(large: int = 10**12) -> KnownProblem:
    """ERGO-Code/HiGHS#1704: with presolve "Infeasible" where ``large`` is exactly 10**12, right at a tenth and tenfold.

    Nothing is to be minimised: any point will do. Both variables at 0 keep both rows, 0 <= 10**12 and 0 <= 0.
    """
    small = Fraction("100.4534")
    return KnownProblem(
        variables=(KnownVariable("x0", at_most=1), KnownVariable("x1", at_most=1)),
        rows=(
            KnownRow("r0", {"x0": small, "x1": Fraction(large)}, "<=", Fraction(large)),
            KnownRow("r1", {"x0": small, "x1": Fraction(-large)}, "<=", Fraction(0)),
        ),
        objective={},
        best=_exact({"x0": 0, "x1": 0}),
        optimum=Fraction(0),
    )


def _exact(terms: Mapping[str, int]) -> Mapping[str, Fraction]:
    return {name: Fraction(coefficient) for name, coefficient in terms.items()}
