"""N: accepted and said."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

YEARS_WITHOUT_BUDGET = Kind("N-101", T("{funder} names no budget for {years}, so it pays nothing then."))
YEARS_WITH_CARRIED_MONEY_ONLY = Kind(
    "N-102", T("{funder} names no budget for {years}, so it pays then only what was carried over.")
)
KEPT_AS_TEXT = Kind(
    "N-201",
    T('"{found}" is read as text, not as a blank ({count} cells of the column in all).'),
    T("Leave the cell blank if nothing is meant."),
)
COMPOSED = Kind(
    "N-202",
    T('"{found}" is written in parts of letters; read as the same text in whole letters ({count} cells in all).'),
)
NUMBER_AS_TEXT = Kind(
    "N-203",
    T("{found} is a number in a column of text; read as text ({count} cells in all)."),
    T("Format the column as text where leading zeros belong to it."),
)
NO_ROW_OF_UNITS = Kind("N-206", T("has no row of units; the amounts are read in the programme's own units ({units})."))
READ_IN_UNIT = Kind("N-204", T('"{column}" is stated in {unit}; one of it is read as {factor} {base}.'))
READ_WITH_COMMAS = Kind(
    "N-205", T('"{found}" has commas between thousands, as the model declares ({count} cells in all).')
)
RAISED_AT_FIRST = Kind(
    "N-401",
    T(
        "upgrades that raise emissions in their first years and cut them later: {count}. "
        "Each, awarded as early as possible, with its tonnes in the first year in operation [t/yr], the last year of "
        "the rise and its lifetime tonnes [t]: {listed}."
    ),
)
READ_AS_CP949 = Kind("N-301", T("is CP949, not UTF-8; read as such."))
READ_AS_UTF16 = Kind("N-302", T("is UTF-16; read as such."))
BYTE_ORDER_MARK = Kind("N-303", T("begins with a byte order mark; read as UTF-8."))
