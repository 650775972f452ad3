r"""Linear programmes in exact fractions: solved by QSopt_ex, each answer proven here before it is believed.

QSopt_ex is a program of its own (``apt-get install qsopt-ex``), called once for each linear programme. An optimum is
believed when its point keeps every row and bound, and when its multipliers prove by weak duality that none is better:

.. math:: c x \le y b + \sum_j \max(r_j l_j,\ r_j u_j), \quad r = c - A^\top y

That there is no point at all is believed when the least total of what the rows must give is proven to be above 0.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from planner.formulation.model import Sense

ZERO = Fraction(0)
IDLE = "idle"
TERMS_A_LINE = 8

type Numbers = Mapping[str, Fraction]


class UnprovenError(Exception):
    """What QSopt_ex said is not proven by its own figures."""


@dataclass(frozen=True)
class Row:
    """``terms sense limit``."""

    terms: Numbers
    sense: Sense
    limit: Fraction


@dataclass(frozen=True)
class Range:
    """The bounds of a column; None where there is none."""

    least: Fraction | None = ZERO
    most: Fraction | None = None


@dataclass(frozen=True)
class LinearProgramme:
    """``maximise objective`` over the columns that keep the rows."""

    columns: Mapping[str, Range]
    rows: Sequence[Row]
    objective: Numbers = field(default_factory=dict)

    def maximising(self, objective: Numbers) -> LinearProgramme:
        """The same with another objective."""
        return replace(self, objective=objective)

    def with_row(self, row: Row) -> LinearProgramme:
        """The same with one row more."""
        return replace(self, rows=(*self.rows, row))


@dataclass(frozen=True)
class Optimum:
    """The best value and a point that reaches it; columns that are 0 are left out."""

    value: Fraction
    point: Numbers


@dataclass(frozen=True)
class _Said:
    """QSopt_ex's answer: its status, and what is not 0 of the point and of the multipliers."""

    status: str
    point: Numbers
    multipliers: Numbers


def is_installed() -> bool:
    """Whether QSopt_ex's program is there."""
    return shutil.which("esolver") is not None


def optimum(lp: LinearProgramme) -> Optimum | None:
    """The best point; None where the rows leave none. Raises ``UnprovenError`` where neither can be proven."""
    said = _ask(lp)
    if said.status == "OPTIMAL":
        return Optimum(_proven(lp, said), said.point)
    if said.status == "INFEASIBLE":
        least = _least_given(lp)
        said = _ask(least)
        if said.status == "OPTIMAL" and _proven(least, said) < 0:
            return None
    raise UnprovenError(f"QSopt_ex ends with {said.status}")


def value(terms: Numbers, point: Numbers) -> Fraction:
    """What an expression is worth at a point."""
    return sum((worth * point.get(name, ZERO) for name, worth in terms.items()), ZERO)


def _proven(lp: LinearProgramme, said: _Said) -> Fraction:
    """The value that the point reaches and the multipliers prove to be the best."""
    reached = value(lp.objective, said.point)
    if not _keeps(lp, said.point):
        raise UnprovenError("the point breaks a row or a bound")
    if _bound(lp, said.multipliers) != reached:
        raise UnprovenError("the multipliers do not prove the value")
    return reached


def _keeps(lp: LinearProgramme, point: Numbers) -> bool:
    for name, bounds in lp.columns.items():
        at = point.get(name, ZERO)
        if (bounds.least is not None and at < bounds.least) or (bounds.most is not None and at > bounds.most):
            return False
    return all(_holds(value(row.terms, point), row) for row in lp.rows)


def _holds(reached: Fraction, row: Row) -> bool:
    return {"<=": reached <= row.limit, ">=": reached >= row.limit, "=": reached == row.limit}[row.sense]


def _bound(lp: LinearProgramme, multipliers: Numbers) -> Fraction | None:
    """No point is worth more; None where the multipliers prove nothing."""
    reduced: dict[str, Fraction] = defaultdict(Fraction, lp.objective)
    bound = ZERO
    for number, row in enumerate(lp.rows):
        price = multipliers.get(f"r{number}", ZERO)
        if (row.sense == "<=" and price < 0) or (row.sense == ">=" and price > 0):
            return None
        bound += price * row.limit
        for name, worth in row.terms.items():
            reduced[name] -= price * worth
    for name, worth in reduced.items():
        limit = lp.columns[name].most if worth > 0 else lp.columns[name].least
        if worth:
            if limit is None:
                return None
            bound += worth * limit
    return bound


def _least_given(lp: LinearProgramme) -> LinearProgramme:
    """The rows give way at a price of 1: the best value is 0 where they need not, and below 0 where they must."""
    columns, objective, rows = dict(lp.columns), {}, []
    for number, row in enumerate(lp.rows):
        terms = dict(row.terms)
        for sign, senses in ((-1, ("<=", "=")), (1, (">=", "="))):
            if row.sense in senses:
                given = f"given_{number}_{'less' if sign < 0 else 'more'}"
                terms[given], objective[given], columns[given] = Fraction(sign), Fraction(-1), Range()
        rows.append(replace(row, terms=terms))
    return LinearProgramme(columns, rows, objective)


def _ask(lp: LinearProgramme) -> _Said:
    with tempfile.TemporaryDirectory(prefix="exact-") as folder:
        place = Path(folder)
        names = {name: f"c{number}" for number, name in enumerate(lp.columns)}
        (place / "in.lp").write_text("".join(f"{line}\n" for line in _lines(lp, names)), encoding="ascii")
        command = ["esolver", "-L", "-O", "out.sol", "in.lp"]
        ended = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        answer = place / "out.sol"
        if not answer.exists():
            raise UnprovenError(f"QSopt_ex ended with {ended.returncode} and no answer: {ended.stderr[-300:]}")
        return _read(answer.read_text(encoding="ascii"), {short: name for name, short in names.items()})


def _lines(lp: LinearProgramme, names: Mapping[str, str]) -> Iterator[str]:
    """The programme in the LP format, every number as a fraction."""
    every = {**dict.fromkeys(names, ZERO), **lp.objective}  # a column is known to the reader once it stands somewhere
    yield from ("Problem", " exact", "Maximize", " obj:", *_terms(every, names))
    yield from ("Subject To", f" only: 1 {IDLE} = 0")  # the reader wants a row
    for number, row in enumerate(lp.rows):
        yield from (f" r{number}:", *_terms(row.terms, names), f" {row.sense} {row.limit}")
    yield "Bounds"
    for name, bounds in lp.columns.items():
        least = "-inf" if bounds.least is None else bounds.least
        yield f" {least} <= {names[name]} <= {'inf' if bounds.most is None else bounds.most}"
    yield "End"


def _terms(terms: Numbers, names: Mapping[str, str]) -> Iterator[str]:
    """Terms, a few a line, so that no line is too long for the reader."""
    written = [f"{'-' if worth < 0 else '+'} {abs(worth)} {names[name]}" for name, worth in terms.items()]
    for first in range(0, len(written), TERMS_A_LINE):
        yield "  " + " ".join(written[first : first + TERMS_A_LINE])


def _read(text: str, names: Mapping[str, str]) -> _Said:
    parts: dict[str, dict[str, Fraction]] = defaultdict(dict)
    part, status = "", ""
    for line in text.splitlines():
        words = line.split()
        if line.startswith("status ="):
            status = words[-1]
        elif line.endswith(":"):
            part = line.rstrip(":")
        elif len(words) == 3 and words[1] == "=" and part:
            parts[part][words[0]] = Fraction(words[2])
    point = {names[short]: worth for short, worth in parts["VARS"].items() if short != IDLE}
    return _Said(status, point, parts["PI"])
