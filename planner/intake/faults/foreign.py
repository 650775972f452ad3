"""E-5xx: other people's tables, their maps, and files put together."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

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
