"""E-3xx: files and their layout."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

NOT_FOUND = Kind("E-301", T("is not found; looked in {path}."), T("Put the file there, or mend its name."))
NOT_FOUND_WITH_GUESS = Kind("E-301", T("is not found; looked in {path}."), T('Rename "{guess}", which is there.'))
NO_FOLDER = Kind(
    "E-302",
    T("the folder of the tables is not found; looked in {path}."),
    T("Mend the path; it starts from the model file."),
)
NO_FOLDER_GIVEN = NO_FOLDER.with_remedy(
    T("Say with --inputs where the tables lie; that path starts from the folder that you are in.")
)
UNREADABLE = Kind("E-303", T("cannot be read: {reason}."), T("Check that it is a file that you may open."))
TOO_LARGE = Kind("E-304", T("has {size} MB; the limit is {limit} MB."), T("Check that it is the right file."))
REALLY_ANOTHER = Kind("E-305", T("is really {kind}."), T("Save it as {wanted}."))
UNDECODABLE = Kind(
    "E-306",
    T("byte {byte} of the line is not valid in UTF-8, and the file is not CP949 either."),
    T("Save the file as UTF-8."),
)
NUL_BYTE = Kind("E-307", T("a NUL byte stands here."), T("Save the file as UTF-8 (it may be UTF-16 or damaged)."))
WRONG_DELIMITER = Kind(
    "E-308", T("one column found; the cells are parted by {delimiter}."), T("Save the file with commas.")
)
UNCLOSED_QUOTE = Kind("E-309", T("a quote opened here never closes."), T('Close it with ".'))
BAD_QUOTE = Kind(
    "E-310",
    T("text follows a closing quote; perhaps a quote opened before never closes."),
    T('Close every quote; write " inside of quotes twice: "".'),
)
NO_ROWS = Kind("E-311", T("has no data rows."), T("The header must stand in {header}, the data below it."))
MISSING_COLUMN = Kind("E-312", T('the column "{column}" is missing.'), T("Add it: {meaning}"))
MISSING_COLUMN_WITH_GUESS = Kind(
    "E-312", T('the column "{column}" is missing; found "{guess}".'), T('Rename "{guess}" to "{column}".')
)
MISSING_COLUMN_WITH_UNIT = MISSING_COLUMN_WITH_GUESS.with_remedy(
    T('Rename "{guess}" to "{column}"; write a unit into the row of units below it.')
)
HEADER_TWICE = Kind(
    "E-313", T('the column "{column}" stands in cells {first} and {second}.'), T("Rename or delete one.")
)
UNKNOWN_COLUMN = Kind(
    "E-314", T('the column "{column}" is not used.'), T("Delete it, or list it under ignore_columns in the model.")
)
UNKNOWN_COLUMN_WITH_GUESS = Kind(
    "E-314",
    T('the column "{column}" is not used.'),
    T('Did you mean "{guess}"? Otherwise delete it, or list it under ignore_columns in the model.'),
)
UNNAMED_COLUMN = Kind("E-315", T("cell {cell} of the header is empty, but the column has data."), T("Name the column."))
TOO_MANY_CELLS = Kind(
    "E-316",
    T("the row has {found} cells, the header {wanted}."),
    T("Delete what is too much; put text that has commas in quotes, write numbers without commas."),
)
TOO_FEW_CELLS = Kind(
    "E-317", T("the row has {found} cells, the header {wanted}."), T("Fill in the missing cells or commas.")
)
BLANK_ROWS = Kind("E-318", T("{rows}: blank, but the data go on in {next}."), T("Delete what is blank."))
HEADER_TOO_LOW = Kind("E-319", T("the header stands here, not in {first}."), T("Delete what is above it."))
HEADER_BELOW_DATA = Kind(
    "E-326",
    T("the header stands here, below {count} rows of data, which are not read."),
    T("Move the header, with the row of units below it, to the top; sort the data without them."),
)
TOTAL_ROW = Kind("E-320", T('the row looks like a total ("{found}").'), T("Delete it."))
CUT_ROWS = Kind(
    "E-321",
    T("has exactly {count} lines, the limit of a spreadsheet format; data may be missing."),
    T("Compare with the source; split the table if it was cut."),
)
LINKS_MISSING = Kind(
    "E-322",
    T("has no rows, but the pool serves each payer's own chain."),
    T("Give the links, or set repayment.pool to consortium or programme."),
)
LINE_TOO_LONG = Kind(
    "E-323",
    T("the line has more than {limit} characters, as no row of a table has."),
    T("Check that it is the right file, saved as CSV."),
)

PLAN_AS_MODEL = Kind(
    "E-327",
    T("is a plan of this planner, or its proof that there is none, not a model."),
    T("Name the model that it was made from; such a file is read by planner explain, audit and export."),
)
TABLE_AS_MODEL = Kind(
    "E-328",
    T("is a table of inputs, not a model."),
    T('Name the model: the .yaml file whose "inputs" names the folder of this table, or a workbook with its sheets.'),
)

HEADER_AGAIN = Kind("E-324", T("the header stands here again."), T("Delete the row; keep one header, at the top."))
UNITS_AGAIN = Kind(
    "E-325",
    T("a row of units stands among the data."),
    T("Keep one, right below the header; state all rows in these units, and delete this row."),
)
