"""Ratios between what payers pay: where they hold, and their two limits, to the won."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.audit.books import Books
from planner.audit.finding import Finding, at_least, at_most
from planner.audit.payers import counted
from planner.programme.rules import CoFunding, Matching
from planner.units import RATIO_EQUALITY_WON


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rule of co-funding or matching: ``name`` and ``number`` name its rows, ``measured_by`` are the payers whose
    money the limited funders' is held against.
    """

    family: str
    name: str
    number: int
    rule: CoFunding | Matching
    measured_by: Sequence[str]

    def findings(self, books: Books) -> Iterator[Finding]:
        """The ratio, wherever it holds and anything that it counts is paid."""
        for index, paid in _places(books, self.rule):
            limited, measure = counted(paid, self.rule.funder), counted(paid, self.measured_by)
            if limited or measure:
                yield from self._limits(index, limited, measure)

    def _limits(self, index: str, limited: int, measure: int) -> Iterator[Finding]:
        r"""The limited money L held against the money M that it is measured by, both in won.

        .. math:: a\,M \le L \le b\,M

        Where a = b, each holds within 1 won of the limited money (0002, reading 19).
        """
        least, most = self.rule.at_least, self.rule.at_most
        spare = RATIO_EQUALITY_WON if least is not None and least == most else 0
        if least is not None:
            row = f"{self.name}[{self.number},at_least,{index}]"
            yield at_least(self.family, row, limited, least * measure - spare)
        if most is not None:
            row = f"{self.name}[{self.number},at_most,{index}]"
            yield at_most(self.family, row, limited, most * measure + spare)


def _places(books: Books, rule: CoFunding | Matching) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Where the ratio holds, each with what is paid there by payer [won]."""
    if rule.over == "award":
        for entry in books.planned:
            yield entry.label, entry.paid_by_payer
    elif rule.over == "year":
        for year in sorted(books.paid_by_year.keys() - set(books.past.years)):
            yield str(year), books.paid_by_year[year]
    else:
        yield "programme", books.paid_in_all
