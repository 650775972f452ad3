"""E-10x and E-11x: the model's file and keys."""

from __future__ import annotations

from planner.intake.faults.kind import Kind
from planner.languages import T

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
