"""Small problems that HiGHS 1.15.1 answers wrongly, as plain data: two of its public list of issues, one found here."""

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


def called_infeasible_at_fine_tolerances() -> KnownProblem:
    """A random programme's, shrunk (seed 1670): with presolve "Infeasible" where whole numbers are to be whole to 1e-9.

    With all six at 0 every row holds. Nothing else will do: r1, r3 and r5 ask 291.96 share + 169.14 whole to be no more
    than 162.20 share + 93.97 whole + 56.2 whole, and so 129.76 share + 18.97 whole to be no more than 0. Then part, no
    more than share, is 0 as well.
    """
    names = ("share", "whole", "part", "first", "second", "last")
    return KnownProblem(
        variables=tuple(
            KnownVariable(name, at_most=1 if name == "whole" else None, whole=name == "whole") for name in names
        ),
        rows=(
            KnownRow("r0", _exact({"share": 1, "part": -1}), ">=", Fraction(0)),
            KnownRow(
                "r1",
                _exact({"share": "-291.9598164", "whole": "-169.142239", "first": 1, "second": 1}),
                "==",
                Fraction(0),
            ),
            KnownRow("r2", _exact({"part": -666, "last": 1}), ">=", Fraction(0)),
            KnownRow("r3", _exact({"share": "-162.199898", "whole": "-93.967911", "second": 1}), "<=", Fraction(0)),
            KnownRow("r4", _exact({"last": 1}), "<=", Fraction(725)),
            KnownRow("r5", _exact({"whole": "-28.1", "first": "0.5"}), "<=", Fraction(0)),
        ),
        objective=_exact({"part": "-46.07564"}),
        best=_exact(dict.fromkeys(names, 0)),
        optimum=Fraction(0),
    )


def _exact(terms: Mapping[str, int | str]) -> Mapping[str, Fraction]:
    return {name: Fraction(coefficient) for name, coefficient in terms.items()}
