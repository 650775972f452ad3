r"""Rows as large as a solver can hold them: those with huge terms, or minute ones, times a power of two.

A solver keeps every row to the same absolute tolerance. Doubles beside :math:`10^8` are :math:`10^{-8}` apart, so that
no row of such terms can be kept to :math:`10^{-9}`: HiGHS then gives up, or drops what is small. Divided by a power of
two the row says the same to the last bit, and can be kept. Rows of usual sizes stay as they are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.solving.outcome import Vector
from planner.units import LARGEST_TERM, SMALLEST_TERM, row_scale

type Numbers = npt.NDArray[np.integer]

PASSES = 8
"""How often sizes are passed on from column to column through the rows that tie them; one or two are common."""


def column_sizes(rows: Numbers, columns: Numbers, values: Vector, widths: Vector, limits: Vector) -> Vector:
    """How large each column's value is in a plan, about: its width, or what the rows that it stands in let it be.

    ``rows``, ``columns``, ``values`` are the coefficients; ``widths`` the columns' largest bounds and ``limits`` the
    rows' largest limits, infinite where there is none. Columns of which nothing can be said are 1.
    """
    sizes = widths.copy()
    slopes = np.abs(values)
    for _ in range(PASSES):
        is_open = np.isinf(sizes[columns])
        if not is_open.any():
            break
        known = np.where(np.isfinite(limits), limits, 0.0)
        np.maximum.at(known, rows[~is_open], slopes[~is_open] * sizes[columns[~is_open]])
        told = is_open & (known[rows] > 0)
        if not told.any():
            break
        np.minimum.at(sizes, columns[told], known[rows[told]] / slopes[told])
    return np.where(np.isinf(sizes), 1.0, sizes)


def row_scales(rows: Numbers, columns: Numbers, values: Vector, sizes: Vector, limits: Vector) -> Vector:
    """What each row is multiplied by: 1 for most. ``sizes`` as of :func:`column_sizes`."""
    largest = np.where(np.isfinite(limits), limits, 0.0)
    np.maximum.at(largest, rows, np.abs(values) * sizes[columns])
    scales = np.ones(len(limits))
    for row in np.flatnonzero((largest > LARGEST_TERM) | ((largest < SMALLEST_TERM) & (largest > 0))):
        scales[row] = row_scale(float(largest[row]))
    return scales


def largest_finite(lower: Vector, upper: Vector) -> Vector:
    """The larger of two limits by size, of those that are finite; infinite where neither is."""
    ends = np.stack([lower, upper])
    sizes = np.where(np.isfinite(ends), np.abs(ends), -1.0).max(axis=0)
    return np.where(sizes < 0, np.inf, sizes)
