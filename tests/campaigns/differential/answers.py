"""What everybody answers to one objective of a programme, and where two answers are not the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from tests.campaigns.differential.exact import LinearProgramme, Numbers, UnprovenError, optimum
from tests.campaigns.differential.rows import loosened
from tests.campaigns.differential.solvers import INFEASIBLE, STOPPED, Ended

RELATIVE = 1e-6
"""Two answers are the same where they are no further apart: of the larger, or of 1 where both are smaller."""

GIVEN = Fraction(1, 10**7)
"""A tenth of a won, or of a gram: a solver may break a row by no more [million won, t]."""

WITHIN_TOLERANCE = "breaks rows by less than a tenth of a won or gram"

ALONE = "a wrong answer of that solver alone: two others give the exact one"

EXACT = "exact"
EVERY_SELECTION = "every selection exactly"
BRUTE_FORCE = "brute force"


@dataclass(frozen=True)
class Difference:
    """Two answers that are not the same; ``why`` is empty where nobody knows."""

    seed: int
    what: str
    said: str
    why: str = ""


@dataclass
class Asked:
    """One objective: who answered what. What is gained above a ratio is told as the ratio that it makes: the ``ratio``
    and the gain over the ``won``.
    """

    by: dict[str, Ended] = field(default_factory=dict)
    ratio: float = 0.0
    won: float = 1.0

    @property
    def told(self) -> dict[str, Ended]:
        """The answers, in the unit in which they are compared."""
        return {who: said if isinstance(said, str) else self.ratio + said / self.won for who, said in self.by.items()}

    def compared(self) -> Iterator[tuple[str, str, float | None]]:
        """Each two who came to an end, and how far apart they are, relatively; None where they are not of a kind."""
        ended = {who: said for who, said in self.told.items() if said != STOPPED}
        for (one, said), (other, heard) in combinations(ended.items(), 2):
            yield one, other, apart(said, heard)


def apart(one: Ended, other: Ended) -> float | None:
    """How far two answers are apart, relatively; None where they are not of a kind."""
    if isinstance(one, str) or isinstance(other, str):
        return 0.0 if one == other == INFEASIBLE else None
    return abs(one - other) / max(1.0, abs(one), abs(other))


def is_same(one: Ended, other: Ended) -> bool:
    """Whether two answers are the same within what floating point may take."""
    distance = apart(one, other)
    return distance is not None and distance <= RELATIVE


def explained(lp: LinearProgramme, objective: Numbers, said: Ended) -> str:
    """Why a solver's answer is better than the exact one: with every row a little looser it would be right. Empty where
    that is not so, as where it is worse.
    """
    maximised = lp.maximising(objective)
    try:
        exact, loose = optimum(maximised), optimum(loosened(maximised, GIVEN))
    except UnprovenError:
        return ""
    if isinstance(said, str) or loose is None:
        return ""
    slack = RELATIVE * max(1.0, abs(said))
    is_no_worse = exact is None or said >= float(exact.value) - slack
    return WITHIN_TOLERANCE if is_no_worse and said <= float(loose.value) + slack else ""


def in_a_line(asked: Asked) -> str:
    """Everybody's answer."""
    return ", ".join(f"{who} {said}" for who, said in asked.told.items())
