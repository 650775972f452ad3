"""Bases of the simplex method: where a solve ended, and so where one that is nearly the same may begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy


@dataclass(frozen=True)
class NamedBasis:
    """A basis by the names of columns and rows, for another programme that has most of them."""

    columns: Mapping[str, highspy.HighsBasisStatus]
    rows: Mapping[str, highspy.HighsBasisStatus]

    @classmethod
    def of(cls, basis: highspy.HighsBasis, columns: Sequence[str], rows: Sequence[str]) -> NamedBasis:
        """The basis with its names."""
        return cls(dict(zip(columns, basis.col_status, strict=True)), dict(zip(rows, basis.row_status, strict=True)))

    def for_names(self, columns: Sequence[str], rows: Sequence[str]) -> highspy.HighsBasis:
        """The basis for a programme with these names. New columns stay at a limit, new rows are slack."""
        lower, basic = highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic
        return _basis(
            [self.columns.get(name, lower) for name in columns],
            [self.rows.get(name, basic) for name in rows],
        )


def fitted(basis: highspy.HighsBasis, rows: int) -> highspy.HighsBasis:
    """The basis for so many rows, with those that came since in it; HiGHS completes it."""
    if basis.valid and not basis.alien and len(basis.row_status) == rows:
        return basis
    more = [highspy.HighsBasisStatus.kBasic] * (rows - len(basis.row_status))
    return _basis(basis.col_status, [*basis.row_status, *more])


def _basis(columns: Sequence[highspy.HighsBasisStatus], rows: Sequence[highspy.HighsBasisStatus]) -> highspy.HighsBasis:
    basis = highspy.HighsBasis()
    basis.valid, basis.alien = True, True
    basis.col_status, basis.row_status = list(columns), list(rows)
    return basis
