"""E-33x to E-35x: workbooks, the archive, the layout of its sheets, and what they hold."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

UNPACKS_TOO_LARGE = Kind(
    "E-330",
    T("unpacks to {size} MB; the limit is {limit} MB."),
    T("Check that it is the right file; delete sheets and pictures that are not needed."),
)
UNPACKS_TOO_DENSE = Kind(
    "E-331",
    T("the part {part} unpacks to more than {limit} times its size, as no table does."),
    T("Do not open it if you do not know where it is from; ask for the file again."),
)
TOO_MANY_PARTS = Kind(
    "E-332",
    T("is an archive of {count} files; a workbook has at most {limit}."),
    T("Copy the tables into a new workbook, without pictures."),
)
ENCRYPTED = Kind("E-333", T("is encrypted."), T("Remove the password in Excel, then save it again."))
MACROS = Kind("E-334", T("contains macros ({part})."), T("Save it as an Excel workbook without macros (.xlsx)."))
DAMAGED = Kind(
    "E-335",
    T("is damaged: {reason}."),
    T("Open it in Excel and save it again; if that fails, ask for the file again."),
)
DOCUMENT_TYPE = Kind(
    "E-336",
    T("its part {part} declares a document type, as no spreadsheet program does."),
    T("Do not open it if you do not know where it is from; ask for the file again."),
)
OTHER_WORKBOOK = Kind("E-337", T("refers to another workbook."), T("Paste the value in place of the formula."))
OTHER_WORKBOOK_SOMEWHERE = Kind(
    "E-337",
    T("refers to another workbook."),
    T("Break the links in Excel (Data, Edit Links), and delete names that refer to other files."),
)
ACTIVE_CONTENT = Kind(
    "E-338",
    T("holds something that fetches or starts other things: {what} ({part})."),
    T("Delete it, or copy the values into a new workbook."),
)
NO_WORKSHEETS = Kind("E-339", T("has no worksheets."), T("Check that it is the right file."))
MERGED = Kind("E-340", T("{range} merged; only its first cell has a value."), T("Unmerge, and fill in each cell."))
HIDDEN = Kind("E-341", T("{what} hidden, but with data."), T("Unhide or delete what is hidden."))
NEVER_CALCULATED_FURTHER = Kind(
    "E-342",
    T("{count} further formulas were never calculated."),
    T("Open the file in Excel and save it, or paste the values."),
)
FILTERED = Kind("E-343", T("a filter is active and hides {count} rows."), T("Clear the filter."))
STRAY_CELL = Kind("E-344", T("a value stands outside the table."), T("Delete it, or move it to another sheet."))
NEVER_CALCULATED = Kind(
    "E-345", T("the formula was never calculated."), T("Open the file in Excel and save it, or paste the value.")
)
FAR_CELL = Kind(
    "E-346",
    T("a cell here makes the sheet {rows} rows by {columns} columns large; the limit is {limit} cells."),
    T("Delete the rows and columns behind the table, then save."),
)
TOO_MANY_IN_SHEET = Kind(
    "E-347", T("has more than {limit} {what}."), T("Split the table, or delete what is not needed.")
)
GIANT_MERGE = Kind("E-348", T("{range} merged: {count} cells; the limit is {limit}."), T("Unmerge it."))
TEXTS_TOO_LONG = Kind(
    "E-349",
    T("the texts of its cells add up to more than {limit} MB."),
    T("Shorten the text that many cells repeat."),
)

MISSING_SHEET = Kind("E-350", T("has no sheet {sheet}; found {found}."), T("Add it, or take a new template."))
MISSING_SHEET_WITH_GUESS = Kind(
    "E-350", T("has no sheet {sheet}; found {found}."), T('Did you mean "{guess}"? Rename it.')
)
SHEET_TWICE = Kind("E-351", T('is the same table as the sheet "{other}".'), T("Delete or rename one of them."))
SHEET_UNREADABLE = Kind("E-352", T("cannot be read: {reason}."), T("Open the file in Excel and save it again."))
RULE_TWICE = Kind("E-353", T('"{key}" has a value in {first} already.'), T("Keep one of the two."))
RULE_AND_PART = Kind(
    "E-354",
    T('"{key}" is one value here, but has several in {first}.'),
    T("Keep either the one value or the several."),
)
NOT_A_RULE_KEY = Kind(
    "E-355",
    T('"{found}" cannot be read as a key.'),
    T("Write keys with dots between, such as pays.tier or rate[1].at_most."),
)
NOT_AN_ENTRY = Kind(
    "E-356", T('"{found}" is not the number of an entry.'), T("Write 1 for the first, or leave the cell blank.")
)
UNKNOWN_PURSE = Kind("E-357", T('no row of {table} has the purse "{id}".'), T("Add it there, or name one of: {known}."))
UNKNOWN_PURSE_WITH_GUESS = Kind("E-357", T('no row of {table} has the purse "{id}".'), T('Did you mean "{guess}"?'))
NO_INPUTS_HERE = Kind("E-358", T("a workbook holds its own tables."), T("Delete the row."))
UNIT_OF_A_WORD = Kind(
    "E-359", T('"{found}" is a unit, but the value is no number.'), T("Empty the unit, or write a number.")
)
