"""The programme that a certificate speaks of: its exact rows, the bounds of its columns, its objective, their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from planner.certificate.upper_bounds import upper_bounds
from planner.formulation.exact import ExactFormulation, ExactRow, assemble_exactly, exact_terms
from planner.programme.options import Options
from planner.programme.programme import Programme


@dataclass(frozen=True)
class ExactProgramme:
    """``maximise objective`` over columns from 0 to ``most`` that keep the rows: million won and tonnes, exact."""

    rows: Mapping[str, ExactRow]
    most: Mapping[str, Fraction]
    objective: Mapping[str, Fraction]

    def rows_hash(self) -> str:
        """SHA-256 of rows, bounds and objective as whole numbers, in the order of their names."""
        digest = hashlib.sha256()
        for line in self._lines():
            digest.update(line.encode())
        return digest.hexdigest()

    def _lines(self) -> Iterator[str]:
        for name in sorted(self.rows):
            row = self.rows[name]
            yield f"{name} {row.sense} {_whole({**row.terms, '': row.limit})}\n"
        for name in sorted(self.most):
            yield f"{name} <= {self.most[name]}\n"
        yield f"maximise {_whole(self.objective)}\n"


def exact_programme(programme: Programme, options: Options) -> ExactProgramme | None:
    """The exact programme of a single objective that is a sum of the plan's shares and won; None where there is more.

    Lists of objectives, ratios, gains that are compared and Gini ceilings have rows or steps beside those of the
    formulation.
    """
    rules = programme.rules
    single = rules.objective[0] if len(rules.objective) == 1 else None
    if single is None or (single.maximise is None and single.minimise is None) or rules.gini_ceilings:
        return None
    assembled = assemble_exactly(programme, options)
    lp = assembled.lp
    assert isinstance(lp, ExactFormulation)
    most = upper_bounds(lp)
    objective = exact_terms(assembled.levels[0].value)
    return None if most is None else ExactProgramme(lp.exact_rows, most, objective)


def _whole(terms: Mapping[str, Fraction]) -> str:
    """A row times the least number that makes all of it whole."""
    factor = lcm(*(value.denominator for value in terms.values()))
    return " ".join(f"{terms[name] * factor}*{name}" for name in sorted(terms))
