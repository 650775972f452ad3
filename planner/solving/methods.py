"""How HiGHS may go about a programme. Where its usual way goes wrong, another is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import highspy

from planner.languages import T, Text

type Method = Literal["usual", "no presolve", "interior point", "primal simplex"]

METHODS: tuple[Method, ...] = ("usual", "no presolve", "interior point", "primal simplex")
"""In the order in which they are asked."""

METHOD_NAMES: Mapping[Method, Text] = {
    "usual": T("its usual method"),
    "no presolve": T("without presolve"),
    "interior point": T("by interior points"),
    "primal simplex": T("by the primal simplex method"),
}

PRIMAL_SIMPLEX = 4
"""HiGHS's number for the primal simplex method: right where the last solution stays feasible."""

SIMPLEX_OF_CHOICE = 1
"""HiGHS's number for its default, the dual simplex method."""


def set_method(highs: highspy.Highs, method: Method) -> None:
    """Go about it that way from the next run on."""
    highs.setOptionValue("presolve", "choose" if method == "usual" else "off")
    highs.setOptionValue("solver", solver_of(method))
    highs.setOptionValue("simplex_strategy", simplex_of(method))


def solver_of(method: Method) -> str:
    """HiGHS's word for the kind of algorithm."""
    return "ipm" if method == "interior point" else "choose"


def simplex_of(method: Method) -> int:
    """HiGHS's number for the simplex method."""
    return PRIMAL_SIMPLEX if method == "primal simplex" else SIMPLEX_OF_CHOICE
