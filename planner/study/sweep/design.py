"""The cases of a study: every combination of a grid, the named ones, or samples; each with an id of its own."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.errors import UsageError
from planner.languages import T
from planner.programme.programme import fingerprint
from planner.programme.quantities import exact, written
from planner.study.sweep.vocabulary import MANY_APART, Factor, Sensitivity, Study, tidy
from planner.units import round_half_up

MOST_CASES = 1_000_000
"""More cases than this are a slip of the pen: a full grid grows with every factor."""


@dataclass(frozen=True)
class Case:
    """Values by the names of factors; what is not named is as the model states it. Numbered from 1."""

    number: int
    values: Mapping[str, Any]
    name: str | None = None

    def key(self, inputs_hash: str) -> str:
        """The id of the case: the same values of the same programme have the same, in any study."""
        return fingerprint({"inputs": inputs_hash, "values": {k: plain(v) for k, v in self.values.items()}})[:12]


def cases_of(study: Study) -> tuple[Case, ...]:
    """All cases, in the study's order. Raises ``UsageError`` for more than anybody means."""
    if study.cases is not None:
        return tuple(
            Case(number, {key: _number(value) for key, value in named.values.items()}, named.name)
            for number, named in enumerate(study.cases, start=1)
        )
    points = _grid(study) if study.samples is None and study.sensitivity is None else _drawn(study)
    names = [factor.name for factor in study.factors]
    return tuple(Case(number, dict(zip(names, point, strict=True))) for number, point in enumerate(points, start=1))


def ends_of(factor: Factor) -> list[Any]:
    """Values that show how far a factor goes: both ends of numbers, else all."""
    if factor.range is not None:
        return [factor.range.low, factor.range.high]
    values = values_of(factor)
    if len(values) > 2 and all(isinstance(value, Fraction) for value in values):
        return [min(values), max(values)]
    return values


def values_of(factor: Factor) -> list[Any]:
    """The values of a factor that takes some only."""
    if factor.values is not None:
        return [_number(value) for value in factor.values]
    if factor.first is None or factor.last is None or factor.steps is None:
        return []
    apart = (factor.last - factor.first) / (factor.steps - 1)
    return [between(factor.first + apart * step, factor.first, factor.last) for step in range(factor.steps)]


def plain(value: Any) -> Any:
    """A value as JSON and YAML have it: numbers that read back as the same."""
    if isinstance(value, Fraction):
        return written(value)
    if isinstance(value, Decimal):
        return written(Fraction(value))
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def samples_needed(sensitivity: Sensitivity, factors: int) -> int:
    """How many cases a sensitivity takes."""
    return sensitivity.number * (factors + (2 if sensitivity.method == "sobol" else 1))


def problem_of(study: Study) -> dict[str, Any]:
    """The factors as SALib takes them: each between 0 and 1."""
    return {
        "num_vars": len(study.factors),
        "names": [factor.name for factor in study.factors],
        "bounds": [[0.0, 1.0]] * len(study.factors),
    }


def _grid(study: Study) -> Iterator[tuple[Any, ...]]:
    lists = [values_of(factor) for factor in study.factors]
    _refuse_too_many(math.prod(len(values) for values in lists))
    return itertools.product(*lists)


def _drawn(study: Study) -> list[tuple[Any, ...]]:
    return [
        tuple(_at(factor, float(part)) for factor, part in zip(study.factors, point, strict=True))
        for point in _unit_points(study)
    ]


def _unit_points(study: Study) -> Any:
    """Points between 0 and 1, one a case."""
    if study.sensitivity is not None:
        return _of_sensitivity(study, study.sensitivity)
    from scipy.stats import qmc

    samples = study.samples
    assert samples is not None
    _refuse_too_many(samples.number)
    count = len(study.factors)
    if samples.method == "latin_hypercube":
        return qmc.LatinHypercube(d=count, rng=samples.seed).random(samples.number)
    power = max(1, math.ceil(math.log2(samples.number)))
    return qmc.Sobol(d=count, rng=samples.seed).random_base2(power)[: samples.number]


def _of_sensitivity(study: Study, wanted: Sensitivity) -> Any:
    _refuse_too_many(samples_needed(wanted, len(study.factors)))
    if wanted.method == "morris":
        from SALib.sample import morris

        return morris.sample(problem_of(study), wanted.number, num_levels=4, seed=wanted.seed)
    from SALib.sample import sobol

    return sobol.sample(problem_of(study), wanted.number, calc_second_order=False, seed=wanted.seed)


def _at(factor: Factor, part: float) -> Any:
    """The value so far between the least and the most of a factor; of a list each as likely as any other."""
    if factor.range is None:
        values = values_of(factor)
        return values[min(int(part * len(values)), len(values) - 1)]
    low, high = factor.range.low, factor.range.high
    return between(low + Fraction(part) * (high - low), low, high)


def between(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """A value that can be written down; whole where both ends are, and far apart: won stay whole won."""
    is_whole = low.denominator == high.denominator == 1 and abs(high - low) >= MANY_APART
    return Fraction(round_half_up(value)) if is_whole else tidy(value)


def _number(value: Any) -> Any:
    """Numbers as exact ones, whatever way they were written; all else as it is."""
    try:
        return exact(value) if not isinstance(value, str) else value
    except ValueError:
        return value


def _refuse_too_many(cases: int) -> None:
    if cases > MOST_CASES:
        raise UsageError(
            T("The study has {cases} cases, more than {most}: give fewer values.", cases=f"{cases:,}", most="1,000,000")
        )


def shown(value: Any) -> str:
    """A value as people write it."""
    import json

    found = plain(value)
    if isinstance(found, bool) or found is None:
        return json.dumps(found)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, sort_keys=True)


def by_name(factors: Sequence[Factor]) -> dict[str, Factor]:
    """The factors by their names."""
    return {factor.name: factor for factor in factors}
