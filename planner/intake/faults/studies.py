"""Faults of studies: what is varied, and how."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

NO_STUDY = Kind("E-160", T("the file holds no map of keys."), T('Begin with lines such as "study: name".'))
NAME_TWICE = Kind("E-161", T('the name "{name}" is given twice.'), T("Give one of them another name."))
NO_VALUES = Kind(
    "E-162",
    T('the factor "{name}" has no values.'),
    T("Give it values: [...], or from, to and steps, or a range; or list cases."),
)
RANGE_IN_A_GRID = Kind(
    "E-163",
    T('the factor "{name}" has a range, and a grid wants values that can be counted.'),
    T("Give it values or steps, or give the study samples or sensitivity."),
)
NO_MULTIPLE = Kind("E-164", T("{value} multiplies no column."), T("Write a number of 0 or more, such as 0.8 or 1.2."))
NO_SUCH_FACTOR = Kind("E-165", T('"{name}" is no factor of this study.'), T("Write one of: {known}."))
FACTOR_WITHOUT_ROWS = Kind("E-166", T('the factor "{name}" means no row of the tables.'), T("Widen its where."))
