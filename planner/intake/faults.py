"""The code list: every kind of fault, warning and note that reading can give, with its wording and its remedy.

====== =================================================
E-1xx  the model: its file, its keys, its rules
E-2xx  cells of the tables
E-3xx  files and their layout
E-4xx  links between rows, and between rows and rules
E-5xx  other people's tables, and files put together
W-xxx  accepted, but probably not what was meant
N-xxx  accepted and said
====== =================================================

Codes are stable: a kind keeps its code, and the code of a kind that is gone is not given again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.errors import Fault, Severity
from planner.intake.places import CellPlace
from planner.languages import T, Text

_LONGEST_VALUE = 1_000
_READ = 200
_SEVERITIES = {"E": Severity.FAULT, "W": Severity.WARNING, "N": Severity.NOTE}


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its code, what is wrong, and how to mend it."""

    code: str
    problem: Text
    remedy: Text | None = None

    def at(self, place: str, /, **values: object) -> Fault:
        """A fault of this kind at a place, with the values that its sentences name, the longest of them cut."""
        values = {name: _cut(value) for name, value in values.items()}
        remedy = None if self.remedy is None else Text(self.remedy.template, values)
        return Fault(self.code, place, Text(self.problem.template, values), remedy, _SEVERITIES[self.code[0]])

    def with_remedy(self, remedy: Text) -> Kind:
        """The same kind with another remedy."""
        return Kind(self.code, self.problem, remedy)


def _cut(value: object) -> object:
    """Text as far as a person reads it in a sentence: a header of a megabyte is not printed."""
    return f"{value[:_READ]}…" if isinstance(value, str) and len(value) > _LONGEST_VALUE else value


def in_order(fault: Fault) -> tuple[bool, list[tuple[int, str]], str]:
    """Sorts by place: the model before the tables, line 9 before line 10, and in a sheet row by row."""
    place = fault.place
    file = place.partition(" › ")[0]
    if isinstance(place, CellPlace):
        place = f"{place.file} › {place.sheet} › {place.row} {place.column}"
    pieces = re.split(r"(\d+)", place)
    natural = [(len(number), number) if (number := piece.lstrip("0")).isdecimal() else (-1, piece) for piece in pieces]
    return file.endswith(".csv"), natural, fault.code


def mentioned(values: object, most: int = 12) -> str:
    """Some values, parted by commas; a long list is cut and says so."""
    listed = [str(value) for value in values] if isinstance(values, list | tuple) else [str(values)]
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")


# E-1xx, the model's file and keys.

UNKNOWN_KEY = Kind("E-101", T('unknown key "{key}".'), T('Did you mean "{guess}"? Otherwise delete the key.'))
UNKNOWN_KEY_WITHOUT_GUESS = Kind("E-101", T('unknown key "{key}".'), T("Delete it, or use one of: {known}."))
MISSING_KEY = Kind("E-102", T('the key "{key}" is missing.'), T("Add it: {meaning}"))
NOT_ALLOWED = Kind("E-103", T('"{found}" is not allowed here.'), T("Write one of: {allowed}."))
NOT_ALLOWED_WITH_GUESS = Kind(
    "E-103", T('"{found}" is not allowed here.'), T('Did you mean "{guess}"? Write one of: {allowed}.')
)
WRONG_VALUE = Kind("E-104", T('"{found}" {reason}.'), T("Write {wanted}."))
OUT_OF_RANGE = Kind("E-105", T("{found} is out of range."), T("Write a number that is {limit}."))
CONTRADICTION = Kind("E-106", T("{reason}."), T("Change the rule so that it says one thing."))
KEY_TWICE = Kind(
    "E-107", T('the key "{key}" stands here twice, first in line {first}.'), T("Delete or rename one of them.")
)
ANCHOR = Kind("E-108", T('"{mark}" is an anchor or an alias.'), T("Write the value itself in each place."))
TAG = Kind("E-109", T('"{tag}" is a type tag.'), T("Delete it; quote the value if it is text."))
OCTAL = Kind(
    "E-110", T("{found} looks like an octal or hexadecimal number."), T("Write {plain}, or quote it if it is text.")
)
SEVERAL_DOCUMENTS = Kind(
    "E-111", T("a second document begins here."), T('Keep one document a file: delete "---" and what follows.')
)
NOT_YAML = Kind("E-112", T("this is not YAML: {reason}."), T("Mend the line, or the one before it."))
TOO_DEEP = Kind("E-113", T("lists and maps lie more than {limit} deep."), T("No rule is that deep: take it apart."))
LOGICAL_WORD = Kind(
    "E-114",
    T('"{found}" means yes or no to some programs and is text to others.'),
    T('Write true or false, or quote "{found}" if it is text.'),
)
NOT_A_MAP = Kind("E-115", T("the file holds no map of keys."), T('Begin with lines such as "programme: name".'))
COMPLEX_KEY = Kind("E-116", T("a key must be a word or a year."), T("Write the key as plain text."))
LEADS_NOWHERE = Kind("E-117", T('"{part}" leads nowhere.'), T("Here one can go on with: {known}."))
WRONG_SHAPE = Kind("E-118", T("{wanted} is wanted here, found {found}."), T("Write it as in: {example}"))
TOO_MUCH_YAML = Kind(
    "E-119",
    T("the file has more than {limit} keys and values; nothing is read from here on."),
    T("Check that it is the right file; a model has some hundreds."),
)

# E-12x to E-14x, the model's rules. E-133 was given to a kind that is gone.

FUNDER_TWICE = Kind("E-120", T('the funder id "{id}" is used twice.'), T("Give each funder an id of its own."))
RESERVED_ID = Kind(
    "E-121", T('"{id}" is a word that plans use themselves.'), T("Give the funder another id, not beginning with pool.")
)
NO_BUDGET = Kind(
    "E-122", T("{funder} has no positive budget in any year."), T("Give it a budget, or delete the funder.")
)
BUDGET_TOO_EARLY = Kind(
    "E-123",
    T("the budget of {year} lies before the first award year {first}."),
    T("Move it to {first} or later, or begin the awards in {year}."),
)
UNKNOWN_FUNDER = Kind("E-124", T('there is no funder "{id}".'), T("Name one of: {known}."))
UNKNOWN_FUNDER_WITH_GUESS = Kind(
    "E-124", T('there is no funder "{id}".'), T('Did you mean "{guess}"? Funders are: {known}.')
)
UNKNOWN_CLASS = Kind(
    "E-125", T('there is no technology class "{name}".'), T("Name it under technology_classes, or use one of: {known}.")
)
CLASSED_TWICE = Kind(
    "E-126",
    T('the technology "{technology}" is in the classes "{first}" and "{second}".'),
    T("Keep it in one class."),
)
UNKNOWN_GROUP = Kind(
    "E-127",
    T('"{group}" is neither a named group nor a {mark} of any supplier.'),
    T("Name it under groups, or use one of: {known}."),
)
UNKNOWN_GROUP_WITH_GUESS = Kind(
    "E-127", T('"{group}" is neither a named group nor a {mark} of any supplier.'), T('Did you mean "{guess}"?')
)
FLOORS_ABOVE_ONE = Kind(
    "E-128",
    T("the floors of groups that share no supplier add up to {total}, more than the whole: {places}."),
    T("Lower them to 1 together."),
)
FLOOR_ABOVE_CAP = Kind(
    "E-129",
    T("the floor {floor} is above the cap {cap} of the same group, set in {other}."),
    T("Lower the floor or raise the cap."),
)
SAME_FUNDER_ON_BOTH_SIDES = Kind(
    "E-130", T("{funders} stands on both sides of the ratio."), T("Name each funder on one side only.")
)
NO_DISCOUNT = Kind(
    "E-131", T("discounted_tonnes needs a discount rate."), T("Add discount: {{rate: 0.03, base_year: {first}}}.")
)
YEAR_NOT_COUNTED = Kind(
    "E-132", T("{year} is not a counting year; they run from {first} to {last}."), T("Name a year among them.")
)
NO_POOL = Kind(
    "E-134", T("there is no pool to match: the model has no repayment."), T("Add repayment, or delete this rule.")
)
NO_GRID_FACTOR = Kind(
    "E-135",
    T("no grid factor is given, but {place} saves electricity ({count} upgrades in all)."),
    T("Add factors: {{grid_t_per_mwh: {{{first}: …}}}}, or give the tonnes of these upgrades."),
)
GRID_FACTOR_TOO_LATE = Kind(
    "E-136",
    T("the first grid factor is of {given}, but tonnes count from {first}."),
    T("Add a factor for {first} or an earlier year."),
)
NO_GAS_FACTOR = Kind(
    "E-137",
    T("no factor of natural gas is given, but {place} saves gas ({count} upgrades in all)."),
    T("Add factors: {{gas_t_per_gj: 0.0561}}, or give the tonnes of these upgrades."),
)
NAMED_TWICE_IN_RULE = Kind("E-138", T('"{name}" is named twice.'), T("Delete one of the two."))
SEVERAL_RATIOS = Kind(
    "E-139",
    T("a second ratio stands in the list of objectives."),
    T("Keep one of them; maximise or minimise beside it."),
)
NOBODY_MEASURED = Kind(
    "E-140",
    T("no supplier that it compares has an eligible upgrade, so there is no gain to compare."),
    T("Mend its group or its mark, or the rules that leave nobody eligible."),
)
NO_WON_BELOW_THE_LINE = Kind(
    "E-141",
    T("{measure} is 0 in every plan: the model has no funder of kind {kinds}."),
    T("Divide by other money, such as all_won, or add such a funder."),
)
NO_BUDGET_OF_OWN_MONEY = Kind(
    "E-142",
    T("own_won has no budget, so a share of it says nothing."),
    T("State the least deployment in tonnes: deploy_at_least: {{tonnes: …}}."),
)
NOT_AN_AWARD_YEAR = Kind(
    "E-143", T("{year} is not an award year; they run from {first} to {last}."), T("Name a year among them.")
)
RESERVED_ABOVE_ALL = Kind(
    "E-144",
    T("what is kept of these purses for different upgrades adds up to {total}, more than the whole: {places}."),
    T("Lower it to 1 together."),
)
CLASSES_NOT_ASCENDING = Kind(
    "E-145",
    T('the limit {limit} of "{name}" is not above the limit {before} of "{other}" before it.'),
    T("Write the classes from the smallest to the largest."),
)
OPEN_CLASS_NOT_LAST = Kind(
    "E-146",
    T('"{name}" has no limit, so nothing reaches the classes after it.'),
    T("Give at_most_t, or write it last."),
)
UNKNOWN_PRODUCT = Kind(
    "E-147", T('no row of {table} has the product "{name}".'), T("Add it there, or name one of: {known}.")
)
UNKNOWN_PRODUCT_WITH_GUESS = Kind(
    "E-147", T('no row of {table} has the product "{name}".'), T('Did you mean "{guess}"?')
)
NO_PRODUCTS = Kind(
    "E-148",
    T("no footprint can be told: {table} is missing or has no rows."),
    T("Add it with supplier_id, product, share and units_per_year, or delete these rules."),
)
NO_SUCH_GROUP = Kind("E-149", T('there is no group "{group}".'), T("Name it under groups, or use one of: {known}."))
NO_SUCH_GROUP_WITH_GUESS = Kind("E-149", T('there is no group "{group}".'), T('Did you mean "{guess}"?'))

# E-2xx, cells.

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

# E-3xx, files and layout.

NOT_FOUND = Kind("E-301", T("is not found; looked in {path}."), T("Put the file there, or mend its name."))
NOT_FOUND_WITH_GUESS = Kind("E-301", T("is not found; looked in {path}."), T('Rename "{guess}", which is there.'))
NO_FOLDER = Kind(
    "E-302",
    T("the folder of the tables is not found; looked in {path}."),
    T("Mend the path; it starts from the model file."),
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

HEADER_AGAIN = Kind("E-324", T("the header stands here again."), T("Delete the row; keep one header, at the top."))
UNITS_AGAIN = Kind(
    "E-325",
    T("a row of units stands among the data."),
    T("Keep one, right below the header; state all rows in these units, and delete this row."),
)

# E-33x and E-34x, workbooks: the archive and the layout of its sheets.

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

# E-4xx, links between things.

ID_TWICE = Kind("E-401", T('"{id}" stands in {first} already.'), T("Delete one of the rows, or rename one."))
ID_TWICE_IN_YEARS = Kind(
    "E-401",
    T('"{id}" stands in {first} already.'),
    T("Their years overlap ({years}): keep one row for an upgrade, or give each an id of its own if two are meant."),
)
IDS_ALIKE = Kind(
    "E-402",
    T('"{id}" and "{other}" in {first} differ only in case, blanks or composition.'),
    T("Write them alike if they are the same, else make them differ clearly."),
)
UNKNOWN_SUPPLIER = Kind("E-403", T('the supplier "{id}" is not in {table}.'), T("Add it there, or mend the id."))
UNKNOWN_SUPPLIER_WITH_GUESS = Kind("E-403", T('the supplier "{id}" is not in {table}.'), T('Did you mean "{guess}"?'))
UNKNOWN_SUPPLIER_WITHOUT_ZEROS = Kind(
    "E-403",
    T('the supplier "{id}" is not in {table}.'),
    T('Did you mean "{guess}"? Format the column as text, so that zeros in front are kept.'),
)
SELF_LINK = Kind("E-404", T('"{id}" sells to itself.'), T("Delete the row, or name another buyer."))
CIRCULAR_LINKS = Kind("E-405", T("the links go in a circle: {circle} ({lines})."), T("Delete one of these links."))
SHARES_ABOVE_ONE = Kind(
    "E-406",
    T('the shares of "{id}" add up to {total}, more than its whole output ({lines}).'),
    T("Lower them to 1 together."),
)
LINK_TWICE = Kind(
    "E-407",
    T('the link from "{seller}" to "{buyer}" stands in {first} already.'),
    T("Add the shares up in one row."),
)
COST_TWICE = Kind("E-408", T('"{id}" has cost_won and also rows in {table}.'), T("Keep one of the two."))
NO_COST = Kind("E-409", T('"{id}" has neither cost_won nor rows in {table}.'), T("Give its cost; blank is not zero."))
ZERO_COST = Kind(
    "E-410",
    T('"{id}" costs nothing in all, so its tonnes per won have no end.'),
    T("Write what it costs, or delete it: what is free needs no support."),
)
UNKNOWN_UPGRADE = Kind("E-411", T('the upgrade "{id}" is not in {table}.'), T("Add it there, or mend the id."))
UNKNOWN_UPGRADE_WITH_GUESS = Kind("E-411", T('the upgrade "{id}" is not in {table}.'), T('Did you mean "{guess}"?'))
UNKNOWN_UPGRADE_WITHOUT_ZEROS = Kind(
    "E-411",
    T('the upgrade "{id}" is not in {table}.'),
    T('Did you mean "{guess}"? Format the column as text, so that zeros in front are kept.'),
)
PAYER_IS_NO_FUNDER = Kind(
    "E-412", T('the payer "{id}" is no funder of the model.'), T("Name one of: {known}; or leave the cell blank.")
)
START_AFTER_END = Kind("E-413", T("first_year {first} is after last_year {last}."), T("Exchange or mend the years."))
NO_AWARD_YEAR = Kind(
    "E-414",
    T("{year} leaves no possible award year; awards are made from {first} to {last}."),
    T("Mend the year, or delete the row."),
)
NEEDS_ITSELF = Kind("E-415", T('"{id}" needs itself.'), T("Delete the entry, or name another upgrade."))
CIRCULAR_NEEDS = Kind(
    "E-416", T("the upgrades need each other in a circle: {circle} ({lines})."), T("Delete one of these entries.")
)
NEEDED_TOO_LATE = Kind(
    "E-417",
    T('"{needed}" ({line}) can be awarded from {start} only, but "{id}" no later than {end}.'),
    T("Mend the years of one of the two."),
)
MANDATORY_IMPOSSIBLE = Kind(
    "E-418",
    T('"{id}" is mandatory but cannot be awarded: {reason}'),
    T("Make room for it in the rules, or take the mark away."),
)
MANDATORY_ALTERNATIVES = Kind(
    "E-419",
    T('"{id}" is mandatory, and so is its alternative "{other}" in {line}.'),
    T("Keep the mark on one of them."),
)
NO_SAVING = Kind(
    "E-420",
    T('no saving is given for "{id}"; blank is not zero.'),
    T("Give tonnes, or electricity_mwh, gas_gj or other_t."),
)
NO_SUPPORT_RATE = Kind(
    "E-421",
    T('no rule of support_rates takes "{id}" (tier {tier}, size {size}, technology {technology}, class {group}).'),
    T("Add a rule for it; 0 is good."),
)
NO_CONSORTIUM = Kind(
    "E-422",
    T('"{id}" is tier 1 without a consortium, so what it gives back would serve nobody.'),
    T("Name its consortium, or set repayment.pool to own_chain or programme."),
)
NO_CAPACITY = Kind(
    "E-423",
    T('the repayment capacity of "{id}" is blank, but it would owe money.'),
    T("Fill it in, or say what blank means in affordability.capacity_if_blank."),
)
PRODUCT_TWICE = Kind(
    "E-424",
    T('the product "{product}" of "{id}" stands in {first} already.'),
    T("Add the shares up in one row."),
)
PRODUCTS_ABOVE_ONE = Kind(
    "E-425",
    T('the product shares of "{id}" add up to {total}, more than all its emissions ({lines}).'),
    T("Lower them to 1 together."),
)
NO_DIVISOR = Kind(
    "E-426",
    T('{column} of "{id}" is blank or 0, but its gain is divided by it ({rule}).'),
    T("Fill it in, or leave the supplier out by a group."),
)
NEEDS_ALTERNATIVE = Kind(
    "E-427",
    T('"{id}" needs "{needed}" ({line}), but the two exclude each other whole (alternative_group "{group}").'),
    T("Delete the entry, or take one of them out of the group."),
)
NEEDED_EXCLUDED = Kind(
    "E-428",
    T('"{id}" needs "{needed}", which is excluded: its alternative "{other}" in {line} is mandatory.'),
    T("Delete the entry, or take the mark away in {line}."),
)
MANDATORY_ABOVE_BUDGET = Kind(
    "E-429",
    T("mandatory upgrades need {asked} won in {years}; {funders} have {there}: {short} too little ({lines})."),
    T("Raise the budgets, or take marks away."),
)
NOTHING_AFFORDABLE = Kind(
    "E-430",
    T('nothing can be paid: even "{id}" asks for {asked} won, and its purses have {there} at most.'),
    T("Raise the budgets, award parts (projects: divisible), or check the unit of the costs."),
)

GROUP_OF_NOTHING = Kind(
    "E-431",
    T('"{found}" would make these rows alternatives of each other ({rows}).'),
    T("Leave the cell blank where no group is meant, else name the group otherwise."),
)

# W, accepted but probably not meant.

UNUSED_VALUE = Kind(
    "W-101",
    T('no {mark} of the tables is "{value}", so this takes nothing.'),
    T("Mend it if something was meant; there are: {known}."),
)
CONTRIBUTES_NOTHING = Kind(
    "W-102",
    T("{year} is not a counting year ({first} to {last}), so the plan contributes 0 tonnes then."),
    T("Count until {year}, or name a year that is counted."),
)
PATH_OUTSIDE = Kind(
    "W-103",
    T("no year given here lies within the counting years ({first} to {last}), so the figure of {year} always holds."),
    T("Give figures of counting years if they change."),
)
NO_CREDITS = Kind(
    "W-104",
    T("no upgrade yields credits: none is creditable at a supplier outside the trading scheme."),
    T("Mark upgrades as creditable, or delete offsets."),
)
LENT_TO_NO_LEAD_FIRM = Kind(
    "W-105",
    T("{funder} is no purse of kind oem, though the lead firm uses the credits."),
    T("Name a purse of the lead firm if one is meant."),
)
NO_LOW_TONNES = Kind(
    "W-106",
    T("no upgrade has a low estimate of its tonnes, so the plan shows nothing that could be taken back."),
    T("Fill in tonnes_low in {table}."),
)
RESERVED_FOR_NOBODY = Kind(
    "W-107", T("no upgrade is meant, so the money is kept for nobody."), T("Mend it, or delete the rule.")
)
NO_BASELINE = Kind(
    "W-108",
    T("{count} suppliers have no baseline_t, so their upgrades never reach a share of it: {ids}."),
    T("Fill in baseline_t, or leave them out of the rule."),
)
MARKS_ALIKE = Kind(
    "W-405",
    T('"{mark}" and "{other}" in {first} differ only in case, blanks or composition; rules take them for two.'),
    T("Write them alike if they are the same."),
)
FORMULA_LIKE = Kind(
    "W-201", T('"{found}" looks like a formula; it is kept as text.'), T("Put other characters first if it is none.")
)
HIDDEN_SHEET = Kind(
    "W-310",
    T("the sheet is hidden, but its {count} rows are read."),
    T("Unhide it and look at them; delete it if they are not meant."),
)
SHEET_NOT_READ = Kind(
    "W-302", T("is no table of a programme, so it is not read."), T("Delete it if nothing in it is needed.")
)
FILE_NOT_READ = Kind("W-301", T("is not read in this version."), T("Delete it if nothing in it is needed."))
NO_BENEFIT = Kind(
    "W-401",
    T('"{id}" saves nothing within the horizon in any possible award year, so it is chosen only if it must be.'),
    T("Check its savings, its life and its lead time."),
)
SEVERAL_VOLUMES = Kind(
    "W-402",
    T('"{product}" has {units} units a year here, but {other} in {line}.'),
    T("Write one volume for a product line, or name the lines apart."),
)

TOO_FAR_APART = Kind(
    "W-404",
    T("{largest} is more than a billion times {smallest} in {place}: solvers cannot weigh both."),
    T("Check the unit of both; leave out what is too small to matter."),
)

# W-501 to W-519, sizes: a wrong unit, as far as one can tell from the numbers beside it.

CHECK_SIZE = T("Check {columns}; if the row is right, write yes under confirmed.")
OTHER_UNIT = T("{question} Then write {instead} in {column}; if the row is right, write yes under confirmed.")
"""The remedies of rows of an odd size: where one unit explains it, that unit is asked for."""

COLUMN_IN_OTHER_UNIT = Kind(
    "W-501",
    T("{what} ({top}, {bottom}): {found} in the middle of {count} rows, where {low} to {high} is plausible."),
    T("{question} Then mend the unit of {column}; rows that are right get yes under confirmed."),
)
COLUMNS_DO_NOT_MATCH = Kind(
    "W-502",
    T("{what} ({top}, {bottom}): {found} in the middle of {count} rows, far from plausible ({low} to {high})."),
    T("Check the units of {columns}; rows that are right get yes under confirmed."),
)
TONNE_UNLIKE_PEERS = Kind(
    "W-503",
    T("{found} won for a tonne a year, but {usual} in the middle of its peers ({peers}, {count} rows)."),
    CHECK_SIZE,
)
SAVING_UNLIKE_PEERS = Kind(
    "W-504",
    T("saves {found} won a year for each won of cost, but {usual} in the middle of its peers ({peers}, {count} rows)."),
    CHECK_SIZE,
)
ENERGY_PRICE = Kind("W-505", T("{found} won a year are saved with energy that is worth about {worth} won."), CHECK_SIZE)
MORE_THAN_BASELINE = Kind(
    "W-506",
    T('"{id}" saves {found} t a year, but its supplier emits only {baseline} t (baseline_t, {line}).'),
    CHECK_SIZE,
)
ALL_MORE_THAN_BASELINE = Kind(
    "W-507",
    T('the upgrades of "{id}" save {found} t a year together, but it emits only {baseline} t.'),
    T("Check baseline_t and what its upgrades save; if the row is right, write yes under confirmed."),
)
TOO_MANY_TONNES = Kind(
    "W-508",
    T("{found} t a year from one project; the limit is {limit}, twice what puts a whole firm into emissions trading."),
    CHECK_SIZE,
)
TONNE_OUT_OF_BOUNDS = Kind(
    "W-509", T("{found} won for a tonne a year, where {low} to {high} is plausible."), CHECK_SIZE
)
LONG_LIFE = Kind(
    "W-510",
    T("{found} years is longer than any equipment lasts ({limit})."),
    T("Write years, not months; if the row is right, write yes under confirmed."),
)
LOW_ABOVE_HIGH = Kind(
    "W-511",
    T("the low estimate {low} is above the high estimate {high}."),
    T("Exchange or mend them; if the row is right, write yes under confirmed."),
)
OUTSIDE_ESTIMATES = Kind(
    "W-512",
    T("{found} lies outside of its own estimates, {low} to {high}."),
    T("Mend the value or the estimates; if the row is right, write yes under confirmed."),
)
FIRM_UNLIKE_PEERS = Kind(
    "W-513",
    T("{top} over {bottom} is {found}, but {usual} in the middle of {count} suppliers."),
    CHECK_SIZE,
)
MORE_OF_THEM = Kind("W-519", T("{count} more rows have {code}: {places}."), T("See the first rows of {code}."))

# N, accepted and said.

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
        "{count} upgrades raise emissions in their first years and cut them later. "
        "Each, awarded as early as possible, with its first year in operation, the last year of the rise "
        "and its lifetime tonnes: {listed}."
    ),
)
READ_AS_CP949 = Kind("N-301", T("is CP949, not UTF-8; read as such."))
READ_AS_UTF16 = Kind("N-302", T("is UTF-16; read as such."))
BYTE_ORDER_MARK = Kind("N-303", T("begins with a byte order mark; read as UTF-8."))

# E-5xx, other people's tables, their maps, and files put together.

NO_SUCH_FILE_IN_MAP = Kind(
    "E-501", T("no sheet of the map is meant for this file."), T("Name it under file in the map, or leave it out.")
)
NO_SUCH_SHEET = Kind("E-502", T('there is no sheet "{sheet}".'), T("There are: {known}. Mend the map, or the sheet."))
NO_SUCH_SHEET_WITH_GUESS = Kind(
    "E-502", T('there is no sheet "{sheet}".'), T('Did you mean "{guess}"? Mend the map, or the sheet.')
)
WHICH_SHEET = Kind(
    "E-503", T("there are several sheets, and the map names none."), T("Name one under sheet in the map: {known}.")
)
NO_SUCH_HEADER = Kind(
    "E-504",
    T('the map names the column "{column}", which is not in the header.'),
    T("The header has: {known}. Mend the map, or the header."),
)
NO_SUCH_HEADER_WITH_GUESS = Kind(
    "E-504",
    T('the map names the column "{column}", which is not in the header.'),
    T('Did you mean "{guess}"? Mend the map, or the header.'),
)
NAMED_HEADER_TWICE = Kind(
    "E-505", T('the column "{column}", which the map names, stands in the header twice.'), T("Rename one of the two.")
)
NO_ROWS_TO_IMPORT = Kind("E-506", T("has no data rows."), T("Check that it is the right file and sheet."))
NOT_IN_WORDS = Kind(
    "E-507",
    T('"{found}" is not among the words of the map.'),
    T("The map knows: {known}. Add it under words, give otherwise, or mend the cell."),
)
NOT_IN_WORDS_WITH_GUESS = Kind(
    "E-507",
    T('"{found}" is not among the words of the map.'),
    T('Did you mean "{guess}"? Mend the cell, or add it under words.'),
)
NO_RANGE = Kind(
    "E-508", T("{found} is in no range of the map."), T("Add a last range without below, or mend the cell.")
)
NO_FACTOR = Kind(
    "E-509",
    T('the map has no factor for "{found}".'),
    T("It has factors for: {known}. Add one, or leave such rows out with a reason."),
)
NOTHING_FOR_COLUMN = Kind(
    "E-510",
    T("nothing stands here for {column}, which every row needs."),
    T("Fill it in; or give if_blank in the map, or leave such rows out with a reason."),
)
NO_MAP_OF_KEYS = Kind(
    "E-511", T("the file holds no map of keys."), T('Begin with lines such as "map: what it is for" and "sheets:".')
)
COLUMN_NOT_MADE = Kind(
    "E-512", T("nothing makes the column {column}, which every row of {table} needs."), T("Add it: {meaning}")
)
NO_SUCH_COLUMN_OF_OURS = Kind("E-513", T('{table} has no column "{column}".'), T("Delete it, or use one of: {known}."))
NO_SUCH_COLUMN_OF_OURS_WITH_GUESS = Kind(
    "E-513", T('{table} has no column "{column}".'), T('Did you mean "{guess}"? Otherwise delete it.')
)
UNIT_NOT_OF_COLUMN = Kind(
    "E-514",
    T('"{unit}" cannot become the unit of {column}.'),
    T("Write one of: {known}; foreign money stands under currencies."),
)
COLUMN_WITHOUT_UNIT = Kind("E-515", T('{column} has no unit, so "{unit}" says nothing.'), T("Delete unit."))
TWICE_IN_ONE_FILE = Kind(
    "E-520",
    T('"{id}" stands in {first} already, in the same file.'),
    T("Delete one of the rows, or rename one; in a map, distinct: true makes rows that agree one."),
)
ROWS_DIFFER = Kind(
    "E-521",
    T("cost lines of {id}: {count} ({first}) vs {other} ({second})."),
    T("Give all of them in one of the two, or the same in both."),
)
CONFLICT = Kind(
    "E-522",
    T("{column} of {id}: {value} ({first}) vs {other} ({second})."),
    T("Write the right value in both; give one of them another id if they are two different things."),
)
IDS_ALIKE_IN_TWO_FILES = Kind(
    "E-523",
    T('"{id}" here and "{other}" in {place} differ only in case, blanks or composition.'),
    T("Write them alike if they are the same, else make them differ clearly."),
)
NO_TABLE_OF_OURS = Kind(
    "E-524",
    T("is no table of the planner."),
    T("Name a workbook, a folder, or one of: {known}; other people's tables need a map (--map)."),
)
RULES_CONFLICT = Kind(
    "E-525",
    T("the rule {key}: {value} ({first}) vs {other} ({second})."),
    T("Write the same in both, or keep the rules in one file only."),
)
GOES_NOWHERE = Kind(
    "W-521",
    T('"{found}" arrives in no table, since no condition of the map (when) holds in its row ({count} cells in all).'),
    T("Add a condition for such rows to the map, or leave them out with a reason."),
)
NOT_OF_FOLDER = Kind(
    "W-522",
    T("of this folder these are not read: {names}."),
    T("Name them apart if they are needed."),
)
SHEET_NOT_IN_MAP = Kind("N-501", T("is not read: the map does not speak of it."))
