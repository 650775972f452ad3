"""What a solver run ends with, as types: a caller states which of them it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Proven:
    """What is known of one objective of the programme.

    ``bound`` [the solver's unit, to be maximised]: no plan that is as good in the objectives before it is better; None
    where nothing is proven. ``prices`` are the rows' duals, empty where the programme is no LP: what one more unit of a
    row's limit is worth. ``steps``: how many levels leximin settled. ``given_up``: what rules tightened for whole won
    have taken of it since.
    """

    bound: float | None
    prices: Mapping[str, float]
    steps: int | None = None
    given_up: float = 0.0


@dataclass(frozen=True)
class Ties:
    """The suppliers whose awards, upgrade by upgrade and year by year, are not the same in all equally good plans.

    ``complete``: whether it is known that there are no others.
    """

    suppliers: frozenset[str]
    complete: bool

    def and_those(self, other: Ties | None) -> Ties:
        """Both together."""
        return self if other is None else Ties(self.suppliers | other.suppliers, self.complete and other.complete)


@dataclass(frozen=True)
class Answer:
    """Values of all variables by PuLP's variable id, and what is proven of each objective by its place in the list.

    ``ties`` are those among all plans that are as good under the rules as formulated; None where nobody looked.
    """

    values: Vector
    proven: Mapping[int, Proven]
    ties_broken: bool = True
    ties: Ties | None = None


@dataclass(frozen=True)
class ProvenOptimal:
    """The solver proved that nothing is better."""

    answer: Answer


@dataclass(frozen=True)
class GapReached:
    """The requested gap is reached."""

    answer: Answer


@dataclass(frozen=True)
class FeasibleAtLimit:
    """A limit stopped the run; the answer is feasible, its gap is known."""

    answer: Answer


@dataclass(frozen=True)
class Infeasible:
    """The solver proved that no plan keeps every rule."""


@dataclass(frozen=True)
class NoAnswer:
    """Neither a plan nor a proof; the solver's own word for it."""

    reason: str


@dataclass(frozen=True)
class CutCount:
    """How many rows of Gini ceilings were found by sorting, and in how many rounds of solving."""

    found: int
    rounds: int


type WithAnswer = ProvenOptimal | GapReached | FeasibleAtLimit
type Outcome = WithAnswer | Infeasible | NoAnswer


@dataclass(frozen=True)
class Limits:
    """When a run may end early: seconds of wall clock, and the relative gap that is good enough.

    The clock ends what is searched for among whole projects; a linear programme is solved to its end.
    """

    seconds: float | None = None
    gap: float | None = None
