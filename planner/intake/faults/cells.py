"""E-2xx: cells."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

REQUIRED_BLANK = Kind("E-201", T("is empty, but a value is required."), T("Fill it in; write 0 if zero is meant."))
THOUSANDS_COMMA = Kind("E-202", T('"{found}" has commas between its digits.'), T("Write {instead}."))
FULL_WIDTH = Kind("E-203", T('"{found}" is in full-width characters.'), T("Write {instead}."))
UNIT_IN_CELL = Kind("E-204", T('"{found}" is not {wanted}.'), T("Write {instead}."))
UNIT_IN_AMOUNT = Kind(
    "E-204",
    T('"{found}" is not {wanted}.'),
    T("Write {instead}, or set the unit row to {unit} and write {digits}."),
)
ACCOUNTING_NEGATIVE = Kind("E-205", T('"{found}" is a negative number in accounting style.'), T("Write {instead}."))
BELOW_ZERO = Kind(
    "E-206",
    T("{found} is below zero."),
    T("Write an amount that is 0 or more; leave the cell blank if it is not known."),
)
NOT_A_NUMBER = Kind("E-207", T('"{found}" is not {wanted}.'), T("Write digits such as {example}."))
NO_VALUE_WORD = Kind(
    "E-208",
    T('"{found}" is not {wanted}, and blank is not zero.'),
    T("Leave the cell blank if it is not known, write 0 if zero is meant."),
)
FORMULA_ERROR = Kind(
    "E-209", T('"{found}" is the error of a formula.'), T("Mend the formula, then save the table again.")
)
LOGICAL_VALUE = Kind("E-210", T('"{found}" is a logical value, not {wanted}.'), T("Write digits such as {example}."))
TOO_MANY_DIGITS = Kind(
    "E-211",
    T("{found} has {count} digits; spreadsheets keep 15 and round the rest."),
    T("Check the amount; write it with at most 15 digits."),
)
NOT_WHOLE = Kind("E-212", T("{found} is not {wanted}."), T("Write it without a fraction, such as {instead}."))
SHORTHAND = Kind("E-213", T('"{found}" is shorthand for a number.'), T("Write {instead}."))
NOT_A_SHARE = Kind("E-214", T("{found} is not a share from 0 to 1."), T("Write {instead} if {found} % is meant."))
NOT_A_SHARE_AT_ALL = Kind("E-214", T("{found} is not a share from 0 to 1."), T("Write a number such as 0.05."))
PERCENT = Kind("E-215", T('"{found}" is a percentage.'), T("Write {instead}."))
INVISIBLE = Kind("E-216", T("has {character} {where}."), T('Delete it: write "{instead}".'))
ONLY_INVISIBLE = Kind("E-217", T("holds only {character}."), T("Empty the cell, or fill it in."))
A_DATE = Kind("E-218", T('"{found}" is a date.'), T("Format the cell as a number and write {example}."))
NOT_A_YEAR = Kind("E-219", T("{found} is not a year from 1900 to 2200."), T("Write a year such as 2026."))
NOT_YES_OR_NO = Kind("E-220", T('"{found}" is neither yes nor no.'), T("Write yes or no, or leave the cell blank."))
NOT_A_CHOICE = Kind("E-221", T('"{found}" is not a {column}.'), T("Write one of: {allowed}."))
NOT_A_CHOICE_WITH_GUESS = Kind(
    "E-221", T('"{found}" is not a {column}.'), T('Did you mean "{guess}"? Write one of: {allowed}.')
)
NOT_A_TIER = Kind("E-222", T('"{found}" is not a tier.'), T("Write 1 or 2; a tier-3 supplier is entered as tier 2."))
LISTED_TWICE = Kind("E-223", T('names "{name}" twice.'), T("Delete one of the two."))
NOT_POSITIVE = Kind("E-225", T("{found} is not above zero."), T("Write a number above 0."))
CELL_NOT_ACCEPTED = Kind("E-224", T('"{found}" is not accepted: {reason}.'), T("See planner schema inputs."))

NO_UNIT_HERE = Kind(
    "E-226", T('"{found}" stands in the row of units, but "{column}" has no unit.'), T("Empty the cell.")
)
UNKNOWN_UNIT = Kind("E-227", T('"{found}" is no unit for "{column}".'), T("Write one of: {known}."))
DATE_AS_TEXT = Kind(
    "E-228",
    T("{found} is a date, not text; the spreadsheet may have made it of something else."),
    T("Format the cell as text and type it again."),
)

TOO_MANY_YEARS = Kind("E-229", T("{found} is more than 1,000 years."), T("Write {wanted}, such as {example}."))
