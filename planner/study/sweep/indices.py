"""Indices of sensitivity: how much of the spread of a figure is due to each factor, worked out by SALib."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.errors import UsageError
from planner.languages import T, Text
from planner.study.sweep.design import problem_of
from planner.study.sweep.outcome import Outcome
from planner.study.sweep.vocabulary import Sensitivity, Study

TOO_WIDE = 0.1
"""Intervals of Sobol indices wider than this to either side tell little: more samples are wanted."""


@dataclass(frozen=True)
class Index:
    """A factor's indices of a figure, with how far they may be off by 95 % confidence.

    Of Sobol: ``first`` is the part of the variance due to the factor alone, ``total`` with all that it does together
    with others. Of Morris: ``first`` is the mean effect, ``total`` the mean of its size [the figure's unit, over the
    factor's whole range]; ``spread`` its standard deviation.
    """

    factor: str
    figure: str
    first: float | None
    first_off: float | None
    total: float | None
    total_off: float | None
    spread: float | None = None


@dataclass(frozen=True)
class Indices:
    """All indices, and what is to be said of them."""

    method: str
    found: tuple[Index, ...]
    notes: tuple[Text, ...]


def indices_of(study: Study, outcomes: Sequence[Outcome], figures: Sequence[str]) -> Indices | None:
    """The indices of these figures; none where the study asks for none.

    They take all cases of their design: where a case has no figure, nothing can be told, and the notes say so.
    """
    wanted = study.sensitivity
    if wanted is None:
        return None
    ordered = sorted(outcomes, key=lambda outcome: outcome.number)
    found: list[Index] = []
    notes: list[Text] = []
    for figure in figures:
        values = [outcome.figures.get(figure) for outcome in ordered]
        missing = sum(value is None for value in values)
        if missing:
            notes.append(
                T("No indices of {figure}. Cases without such a figure: {count}.", figure=figure, count=missing)
            )
            continue
        found += sensitivity(study, wanted, [float(value) for value in values if value is not None], figure)
    off = max((max(index.first_off or 0.0, index.total_off or 0.0) for index in found), default=0.0)
    if wanted.method == "sobol" and off > TOO_WIDE:
        notes.append(
            T(
                "The indices may be off by {off}: {number} base samples are too few. Take {more}.",
                off=f"{off:.2f}",
                number=wanted.number,
                more=_enough(wanted.number, off),
            )
        )
    return Indices(wanted.method, tuple(found), tuple(notes))


def sensitivity(study: Study, wanted: Sensitivity, values: Sequence[float], figure: str) -> list[Index]:
    """The indices of values in the order of the study's cases."""
    import numpy as np

    told, problem = np.array(values), problem_of(study)
    if np.ptp(told) == 0:
        return [Index(name, figure, 0.0, 0.0, 0.0, 0.0, None) for name in problem["names"]]
    analyse = {"sobol": _sobol, "morris": _morris}[wanted.method]
    return analyse(study, wanted, told, figure, problem)


def _sobol(study: Study, wanted: Sensitivity, told: Any, figure: str, problem: Mapping[str, Any]) -> list[Index]:
    from SALib.analyze import sobol

    found = sobol.analyze(problem, (told - told.mean()) / told.std(), calc_second_order=False, seed=wanted.seed)
    return [
        Index(
            name,
            figure,
            _number(found["S1"][place]),
            _number(found["S1_conf"][place]),
            _number(found["ST"][place]),
            _number(found["ST_conf"][place]),
        )
        for place, name in enumerate(problem["names"])
    ]


def _morris(study: Study, wanted: Sensitivity, told: Any, figure: str, problem: Mapping[str, Any]) -> list[Index]:
    from SALib.analyze import morris
    from SALib.sample import morris as drawn

    points = drawn.sample(problem, wanted.number, num_levels=4, seed=wanted.seed)
    found = morris.analyze(problem, points, told, num_levels=4, seed=wanted.seed)
    return [
        Index(
            name,
            figure,
            _number(found["mu"][place]),
            None,
            _number(found["mu_star"][place]),
            _number(found["mu_star_conf"][place]),
            _number(found["sigma"][place]),
        )
        for place, name in enumerate(problem["names"])
    ]


def _number(value: Any) -> float | None:
    number = float(value)
    return float(f"{number:.9g}") if math.isfinite(number) else None


def _enough(number: int, off: float) -> int:
    """So many base samples, a power of two: intervals shrink with the root of their number."""
    return 1 << math.ceil(math.log2(number * (off / TOO_WIDE) ** 2))


def refuse_too_few(study: Study) -> None:
    """Raise ``UsageError`` for fewer base samples than an index can be told of at all."""
    wanted = study.sensitivity
    if wanted is not None and wanted.number < 2:
        raise UsageError(T("One sample tells nothing of a spread: give sensitivity a number of 2 or more."))
